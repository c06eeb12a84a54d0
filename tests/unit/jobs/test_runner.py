"""Jobs: how each way of ending is told, and on which thread."""

import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from medviewer.errors import ExportError, MedViewerError
from medviewer.jobs import runner as runner_module
from medviewer.jobs.job import Job, JobContext, JobFunction
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.progress import Progress
from medviewer.words import message

pytestmark = pytest.mark.gui


class Listener(QObject):
    """Writes down what a job says, and the thread it is said on."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.heard: list[tuple[str, object]] = []
        self.threads: set[threading.Thread] = set()
        job.delivered.connect(self.on_delivered)
        job.progressed.connect(self.on_progressed)
        job.finished.connect(self.on_finished)
        job.failed.connect(self.on_failed)
        job.cancelled.connect(self.on_cancelled)

    def hear(self, word: str, value: object) -> None:
        self.heard.append((word, value))
        self.threads.add(threading.current_thread())

    @Slot(object)
    def on_delivered(self, item: object) -> None:
        self.hear("delivered", item)

    @Slot(object)
    def on_progressed(self, progress: object) -> None:
        self.hear("progressed", progress)

    @Slot(object)
    def on_finished(self, result: object) -> None:
        self.hear("finished", result)

    @Slot(object)
    def on_failed(self, error: object) -> None:
        self.hear("failed", error)

    @Slot()
    def on_cancelled(self) -> None:
        self.hear("cancelled", None)


@pytest.fixture
def runner(qapp: object) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.shut_down()


def run(runner: JobRunner, qtbot: QtBot, work: object) -> Listener:
    job = runner.start(Lane.FILES, work)  # type: ignore[arg-type]  # tests hand in small functions
    listener = Listener(job)
    with qtbot.waitSignal(job.ended):
        pass
    return listener


def test_that_results_and_progress_arrive_in_order_on_the_gui_thread(
    runner: JobRunner, qtbot: QtBot
) -> None:
    step = Progress(message("Test", "stage"), 1, 2)

    def work(context: JobContext) -> str:
        context.deliver("a")
        context.progress(step)
        context.deliver("b")
        return "done"

    listener = run(runner, qtbot, work)

    expected = [("delivered", "a"), ("progressed", step), ("delivered", "b"), ("finished", "done")]
    assert listener.heard == expected
    assert listener.threads == {threading.main_thread()}


def test_that_work_runs_off_the_gui_thread(runner: JobRunner, qtbot: QtBot) -> None:
    listener = run(runner, qtbot, lambda context: threading.current_thread())

    assert listener.heard[0][1] is not threading.main_thread()


def test_that_our_own_error_arrives_as_it_was_raised(runner: JobRunner, qtbot: QtBot) -> None:
    error = ExportError(message("Test", "disk full"))

    def work(context: JobContext) -> None:
        raise error

    assert run(runner, qtbot, work).heard == [("failed", error)]


def test_that_an_unforeseen_error_becomes_a_sentence(
    runner: JobRunner, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def work(context: JobContext) -> None:
        raise ZeroDivisionError

    [(word, error)] = run(runner, qtbot, work).heard

    assert word == "failed"
    assert isinstance(error, MedViewerError)
    assert "ZeroDivisionError" in caplog.text


def test_that_a_cancelled_job_says_so_and_nothing_else(runner: JobRunner, qtbot: QtBot) -> None:
    began = threading.Event()

    def work(context: JobContext) -> str:
        began.set()
        while True:
            context.token.check()

    job = runner.start(Lane.FILES, work)
    listener = Listener(job)
    began.wait()
    with qtbot.waitSignal(job.ended):
        job.cancel()

    assert listener.heard == [("cancelled", None)]


def test_that_an_ended_job_is_let_go(runner: JobRunner, qtbot: QtBot) -> None:
    run(runner, qtbot, lambda context: None)

    qtbot.waitUntil(lambda: runner.active_count == 0)


def test_that_lanes_do_not_wait_for_one_another(runner: JobRunner, qtbot: QtBot) -> None:
    gate = threading.Event()
    blocked = runner.start(Lane.FILES, lambda context: gate.wait())

    other = runner.start(Lane.REPORT, lambda context: "through")
    with qtbot.waitSignal(other.finished):
        pass
    with qtbot.waitSignal(blocked.ended):
        gate.set()


def test_that_a_held_lane_starts_nothing_until_it_is_released(
    runner: JobRunner, qtbot: QtBot
) -> None:
    order: list[str] = []
    runner.hold([Lane.THUMBNAILS])
    waiting = runner.start(Lane.THUMBNAILS, lambda _: order.append("held"))
    free = runner.start(Lane.PIXELS, lambda _: order.append("free"))
    qtbot.waitUntil(lambda: not free.is_running)

    runner.release()
    qtbot.waitUntil(lambda: not waiting.is_running)

    assert order == ["free", "held"]


def test_that_a_job_is_deleted_on_the_gui_thread_though_its_thread_lingers(
    runner: JobRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_leave, deleted_on = threading.Event(), list[threading.Thread]()
    run = runner_module._run

    def linger(job: Job, work: JobFunction) -> None:
        run(job, work)
        may_leave.wait()

    monkeypatch.setattr(runner_module, "_run", linger)
    first = runner.start(Lane.INDEX, lambda context: None)
    weakref.finalize(first, lambda: deleted_on.append(threading.current_thread()))
    with qtbot.waitSignal(first.ended):
        pass

    del first
    held = list(deleted_on)
    may_leave.set()
    with qtbot.waitSignal(runner.start(Lane.INDEX, lambda context: None).ended):
        pass  # the next end is when the runner looks

    assert held == []
    assert deleted_on == [threading.main_thread()]
