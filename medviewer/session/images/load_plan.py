"""Which frame to decode next: always the one nearest to where the reader looks."""

import threading
from collections.abc import Iterable, Iterator


class LoadPlan:
    """Hands out every index once, outward from a focus that may move. Safe from any thread.

    With a `reach`, only indices that lie no further than that from the focus are handed out.
    """

    def __init__(self, count: int, focus: int, reach: int | None = None) -> None:
        self._lock = threading.Lock()
        self._is_waiting = [True] * count
        self._waiting = count
        self._focus = focus
        self._reach = count if reach is None else reach
        self._near = outward(count, focus)  # where the search stands: nearer indices are handed out

    def look_at(self, index: int) -> None:
        """The reader is at `index` now; what is handed out next starts there."""
        with self._lock:
            self._focus = index
            self._search_anew()

    def take(self) -> int | None:
        """The index to decode next, None when all within reach were handed out."""
        with self._lock:
            if not self._waiting:
                return None
            index = next((i for i in self._near if self._is_waiting[i]), None)
            if index is None or abs(index - self._focus) > self._reach:
                self._search_anew()
                return None
            self._is_waiting[index] = False
            self._waiting -= 1
            return index

    @property
    def has_more(self) -> bool:
        """Whether anything within reach has not been handed out."""
        with self._lock:
            low, high = self._focus - self._reach, self._focus + self._reach + 1
            return self._waiting > 0 and any(self._is_waiting[max(low, 0) : high])

    def skip(self, indices: Iterable[int]) -> None:
        """Never hand these out: they are there already."""
        with self._lock:
            for index in indices:
                self._waiting -= self._is_waiting[index]
                self._is_waiting[index] = False

    @property
    def focus(self) -> int:
        """Where the reader looked last."""
        return self._focus

    def put_back(self, indices: Iterable[int]) -> None:
        """Hand these out once more when they come within reach: what was decoded of them is gone."""
        with self._lock:
            for index in indices:
                self._waiting += not self._is_waiting[index]
                self._is_waiting[index] = True
            self._search_anew()

    def _search_anew(self) -> None:
        self._near = outward(len(self._is_waiting), self._focus)


def outward(count: int, start: int) -> Iterator[int]:
    """Indices 0..count-1 by distance from `start`: start, start+1, start-1, and so on."""
    start = min(max(start, 0), count - 1)
    yield start
    for step in range(1, count):
        if start + step < count:
            yield start + step
        if start - step >= 0:
            yield start - step
