"""One piece of work off the GUI thread, and how it speaks to whoever waits for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance

from medviewer.progress import CancelToken, Progress, ProgressSink


class Job(QObject):
    """Handle on running work. Made on the GUI thread; its signals arrive there.

    Connect them to `@Slot` methods only: a lambda would run in the thread that emits.
    """

    delivered = Signal(object)  # a partial result, in order
    progressed = Signal(object)  # Progress
    finished = Signal(object)  # the function's return value
    failed = Signal(object)  # MedViewerError
    cancelled = Signal()
    ended = Signal()  # after exactly one of the three above

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.token = CancelToken()

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` and `ended` follow when it has."""
        self.token.cancel()

    def end(self, outcome: SignalInstance, *values: object) -> None:
        """Say how it ended, then that it ended; called once, by the runner's thread."""
        outcome.emit(*values)
        self.ended.emit()


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a job function is given: a token to check, a sink for progress, a door for partial results."""

    token: CancelToken
    progress: ProgressSink
    deliver: Callable[[Any], None]


JobFunction = Callable[[JobContext], Any]


def context_of(job: Job) -> JobContext:
    """The worker's side of `job`."""

    def progress(step: Progress) -> None:
        job.progressed.emit(step)

    def deliver(item: object) -> None:
        job.delivered.emit(item)

    return JobContext(job.token, progress, deliver)
