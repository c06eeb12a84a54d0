"""Whose turn it is where several series are to be decoded by few threads.

A series that waits for its first image is let in after the frame at hand. Otherwise each decodes for a
moment and makes way for the next; a series nobody looks at makes way for every one on screen.
"""

import threading
import time
from collections import Counter

TURN_S = 0.06  # long enough that changing over costs nothing, short enough that nobody sees it


class DecodingTurns:
    """Counts who waits for a thread. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Counter[str] = Counter()
        self._begun: set[str] = set()
        self._preferred: frozenset[str] = frozenset()

    def prefer(self, display_set_ids: frozenset[str]) -> None:
        """These are on screen."""
        with self._lock:
            self._preferred = display_set_ids

    def wait(self, display_set_id: str) -> None:
        """A job of that series has been queued."""
        with self._lock:
            self._waiting[display_set_id] += 1

    def begin(self, display_set_id: str) -> "Turn":
        """A job of that series has got a thread."""
        with self._lock:
            self._leave_queue(display_set_id)
            self._begun.add(display_set_id)
        return Turn(self, display_set_id)

    def leave(self, display_set_id: str) -> None:
        """A job of that series was cancelled before it got a thread, or the series is gone."""
        with self._lock:
            self._waiting.pop(display_set_id, None)
            self._begun.discard(display_set_id)

    def must_end(self, display_set_id: str, *, is_long: bool) -> bool:
        """Whether a turn of that series should end; `is_long`: it has had its moment."""
        with self._lock:
            others = [each for each in self._waiting if each != display_set_id]
            if not others:
                return False
            is_seen = display_set_id in self._preferred
            wanted = [each for each in others if each in self._preferred or not is_seen]
            is_urgent = any(each not in self._begun for each in wanted)
            is_outranked = not is_seen and any(each in self._preferred for each in wanted)
            return is_urgent or is_outranked or (is_long and bool(wanted))

    def _leave_queue(self, display_set_id: str) -> None:
        self._waiting[display_set_id] -= 1
        if self._waiting[display_set_id] <= 0:
            del self._waiting[display_set_id]


class Turn:
    """One job's time with a thread."""

    def __init__(self, turns: DecodingTurns, display_set_id: str) -> None:
        self._turns = turns
        self._display_set_id = display_set_id
        self._began_s = time.monotonic()
        self._is_first_frame = True

    @property
    def is_over(self) -> bool:
        """Whether to stop before the next frame; a turn has one frame at least."""
        if self._is_first_frame:
            self._is_first_frame = False
            return False
        is_long = time.monotonic() - self._began_s >= TURN_S
        return self._turns.must_end(self._display_set_id, is_long=is_long)
