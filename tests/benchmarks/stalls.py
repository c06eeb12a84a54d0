"""The longest time the event loop did not answer, idle and while an analysis runs."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot

from medviewer.dicom.export import write_ct_series
from medviewer.imaging.phantom import ThoraxSpec, thorax_phantom
from medviewer.session.ai.analysis import AnalysisState
from medviewer.session.session import Session
from tests.benchmarks.samples import session

TICK_MS = 5
IDLE_MS = 1000


class StallWatch(QObject):
    """Ticks in the event loop and keeps the longest gap between two ticks."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_s = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        self.longest_s = 0.0
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> float:
        """Longest gap beyond one tick, in seconds."""
        self._timer.stop()
        return max(0.0, self.longest_s - TICK_MS / 1000)

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.longest_s = max(self.longest_s, now - self._last)
        self._last = now


def stalls(opened: Session, folder: Path) -> tuple[float, float]:
    """Longest stall in seconds, idle and during an analysis that starts the worker from cold."""
    watch, loop = StallWatch(), QEventLoop()
    opened.volumes.completed.connect(loop.quit)
    opened.open([folder])
    loop.exec()
    watch.start()
    QTimer.singleShot(IDLE_MS, loop.quit)
    loop.exec()
    idle = watch.stop()

    def on_changed(before: AnalysisState, now: AnalysisState) -> None:
        if before.is_running and not now.is_running:
            loop.quit()

    opened.analysis.changed.connect(on_changed)
    watch.start()
    opened.analyze()
    loop.exec()
    return idle, watch.stop()


def longest() -> Callable[[], float]:
    """The longest stall of the event loop while a model works on a phantom, the worker started from cold."""
    import torch  # noqa: F401 - is it there?

    def run() -> float:
        with tempfile.TemporaryDirectory() as folder, session() as opened:
            write_ct_series(Path(folder) / "ct", thorax_phantom(ThoraxSpec()).volume)
            return stalls(opened, Path(folder))[1]

    return run
