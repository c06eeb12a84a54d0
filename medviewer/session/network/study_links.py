"""Links from other programs: found here or in an archive, shown to the reader, and only then followed.

consider ─ open? listed here? else an archive ─► the reader agrees ─► follow ─► on screen, or a sentence
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from PySide6.QtCore import Slot

from medviewer.domain.archive import ArchiveMatch, ArchiveNode, RetrieveOrder
from medviewer.domain.archive_words import study_title
from medviewer.domain.study import Patient, Study
from medviewer.domain.study_index import IndexedStudy
from medviewer.domain.study_link import StudyLink
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job
from medviewer.session.images.first_look import FirstLook
from medviewer.session.images.viewports import Viewports
from medviewer.session.library.library import Library
from medviewer.session.library.study_list import StudyList
from medviewer.session.messages import Messages
from medviewer.session.network.asking import Asking
from medviewer.session.network.nodes import Nodes
from medviewer.session.state import State
from medviewer.words import Message, message


class LinkPlace(Enum):
    """Where what a link names would be opened from."""

    SEEKING = "seeking"
    OPEN = "open"
    LISTED = "listed"
    ARCHIVE = "archive"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class LinkState:
    """The link that was last asked for.

    Attributes:
        patient: whose study it is, as far as this computer knows.
        node: the archive it would be fetched from.
        problem: why it cannot be followed.
    """

    link: StudyLink | None = None
    place: LinkPlace = LinkPlace.SEEKING
    patient: Patient | None = None
    node: ArchiveNode | None = None
    listed: IndexedStudy | None = None
    problem: Message | None = None

    @property
    def can_be_followed(self) -> bool:
        is_found = self.place in (LinkPlace.OPEN, LinkPlace.LISTED, LinkPlace.ARCHIVE)
        return self.problem is None and is_found


class Archives(Protocol):
    """What of `Network` is used here."""

    nodes: Nodes
    asking: Asking

    def fetch(
        self, node_name: str, orders: Sequence[RetrieveOrder], titles: Sequence[str] = ()
    ) -> object: ...


class StudyLinks(State[LinkState]):
    """One link at a time: a newer one takes the place of one that was not agreed to."""

    def __init__(
        self,
        network: Archives,
        messages: Messages,
        library: Library,
        study_list: StudyList,
        first_look: FirstLook,
        viewports: Viewports,
    ) -> None:
        super().__init__(LinkState(), library)
        self._network = network
        self._messages = messages
        self._library = library
        self._list = study_list
        self._first_look = first_look
        self._viewports = viewports
        self._awaited: StudyLink | None = (
            None  # being read from disk: its series is wanted on screen
        )
        self._asked: dict[Job, tuple[ArchiveNode, StudyLink]] = {}
        study_list.sought.connect(self._on_sought)
        library.studies_found.connect(self._on_studies_found)

    def consider(self, link: StudyLink) -> None:
        """Look on this computer, and at nothing else, for what the link names."""
        self.replace(LinkState(link))
        study = self._open_one(link)
        if study is not None:
            self._settle(LinkPlace.OPEN, study.patient, study.accession_number)
        elif not self._list.seek(link.study):
            self._turn_to_an_archive(link)

    def follow(self, link: StudyLink) -> None:
        """Open it: the reader has agreed, to this link and no other that has come meanwhile."""
        state, self._awaited = self.value, None
        if state.link is None or state.link != link or not state.can_be_followed:
            return
        self.replace(LinkState())
        if state.place is LinkPlace.OPEN:
            study = self._open_one(state.link)
            if study is not None:
                self._show(study, state.link.series)
        elif state.listed is not None:
            self._awaited = state.link
            self._list.locate(state.listed.study_key)
        elif state.node is not None:
            self._ask(state.node, state.link)

    def drop(self, link: StudyLink) -> None:
        """The reader has declined."""
        if self.value.link == link:
            self.replace(LinkState())

    def _show(self, study: Study, series_uid: str) -> None:
        """The series named, or what is best to look at first."""
        series = next((s for s in study.series if s.series_instance_uid == series_uid), None)
        chosen = (
            max(series.display_sets, key=lambda each: each.count, default=None) if series else None
        )
        if chosen is not None:
            self._viewports.active.show(study, chosen)
        else:
            self._first_look.show(study)

    def _open_one(self, link: StudyLink) -> Study | None:
        """Of several of that UID, whose patients were mixed up, the one the link may mean."""
        found = [s for s in self._library.value.studies if s.study_instance_uid == link.study]
        fitting = (
            each
            for each in found
            if contradiction(link, each.patient.patient_id, each.accession_number) is None
        )
        return next(fitting, found[0] if found else None)

    def _settle(self, place: LinkPlace, patient: Patient, accession: str) -> None:
        link = self.value.link
        if link is not None:
            wrong = contradiction(link, patient.patient_id, accession)
            self.update(place=place, patient=patient, problem=wrong)

    def _turn_to_an_archive(self, link: StudyLink) -> None:
        settings = self._network.nodes.value
        node = settings.find(link.node) if link.node else settings.first_offered
        if node is not None:
            self.update(place=LinkPlace.ARCHIVE, node=node)
        else:
            problem = _unknown(link.node) if link.node else NO_ARCHIVE
            self.update(place=LinkPlace.NOWHERE, problem=problem)

    @Slot(str, object)
    def _on_sought(self, study_uid: str, found: tuple[IndexedStudy, ...]) -> None:
        link = self.value.link
        if link is None or link.study != study_uid or self.value.place is not LinkPlace.SEEKING:
            return
        if not found:
            self._turn_to_an_archive(link)
            return
        fitting = [
            each
            for each in found
            if contradiction(link, each.patient.patient_id, each.accession_number) is None
        ]
        listed = (fitting or list(found))[0]
        self.update(listed=listed)
        self._settle(LinkPlace.LISTED, listed.patient, listed.accession_number)

    def _ask(self, node: ArchiveNode, link: StudyLink) -> None:
        """What the archive says of the study is compared with the link before anything is fetched."""
        job = self._network.asking.find_study(node, link.study)
        self._asked[job] = (node, link)
        job.finished.connect(self._on_found)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    @Slot(object)
    def _on_found(self, match: ArchiveMatch | None) -> None:
        node, link = self._asked[self.sender()]  # type: ignore[index]  # a Job
        wrong = (
            _not_there(node)
            if match is None
            else contradiction(link, match.patient_id, match.accession_number)
        )
        if wrong is not None or match is None:
            self._messages.error(wrong or _not_there(node))
            return
        series = (link.series,) if link.series else ()
        order = RetrieveOrder(link.study, series, patient_id=match.patient_id)
        self._network.fetch(node.name, [order], [study_title(match)])

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self._messages.error(error.message)

    @Slot()
    def _on_ended(self) -> None:
        self._asked.pop(self.sender(), None)  # type: ignore[call-overload]  # a Job

    @Slot(object)
    def _on_studies_found(self, studies: tuple[Study, ...]) -> None:
        awaited = self._awaited
        study = next(
            (s for s in studies if awaited and s.study_instance_uid == awaited.study), None
        )
        if study is not None and awaited is not None:
            self._awaited = None
            self._show(study, awaited.series)


def contradiction(link: StudyLink, patient_id: str, accession: str) -> Message | None:
    """Why a study is not the one a link means; what the study does not say contradicts nothing."""
    if link.patient and patient_id.strip() and link.patient.strip() != patient_id.strip():
        return message(
            "Link",
            "The link means a study of patient {asked}, but the study of that UID is of patient {found}. "
            "It is not opened; ask whoever made the link.",
            asked=link.patient,
            found=patient_id,
        )
    if link.accession and accession.strip() and link.accession.strip() != accession.strip():
        return message(
            "Link",
            "The link means accession number {asked}, but the study of that UID has {found}. It is not "
            "opened; ask whoever made the link.",
            asked=link.accession,
            found=accession,
        )
    return None


NO_ARCHIVE = message(
    "Link",
    "The study is not on this computer, and no archive is entered that could be asked for it. Enter one "
    "first (File, Archives and network…).",
)


def _unknown(name: str) -> Message:
    return message(
        "Link",
        "The study is not on this computer, and the archive the link names, {name}, is not one you have "
        "entered. Enter it first, or ask for a link without it.",
        name=name,
    )


def _not_there(node: ArchiveNode) -> Message:
    return message(
        "Link",
        "{archive} has no study of the UID the link names. Ask whoever made the link.",
        archive=node.name,
    )
