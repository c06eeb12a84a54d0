"""Processes on this machine, each with its models loaded, fed with studies.

calling thread: draws tasks ─► queue ─► one thread a worker ─► its process     (bounded: see `executor`)
                on_result  ◄─ queue ◄─┘   which it begins anew when it dies, hangs or runs out of memory
"""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from medviewer.errors import AnalysisError, MedViewerError
from medviewer.jobs.worker_process import SILENCE_S, Handler, WorkerProcess
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from medviewer.session.batch.executor import (
    ATTEMPTS,
    IN_FLIGHT_PER_WORKER,
    TIME_LIMIT_S,
    ResultSink,
)
from medviewer.session.batch.study_task import StudyTask, TaskResult, failed
from medviewer.session.batch.thread_limits import computing_with
from medviewer.words import Message, message

LOOK_S = 0.2  # how soon Ctrl+C and a cancelled token are seen


class AttemptToken(CancelToken):
    """Cancelled with the batch, or when the study has taken too long."""

    def __init__(self, batch: CancelToken, limit_s: float) -> None:
        super().__init__()
        self._batch = batch
        self._ends_at = time.monotonic() + limit_s

    @property
    def is_late(self) -> bool:
        return time.monotonic() > self._ends_at

    @property
    def is_cancelled(self) -> bool:
        return super().is_cancelled or self._batch.is_cancelled or self.is_late


@dataclass(slots=True)
class Lanes:
    """What the calling thread and the workers' threads hand one another."""

    token: CancelToken
    waiting: "queue.SimpleQueue[StudyTask | None]" = field(default_factory=queue.SimpleQueue)
    told: "queue.SimpleQueue[TaskResult | AnalysisError]" = field(default_factory=queue.SimpleQueue)


class PoolExecutor:
    """An `Executor` of processes on this machine."""

    def __init__(
        self,
        build_handler: Callable[[], Handler],
        workers: int,
        threads: int = 1,
        time_limit_s: float = TIME_LIMIT_S,
    ) -> None:
        """See `executor.Executor`.

        Args:
            build_handler: importable by name, called in each process; see `study_handler`.
            threads: each process computes with.
            time_limit_s: for one study.
        """
        self._threads = threads
        self._time_limit_s = time_limit_s
        self._workers = [WorkerProcess(build_handler) for _ in range(max(1, workers))]
        for worker in self._workers:
            worker.silence_s = max(
                SILENCE_S, time_limit_s
            )  # the study's own limit is the one that counts

    def run(self, tasks: Iterable[StudyTask], on_result: ResultSink, token: CancelToken) -> None:
        """See `Executor.run`."""
        stop = CancelToken()
        lanes = Lanes(stop)
        serving = [
            threading.Thread(target=self._serve, args=(worker, lanes), daemon=True)
            for worker in self._workers
        ]
        with computing_with(self._threads):
            for thread in serving:
                thread.start()
            try:
                self._feed(iter(tasks), on_result, lanes, token)
            except BaseException:
                stop.cancel()
                raise
            finally:
                for _ in serving:
                    lanes.waiting.put(None)
                for thread in serving:
                    thread.join()

    def close(self) -> None:
        """See `Executor.close`."""
        for worker in self._workers:
            worker.stop()

    def _feed(
        self, tasks: Iterator[StudyTask], on_result: ResultSink, lanes: Lanes, token: CancelToken
    ) -> None:
        room = IN_FLIGHT_PER_WORKER * len(self._workers)
        under_way, is_drawing = 0, True
        while is_drawing or under_way:
            token.check()
            while is_drawing and under_way < room:
                task = next(tasks, None)
                is_drawing = task is not None
                if task is not None:
                    lanes.waiting.put(task)
                    under_way += 1
            if (result := _heard(lanes)) is not None:
                under_way -= 1
                on_result(result)
                is_drawing = is_drawing and not result.is_stopping

    def _serve(self, worker: WorkerProcess, lanes: Lanes) -> None:
        """One worker's thread: tasks until there are none."""
        while (task := lanes.waiting.get()) is not None:
            try:
                lanes.told.put(self._tried(task, worker, lanes.token))
            except Cancelled:
                return
            except AnalysisError as error:
                lanes.told.put(error)
                return

    def _tried(self, task: StudyTask, worker: WorkerProcess, token: CancelToken) -> TaskResult:
        """The task's result, tried again where it ended its worker.

        Raises:
            Cancelled: the batch was.
            AnalysisError: the worker cannot even be started.
        """
        if not worker.device:  # it never was ready: the installation is at fault, not the study
            worker.start(token)
        reason: object = ""
        for attempt in range(1, ATTEMPTS + 1):
            limit = AttemptToken(token, self._time_limit_s)
            try:
                worker.start(token)
                limit = AttemptToken(token, self._time_limit_s)  # starting takes none of its time
                result = worker.run(task, ignore_progress, limit)
            except Cancelled:
                if token.is_cancelled or not limit.is_late:
                    raise
                reason = too_slow(self._time_limit_s)
            except MedViewerError as error:
                reason = error
                worker.stop()
            else:
                assert isinstance(result, TaskResult)  # what the handler returns
                return replace(result, attempts=attempt)
        return failed(task, reason, ATTEMPTS)


def _heard(lanes: Lanes) -> TaskResult | None:
    """The next result, if one comes soon.

    Raises:
        AnalysisError: a worker could not be started.
    """
    try:
        told = lanes.told.get(timeout=LOOK_S)
    except queue.Empty:
        return None
    if isinstance(told, AnalysisError):
        raise told
    return told


def too_slow(limit_s: float) -> Message:
    return message(
        "Batch",
        "The study took longer than {seconds} s and was given up. Allow more with --time-limit, or look at "
        "it in the viewer.",
        seconds=round(limit_s),
    )
