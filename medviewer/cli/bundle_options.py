"""The options of verbs that export: which kinds of document, how packed, and how the outcome is told."""

import argparse
import sys
from pathlib import Path

from medviewer.domain.bundle import BundleKind, Packing
from medviewer.errors import InputError
from medviewer.progress import CancelToken, ProgressSink
from medviewer.session.bundle.bundle_order import BundleOrder, BundleOutcome
from medviewer.session.bundle.bundle_run import run_bundle
from medviewer.session.bundle.bundle_writers import AVAILABLE
from medviewer.session.review.reading_order import ReadingOrder
from medviewer.words import message

ALL = "all"
ARCHIVE = "bundle.zip"
IN_PART = 1  # exit code: some kind could not be written


def add_options(parser: argparse.ArgumentParser, *, is_required: bool) -> None:
    listed = ",".join(kind.value for kind in BundleKind if kind in AVAILABLE)
    parser.add_argument(
        "--bundle",
        default=ALL if is_required else "",
        metavar="KINDS",
        help=f"what to export, all of one accord: all, or some of {listed}",
    )
    parser.add_argument(
        "--packing",
        choices=[packing.value for packing in Packing],
        default=Packing.FOLDER.value,
        help=f"a folder, an archive ({ARCHIVE} in it), or DICOM media with a DICOMDIR",
    )


def kinds_of(words: str) -> frozenset[BundleKind]:
    """The kinds named by `all` or a list with commas.

    Raises:
        InputError: there is no kind of such a name; lists those there are.
    """
    named = [word.strip().lower() for word in words.split(",") if word.strip()]
    if ALL in named:
        return AVAILABLE
    known = {kind.value: kind for kind in BundleKind if kind in AVAILABLE}
    for name in named:
        if name not in known:
            raise InputError(
                message(
                    "Bundle",
                    "There is no kind of document “{name}”. Name some of these, with commas, or all: "
                    "{kinds}",
                    name=name,
                    kinds=", ".join(known),
                )
            )
    return frozenset(known[name] for name in named)


def bundle_order(
    reading: ReadingOrder, kinds: frozenset[BundleKind], packing: Packing, out: Path
) -> BundleOrder:
    """Into the folder `out`; an archive becomes a file of that name, or one in it."""
    is_file = packing is not Packing.ZIP or out.suffix.lower() == ".zip"
    return BundleOrder(reading, kinds, out if is_file else out / ARCHIVE, packing)


def export(order: BundleOrder, progress: ProgressSink) -> BundleOutcome:
    """Write it; the caller tells the outcome once its own lines are out."""
    return run_bundle(order, CancelToken(), progress)


def tell(outcome: BundleOutcome) -> int:
    """Print what became of it; the exit code."""
    for failure in outcome.failures:
        print(f"medviewer: {failure.kind.value}: {failure.reason}", file=sys.stderr)
    for notice in outcome.notices:
        print(notice, file=sys.stderr)
    kinds = " ".join(kind.value for kind in outcome.kinds)
    print(f"Bundle: {outcome.place} ({len(outcome.files)} files: {kinds})")
    return IN_PART if outcome.failures else 0
