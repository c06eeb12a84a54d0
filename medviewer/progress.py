"""How long work says how far it is, and how it is asked to stop.

The only concurrency vocabulary that a function off the GUI thread may name.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` steps of one named stage."""

    stage: Message
    done: int
    total: int

    @property
    def fraction(self) -> float:
        """Share of the stage that is done, 0..1."""
        return self.done / self.total if self.total else 0.0


ProgressSink = Callable[[Progress], None]


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """Raised inside work whose token was cancelled."""


class CancelToken:
    """Set from any thread; asked in every loop by the work it belongs to."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if somebody asked for a stop."""
        if self._event.is_set():
            raise Cancelled


def ignore_progress(progress: Progress) -> None:
    """Stand in for a sink where nobody watches."""
    del progress
