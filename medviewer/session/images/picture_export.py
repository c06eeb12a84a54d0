"""Writes what the viewport shows as moving pictures, in a job."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.finding import ReviewState
from medviewer.domain.report import ReportedFinding
from medviewer.domain.study import DisplaySet
from medviewer.errors import MedViewerError
from medviewer.jobs.job import JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.ai.proposals import Proposals
from medviewer.session.drawing.drawn_images import DrawnImages
from medviewer.session.images.picture_series import PictureOrder, write_pictures
from medviewer.session.reports.report_run import Translate
from medviewer.session.reports.reporting import Reporting
from medviewer.session.review.reading import Reading
from medviewer.words import message


class PictureExport(QObject):
    """Freezes an order and has it drawn."""

    written = Signal(str)  # display_set_id of the images that left the program

    def __init__(
        self,
        runner: JobRunner,
        proposals: Proposals,
        reading: Reading,
        drawn: DrawnImages,
        reporting: Reporting,
    ) -> None:
        """`reporting` knows the language pictures are written in, and where notices go."""
        super().__init__(reporting)
        self._runner = runner
        self._proposals = proposals
        self._reading = reading
        self.drawn = drawn
        self._messages = reporting.messages
        self._translate = reporting.translate

    def findings_on(self, display_set: DisplaySet) -> tuple[ReportedFinding, ...]:
        """The findings shown on a display set of the active study, but for rejected ones."""
        reading, found = self._reading.value, []
        for finding in reading.visible:
            place = self._proposals.display_set_of(finding.finding_id)
            if place == display_set.display_set_id:
                review = reading.review_of(finding.finding_id)
                number = reading.number_of(finding.finding_id)
                if review.state is not ReviewState.REJECTED:
                    found.append(ReportedFinding(number, review.as_read(finding), review))
        return tuple(found)

    def write(self, order: PictureOrder, path: Path) -> None:
        job = self._runner.start(Lane.REPORT, partial(_write, order, path, self._translate))
        job.finished.connect(self._on_written)
        job.failed.connect(self._on_failed)
        self._messages.note(message("Pictures", "The pictures are being drawn…"))

    @Slot(object)
    def _on_written(self, done: tuple[Path, str]) -> None:
        path, display_set_id = done
        self.written.emit(display_set_id)
        self._messages.note(
            message("Pictures", "The pictures were written to {folder}.", folder=path.parent)
        )

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self._messages.error(error.message)


def _write(
    order: PictureOrder, path: Path, translate: Translate, context: JobContext
) -> tuple[Path, str]:
    written = write_pictures(order, path, context.token, translate)
    return written, order.display_set.display_set_id
