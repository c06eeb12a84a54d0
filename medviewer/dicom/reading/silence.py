"""Keeps pydicom's warnings off the reader's screen: they quote values, so they may name a patient."""

import logging
import threading
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

logger = logging.getLogger(__name__)


class _WarningGate:
    """One `catch_warnings` shared by every thread that is inside at the same time.

    Warning filters belong to the whole process: two threads that each saved and restored them could
    restore them in the wrong order and leave warnings off for good. So the first in saves and the last
    out restores.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._catcher: warnings.catch_warnings[list[warnings.WarningMessage]] | None = None
        self._caught: list[warnings.WarningMessage] = []

    def enter(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._catcher = warnings.catch_warnings(record=True)
                self._caught = self._catcher.__enter__()
                warnings.simplefilter("always")

    def leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._catcher is not None:
                self._catcher.__exit__(None, None, None)
                if self._caught:
                    self._log()

    def _log(self) -> None:
        """Say how often and of what kind; never what, because that may be a name."""
        for category, count in Counter(w.category.__name__ for w in self._caught).items():
            logger.info("pydicom warned %d times (%s)", count, category)


_GATE = _WarningGate()  # guards what is global anyway: the interpreter's warning filters


@contextmanager
def without_warnings() -> Iterator[None]:
    """Collect warnings raised inside, in any thread, and log their kind and number only."""
    _GATE.enter()
    try:
        yield
    finally:
        _GATE.leave()
