"""The KServe v2 inference protocol over HTTP: what a server can do, whether it has a model, one inference."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from medviewer.ai.remote.endpoint_errors import (
    failed,
    no_model,
    refused_login,
    sends_elsewhere,
    unusable,
)
from medviewer.ai.remote.exchange import Course, Exchange, HttpAnswer, HttpRequest, Packing
from medviewer.ai.remote.kserve_tensors import read_tensors, written_tensors
from medviewer.ai.remote.strict_json import Malformed, as_text, items, parse, text
from medviewer.ai.remote.tensors import Tensors
from medviewer.domain.remote_machine import RemoteMachine
from medviewer.domain.volume import PixelArray
from medviewer.errors import EndpointError
from medviewer.progress import Cancelled

BINARY = "binary_tensor_data"  # the extension's name among a server's metadata
LARGEST_ANSWER = 64 << 20
LONGEST_WORDS = 200  # of a server's own
OK, NOT_FOUND = 200, 404
LOGIN = (401, 403)

Watcher = Callable[[Packing | Course], None]


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """What a server says of itself; `is_binary`: whether tensors may travel as they lie in memory."""

    name: str
    version: str
    is_binary: bool


def ignore_course(course: object) -> None:
    """Stand in for a watcher where nobody watches."""
    del course


class KServe:
    """One machine. Every method may raise `EndpointError` and `Cancelled`."""

    def __init__(
        self, machine: RemoteMachine, token: str, is_cancelled: Callable[[], bool]
    ) -> None:
        """`token`: a bearer token; "" sends none."""
        self._machine = machine
        self._token = token
        self._is_cancelled = is_cancelled

    def facts(self) -> ServerFacts:
        """GET /v2: name, version and extensions."""
        answer = self._exchange(HttpRequest("GET", "/v2"))
        try:
            found = parse(answer.body)
            extensions = [as_text(e, "extensions") for e in items(found, "extensions", 100)]
            return ServerFacts(text(found, "name"), text(found, "version"), BINARY in extensions)
        except Malformed as error:
            raise unusable(self._machine, str(error)) from error

    def infer(
        self, model_id: str, question: Tensors, server: ServerFacts, watch: Watcher = ignore_course
    ) -> dict[str, PixelArray]:
        """POST /v2/models/MODEL/infer; what comes back is capped, and of the shapes it says."""

        def on_packed(done: int, size: int) -> None:
            self._refuse_cancelled()
            watch(Packing(done, size))

        body, headers = written_tensors(question, is_binary=server.is_binary, on_packed=on_packed)
        path = f"/v2/models/{quote(model_id, safe='')}/infer"
        request = HttpRequest("POST", path, body, headers, LARGEST_ANSWER)
        answer = self._exchange(request, watch, model_id)
        try:
            return read_tensors(answer.body, answer.headers)
        except Malformed as error:
            raise unusable(self._machine, str(error)) from error

    def _exchange(
        self, request: HttpRequest, watch: Watcher = ignore_course, model_id: str = ""
    ) -> HttpAnswer:
        self._refuse_cancelled()
        asked = HttpRequest(
            request.method,
            urlsplit(self._machine.url).path.rstrip("/") + request.path,
            request.body,
            {**request.headers, **self._login()},
            request.most_bytes,
        )
        answer = Exchange(self._machine, asked).run(self._is_cancelled, watch)
        if answer.status != OK:
            raise self._refused(answer, model_id)
        return answer

    def _refuse_cancelled(self) -> None:
        if self._is_cancelled():
            raise Cancelled

    def _login(self) -> dict[str, str]:
        """A token never travels in clear to another computer, whatever images may do."""
        is_safe = self._machine.is_encrypted or self._machine.is_this_computer
        return {"Authorization": f"Bearer {self._token}"} if self._token and is_safe else {}

    def _refused(self, answer: HttpAnswer, model_id: str) -> EndpointError:
        if answer.status in LOGIN:
            return refused_login(self._machine)
        if 300 <= answer.status < 400:
            return sends_elsewhere(self._machine)
        if model_id and answer.status == NOT_FOUND:
            return no_model(self._machine, model_id)
        return failed(self._machine, answer.status, _own_words(answer.body))


def _own_words(body: bytes) -> str:
    """What a server says went wrong, as far as a reader may be shown it."""
    try:
        said = parse(body[: 1 << 16]).get("error")
    except Malformed:
        return ""
    shown = "".join(sign for sign in str(said or "") if sign.isprintable())
    return shown[:LONGEST_WORDS]
