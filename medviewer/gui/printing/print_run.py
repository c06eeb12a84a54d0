"""Sends an order to a printer or a PDF file, a page at a time: between two pages the window answers."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from medviewer.gui.printing.pages import Page, PagePainter, PrintOrder, pages_of
from medviewer.gui.translation import Translator

PRINT_DPI = 200  # of pictures on paper; more shows nothing that a scan's pixels hold
PREVIEW_DPI = 90


class PrintRun(QObject):
    """Runs by itself once begun; `ended` says whether all pages were taken."""

    ended = Signal(bool)

    def __init__(
        self, order: PrintOrder, printer: QPrinter, translator: Translator, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._printer = printer
        self._painter = QPainter()
        self._pages = PagePainter(order, translator, PRINT_DPI)
        self._waiting = list(pages_of(order))

    def begin(self) -> None:
        if not self._waiting or not self._painter.begin(self._printer):
            self.ended.emit(False)
            return
        self._paint_next()

    @Slot()
    def _paint_next(self) -> None:
        page = self._waiting.pop(0)
        paint_page(self._painter, self._printer, self._pages, page)
        if self._waiting and self._printer.newPage():
            QTimer.singleShot(0, self._paint_next)
        else:
            is_written = self._painter.end() and not self._waiting
            self.ended.emit(is_written)


def paint_at_once(order: PrintOrder, printer: QPrinter, translator: Translator) -> None:
    """A preview: all pages now, with coarser pictures."""
    painter = QPainter()
    pages: Sequence[Page] = pages_of(order)
    if not pages or not painter.begin(printer):
        return
    coarse = PagePainter(order, translator, PREVIEW_DPI)
    for page in pages:
        if page.number > 1:
            printer.newPage()
        paint_page(painter, printer, coarse, page)
    painter.end()


def paint_page(painter: QPainter, printer: QPrinter, pages: PagePainter, page: Page) -> None:
    """One page, in points."""
    painter.save()
    scale = printer.resolution() / 72
    painter.scale(scale, scale)
    area = printer.pageLayout().paintRect(QPageLayout.Unit.Point)
    pages.paint(painter, page, QRectF(0, 0, area.width(), area.height()))
    painter.restore()
