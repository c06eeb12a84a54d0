"""Asks the AI process about itself: device, memory, speed of every model."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Slot

from medviewer.domain.self_test import SelfTestReport, SelfTestRequest
from medviewer.jobs.job import JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import Progress
from medviewer.session.one_job import OneJob
from medviewer.session.preferences import Preferences
from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class SelfTestState:
    """`problem` says why there is no report; `progress` is None before the AI's first word."""

    is_running: bool = False
    progress: Progress | None = None
    report: SelfTestReport | None = None
    problem: Message | None = None


class SelfTesting(OneJob[SelfTestState]):
    """One self-test at a time; it waits its turn behind analyses, and they behind it."""

    def __init__(
        self,
        runner: JobRunner,
        worker: WorkerProcess,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, SelfTestState(), parent)
        self._worker = worker
        self._preferences = preferences

    def run(self) -> None:
        """Begin, unless one is running; the report follows in the state."""
        if self.value.is_running:
            return
        request = SelfTestRequest(self._preferences.value.device)
        self._begin(Lane.ANALYSIS, partial(_test, request, self._worker))

    @Slot(object)
    def _on_finished(self, report: object) -> None:
        self.update(report=report)


def _test(request: SelfTestRequest, worker: WorkerProcess, context: JobContext) -> SelfTestReport:
    answer = worker.run(request, context.progress, context.token)
    assert isinstance(answer, SelfTestReport)  # what the handler answers such a request with
    return answer
