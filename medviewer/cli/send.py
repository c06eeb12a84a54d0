"""`medviewer send ARCHIVE PATH…`: DICOM files to an archive, each as it is (C-STORE, STOW)."""

import argparse
import sys
import tempfile
from pathlib import Path

from medviewer.cli.archive_nodes import add_node, node_of
from medviewer.cli.progress_line import ProgressLine
from medviewer.cli.trail_notes import note
from medviewer.cli.transfer_words import printable, tell
from medviewer.dicom.disk.places import Listing, list_files
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import TransferOutcome
from medviewer.domain.audit import AuditEvent, AuditKind
from medviewer.errors import NothingToOpen
from medviewer.progress import CancelToken
from medviewer.words import message


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("send", help="send DICOM files to an archive (C-STORE, STOW)")
    add_node(parser)
    parser.add_argument(
        "places",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="folders, DICOM files, DICOMDIRs, ZIP archives",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Send everything that can be sent; 1 where something could not."""
    node, token, listing = node_of(arguments), CancelToken(), Listing()
    with tempfile.TemporaryDirectory(prefix="medviewer-") as unpacked, ProgressLine() as progress:
        files = list(list_files(arguments.places, Path(unpacked), token, listing))
        for problem in listing.problems:
            told = printable(f"{problem.path}: {problem.reason}")
            print(f"medviewer: {told}", file=sys.stderr)
        if not files:
            raise NothingToOpen(
                message("Archive", "There is no file to send. Check the folders named.")
            )
        outcome = open_archive(node).store(files, progress, token)
    _refuse_what_is_no_dicom(outcome, len(files))
    facts: dict[str, str | int | float | bool | None] = {
        "verb": "send",
        "to": node.name,
        "file_count": outcome.transferred,
    }
    note([AuditEvent(AuditKind.EXPORT, facts=facts)])
    code = tell(outcome, as_json=arguments.json)
    return code or int(bool(listing.problems))


def _refuse_what_is_no_dicom(outcome: TransferOutcome, file_count: int) -> None:
    """Where no file says which object it is, nothing was asked of the archive: what was named is wrong.

    Raises:
        NothingToOpen
    """
    problems = outcome.problems
    if len(problems) < file_count or any(problem.sop_instance_uid for problem in problems):
        return
    raise NothingToOpen(
        message(
            "Archive",
            "Nothing was sent: none of the {count} files named is a DICOM object. {why}",
            count=file_count,
            why=problems[0].reason,
        )
    )
