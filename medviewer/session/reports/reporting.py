"""From what was read to a report on disk, off the GUI thread."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from medviewer import paths
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.messages import Messages
from medviewer.session.reports.report_order import ReportOrder
from medviewer.session.reports.report_run import Translate, run_order, text_of_order
from medviewer.words import message

if TYPE_CHECKING:
    from medviewer.report.files import ReportFiles


class Reporting(QObject):
    """Writes reports one at a time."""

    changed = Signal()  # a report was begun, written, or failed
    text_made = Signal(str)  # a report as plain text, as it was asked for

    def __init__(
        self,
        runner: JobRunner,
        messages: Messages,
        translate: Translate = str,
        language: str = "en",
        parent: QObject | None = None,
    ) -> None:
        """`translate` puts a message into the language reports are written in; called off the GUI thread."""
        super().__init__(parent)
        self.translate = translate
        self._language = language
        self._runner = runner
        self.messages = messages
        self._job: Job | None = None
        self.last_files: ReportFiles | None = None

    @property
    def language(self) -> str:
        """The language of reports that name none."""
        return self._language

    @property
    def is_writing(self) -> bool:
        return self._job is not None

    def suggest_folder(self) -> Path:
        """A folder of its own for the next report; made only when something is written into it."""
        stamp = datetime.now().astimezone().strftime("%Y-%m-%d %H-%M-%S")
        return paths.data_folder() / "reports" / stamp

    def write(self, order: ReportOrder, folder: Path) -> None:
        """Begin writing; `last_files` and a note follow."""
        work = partial(_write, order, folder, self.translate, self._language)
        self._job = self._runner.start(Lane.REPORT, work)
        self._job.finished.connect(self._on_finished)
        self._job.failed.connect(self._on_failed)
        self._job.ended.connect(self._on_ended)
        self.changed.emit()

    def make_text(self, order: ReportOrder) -> None:
        """Put a report into plain text; `text_made` brings it."""
        work = partial(_text, order, self.translate, self._language)
        job = self._runner.start(Lane.REPORT, work)
        job.finished.connect(self._on_text)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_text(self, text: str) -> None:
        self.text_made.emit(text)

    @Slot(object)
    def _on_finished(self, files: "ReportFiles") -> None:
        self.last_files = files
        for notice in files.notices:
            self.messages.warn(notice)
        self.messages.note(message("Report", "Report written to {folder}", folder=files.pdf.parent))

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self.messages.error(error.message)

    @Slot()
    def _on_ended(self) -> None:
        self._job = None
        self.changed.emit()


def _write(
    order: ReportOrder, folder: Path, translate: Translate, language: str, context: JobContext
) -> "ReportFiles":
    return run_order(order, folder, context.token, translate, language)


def _text(order: ReportOrder, translate: Translate, language: str, _: JobContext) -> str:
    return text_of_order(order, translate, language)
