"""An executor of one worker on the calling thread, so that a test knows what happens when."""

from collections.abc import Callable, Iterable
from pathlib import Path

from medviewer.progress import CancelToken, ignore_progress
from medviewer.session.batch.executor import ResultSink
from medviewer.session.batch.study_task import StudyTask, TaskResult
from medviewer.session.batch.task_run import run_task
from tests.unit.session.batch.batch_samples import StubWorker

Before = Callable[[StudyTask], TaskResult | None]


class InlineExecutor:
    """Runs tasks with a stub model; `before` may answer in its place, or raise."""

    def __init__(self, out: Path, before: Before = lambda task: None) -> None:
        self.worker = StubWorker()
        self.tasks: list[StudyTask] = []
        self._out = out
        self._before = before

    def run(self, tasks: Iterable[StudyTask], on_result: ResultSink, token: CancelToken) -> None:
        for task in tasks:
            self.tasks.append(task)
            told = self._before(task)
            on_result(told or run_task(task, self._out, self.worker, ignore_progress, token))

    def close(self) -> None:
        pass
