"""Where network threads leave word of what has arrived, until the GUI thread looks."""

import threading
from pathlib import Path

from medviewer.domain.archive import Arrival


class Inbox:
    """Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._arrivals: dict[
            Path, Arrival
        ] = {}  # a listener and a retrieve that shares it tell of one

    def put(self, arrival: Arrival) -> None:
        with self._lock:
            self._arrivals[arrival.path] = arrival

    def take_all(self) -> tuple[Arrival, ...]:
        with self._lock:
            taken, self._arrivals = self._arrivals, {}
        return tuple(taken.values())
