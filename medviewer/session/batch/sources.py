"""Where a batch's studies come from: places on disk, lists of studies, and what an archive is asked for."""

from dataclasses import dataclass, replace
from pathlib import Path

from medviewer.dicom.network.archive import Archive
from medviewer.domain.archive import ArchiveQuery, QueryLevel
from medviewer.errors import InputError, NothingToOpen
from medviewer.progress import CancelToken
from medviewer.session.batch.study_lists import ListRow, read_list
from medviewer.session.batch.survey import Survey
from medviewer.session.network.archives import ArchiveOpener
from medviewer.session.network.node_files import read_nodes
from medviewer.store.batch_list import BatchList
from medviewer.words import Message, message

LIST = ".csv"
# What `--query` may name, and what it is called in `ArchiveQuery`.
QUERY_FIELDS = {
    "modality": "modality",
    "date": "study_date",
    "name": "patient_name",
    "id": "patient_id",
    "accession": "accession_number",
    "description": "study_description",
    "study": "study_instance_uid",
}


@dataclass(frozen=True, slots=True)
class Sources:
    """What the reader named.

    Attributes:
        places: folders, files, ZIP archives, and CSV lists of studies.
        node: name of an archive entered in the viewer; "" for none.
        query: what it is asked for; None where only lists name its studies.
    """

    places: tuple[Path, ...]
    node: str = ""
    query: ArchiveQuery | None = None


class Archives:
    """The archives a batch asks, each opened once."""

    def __init__(self, opener: ArchiveOpener, nodes_file: Path | None = None) -> None:
        self._opener = opener
        self._nodes = read_nodes(nodes_file).settings
        self._opened: dict[str, Archive] = {}

    def check(self, name: str) -> None:
        """Return if there is an archive of that name.

        Raises:
            InputError: there is none; lists those there are.
        """
        if self._nodes.find(name) is None:
            raise InputError(_unknown(name, [node.name for node in self._nodes.nodes]))

    def of(self, name: str) -> Archive:
        """The archive of that name; raises as `check`."""
        node = self._nodes.find(name)
        if node is None:
            raise InputError(_unknown(name, [node.name for node in self._nodes.nodes]))
        if name not in self._opened:
            self._opened[name] = self._opener(node)
        return self._opened[name]


def list_studies(
    sources: Sources, found: BatchList, survey: Survey, archives: Archives, token: CancelToken
) -> int:
    """Put every study of the sources into the list; how many there are.

    Raises:
        InputError: a source cannot be used, or there is no study anywhere.
        ArchiveError: the archive could not be asked.
        Cancelled: the token was cancelled.
    """
    found.begin()
    for place in sources.places:
        if place.suffix.lower() == LIST:
            _follow(place, sources, found, survey, archives)
        else:
            survey.look_at(place)
    if sources.query is not None:
        wanted = replace(sources.query, level=QueryLevel.STUDY, limit=0)
        for match in archives.of(sources.node).find(wanted, token):
            uid = match.study_instance_uid
            if uid:
                found.add_remote(uid, sources.node, match.instance_count, {})
    count = found.end_survey()
    if not count:
        raise NothingToOpen(_nothing(found))
    return count


def _follow(
    file: Path, sources: Sources, found: BatchList, survey: Survey, archives: Archives
) -> None:
    for row in read_list(file, sources.node):
        if row.problem is not None:
            found.add_problem(file, row.problem)
        elif row.path is None:
            archives.check(row.node)
            found.add_remote(row.study_instance_uid, row.node, None, row.carried)
        else:
            _look_for(row, row.path, file, found, survey)


def _look_for(row: ListRow, path: Path, file: Path, found: BatchList, survey: Survey) -> None:
    try:
        survey.look_at(path)
    except InputError:
        found.add_problem(file, _missing(row.line, path))
        return
    if not found.carry(path, row.carried, row.study_instance_uid):
        found.add_problem(file, _without(row.line, path))


def parse_query(text: str) -> ArchiveQuery:
    """`modality=CT,date=20260101-20260131` as a query.

    Raises:
        InputError: a part is not NAME=VALUE, or there is no such name.
    """
    fields = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, sign, value = part.partition("=")
        field = QUERY_FIELDS.get(name.strip().lower())
        if not sign or field is None:
            raise InputError(_no_query(part))
        fields[field] = value.strip()
    return ArchiveQuery(**fields)  # type: ignore[arg-type]  # all of these are texts


def _no_query(part: str) -> Message:
    return message(
        "Batch",
        "“{part}” cannot be asked of an archive. Write NAME=VALUE with commas between; names are {names}.",
        part=part,
        names=", ".join(QUERY_FIELDS),
    )


def _unknown(name: str, known: list[str]) -> Message:
    return message(
        "Batch",
        "There is no archive “{name}”. Enter it in the viewer (Network, Archives), or name one of these: "
        "{known}",
        name=name,
        known=", ".join(known) or "(none is entered)",
    )


def _missing(line: int, path: Path) -> Message:
    return message("Batch", "Line {line}: there is no file or folder {path}.", line=line, path=path)


def _without(line: int, path: Path) -> Message:
    return message(
        "Batch", "Line {line}: the study it names is not in {path}.", line=line, path=path
    )


def _nothing(found: BatchList) -> Message:
    problems = found.problems(1)
    if problems:
        return message(
            "Batch",
            "No study with images was found. {file}: {reason}",
            file=problems[0][0].name,
            reason=problems[0][1],
        )
    return message(
        "Batch",
        "No study with images was found. Name a folder, ZIP archive, CSV list or archive that has some.",
    )
