"""Collects a fault bundle in the background and writes it where the reader says. Sends nothing."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.fault_report import FaultBundle
from medviewer.domain.study import Study
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.progress import Progress
from medviewer.session.ai.self_testing import SelfTesting
from medviewer.session.messages import Messages
from medviewer.session.preferences import Preferences
from medviewer.session.state import State
from medviewer.session.support.fault_bundle import FaultOrder, collect
from medviewer.whole_files import exported_file
from medviewer.words import message


@dataclass(frozen=True, slots=True)
class FaultState:
    """`bundle` is None while nothing was collected; `progress` is of the headers."""

    is_collecting: bool = False
    progress: Progress | None = None
    bundle: FaultBundle | None = None


class FaultReporting(State[FaultState]):
    """One bundle at a time; asked for anew, the one before is dropped."""

    written = Signal(object)  # Path

    def __init__(
        self,
        runner: JobRunner,
        preferences: Preferences,
        self_testing: SelfTesting,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(FaultState(), parent)
        self._runner = runner
        self._preferences = preferences
        self._self_testing = self_testing
        self._messages = messages
        self._job: Job | None = None

    def collect(self, study: Study | None) -> None:
        """Gather; with the headers of `study` where one is named."""
        self.cancel()
        order = FaultOrder(
            self._preferences.value, self._self_testing.value.report, header_files(study)
        )
        self.replace(FaultState(is_collecting=True))
        self._job = job = self._runner.start(Lane.EXPORT, partial(_collect, order))
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_collected)
        job.failed.connect(self._on_failed)

    def write(self, path: Path) -> None:
        """Write what was collected; `written` follows."""
        if self.value.bundle is not None:
            job = self._runner.start(Lane.EXPORT, partial(_write, self.value.bundle.data, path))
            job.finished.connect(self._on_written)
            job.failed.connect(self._on_failed)

    def cancel(self) -> None:
        """Drop what was collected, or is being collected."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.replace(FaultState())

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if self.sender() is self._job:
            self.update(progress=progress)

    @Slot(object)
    def _on_collected(self, bundle: FaultBundle) -> None:
        if self.sender() is self._job:
            self._job = None
            self.replace(FaultState(bundle=bundle))

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self._messages.note(message("Fault bundle", "Written, sent to nobody: {path}", path=path))
        self.written.emit(path)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self.update(is_collecting=False, progress=None)
        self._messages.error(error.message)


def header_files(study: Study | None) -> tuple[Path, ...]:
    """The files of a study's images, in the order they are shown, each once."""
    if study is None:
        return ()
    sets = (display_set for series in study.series for display_set in series.display_sets)
    files = (frame.instance.path for display_set in sets for frame in display_set.source_frames)
    return tuple(dict.fromkeys(files))


def _collect(order: FaultOrder, context: JobContext) -> FaultBundle:
    return collect(order, context.token, context.progress)


def _write(data: bytes, path: Path, context: JobContext) -> Path:
    context.token.check()
    with exported_file(path) as beside:
        beside.write_bytes(data)
    return path
