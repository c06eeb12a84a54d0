"""The pages of one document, drawn and searched off the GUI thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.paged_document import Page
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane


class DocumentPages(QObject):
    """Brings what was asked for last; a page asked for before it is forgotten."""

    drawn = Signal(object)  # Page
    found = Signal(object)  # index of the page that holds the words, None where none does
    failed = Signal(object)  # Message

    def __init__(self, runner: JobRunner, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._path = path
        self._drawing: Job | None = None
        self._searching: Job | None = None

    def ask(self, index: int, pixels_per_inch: float) -> None:
        """Draw a page; `drawn` brings it."""
        if self._drawing is not None:
            self._drawing.cancel()
        self._drawing = self._start(partial(_draw, self._path, index, pixels_per_inch))
        self._drawing.finished.connect(self._on_drawn)

    def search(self, words: str, after: int) -> None:
        """Find the next page with these words, around the end; `found` brings it."""
        if self._searching is not None:
            self._searching.cancel()
        self._searching = self._start(partial(_search, self._path, words, after))
        self._searching.finished.connect(self._on_found)

    def _start(self, work: Callable[[JobContext], object]) -> Job:
        job = self._runner.start(Lane.DOCUMENTS, work)
        job.failed.connect(self._on_failed)
        return job

    @Slot(object)
    def _on_drawn(self, page: Page) -> None:
        if self.sender() is self._drawing:
            self.drawn.emit(page)

    @Slot(object)
    def _on_found(self, index: int | None) -> None:
        if self.sender() is self._searching:
            self.found.emit(index)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        if self.sender() in (self._drawing, self._searching):
            self.failed.emit(error.message)


def _draw(path: Path, index: int, pixels_per_inch: float, context: JobContext) -> Page:
    from medviewer.dicom.objects import encapsulated_document

    context.token.check()  # the reader may have turned on
    return encapsulated_document.draw_page(path, index, pixels_per_inch)


def _search(path: Path, words: str, after: int, context: JobContext) -> int | None:
    from medviewer.dicom.objects import encapsulated_document

    return encapsulated_document.page_with(path, words, after, context.token)
