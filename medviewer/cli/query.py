"""`medviewer query ARCHIVE`: what an archive has, what is scheduled, or whether it answers at all."""

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import asdict

from medviewer.cli.archive_nodes import add_node, node_of
from medviewer.cli.transfer_words import printable
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import (
    ArchiveMatch,
    ArchiveQuery,
    QueryLevel,
    WorklistItem,
    WorklistQuery,
)
from medviewer.errors import InputError
from medviewer.progress import CancelToken
from medviewer.words import message

DATES = re.compile(r"\d{8}|\d{8}-(\d{8})?|-\d{8}")  # PS3.4 C.2.2.2.5
LIMIT = 500
STUDY_COLUMNS = (
    *("study_date", "patient_id", "patient_name", "modality", "study_description"),
    *("accession_number", "instance_count", "study_instance_uid"),
)
COLUMNS = {
    QueryLevel.PATIENT: ("patient_id", "patient_name", "patient_birth_date", "patient_sex"),
    QueryLevel.STUDY: STUDY_COLUMNS,
    QueryLevel.SERIES: (
        *("series_number", "modality", "series_description", "body_part_examined"),
        *("instance_count", "series_instance_uid"),
    ),
    QueryLevel.IMAGE: ("series_instance_uid", "sop_instance_uid"),
}
WORKLIST_COLUMNS = (
    *("scheduled_date", "scheduled_time", "modality", "station_ae_title", "patient_id"),
    *("patient_name", "requested_procedure", "accession_number", "study_instance_uid"),
)


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "query", help="ask an archive (PACS) what it has, or what is scheduled"
    )
    add_node(parser)
    parser.add_argument(
        "--level",
        choices=[one.value.lower() for one in QueryLevel],
        default="study",
        help="what to list (study)",
    )
    parser.add_argument(
        "--patient-name", default="", metavar="NAME", help="* and ? match any letters"
    )
    parser.add_argument("--patient-id", default="", metavar="ID", help="PatientID")
    parser.add_argument("--accession", default="", metavar="NUMBER", help="AccessionNumber")
    parser.add_argument("--date", default="", metavar="YYYYMMDD[-YYYYMMDD]", help="either end open")
    parser.add_argument("--modality", default="", metavar="CT", help="of a series or of a study's")
    parser.add_argument("--description", default="", metavar="TEXT", help="of the study")
    parser.add_argument("--study", default="", metavar="UID", help="StudyInstanceUID")
    parser.add_argument("--series", default="", metavar="UID", help="SeriesInstanceUID")
    parser.add_argument("--station", default="", metavar="AET", help="of a worklist's step")
    parser.add_argument("--limit", type=int, default=LIMIT, help="answers; 0 for all")
    parser.add_argument("--worklist", action="store_true", help="what is scheduled")
    parser.add_argument("--echo", action="store_true", help="only whether it answers (C-ECHO)")
    parser.add_argument("--json", action="store_true", help="one JSON line an answer")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print answers as they come."""
    _check(arguments)
    archive, token = open_archive(node_of(arguments)), CancelToken()
    if arguments.echo:
        archive.echo(token)
        print(json.dumps({"answers": True}) if arguments.json else "It answers.")
        return 0
    if arguments.worklist:
        _print(archive.worklist(_worklist(arguments), token), WORKLIST_COLUMNS, arguments.json)
    else:
        query = _query(arguments)
        _print(archive.find(query, token), COLUMNS[query.level], arguments.json)
    return 0


def _check(arguments: argparse.Namespace) -> None:
    if arguments.date and not DATES.fullmatch(arguments.date):
        raise InputError(
            message(
                "Archive",
                "{date} is no date or range. Write 20260131, 20260101-20260131, 20260101- or -20260131.",
                date=arguments.date,
            )
        )
    if arguments.level in ("series", "image") and not arguments.study and not arguments.worklist:
        raise InputError(
            message(
                "Archive", "Series and images are listed of one study. Name it with --study UID."
            )
        )


def _query(arguments: argparse.Namespace) -> ArchiveQuery:
    return ArchiveQuery(
        QueryLevel(arguments.level.upper()),
        arguments.patient_name,
        arguments.patient_id,
        arguments.accession,
        arguments.date,
        arguments.modality,
        arguments.description,
        arguments.study,
        arguments.series,
        arguments.limit,
    )


def _worklist(arguments: argparse.Namespace) -> WorklistQuery:
    return WorklistQuery(
        arguments.date,
        arguments.modality,
        arguments.station,
        arguments.patient_name,
        arguments.patient_id,
        arguments.accession,
        arguments.limit,
    )


def _print(
    found: Iterator[ArchiveMatch] | Iterator[WorklistItem], columns: tuple[str, ...], as_json: bool
) -> None:
    """A line an answer, its cells apart by tabs, under a line of their names."""
    if not as_json:
        print("\t".join(columns))
    for one in found:
        facts = asdict(one)
        if as_json:
            print(json.dumps(facts, ensure_ascii=False), flush=True)
        else:
            cells = ("" if facts[each] is None else str(facts[each]) for each in columns)
            print("\t".join(printable(cell) for cell in cells), flush=True)
