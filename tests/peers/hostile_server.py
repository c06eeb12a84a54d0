"""An HTTP server that misbehaves as a test tells it: each path has an answer of its own.

server.answers("/studies", Reply(body=b"<html>"))
server.answers(f"/studies/{STUDY}", Reply.parts([image, image[:100]], cut_after=5000))
"""

import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

from medviewer.domain.archive import ArchiveNode, Protocol

BOUNDARY = "frontier"
MULTIPART = f'multipart/related; type="application/dicom"; boundary="{BOUNDARY}"'
JSON = "application/dicom+json"
HEADERS_MOST = 65536


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent for one request.

    Attributes:
        length: Content-Length announced; None: the true one, -1: none, the body ends with the connection.
        cut_after: bytes of the body after which the connection is reset.
        repeats: how often the body is sent; with `length` -1 it may go on for ever.
        pause_s: before each `piece_bytes` of the body, so that the link is slow.
        waits_for: set by the test before anything is answered.
        stops_for: set by the test before more than the first piece is sent.
    """

    body: bytes = b""
    content_type: str = JSON
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    cut_after: int | None = None
    repeats: int = 1
    pause_s: float = 0.0
    piece_bytes: int = 1 << 16
    is_chunked: bool = False
    waits_for: threading.Event | None = None
    stops_for: threading.Event | None = None

    @staticmethod
    def parts(images: Iterable[bytes], **more: object) -> "Reply":
        """A multipart answer as the standard says."""
        body = b"".join(
            f"--{BOUNDARY}\r\nContent-Type: application/dicom\r\n\r\n".encode() + image + b"\r\n"
            for image in images
        )
        reply = Reply(body + f"--{BOUNDARY}--\r\n".encode(), MULTIPART)
        return replace(reply, **more)  # type: ignore[arg-type]  # the names above


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked."""

    verb: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


Answerer = Callable[[Request], Reply]


class HostileServer:
    """Loopback only; a port of its own; TLS where a context is given."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.requests: list[Request] = []
        self._answers: dict[str, Answerer] = {}
        self._otherwise: Answerer = lambda request: Reply(status=404)
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.owner = self
        self._scheme = "https" if context else "http"
        if context is not None:  # the handshake is made by the thread that serves the request
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def node(self) -> ArchiveNode:
        url = f"{self._scheme}://127.0.0.1:{self.port}/dicom-web"
        return ArchiveNode("hostile", Protocol.DICOMWEB, url=url, timeout_s=20)

    def answers(self, path: str, reply: "Reply | Answerer") -> None:
        """`path` below the service root; the last word on a path counts."""
        self._answers[path] = (lambda request: reply) if isinstance(reply, Reply) else reply

    def otherwise(self, answerer: Answerer) -> None:
        """What paths without an answer of their own get; 404 unless told."""
        self._otherwise = answerer

    def reply_to(self, request: Request) -> Reply:
        self.requests.append(request)
        path = request.path.removeprefix("/dicom-web")
        return self._answers.get(path, self._otherwise)(request)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    owner: HostileServer
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    wbufsize: ClassVar[int] = 0

    def do_GET(self) -> None:  # http.server's name
        self._serve()

    def do_POST(self) -> None:  # http.server's name
        self._serve()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server's name
        """Say nothing on the screen."""

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Request(self.command, parts.path, parts.query, headers, body)
        reply = self.server.owner.reply_to(asked)
        if reply.waits_for is not None:
            reply.waits_for.wait(60)  # a hang guard
        self._send_head(reply)
        self._send_body(reply)

    def _send_head(self, reply: Reply) -> None:
        self.send_response(reply.status)
        if reply.content_type:
            self.send_header("Content-Type", reply.content_type)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.is_chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif reply.length != -1:
            length = len(reply.body) * reply.repeats if reply.length is None else reply.length
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _send_body(self, reply: Reply) -> None:
        sent = 0
        for _ in range(reply.repeats):
            for start in range(0, len(reply.body), reply.piece_bytes):
                piece = reply.body[start : start + reply.piece_bytes]
                if reply.cut_after is not None and sent + len(piece) > reply.cut_after:
                    self._write(reply, piece[: reply.cut_after - sent])
                    return self._hang_up()
                if sent and reply.stops_for is not None:
                    reply.stops_for.wait(60)  # a hang guard
                if reply.pause_s:
                    time.sleep(reply.pause_s)
                self._write(reply, piece)
                sent += len(piece)
        if reply.is_chunked:
            self.wfile.write(b"0\r\n\r\n")
        if reply.length is not None:
            self._hang_up()
        return None

    def _write(self, reply: Reply, piece: bytes) -> None:
        if reply.is_chunked and piece:
            piece = f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
        self.wfile.write(piece)

    def _hang_up(self) -> None:
        self.close_connection = True
