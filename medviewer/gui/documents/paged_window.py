"""A document page by page: turn, zoom, find, copy; a file that has no pages can be saved."""

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QKeySequence,
    QPixmap,
    QResizeEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QScrollArea, QToolButton, QWidget

from medviewer.domain.paged_document import Page, PagedDocument
from medviewer.gui.desk import Desk
from medviewer.gui.documents.document_window import DocumentWindow
from medviewer.gui.study_texts import date_text, dotted
from medviewer.session.objects.objects import OpenedObject
from medviewer.words import Message, message

ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)  # 1 is as wide as the window
POINTS_PER_INCH = 72.0
SIZE_PX = (860, 1000)
EDGE_PX = 24  # around the page


class PagedWindow(DocumentWindow):
    """Page Up and Down turn pages, Ctrl and wheel zoom, Ctrl+F finds."""

    def __init__(
        self, opened: OpenedObject, document: PagedDocument, desk: Desk, parent: QWidget | None
    ) -> None:
        super().__init__(opened, desk, parent)
        self.document = document
        self.page: Page | None = None
        self._index, self._zoom = 0, ZOOMS.index(1.0)
        self._pages = desk.session.objects.pages(self.path)
        self._pages.setParent(self)
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setWidget(self.picture)
        self._area.viewport().installEventFilter(self)
        self.place = QLabel()
        self.field = QLineEdit(clearButtonEnabled=True)
        self.field.setPlaceholderText(self.words(message("Objects", "Find in this document")))
        self.field.setAccessibleName(self.field.placeholderText())
        self._fill()
        self._connect()
        self.resize(*SIZE_PX)
        self._ask()

    def _fill(self) -> None:
        found = self.document
        told = (found.title, found.concept, date_text(found.created_at[:8]), found.media_type)
        self.banner.setText(dotted(told))
        bar = QHBoxLayout()
        for sign, name, do in (
            ("◀", message("Objects", "Previous page"), self.turn_back),
            ("▶", message("Objects", "Next page"), self.turn_on),
            ("−", message("Objects", "Smaller"), self.zoom_out),
            ("+", message("Objects", "Larger"), self.zoom_in),
        ):
            button = QToolButton()
            button.setText(sign)
            button.setToolTip(self.words(name))
            button.setAccessibleName(button.toolTip())
            button.clicked.connect(do)
            button.setEnabled(bool(found.page_count))
            bar.addWidget(button)
        bar.addWidget(self.place)
        bar.addStretch(1)
        bar.addWidget(self.field, 1)
        self.body.addLayout(bar)
        self.body.addWidget(self._area, 1)
        self.copy = self.add_button(message("Objects", "Copy this page’s text"))
        self.save = self.add_button(message("Objects", "Save as a file…"))
        self.copy.setEnabled(False)

    def _connect(self) -> None:
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.field.returnPressed.connect(self._search)
        self._pages.drawn.connect(self._on_drawn)
        self._pages.found.connect(self._on_found)
        self._pages.failed.connect(self._on_failed)
        QShortcut(QKeySequence(Qt.Key.Key_PageDown), self, self.turn_on)
        QShortcut(QKeySequence(Qt.Key.Key_PageUp), self, self.turn_back)
        QShortcut(QKeySequence.StandardKey.Find, self, self.field.setFocus)

    @Slot()
    def turn_on(self) -> None:
        self.turn_to(self._index + 1)

    @Slot()
    def turn_back(self) -> None:
        self.turn_to(self._index - 1)

    def turn_to(self, index: int) -> None:
        """Show a page, 0 first; nothing beyond the last."""
        if 0 <= index < self.document.page_count and index != self._index:
            self._index = index
            self._ask()

    @Slot()
    def zoom_in(self) -> None:
        self._zoom_to(self._zoom + 1)

    @Slot()
    def zoom_out(self) -> None:
        self._zoom_to(self._zoom - 1)

    def _zoom_to(self, step: int) -> None:
        if 0 <= step < len(ZOOMS):
            self._zoom = step
            self._ask()

    def _ask(self) -> None:
        """Draw the page as wide as the window allows, times the zoom."""
        if not self.document.page_count:
            self.picture.setText(self.words(_no_pages(self.document)))
            self.picture.setWordWrap(True)
            return
        width_pt = max(self.document.page_sizes_pt[self._index][0], 1.0)
        room = max(self._area.viewport().width() - EDGE_PX, 100) * self.devicePixelRatioF()
        self._pages.ask(self._index, room / width_pt * POINTS_PER_INCH * ZOOMS[self._zoom])
        count = self.document.page_count
        told = message("Objects", "Page {n} of {count}", n=self._index + 1, count=count)
        self.place.setText(self.words(told))

    @Slot(object)
    def _on_drawn(self, page: Page) -> None:
        self.page = page
        picture = QPixmap.fromImage(as_image(page.pixels))
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(picture)
        self.copy.setEnabled(bool(page.words.strip()))

    @Slot(object)
    def _on_found(self, index: int | None) -> None:
        if index is None:
            self.place.setText(self.words(message("Objects", "not found")))
        else:
            self.turn_to(index)

    @Slot(object)
    def _on_failed(self, reason: Message) -> None:
        self.picture.setText(self.words(reason))

    @Slot()
    def _search(self) -> None:
        if self.field.text().strip():
            self._pages.search(" ".join(self.field.text().split()), self._index)

    @Slot()
    def _copy(self) -> None:
        if self.page is not None:
            QGuiApplication.clipboard().setText(self.page.words)

    @Slot()
    def _save(self) -> None:
        self._desk.registry.run("object.save_content", path=self.path, suffix=self.document.suffix)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and the wheel zoom; the wheel alone scrolls."""
        ctrl = Qt.KeyboardModifier.ControlModifier
        if isinstance(event, QWheelEvent) and event.modifiers() & ctrl:
            self._zoom_to(self._zoom + (1 if event.angleDelta().y() > 0 else -1))
            return True
        return super().eventFilter(watched, event)


def as_image(pixels: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]") -> QImage:
    """`pixels[row, column, 3]`; a copy that outlives them."""
    rows, columns, _ = pixels.shape
    return QImage(pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()


def _no_pages(document: PagedDocument) -> Message:
    return message(
        "Objects",
        "This document ({media}) has no pages that MedViewer can show. Save it as a file and open it "
        "with a program made for it.",
        media=document.media_type or "?",
    )
