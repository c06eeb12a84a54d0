"""What answers `StudyTask`s in a worker's process: that process is the AI's, too; none stands behind it."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from medviewer.ai.worker import AnalysisHandler
from medviewer.errors import NotApplicable
from medviewer.jobs.inline_worker import InlineWorker
from medviewer.progress import CancelToken, ProgressSink
from medviewer.session.batch.study_task import StudyTask, TaskResult
from medviewer.session.batch.task_run import run_task
from medviewer.words import message


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What every worker of a batch has in common.

    Attributes:
        out: the batch's folder.
        threads: each computes with this many; 0: as many as the machine has but one.
    """

    out: Path
    device: str = "auto"
    threads: int = 1


class StudyHandler:
    """Runs one task after another; models stay loaded between them."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._out = settings.out
        self._worker = InlineWorker(partial(AnalysisHandler, settings.device, settings.threads))
        self.device = self._worker.start()

    def __call__(self, request: object, progress: ProgressSink, token: CancelToken) -> TaskResult:
        """Run a `StudyTask`; see `task_run.run_task`."""
        if not isinstance(request, StudyTask):
            raise NotApplicable(message("Batch", "This is no study of a batch."))
        return run_task(request, self._out, self._worker, progress, token)


def build_study_handler(settings: WorkerSettings) -> StudyHandler:
    """Make a worker's process ready: torch imported, the device chosen; models are loaded when asked."""
    return StudyHandler(settings)
