"""The sockets of a connection, so that a cancelled transfer ends at once.

A read would otherwise wait until the server speaks again.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from weakref import WeakSet

from medviewer.progress import CancelToken

LOOKED_AT_EVERY_S = 0.1


class OpenLines:
    """Sockets that are open now; cut from any thread, and then no new one opens."""

    def __init__(self) -> None:
        self._sockets: WeakSet[socket.socket] = WeakSet()
        self._lock = threading.Lock()
        self.is_cut = False

    def add(self, line: socket.socket) -> None:
        """Raise `ConnectionAbortedError` where the lines were cut already."""
        with self._lock:
            if self.is_cut:
                raise ConnectionAbortedError
            self._sockets.add(line)

    def cut(self) -> None:
        """End every read and write that waits on a socket."""
        with self._lock:
            self.is_cut = True
            for line in list(self._sockets):
                with suppress(OSError):  # of the plain socket: TLS would wait for the other side
                    socket.socket.shutdown(line, socket.SHUT_RDWR)


@contextmanager
def cut_on_cancel(lines: OpenLines, token: CancelToken) -> Iterator[None]:
    """Cut the lines when the token is cancelled while the block runs."""
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(LOOKED_AT_EVERY_S):
            if token.is_cancelled:
                lines.cut()
                return

    watcher = threading.Thread(target=watch, name="cancel watcher", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join()
