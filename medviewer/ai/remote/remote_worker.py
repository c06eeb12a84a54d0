"""What `session` runs instead of the worker process where the reader chose another machine.

    start   GET /v2: is somebody there, and how do tensors travel
    run     which model are you? → hashes compared → question with pixels → answer, checked

One thread uses it; `stop` may come from any. What was cancelled is hung up on at once; the server may go on
computing for nobody, which the protocol cannot forbid it.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType

from medviewer.ai.installed_models import find_model
from medviewer.ai.remote.answer_reading import (
    Answer,
    Failure,
    identity_in,
    open_answer,
    read_explanation,
    read_result,
    server_device,
)
from medviewer.ai.remote.endpoint_errors import unusable
from medviewer.ai.remote.exchange import Course, Packing
from medviewer.ai.remote.kserve import KServe, ServerFacts
from medviewer.ai.remote.model_identity import ModelIdentity, difference, identity_of
from medviewer.ai.remote.question import (
    ANALYSIS,
    EXPLANATION,
    IDENTITY,
    analysis_question,
    explanation_question,
    identity_question,
)
from medviewer.ai.remote.strict_json import Malformed
from medviewer.ai.remote.tensors import Tensors
from medviewer.ai.worker import attached
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    Explanation,
    ExplanationRequest,
    SharedArray,
)
from medviewer.domain.remote_machine import RemoteMachine, refusal
from medviewer.domain.volume import PixelArray
from medviewer.errors import EndpointError, MedViewerError, NotApplicable, OutOfMemory
from medviewer.progress import CancelToken, Progress, ProgressSink, ignore_progress
from medviewer.words import Message, message

MEGABYTE = 1 << 20
REASONS: Mapping[str, type[MedViewerError]] = MappingProxyType(  # of failures a reader can act on
    {kind.__name__: kind for kind in (NotApplicable, OutOfMemory)}
)


class RemoteWorker:
    """One machine, with the surface of `jobs.WorkerProcess`."""

    def __init__(self, machine: RemoteMachine, token: Callable[[], str] = str) -> None:
        """`token` is asked for the bearer token ("" for none) when a server is first spoken to."""
        self.machine = machine
        self.device = machine.device
        self.is_alive = False
        self._ask_for_token = token
        self._token = ""
        self._stopped = threading.Event()
        self._server: ServerFacts | None = None

    def start(self, token: CancelToken | None = None) -> str:
        """Ask whether the machine is there; the device as results will name it.

        Raises:
            EndpointError: it is not, or nothing may be sent there.
            Cancelled: `token` was cancelled meanwhile.
        """
        self.find_server(token or CancelToken())
        return self.device

    def run(self, payload: object, progress: ProgressSink, token: CancelToken) -> object:
        """Have the machine answer an `AnalysisRequest` or an `ExplanationRequest`.

        Raises:
            EndpointError: no connection, another model than here, or an answer that cannot be.
            NotApplicable: this cannot be asked of another machine.
            Cancelled: the token was cancelled; the connection is closed.
        """
        if isinstance(payload, AnalysisRequest):
            return self._analyzed(payload, progress, token)
        if isinstance(payload, ExplanationRequest):
            return self._explained(payload, progress, token)
        raise NotApplicable(ONLY_IMAGES)

    def stop(self) -> None:
        """Hang up; the next question begins anew."""
        self._stopped.set()
        self.is_alive = False

    def find_server(self, token: CancelToken) -> ServerFacts:
        """The server's own facts.

        Raises:
            EndpointError: nothing may be sent there, or nobody answers as the protocol says.
            KeyringUnavailable: its token cannot be read.
        """
        self._stopped.clear()
        self._server = None
        problem = refusal(self.machine)
        if problem is not None:
            raise EndpointError(problem)
        self._token = self._ask_for_token()
        self._server = self._kserve(token).facts()
        self.is_alive = True
        return self._server

    def check_model(self, model_id: str, token: CancelToken) -> ModelIdentity:
        """Make sure that the machine runs the very model installed here; no image is sent for it.

        Raises:
            EndpointError: it has none of that id, or another one.
        """
        ours = identity_of(model_id)
        self._ask(ours, IDENTITY, identity_question(model_id), ignore_progress, token)
        return ours

    def _analyzed(
        self, request: AnalysisRequest, progress: ProgressSink, token: CancelToken
    ) -> AnalysisResult:
        ours = self.check_model(request.model_id, token)
        question = self._question(request.volume, partial(analysis_question, request))
        answer = self._ask(ours, ANALYSIS, question, progress, token)
        card = find_model(request.model_id).card
        with self._reading():
            device = f"{self.device} · {server_device(answer)}"
            return read_result(answer, request, card, device)

    def _explained(
        self, wanted: ExplanationRequest, progress: ProgressSink, token: CancelToken
    ) -> Explanation:
        ours = self.check_model(wanted.request.model_id, token)
        question = self._question(wanted.request.volume, partial(explanation_question, wanted))
        answer = self._ask(ours, EXPLANATION, question, progress, token)
        with self._reading():
            return read_explanation(answer, wanted)

    def _question(self, shared: SharedArray, ask: Callable[[PixelArray], Tensors]) -> Tensors:
        """The tensors of a question, copied from shared memory.

        Raises:
            NotApplicable: pixels of a kind the protocol, or no model, knows.
        """
        try:
            with attached(shared) as array:
                return ask(array.copy())
        except (Malformed, ValueError) as error:  # NaN in a geometry is a ValueError, too
            raise NotApplicable(CANNOT_TRAVEL) from error

    def _ask(
        self,
        ours: ModelIdentity,
        kind: str,
        question: Tensors,
        progress: ProgressSink,
        token: CancelToken,
    ) -> Answer:
        """The server's answer, by the very model installed here."""
        server = self._server or self.find_server(token)
        watch = partial(self._say, progress, time.monotonic())
        tensors = self._kserve(token).infer(ours.model_id, question, server, watch)
        with self._reading():
            answer = open_answer(tensors, kind)
            if isinstance(answer, Failure):
                raise self._failed(answer)
            problem = difference(ours, identity_in(answer), self.machine.name)
        if problem is not None:
            raise EndpointError(problem)
        return answer

    def _kserve(self, token: CancelToken) -> KServe:
        def is_cancelled() -> bool:
            return token.is_cancelled or self._stopped.is_set()

        return KServe(self.machine, self._token, is_cancelled)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """What is not as the contract says becomes a sentence."""
        try:
            yield
        except Malformed as error:
            raise unusable(self.machine, str(error)) from error

    def _failed(self, failure: Failure) -> MedViewerError:
        kind = REASONS.get(failure.error)
        if kind is not None:
            return kind(failure.reason)
        return EndpointError(
            message(
                "Remote",
                "{name} ({url}) could not answer: {reason}",
                name=self.machine.name,
                url=self.machine.url,
                reason=failure.reason,
            )
        )

    def _say(self, progress: ProgressSink, begun_s: float, course: Packing | Course) -> None:
        """What a reader is told while it takes its time; always with the machine's name."""
        name = self.machine.name
        if isinstance(course, Packing):
            done, total = course.done // MEGABYTE, course.size // MEGABYTE + 1
            progress(Progress(_packing(name, done, total), done, total))
        elif course.sent < course.size:
            sent, total = course.sent // MEGABYTE, course.size // MEGABYTE + 1
            progress(Progress(_sending(name, sent, total), sent, total))
        else:
            progress(Progress(_waiting(name, round(time.monotonic() - begun_s)), 0, 0))


def _packing(name: str, done: int, total: int) -> Message:
    return message(
        "Remote",
        "Packing images for {name}: {done} of {total} MB",
        name=name,
        done=done,
        total=total,
    )


def _sending(name: str, sent: int, total: int) -> Message:
    return message(
        "Remote", "Sending to {name}: {sent} of {total} MB", name=name, sent=sent, total=total
    )


def _waiting(name: str, seconds: int) -> Message:
    return message("Remote", "Waiting for {name} ({seconds} s)", name=name, seconds=seconds)


ONLY_IMAGES = message("Remote", "Another machine can only be asked about images.")
CANNOT_TRAVEL = message(
    "Remote",
    "These pixels cannot be sent to another machine. Analyse them on this computer.",
)
