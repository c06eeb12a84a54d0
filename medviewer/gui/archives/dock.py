"""The archives' place in the window: below the images, floating where that would be too low."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDockWidget, QWidget

from medviewer.gui.desk import Desk
from medviewer.gui.low_window import float_where_low
from medviewer.words import message

FLOATING_SIZE = QSize(1240, 500)

if TYPE_CHECKING:
    from medviewer.gui.archives.panel import ArchivePanel


class ArchiveDock(QDockWidget):
    """Its panel is built when it is first shown: a start does not wait for it."""

    left = Signal()  # keys belong to the images again

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk.translator(message("Archives", "Archives")), parent)
        self._desk = desk
        self._has_been_placed = False
        self._panel: ArchivePanel | None = None
        self.setObjectName("archives")  # what saveState knows it by
        self.hide()

    @property
    def panel(self) -> "ArchivePanel":
        if self._panel is None:
            from medviewer.gui.archives.panel import ArchivePanel

            self._panel = ArchivePanel(self._desk)
            self._panel.studies.opening.connect(self._on_opening)
            self.setWidget(self._panel)
        return self._panel

    def begin(self, page: str = "") -> None:
        """Show it, in front, ready to be typed in; at the page of that name, if it has one."""
        if not self._has_been_placed:
            self._has_been_placed = True
            float_where_low(self)
            if self.isFloating():
                self._widen()
        panel = self.panel
        self.show()
        self.raise_()
        if self.isFloating():
            self.activateWindow()
        panel.begin(page)

    @Slot()
    def _on_opening(self) -> None:
        """Where it lies over the images it makes room for them; asked for again, it is as it was."""
        if self.isFloating():
            self.hide()
        self.left.emit()

    def _widen(self) -> None:
        """A table of studies is broad."""
        window = self.parentWidget()
        if window is not None:
            self.resize(FLOATING_SIZE.boundedTo(window.size()))
            room = window.width() - self.width()
            self.move(window.mapToGlobal(window.rect().topLeft()).x() + room // 2, self.y())

    # Qt's own

    def event(self, event: QEvent) -> bool:
        """Shown by a saved layout, too."""
        if event.type() == QEvent.Type.ShowToParent:
            _ = self.panel
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            self.left.emit()
            return
        super().keyPressEvent(event)
