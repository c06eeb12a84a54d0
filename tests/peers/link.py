"""The wire between viewer and server, which a test may slow down, cut, freeze or spoil at a byte it names."""

import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress

PIECE = 16384
RESET_ON_CLOSE = struct.pack(
    "ii", 1, 0
)  # SO_LINGER: what is not sent yet is lost, as with a cut cable
HANG_S = 120  # a hang guard


class Link:
    """Forwards a loopback port of its own to `target_port`. Bytes towards the viewer are counted.

    Attributes:
        bytes_per_s: towards the viewer; 0: as fast as it goes.
        is_spoiling: what passes towards the viewer is turned into something else.
        passed: bytes that have gone to the viewer.
    """

    def __init__(self, target_port: int) -> None:
        self.bytes_per_s = 0
        self.is_spoiling = False
        self.passed = 0
        self._target_port = target_port
        self._due = 0
        self._then: Callable[[], None] | None = None
        self._lock = threading.Lock()
        self._flowing = threading.Event()
        self._flowing.set()
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def at(self, byte_count: int, then: Callable[[], None]) -> None:
        """Call `then` once, on the wire's own thread, when so many more bytes have passed."""
        with self._lock:
            self._due, self._then = self.passed + byte_count, then

    def cut(self) -> None:
        """Lose every connection, with what was on its way; new ones may be made."""
        with self._lock:
            for line in self._sockets:
                with suppress(OSError):
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
                    line.shutdown(socket.SHUT_RDWR)  # wakes its thread, which closes it
            self._sockets.clear()
        self._flowing.set()

    def freeze(self) -> None:
        """Let nothing pass to the viewer until `thaw`."""
        self._flowing.clear()

    def thaw(self) -> None:
        self._flowing.set()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                viewer, _ = self._listener.accept()
                thread = threading.Thread(target=self._join, args=(viewer,), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _join(self, viewer: socket.socket) -> None:
        """One connection, until both sides have ended."""
        with viewer, suppress(OSError):
            server = socket.create_connection(("127.0.0.1", self._target_port), HANG_S)
            server.settimeout(None)
            with self._lock:
                self._sockets += [viewer, server]
            with server:
                upward = threading.Thread(target=self._towards_server, args=(viewer, server))
                upward.start()
                self._towards_viewer(server, viewer)
                upward.join()

    def _towards_server(self, viewer: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while piece := viewer.recv(PIECE):
                server.sendall(piece)
            server.shutdown(socket.SHUT_WR)

    def _towards_viewer(self, server: socket.socket, viewer: socket.socket) -> None:
        with suppress(OSError):
            while piece := server.recv(PIECE):
                self._flowing.wait(HANG_S)
                if self.bytes_per_s:
                    time.sleep(len(piece) / self.bytes_per_s)
                viewer.sendall(bytes(len(piece)) if self.is_spoiling else piece)
                self._count(len(piece))
            viewer.shutdown(socket.SHUT_WR)

    def _count(self, byte_count: int) -> None:
        with self._lock:
            self.passed += byte_count
            then = self._then if self.passed >= self._due else None
            if then is not None:
                self._then = None
        if then is not None:
            then()


class DeafPeer:
    """Says the same bytes to whoever comes, and hangs up."""

    def __init__(self, says: bytes) -> None:
        self._says = says
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._serving = threading.Thread(target=self._serve, daemon=True)
        self._serving.start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._serving.join()
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):  # closed
            while True:
                caller, _ = self._listener.accept()
                with suppress(OSError), caller:
                    caller.settimeout(HANG_S)
                    caller.recv(PIECE)
                    caller.sendall(self._says)
                    caller.shutdown(socket.SHUT_WR)
                    while caller.recv(
                        PIECE
                    ):  # closing on unread bytes would take back what was said
                        pass
