"""One piece of work off the GUI thread, and how it speaks to whoever waits for it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from medviewer.progress import CancelToken, ProgressSink


class Word(Enum):
    """What a worker can say."""

    DELIVERED = "delivered"
    PROGRESSED = "progressed"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(QObject):
    """Handle on running work. Made on the GUI thread; its signals are emitted there.

    The worker speaks through one queued signal of the job's own, so nothing is lost between starting the
    work and connecting to it, and every receiver runs on the GUI thread.
    """

    delivered = Signal(object)  # a partial result, in order
    progressed = Signal(object)  # Progress
    finished = Signal(object)  # the function's return value
    failed = Signal(object)  # MedViewerError
    cancelled = Signal()
    ended = Signal()  # after exactly one of the three above

    _said = Signal(object, object)  # Word, value: emitted by the worker, heard on the GUI thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.token = CancelToken()
        self.is_running = True  # until its end has been delivered
        self._said.connect(self._on_said, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` and `ended` follow when it has."""
        self.token.cancel()

    def say(self, word: Word, value: object = None) -> None:
        """Worker side."""
        self._said.emit(word, value)

    @Slot(object, object)
    def _on_said(self, word: Word, value: object) -> None:
        if word is Word.DELIVERED:
            self.delivered.emit(value)
        elif word is Word.PROGRESSED:
            self.progressed.emit(value)
        else:
            self._end(word, value)

    def _end(self, word: Word, value: object) -> None:
        self.is_running = False
        if word is Word.FINISHED:
            self.finished.emit(value)
        elif word is Word.FAILED:
            self.failed.emit(value)
        else:
            self.cancelled.emit()
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
    return JobContext(
        job.token,
        progress=lambda step: job.say(Word.PROGRESSED, step),
        deliver=lambda item: job.say(Word.DELIVERED, item),
    )
