"""What runs tasks somewhere: processes on this machine (`pool`), or several machines."""

from collections.abc import Callable, Iterable
from typing import Protocol

from medviewer.progress import CancelToken
from medviewer.session.batch.study_task import StudyTask, TaskResult

IN_FLIGHT_PER_WORKER = 2  # one at work and one waiting, so that no worker ever waits for the next
ATTEMPTS = 2  # a study that ends its worker is tried once more
TIME_LIMIT_S = 1800.0  # for one study; a whole-body CT on a slow CPU takes a fraction of it

ResultSink = Callable[[TaskResult], None]


class Executor(Protocol):
    """Runs `task_run.run_task` on each task in some worker that keeps its models loaded."""

    def run(self, tasks: Iterable[StudyTask], on_result: ResultSink, token: CancelToken) -> None:
        """Run all tasks; return when the last has been told.

        `tasks` is drawn from on the calling thread, and only while fewer than `IN_FLIGHT_PER_WORKER` a
        worker are under way.
        `on_result` is called on the calling thread, in any order, once for each task: a worker that dies,
        hangs or runs out of memory costs an attempt, and after `ATTEMPTS` of them the task is told as
        failed. After a result with `is_stopping` no further task is begun.

        Raises:
            Cancelled: the token was cancelled; workers are stopped at once, what they were at is not told.
            AnalysisError: no worker could be started at all.
        """
        ...

    def close(self) -> None:
        """End every worker; harmless when repeated."""
        ...
