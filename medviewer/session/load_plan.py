"""Which frame to decode next: always the one nearest to where the reader looks."""

import threading
from collections.abc import Iterator


class LoadPlan:
    """Hands out every index once, outward from a focus that may move. Safe from any thread."""

    def __init__(self, count: int, focus: int) -> None:
        self._lock = threading.Lock()
        self._is_waiting = [True] * count
        self._waiting = count
        self._focus = focus

    def look_at(self, index: int) -> None:
        """The reader is at `index` now; what is handed out next starts there."""
        with self._lock:
            self._focus = index

    def take(self) -> int | None:
        """The index to decode next, None when all were handed out."""
        with self._lock:
            if not self._waiting:
                return None
            index = next(
                i for i in outward(len(self._is_waiting), self._focus) if self._is_waiting[i]
            )
            self._is_waiting[index] = False
            self._waiting -= 1
            return index


def outward(count: int, start: int) -> Iterator[int]:
    """Indices 0..count-1 by distance from `start`: start, start+1, start-1, and so on."""
    start = min(max(start, 0), count - 1)
    yield start
    for step in range(1, count):
        if start + step < count:
            yield start + step
        if start - step >= 0:
            yield start - step
