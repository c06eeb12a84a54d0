"""State of what is done one piece of work at a time: begun, followed, stopped, told why it failed."""

from typing import TypeVar

from PySide6.QtCore import QObject, Slot

from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobFunction
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.progress import Progress
from medviewer.session.state import State

T = TypeVar("T")


class OneJob(State[T]):
    """Its value has `is_running`, `progress` and `problem`; what comes of the work is `_on_finished`'s."""

    def __init__(self, runner: JobRunner, value: T, parent: QObject | None = None) -> None:
        super().__init__(value, parent)
        self._runner = runner
        self._job: Job | None = None

    def cancel(self) -> None:
        """Stop what runs; what had come of it by then stays."""
        if self._job is not None:
            self._job.cancel()

    def _begin(self, lane: Lane, work: JobFunction, **changes: object) -> None:
        """Start `work` and change the value; the caller has seen that nothing runs."""
        self.update(is_running=True, progress=None, problem=None, **changes)
        job = self._job = self._runner.start(lane, work)
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        self.update(progress=progress)

    @Slot(object)
    def _on_finished(self, result: object) -> None:
        raise NotImplementedError

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self.update(problem=error.message)

    @Slot()
    def _on_ended(self) -> None:
        self._job = None
        self.update(is_running=False, progress=None)
