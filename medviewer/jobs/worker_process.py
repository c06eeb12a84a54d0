"""A warm child process that answers one request at a time: crash, hang and memory stay on its side.

    parent thread                         child process
    run(request) ── Request ───────────►  listener thread → queue → handler(request, progress, token)
         ◄── Ready(device) once, Advanced(progress)*, then Answered(result) or Failed(error)
    token cancelled ── Cancel ─────────►  the handler's token; killed when it does not stop in time

Spawned, never forked: the child starts without the parent's Qt, threads and locks. It ends by itself
when the pipe closes, so a killed viewer leaves no process behind.
"""

import logging
import multiprocessing
import os
import queue
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Protocol

from medviewer.errors import MedViewerError, WorkerStopped
from medviewer.logs import trace
from medviewer.progress import Cancelled, CancelToken, Progress, ProgressSink, ignore_progress
from medviewer.words import message

logger = logging.getLogger(__name__)

POLL_S = 0.02  # how soon the parent sees a cancel
CANCEL_GRACE_S = (
    0.3  # cooperative stop first; after this the child is killed (goal: half a second in all)
)
DYING_S = 10.0  # between the end of its pipe and its exit code; a large one takes its time
SILENCE_S = 180.0  # no word for this long while working: it hangs


class Handler(Protocol):
    """What runs in the child. `device` is told to the parent once it is ready."""

    device: str

    def __call__(self, request: object, progress: ProgressSink, token: CancelToken, /) -> object:
        """Answer one request."""
        ...


class Worker(Protocol):
    """Whoever answers requests: a process of its own, this one, or a machine elsewhere."""

    def start(self, token: CancelToken | None = None, /) -> str:
        """Be ready; the device."""
        ...

    def run(self, payload: object, progress: ProgressSink, token: CancelToken, /) -> object:
        """Answer, or raise what `WorkerProcess.run` raises."""
        ...


@dataclass(frozen=True, slots=True)
class Ready:
    device: str


@dataclass(frozen=True, slots=True)
class Advanced:
    progress: Progress


@dataclass(frozen=True, slots=True)
class Answered:
    result: object


@dataclass(frozen=True, slots=True)
class Failed:
    """`trace` says where a bug lies; the parent has the log file."""

    error: MedViewerError | Cancelled
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    payload: object


@dataclass(frozen=True, slots=True)
class Cancel:
    pass


