"""The sockets of a connection, so that a cancelled transfer ends at once.

A read would otherwise wait until the server speaks again.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from weakref import WeakSet

from urllib3.connection import HTTPConnection

from medviewer.progress import CancelToken

LOOKED_AT_EVERY_S = 0.1


class OpenLines:
    """Sockets that are open now; cut from any thread, and then no new one opens.

    urllib3 leaves closing to the garbage collector, which the viewer runs late: `close` does it now.
    """

    def __init__(self) -> None:
        self._sockets: WeakSet[socket.socket] = WeakSet()
        self._connections: WeakSet[HTTPConnection] = WeakSet()
        self._lock = threading.Lock()
        self.is_cut = False

    def add(self, connection: HTTPConnection) -> None:
        """Raise `ConnectionAbortedError` where the lines were cut already."""
        line: object = connection.sock
        with self._lock:
            self._connections.add(connection)
            if self.is_cut or not isinstance(line, socket.socket):
                connection.close()
                raise ConnectionAbortedError
            self._sockets.add(line)

    def cut(self) -> None:
        """End every read and write that waits on a socket."""
        with self._lock:
            self.is_cut = True
            for line in list(self._sockets):
                with suppress(OSError):  # of the plain socket: TLS would wait for the other side
                    socket.socket.shutdown(line, socket.SHUT_RDWR)

    def close(self) -> None:
        """Close what is still open; for when nobody reads any more."""
        with self._lock:
            self.is_cut = True
            for connection in list(self._connections):
                connection.close()


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
