"""Asks the AI process about itself: device, memory, speed of every model."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Slot

from medviewer.domain.self_test import SelfTestReport, SelfTestRequest
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import Progress
from medviewer.session.preferences import Preferences
from medviewer.session.state import State
from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class SelfTestState:
    """`problem` says why there is no report; `progress` is None before the AI's first word."""

    is_running: bool = False
    progress: Progress | None = None
    report: SelfTestReport | None = None
    problem: Message | None = None


class SelfTesting(State[SelfTestState]):
    """One self-test at a time; it waits its turn behind analyses."""

    def __init__(
        self,
        runner: JobRunner,
        worker: WorkerProcess,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(SelfTestState(), parent)
        self._runner = runner
        self._worker = worker
        self._preferences = preferences
        self._job: Job | None = None

    def run(self) -> None:
        """Begin, unless one is running; the report follows in the state."""
        if self.value.is_running:
            return
        request = SelfTestRequest(self._preferences.value.device)
        self.update(is_running=True, problem=None, progress=None)
        job = self._job = self._runner.start(Lane.ANALYSIS, partial(_test, request, self._worker))
        job.progressed.connect(self._on_progress)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    def cancel(self) -> None:
        """Stop a test that runs: analyses wait behind it."""
        if self._job is not None:
            self._job.cancel()

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        self.update(progress=progress)

    @Slot(object)
    def _on_finished(self, report: SelfTestReport) -> None:
        self.update(report=report)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self.update(problem=error.message)

    @Slot()
    def _on_ended(self) -> None:
        self._job = None
        self.update(is_running=False, progress=None)


def _test(request: SelfTestRequest, worker: WorkerProcess, context: JobContext) -> SelfTestReport:
    answer = worker.run(request, context.progress, context.token)
    assert isinstance(answer, SelfTestReport)  # what the handler answers such a request with
    return answer