class WorkerProcess:
    """The parent's side. `run` and `start` belong to one thread; `stop` may be called from any."""

    def __init__(self, build_handler: Callable[[], Handler]) -> None:
        """`build_handler` must be importable by name: it is called in the child."""
        self._build_handler = build_handler
        self.silence_s = SILENCE_S
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self.device = ""

    @property
    def is_alive(self) -> bool:
        process = self._process
        return process is not None and process.is_alive()

    def start(self, token: CancelToken | None = None) -> str:
        """Start the child unless it runs, wait until it is ready, and return its device.

        Raises:
            WorkerStopped: it died while starting.
            Cancelled: `token` was cancelled meanwhile; the child is killed.
        """
        if not self.is_alive:
            self._spawn()
            ready = self._await(token or CancelToken(), ignore_progress, is_starting=True)
            self.device = ready.device if isinstance(ready, Ready) else ""
        return self.device

    def run(self, payload: object, progress: ProgressSink, token: CancelToken) -> object:
        """Have the child answer `payload`; starts or restarts it where needed.

        Raises:
            Cancelled: the token was cancelled; the child stopped or was killed.
            WorkerStopped: the child died or fell silent. The next call starts a fresh one.
            MedViewerError: whatever the handler raised.
        """
        self.start(token)
        assert self._connection is not None  # for the type checker: start() connected it
        try:
            self._connection.send(Request(payload))
        except OSError:  # it died between two breaths
            raise self._death_notice(token) from None
        answer = self._await(token, progress, is_starting=False)
        if isinstance(answer, Failed):
            if answer.trace:
                logger.error("The worker's handler failed unforeseen:\n%s", answer.trace)
            raise answer.error
        return answer.result if isinstance(answer, Answered) else None

    def stop(self) -> None:
        """Kill the child; whatever it was doing ends with `WorkerStopped` or `Cancelled`."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()

    def _spawn(self) -> None:
        if self._connection is not None:
            self._connection.close()
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, self._build_handler), name="medviewer-ai", daemon=True
        )
        process.start()
        self._process = process  # not before: stop() may come from another thread
        theirs.close()  # so that the child's death closes the pipe

    def _await(
        self, token: CancelToken, progress: ProgressSink, *, is_starting: bool
    ) -> Ready | Answered | Failed:
        """Pass progress on until an answer comes, the user cancels, or the child is gone."""
        connection = self._connection
        assert connection is not None  # for the type checker
        last_word = time.monotonic()
        cancelled_at: float | None = None
        while True:
            if token.is_cancelled and cancelled_at is None:
                cancelled_at = time.monotonic()
                self._ask_to_stop(is_starting=is_starting)
            try:
                word = connection.recv() if connection.poll(POLL_S) else None
            except (EOFError, OSError):
                raise self._death_notice(token) from None
            if isinstance(word, Advanced):
                last_word = time.monotonic()
                if cancelled_at is None:
                    progress(word.progress)
            elif isinstance(word, Ready | Answered | Failed):
                if cancelled_at is not None:
                    raise Cancelled
                return word
            self._kill_if_overdue(last_word, cancelled_at)

    def _ask_to_stop(self, *, is_starting: bool) -> None:
        """A starting child cannot listen yet; it is killed at once."""
        if is_starting or self._connection is None:
            self.stop()
            return
        try:
            self._connection.send(Cancel())
        except OSError:
            logger.warning("The worker process was gone before it could be asked to stop")

    def _kill_if_overdue(self, last_word: float, cancelled_at: float | None) -> None:
        now = time.monotonic()
        if cancelled_at is not None and now - cancelled_at > CANCEL_GRACE_S:
            self.stop()
            raise Cancelled
        if now - last_word > self.silence_s:
            self.stop()
            raise WorkerStopped(
                message(
                    "Worker",
                    "The AI process gave no sign of life for {seconds} s and was stopped. Reading is "
                    "not affected; run Analyze again to start a fresh one.",
                    seconds=round(self.silence_s),
                )
            )

    def _death_notice(self, token: CancelToken) -> Exception:
        process = self._process
        if token.is_cancelled:
            return Cancelled()
        if process is not None:
            process.join(DYING_S)
        code = process.exitcode if process is not None else None
        return WorkerStopped(
            message(
                "Worker",
                "The AI process ended unexpectedly (exit code {code}). Reading is not affected; "
                "run Analyze again to start a fresh one.",
                code=code if code is not None else "?",
            )
        )


def serve(connection: Connection, build_handler: Callable[[], Handler]) -> None:
    """Child side: build the handler, then answer requests until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    requests: queue.SimpleQueue[tuple[object, CancelToken]] = queue.SimpleQueue()
    handler = build_handler()
    try:
        connection.send(Ready(handler.device))
    except BrokenPipeError:
        return  # the viewer ended while the models were being loaded
    threading.Thread(target=_listen, args=(connection, requests), daemon=True).start()
    while True:
        payload, token = requests.get()
        connection.send(_answer(connection, handler, payload, token))


def _listen(
    connection: Connection, requests: "queue.SimpleQueue[tuple[object, CancelToken]]"
) -> None:
    """Hand requests to the main thread and cancels to the running request's token."""
    token = CancelToken()
    while True:
        try:
            word = connection.recv()
        except (EOFError, OSError):
            os._exit(0)  # the viewer is gone; nothing here is worth saving
        if isinstance(word, Cancel):
            token.cancel()
        elif isinstance(word, Request):
            token = CancelToken()
            requests.put((word.payload, token))


def _answer(
    connection: Connection, handler: Handler, payload: object, token: CancelToken
) -> Answered | Failed:
    def progress(step: Progress) -> None:
        connection.send(Advanced(step))

    try:
        return Answered(handler(payload, progress, token))
    except (MedViewerError, Cancelled) as error:
        return Failed(error)
    except Exception as error:  # noqa: BLE001 - the parent logs it
        return Failed(
            MedViewerError(
                message(
                    "Worker",
                    "The analysis failed in a way MedViewer did not foresee. Reading is not affected; "
                    "the log file has the details.",
                )
            ),
            trace(error),
        )
