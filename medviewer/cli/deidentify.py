"""`medviewer deidentify PATHS --out DIR`: copies without identity, by PS3.15's Basic Profile and options."""

import argparse
import sys
import tempfile
from pathlib import Path

from medviewer.cli.progress_line import ProgressLine
from medviewer.cli.trail_notes import note
from medviewer.domain.deidentification import (
    DeidentificationOptions,
    DeidentificationReport,
    PixelBox,
)
from medviewer.progress import CancelToken
from medviewer.session.sharing.audit_events import deidentification_event
from medviewer.session.sharing.deidentification_facts import facts_of

SOME_LEFT_OUT = 1
SHOWN = 20  # files named one by one
FLAGS = (
    ("--shift-dates", "shifts_dates", "keep dates, a patient's all moved by one number of days"),
    (
        "--clean-descriptors",
        "keeps_descriptors",
        "keep those words of descriptions that name nobody",
    ),
    ("--retain-patient-characteristics", "keeps_characteristics", "keep sex, age, size, weight"),
    ("--retain-device", "keeps_device", "keep station, serial number and the like"),
    ("--retain-safe-private", "keeps_safe_private", "keep private attributes known to be safe"),
    (
        "--include-documents",
        "includes_documents",
        "copy encapsulated documents, too, though nobody can clean their pages",
    ),
)


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "deidentify", help="copy DICOM files without identity (PS3.15 Annex E, Basic Profile)"
    )
    parser.add_argument(
        "paths", nargs="+", type=Path, help="folders, files, ZIP archives, DICOMDIRs"
    )
    parser.add_argument("--out", type=Path, required=True, help="a new or empty folder")
    for flag, name, words in FLAGS:
        parser.add_argument(flag, dest=name, action="store_true", help=words)
    parser.add_argument(
        "--box",
        dest="boxes",
        action="append",
        type=_box,
        default=[],
        metavar="[SERIES:]TOP,LEFT,BOTTOM,RIGHT",
        help="black this out in all frames of all images, or of one series (SeriesInstanceUID); may be "
        "repeated",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 where a file was left out; errors are raised for `main` to print."""
    from medviewer.dicom.deidentifying.run import deidentify

    flags = {name: getattr(arguments, name) for _, name, _ in FLAGS}
    options = DeidentificationOptions(**flags, boxes=tuple(arguments.boxes))
    with ProgressLine() as progress, tempfile.TemporaryDirectory(prefix="medviewer-") as unpacked:
        report = deidentify(
            arguments.paths, arguments.out, options, Path(unpacked), CancelToken(), progress
        )
        progress.done()
    note([deidentification_event(facts_of(report))])
    print_outcome(report)
    return SOME_LEFT_OUT if report.left_out else 0


def print_outcome(report: DeidentificationReport) -> None:
    print(
        f"{report.written} files of {report.patients} patients, {report.studies} studies: {report.folder}"
    )
    for each in report.left_out[:SHOWN]:
        print(f"left out: {each.path}: {each.reason}", file=sys.stderr)
    if len(report.left_out) > SHOWN:
        print(f"… and {len(report.left_out) - SHOWN} more left out", file=sys.stderr)
    for warning in report.warnings[:SHOWN]:
        why = ", ".join(sorted(warning.why))
        print(f"text may stand in the pixels ({why}): {warning.source}", file=sys.stderr)
    if len(report.warnings) > SHOWN:
        print(f"… and {len(report.warnings) - SHOWN} more; see the report", file=sys.stderr)


def _box(text: str) -> PixelBox:
    series, _, numbers = text.rpartition(":")
    try:
        top, left, bottom, right = (int(each) for each in numbers.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError("four whole numbers: TOP,LEFT,BOTTOM,RIGHT") from error
    if not (0 <= top < bottom and 0 <= left < right):
        raise argparse.ArgumentTypeError("BOTTOM must be below TOP, RIGHT right of LEFT")
    return PixelBox(top, left, bottom, right, series)
