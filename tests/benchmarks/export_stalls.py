"""The longest time the event loop did not answer while 200 findings on a 300-slice CT are exported."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from medviewer.domain.bundle import BundleKind, Packing
from medviewer.interpreter import tune_for_a_window
from medviewer.jobs.garbage import GarbageCollection
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.bundle.exporting import ExportState
from medviewer.session.session import Session
from tests.benchmarks.stalls import StallWatch
from tests.phantoms.readings import PhantomReading, phantom_reading
from tests.unit.jobs.worker_handlers import build_counter

FINDINGS, SHAPE = 200, (300, 512, 512)
KINDS = frozenset(BundleKind) - {BundleKind.MOVIE}


def longest() -> Callable[[], float]:
    """Seconds, from the press of the button to the last file in place; everything but the movie."""
    tune_for_a_window()  # as the program does

    def run() -> float:
        QApplication.instance() or QApplication([])
        with tempfile.TemporaryDirectory(prefix="medviewer-bench-") as folder:
            reading = phantom_reading(Path(folder) / "ct", FINDINGS, SHAPE)
            runner = JobRunner()
            session = Session(runner, WorkerProcess(build_counter), reading.catalog)
            GarbageCollection(runner, session)
            try:
                return _exporting(session, reading, Path(folder) / "bundle")
            finally:
                session.shut_down()

    return run


def _exporting(session: Session, reading: PhantomReading, target: Path) -> float:
    study = reading.study
    session.library.update(studies=(study,))
    session.show(study, study.series[0].display_sets[0])
    session.journal.bring_back(study, reading.kept)
    watch, loop = StallWatch(), QEventLoop()

    def on_changed(before: ExportState, now: ExportState) -> None:
        if before.is_running and not now.is_running:
            loop.quit()

    session.exporting.changed.connect(on_changed)
    watch.start()
    session.exporting.begin(study, KINDS, Packing.FOLDER, target)
    loop.exec()
    longest_s = watch.stop()
    outcome = session.exporting.value.outcome
    assert outcome is not None, session.messages.history
    assert not outcome.failures, outcome.failures
    return longest_s
