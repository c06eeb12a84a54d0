"""Where network threads leave word of what has arrived, until the GUI thread looks."""

import threading

from medviewer.domain.archive import Arrival


class Inbox:
    """Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._arrivals: list[Arrival] = []

    def put(self, arrival: Arrival) -> None:
        with self._lock:
            self._arrivals.append(arrival)

    def take_all(self) -> tuple[Arrival, ...]:
        with self._lock:
            taken, self._arrivals = self._arrivals, []
        return tuple(taken)
