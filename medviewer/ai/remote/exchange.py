"""One HTTP request and its answer: cancelled at once, never silent for ever, never larger than promised.

    caller's thread            exchange thread (a daemon, one for each request)
    begin ───────────────────► connect, send in pieces, read in pieces
    looks every 50 ms          says what it is at, how much has gone, when it last heard something
    cancelled or too silent ─► its socket is shut down; the caller does not wait for it

Redirects are not followed, proxies of the environment not used, compressed answers not asked for.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from medviewer.ai.remote.endpoint_errors import (
    broken,
    cannot_connect,
    no_authority,
    silent,
    too_large,
)
from medviewer.domain.remote_machine import RemoteMachine
from medviewer.errors import EndpointError
from medviewer.progress import Cancelled

LOOK_S = 0.05  # how soon a cancel is seen
CONNECT_S = 15.0
PIECE = 256 << 10  # bytes sent or read between two signs of life


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """`path` begins with a slash; `most_bytes` caps the answer's body."""

    method: str
    path: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    most_bytes: int = 1 << 20


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Packing:
    """How much of the pixels has been deflated before anything is sent. Sizes in bytes."""

    done: int
    size: int


@dataclass(slots=True)
class Course:
    """How far an exchange is; written by its thread, read by the caller's. Sizes in bytes."""

    size: int
    sent: int = 0
    is_connected: bool = False
    last_sign_s: float = field(default_factory=time.monotonic)

    def note(self, sent: int = 0) -> None:
        self.sent += sent
        self.last_sign_s = time.monotonic()


Watcher = Callable[[Course], None]


class Exchange:
    """A request on its way. Used once."""

    def __init__(self, machine: RemoteMachine, request: HttpRequest) -> None:
        self.course = Course(len(request.body))
        self._machine = machine
        self._request = request
        self._connection: http.client.HTTPConnection | None = None
        self._outcome: HttpAnswer | Exception | None = None
        self._over = threading.Event()

    def run(self, is_cancelled: Callable[[], bool], watch: Watcher) -> HttpAnswer:
        """Send and wait; `watch` is called every now and then, in the caller's thread.

        Raises:
            EndpointError: no connection, a broken one, silence, or too large an answer.
            Cancelled: `is_cancelled` said so; the connection is closed.
        """
        threading.Thread(target=self._work, name="medviewer-remote", daemon=True).start()
        while not self._over.wait(LOOK_S):
            if is_cancelled():
                self._hang_up()
                raise Cancelled
            self._refuse_silence()
            watch(self.course)
        if isinstance(self._outcome, HttpAnswer):
            return self._outcome
        raise self._as_error(self._outcome)

    def _refuse_silence(self) -> None:
        limit = self._machine.timeout_s if self.course.is_connected else CONNECT_S
        if time.monotonic() - self.course.last_sign_s > limit:
            self._hang_up()
            if not self.course.is_connected:
                raise cannot_connect(self._machine, TimeoutError("timed out"))
            raise silent(self._machine, round(limit))

    def _hang_up(self) -> None:
        """Shut the socket down: what waits on it in the other thread fails at once.

        Never by `SSLSocket.shutdown`: it takes TLS off first, and what the other thread sends in that moment
        would go out in clear.
        """
        connection = self._connection
        sock = connection.sock if connection is not None else None
        if sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def _work(self) -> None:
        try:
            self._outcome = self._exchanged()
        except Exception as error:  # noqa: BLE001 - the caller's thread raises it again
            self._outcome = error
        finally:
            if self._connection is not None:
                self._connection.close()
            self._over.set()

    def _exchanged(self) -> HttpAnswer:
        self._connection = connection = connection_to(self._machine)
        connection.connect()
        self.course.is_connected = True
        self.course.note()
        connection.putrequest(self._request.method, self._request.path, skip_accept_encoding=True)
        for name, value in {**self._request.headers, "Accept-Encoding": "identity"}.items():
            connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(self._request.body)))
        connection.endheaders()
        self._send(connection)
        return self._read(connection.getresponse())

    def _send(self, connection: http.client.HTTPConnection) -> None:
        body = memoryview(self._request.body)
        for start in range(0, len(body), PIECE):
            piece = body[start : start + PIECE]
            connection.send(piece)
            self.course.note(len(piece))

    def _read(self, response: http.client.HTTPResponse) -> HttpAnswer:
        pieces, left = [], self._request.most_bytes
        while piece := response.read(min(PIECE, left + 1)):
            self.course.note()
            left -= len(piece)
            if left < 0:
                raise too_large(self._machine, self._request.most_bytes)
            pieces.append(piece)
        headers = {name.lower(): value for name, value in response.getheaders()}
        return HttpAnswer(response.status, headers, b"".join(pieces))

    def _as_error(self, error: Exception | None) -> Exception:
        if isinstance(error, EndpointError):
            return error
        if isinstance(error, OSError) and not self.course.is_connected:
            return cannot_connect(self._machine, error)
        if isinstance(error, OSError | http.client.HTTPException):
            return broken(self._machine, error)
        return error or RuntimeError("an exchange ended without an outcome")


def connection_to(machine: RemoteMachine) -> http.client.HTTPConnection:
    """Not yet connected; TLS verifies name and chain, with the machine's own CA file where it has one.

    Raises:
        EndpointError: the CA file cannot be read, or holds no certificate.
    """
    parts = urlsplit(machine.url)
    host, limit = parts.hostname or "", max(machine.timeout_s, CONNECT_S)
    if parts.scheme != "https":
        return http.client.HTTPConnection(host, parts.port, timeout=limit)
    try:
        context = ssl.create_default_context(cafile=machine.authority or None)
    except OSError as error:
        raise no_authority(machine, error) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return http.client.HTTPSConnection(host, parts.port, timeout=limit, context=context)
