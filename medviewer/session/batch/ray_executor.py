"""Studies of a batch given to workers on several machines; each comes back exactly once.

Drawn, given and told on the calling thread: a worker has one study, and one more a worker is drawn ahead,
so that it waits for a message and not for the listing of files. A study whose worker was lost is given to
another; what the first had finished by then lies under the same key and is taken as it is.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from medviewer.progress import CancelToken
from medviewer.session.batch.executor import ATTEMPTS, IN_FLIGHT_PER_WORKER, ResultSink
from medviewer.session.batch.kept_results import KeptResults
from medviewer.session.batch.ray_cluster import RayCluster
from medviewer.session.batch.ray_crew import LOOK_S, Attempt, Crew, CrewOrder, Ended
from medviewer.session.batch.study_task import StudyTask, TaskResult, TaskStatus, failed


@dataclass(slots=True)
class Waiting:
    """Studies that nobody is at."""

    source: Iterator[StudyTask]
    ahead: deque[Attempt] = field(default_factory=deque)
    is_dry: bool = False

    def draw(self) -> bool:
        """Take one more from the source, if it has one."""
        task = None if self.is_dry else next(self.source, None)
        self.is_dry = task is None
        if task is not None:
            self.ahead.append(Attempt(task))
        return task is not None

    def stop(self) -> None:
        self.is_dry = True
        self.ahead.clear()


class RayExecutor:
    """An `Executor` of processes on the machines of a Ray cluster."""

    def __init__(self, address: str, order: CrewOrder) -> None:
        """See `executor.Executor`. Returns when the workers are ready and known to be alike.

        Args:
            address: `local`, `auto`, `host:port` or `ray://host:port`.

        Raises:
            ClusterUnusable: see `ray_cluster.RayCluster`, or machines differ, or none has room.
        """
        self._results = KeptResults(order.out)
        self._cluster = RayCluster(address, order.workers * order.needs.threads)
        self._crew = Crew(self._cluster, order)
        try:
            self._crew.muster()
        except BaseException:
            self.close()
            raise

    @property
    def size(self) -> int:
        """How many workers there are now."""
        return self._crew.size

    def run(self, tasks: Iterable[StudyTask], on_result: ResultSink, token: CancelToken) -> None:
        """See `Executor.run`."""
        waiting = Waiting(iter(tasks))
        try:
            while self._crew.is_working or waiting.ahead or not waiting.is_dry:
                token.check()
                self._crew.tend()
                self._give(waiting)
                has_drawn = self._has_room(waiting) and waiting.draw()
                for ended in self._crew.hear(0 if has_drawn else LOOK_S):
                    self._tell(ended, waiting, on_result)
        except BaseException:
            self._crew.dismiss()
            raise

    def close(self) -> None:
        """See `Executor.close`."""
        self._crew.dismiss()
        self._cluster.close()

    def _has_room(self, waiting: Waiting) -> bool:
        return len(waiting.ahead) < (IN_FLIGHT_PER_WORKER - 1) * max(1, self._crew.size)

    def _give(self, waiting: Waiting) -> None:
        for member in self._crew.idle():
            if waiting.ahead:
                self._crew.give(member, waiting.ahead.popleft())

    def _tell(self, ended: Ended, waiting: Waiting, on_result: ResultSink) -> None:
        """Pass a result on; give the study to somebody else where there is none yet."""
        attempt = ended.attempt
        if ended.result is None and attempt.number < ATTEMPTS:
            waiting.ahead.appendleft(Attempt(attempt.task, attempt.number + 1))
            return
        result = ended.result or failed(attempt.task, ended.reason, attempt.number)
        on_result(self._as_done(result))
        if result.is_stopping:
            waiting.stop()

    def _as_done(self, result: TaskResult) -> TaskResult:
        """A result found on a second attempt was this batch's own work, told by nobody."""
        if result.status is not TaskStatus.SKIPPED or result.attempts == 1:
            return result
        kept = self._results.find(result.key)
        return result if kept is None else replace(kept, number=result.number, attempts=2)
