"""`medviewer inspect PATH…`: what lies there, as a table for people or as JSON for scripts."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from medviewer.cli.display_set_facts import describe, describe_object
from medviewer.cli.inspection import (
    DisplaySetFacts,
    Inspection,
    SeriesFacts,
    StudyFacts,
    Unreadable,
)
from medviewer.cli.inspection_table import as_table
from medviewer.cli.progress_line import FrameCounter, ProgressLine
from medviewer.dicom.scanner import ScanSummary, survey
from medviewer.domain.geometry import Vector
from medviewer.domain.study import FileProblem, Series, Study
from medviewer.progress import CancelToken, ProgressSink
from medviewer.words import Message, message

DECODING = message("Inspect", "Decoding frames")
NOTHING_READABLE = 2


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "inspect", help="list studies, series and display sets with their geometry and values"
    )
    parser.add_argument(
        "places", nargs="+", type=Path, metavar="PATH", help="folders, DICOM files, ZIP archives"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument(
        "--probe",
        type=point_lps,
        action="append",
        default=[],
        metavar="X,Y,Z",
        help="the value at a point of the patient, LPS mm (may be repeated)",
    )
    parser.add_argument(
        "--series",
        dest="series_uids",
        action="append",
        default=[],
        metavar="UID",
        help="this SeriesInstanceUID only (may be repeated)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was found, also where nothing was."""
    with ExitStack() as stack:
        progress = stack.enter_context(ProgressLine())
        unpacked = stack.enter_context(tempfile.TemporaryDirectory(prefix="medviewer-"))
        found = survey(
            arguments.places, Path(unpacked), CancelToken(), progress, lambda update: None
        )
        inspector = Inspector(found, arguments.probe, arguments.series_uids, progress)
        inspection = inspector.inspect()
    write(inspection.as_json() if arguments.json else as_table(inspection))
    for uid in missing(arguments.series_uids, inspection):
        print(f"medviewer: {_no_such_series(uid)}", file=sys.stderr)
    return 0 if inspection.studies else NOTHING_READABLE


def missing(series_uids: Sequence[str], inspection: Inspection) -> list[str]:
    """Series that were asked for and are not there."""
    there = {one.series_instance_uid for study in inspection.studies for one in study.series}
    return [uid for uid in series_uids if uid not in there]


def _no_such_series(uid: str) -> Message:
    return message("Inspect", "There is no series {uid} here.", uid=uid)


def point_lps(text: str) -> Vector:
    """`-12.5,30,88` as three numbers."""
    try:
        x, y, z = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a point: write three numbers, as in -12.5,30,88"
        ) from None
    return (x, y, z)


def write(text: str) -> None:
    r"""UTF-8 whatever the terminal's own encoding: names of patients are in every alphabet.

    Bytes of file names that are no UTF-8 are written as \udcXX, which JSON understands.
    """
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


class Inspector:
    """Turns what a scan found into facts, decoding every frame of the series asked for."""

    def __init__(
        self,
        found: ScanSummary,
        points: Sequence[Vector],
        series_uids: Sequence[str],
        progress: ProgressSink,
    ) -> None:
        self._found = found
        self._points = points
        self._series_uids = series_uids
        self._undecodable: list[FileProblem] = []
        self._on_frame = FrameCounter(progress, DECODING, sum(map(self._count, found.studies)))

    def inspect(self) -> Inspection:
        studies = sorted(self._found.studies, key=by_date)
        facts = tuple(self._study(study) for study in studies if self._wanted(study))
        problems = (*self._found.problems, *self._undecodable)
        return Inspection(facts, tuple(map(self._unreadable, problems)))

    def _wanted(self, study: Study) -> list[Series]:
        uids = self._series_uids
        return [s for s in study.series if not uids or s.series_instance_uid in uids]

    def _count(self, study: Study) -> int:
        objects = (listed for series in self._wanted(study) for listed in series.objects)
        images = sum(series.count for series in self._wanted(study))
        return images + sum(listed.number_of_frames for listed in objects)

    def _study(self, study: Study) -> StudyFacts:
        return StudyFacts(
            study.study_instance_uid,
            study.patient.person_name or None,
            study.patient.patient_id or None,
            study.study_date or None,
            tuple(self._series(series) for series in self._wanted(study)),
        )

    def _series(self, series: Series) -> SeriesFacts:
        return SeriesFacts(
            series.series_instance_uid,
            series.modality or None,
            series.series_description or None,
            tuple(self._display_sets(series)),
        )

    def _display_sets(self, series: Series) -> list[DisplaySetFacts]:
        described = []
        for display_set in series.display_sets:
            facts, pixels = describe(display_set, self._points, self._on_frame)
            described.append(facts)
            self._undecodable += pixels.problems
        for listed in series.objects:
            facts, pixels = describe_object(series.series_instance_uid, listed, self._on_frame)
            described.append(facts)
            self._undecodable += pixels.problems
        return described

    def _unreadable(self, problem: FileProblem) -> Unreadable:
        """By the name the user knows: the entry of an archive, not where it was unpacked."""
        origin = self._found.origins.get(problem.path, problem.path)
        return Unreadable(str(origin), str(problem.reason))


def by_date(study: Study) -> tuple[str, str, str]:
    """Oldest study first; the same order whatever the files are called."""
    return (study.study_date, study.study_time, study.study_instance_uid)
