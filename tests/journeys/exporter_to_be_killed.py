"""A program that exports into a folder and is killed in the middle of it: run by the journey, not a test."""

import os
import signal
import sys
from pathlib import Path

from medviewer.domain.bundle import BundleKind
from medviewer.progress import CancelToken, Progress
from medviewer.session.bundle.bundle_order import BundleOrder
from medviewer.session.bundle.bundle_run import run_bundle
from tests.phantoms.readings import phantom_reading


def die_when_one_is_written(progress: Progress) -> None:
    if progress.done == 1:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    images, target = Path(sys.argv[1]), Path(sys.argv[2])
    kinds = frozenset({BundleKind.JSON, BundleKind.CSV})
    run_bundle(
        BundleOrder(phantom_reading(images).order, kinds, target),
        CancelToken(),
        die_when_one_is_written,
    )
