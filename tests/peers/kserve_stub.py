"""A KServe v2 server of the standard library: answers as a test says, properly or not at all properly."""

import json
import ssl
import struct
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
from numpy.typing import NDArray

Tensors = Mapping[str, NDArray[Any]]
Answering = Callable[[Tensors], Tensors]

DTYPES = {"UINT8": "u1", "UINT16": "<u2", "UINT32": "<u4", "INT8": "i1", "INT16": "<i2"} | {
    "INT32": "<i4",
    "FP32": "<f4",
    "FP64": "<f8",
}
KINDS = {"uint8": "UINT8", "float32": "FP32"}
HEADER_LENGTH = "Inference-Header-Content-Length"


class KServeStub:
    """One server on a port of its own.

    Attributes:
        answer: tensors in, tensors out.
        status, body, headers: where set, what is answered to an inference instead.
        while_reading: called with the bytes of a question read so far, before more of it is.
        before_answer: called when a question has arrived, before it is answered.
        requests: the paths asked for.
        bodies: of the questions that arrived; `logins`: their Authorization headers.
    """

    def __init__(
        self, answer: Answering, *, is_binary: bool = True, tls: ssl.SSLContext | None = None
    ) -> None:
        self.answer = answer
        self.is_binary = is_binary
        self.status = 200
        self.body: bytes | None = None
        self.headers: dict[str, str] = {}
        self.facts: bytes | None = None
        self.while_reading: Callable[[int], object] = lambda _: None
        self.before_answer: Callable[[], object] = lambda: None
        self.requests: list[str] = []
        self.bodies: list[bytes] = []
        self.logins: list[str] = []
        self._server = _QuietServer(("127.0.0.1", 0), _handler(self))
        self._scheme = "http" if tls is None else "https"
        if tls is not None:  # hands are shaken in the connection's thread, when it first reads
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def metadata(self) -> bytes:
        extensions = ["binary_tensor_data"] if self.is_binary else []
        facts = {"name": "stub", "version": "1", "extensions": extensions}
        return self.facts if self.facts is not None else json.dumps(facts).encode()

    def inferred(self, body: bytes, header_length: int | None) -> tuple[bytes, dict[str, str]]:
        if self.body is not None:
            return self.body, self.headers
        answer = self.answer(read_request(body, header_length))
        return written_binary(answer) if self.is_binary else (written_json(answer), {})


def read_request(body: bytes, header_length: int | None) -> dict[str, NDArray[Any]]:
    """The tensors of an inference request, by the protocol's text alone."""
    end = len(body) if header_length is None else header_length
    tensors, place = {}, end
    for each in json.loads(body[:end])["inputs"]:
        size = each.get("parameters", {}).get("binary_data_size")
        if size is None:
            dtype = DTYPES.get(each["datatype"], "O")
            array = np.array(each["data"], dtype)
        else:
            array = _from_bytes(body[place : place + size], each["datatype"])
            place += size
        tensors[each["name"]] = array.reshape(each["shape"])
    return tensors


def _from_bytes(data: bytes, kind: str) -> NDArray[Any]:
    if kind != "BYTES":
        return np.frombuffer(data, DTYPES[kind])
    [length] = struct.unpack("<I", data[:4])
    return np.array([data[4 : 4 + length]], np.object_)


def written_json(answer: Tensors) -> bytes:
    return json.dumps(
        {"model_name": "m", "outputs": [_output(*each) for each in answer.items()]}
    ).encode()


def _output(name: str, array: NDArray[Any]) -> dict[str, object]:
    if array.dtype == np.object_:
        data: list[object] = [value.decode() for value in array.tolist()]
        return {"name": name, "shape": [1], "datatype": "BYTES", "data": data}
    kind = KINDS[array.dtype.name]
    return {"name": name, "shape": list(array.shape), "datatype": kind, "data": array.tolist()}


def written_binary(answer: Tensors) -> tuple[bytes, dict[str, str]]:
    outputs, parts = [], []
    for name, array in answer.items():
        is_text = array.dtype == np.object_
        data = array.tobytes() if not is_text else struct.pack("<I", len(array[0])) + array[0]
        kind = "BYTES" if is_text else KINDS[array.dtype.name]
        size = {"binary_data_size": len(data)}
        outputs.append(
            {"name": name, "shape": list(array.shape), "datatype": kind, "parameters": size}
        )
        parts.append(data)
    header = json.dumps({"model_name": "m", "outputs": outputs}).encode()
    return b"".join([header, *parts]), {HEADER_LENGTH: str(len(header))}


class _QuietServer(ThreadingHTTPServer):
    """A client that hangs up, or shakes no hands, is no news."""

    def handle_error(self, *_: object) -> None:
        pass


def _handler(stub: KServeStub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            stub.requests.append(self.path)
            self._answer(200, stub.metadata(), {})

        def do_POST(self) -> None:
            stub.requests.append(self.path)
            body = self._body(int(self.headers["Content-Length"]))
            length = self.headers.get(HEADER_LENGTH)
            stub.bodies.append(body)
            stub.logins.append(self.headers.get("Authorization", ""))
            stub.before_answer()
            said, headers = stub.inferred(body, int(length) if length else None)
            self._answer(stub.status, said, headers)

        def _body(self, size: int) -> bytes:
            body = b""
            while len(body) < size:
                stub.while_reading(len(body))
                piece = self.rfile.read1(min(1 << 16, size - len(body)))
                if not piece:
                    raise ConnectionError
                body += piece
            return body

        def _answer(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
