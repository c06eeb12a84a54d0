"""The worker process: answers, stays warm, stops when asked, and takes nobody with it."""

import os
import threading
from collections.abc import Iterator
from multiprocessing.context import SpawnProcess
from typing import Any

import pytest

from medviewer.errors import MedViewerError, NotApplicable, WorkerStopped
from medviewer.jobs import worker_process
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import Cancelled, CancelToken, Progress, ignore_progress
from tests.unit.jobs.worker_handlers import build_counter, build_nothing


@pytest.fixture
def worker() -> Iterator[WorkerProcess]:
    worker = WorkerProcess(build_counter)
    yield worker
    worker.stop()


def ask(worker: WorkerProcess, request: str) -> Any:
    return worker.run(request, ignore_progress, CancelToken())


def cancel_at_first_progress(token: CancelToken) -> Any:
    def progress(step: Progress) -> None:
        del step
        token.cancel()

    return progress


def test_that_the_handler_runs_in_another_process_and_stays_warm(worker: WorkerProcess) -> None:
    first = ask(worker, "count")
    second = ask(worker, "count")

    assert first[0] == 1
    assert second == (2, first[1])
    assert first[1] != os.getpid()


def test_that_the_device_is_known_once_started(worker: WorkerProcess) -> None:
    assert worker.start() == "CPU"


def test_that_progress_arrives_in_order(worker: WorkerProcess) -> None:
    seen: list[int] = []

    worker.run("count", lambda step: seen.append(step.done), CancelToken())

    assert seen == [1, 2, 3]


def test_that_an_error_of_the_handler_is_raised_here_and_the_process_lives_on(
    worker: WorkerProcess,
) -> None:
    with pytest.raises(NotApplicable, match="no"):
        ask(worker, "refuse")

    assert ask(worker, "count")[0] == 2


def test_that_a_bug_in_the_handler_becomes_a_sentence(worker: WorkerProcess) -> None:
    with pytest.raises(MedViewerError, match="did not foresee"):
        ask(worker, "bug")


def test_that_a_bug_in_the_handler_is_logged_on_this_side(
    worker: WorkerProcess, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(MedViewerError):
        ask(worker, "bug")

    assert "worker_handlers.py" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_that_a_process_that_died_unnoticed_is_told(
    worker: WorkerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.start()
    assert worker._process is not None
    worker._process.kill()
    worker._process.join()
    monkeypatch.setattr(worker, "start", lambda token: "CPU")  # as if it had looked just before

    with pytest.raises(WorkerStopped, match="exit code -9"):
        ask(worker, "count")


def test_that_stopping_a_process_that_is_just_being_made_waits_for_nobody(
    worker: WorkerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = SpawnProcess.start

    def start_and_be_stopped(process: SpawnProcess) -> None:
        worker.stop()  # as another thread might
        make(process)

    monkeypatch.setattr(SpawnProcess, "start", start_and_be_stopped)

    assert worker.start() == "CPU"


def test_that_a_crash_is_told_with_its_exit_code_and_the_next_call_starts_afresh(
    worker: WorkerProcess,
) -> None:
    before = ask(worker, "count")[1]

    with pytest.raises(WorkerStopped, match="exit code 7"):
        ask(worker, "crash")

    count, process_id = ask(worker, "count")
    assert count == 1
    assert process_id != before


def test_that_a_process_that_dies_while_starting_is_told() -> None:
    worker = WorkerProcess(build_nothing)

    with pytest.raises(WorkerStopped, match="exit code 3"):
        worker.start()


def test_that_a_polite_handler_stops_when_cancelled_and_stays_warm(
    worker: WorkerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_process, "CANCEL_GRACE_S", 60.0)  # a busy machine is not impolite
    process_id = ask(worker, "count")[1]
    token = CancelToken()

    with pytest.raises(Cancelled):
        worker.run("wait politely", cancel_at_first_progress(token), token)

    assert ask(worker, "count")[1] == process_id


def test_that_a_handler_that_does_not_stop_is_killed(worker: WorkerProcess) -> None:
    token = CancelToken()

    with pytest.raises(Cancelled):
        worker.run("hang", cancel_at_first_progress(token), token)

    assert not worker.is_alive


def test_that_silence_is_taken_for_a_hang() -> None:
    worker = WorkerProcess(build_counter)
    worker.start()
    worker.silence_s = 0.2  # only now: a busy machine may take longer to start a process

    with pytest.raises(WorkerStopped, match="no sign of life"):
        ask(worker, "hang")

    assert not worker.is_alive


def test_that_stop_from_another_thread_ends_a_running_request(worker: WorkerProcess) -> None:
    worker.start()
    process = worker._process
    caught: list[Exception] = []

    def run() -> None:
        try:
            worker.run("hang", lambda step: started.set(), CancelToken())
        except MedViewerError as error:
            caught.append(error)

    started = threading.Event()
    thread = threading.Thread(target=run)
    thread.start()
    started.wait()
    worker.stop()
    thread.join()

    assert isinstance(caught[0], WorkerStopped)
    assert process is not None
    assert not process.is_alive()
    assert not worker.is_alive
