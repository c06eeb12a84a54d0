"""The toolbar's layout button: drag over small squares to say how many cells there shall be."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget, QWidgetAction

from medviewer.gui.desk import Desk
from medviewer.session.images.viewports import MOST_A_SIDE
from medviewer.words import message

SQUARE_PX, GAP_PX, MARGIN_PX = 26, 4, 8
STEP_PX = SQUARE_PX + GAP_PX
MOVES = {
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
}


class GridSquares(QWidget):
    """4 × 4 squares; those from the first to the one under the mouse are lit. Arrows and Enter do, too."""

    chosen = Signal(int, int)  # rows, columns

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows, self._columns = 1, 1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(desk.translator(message("Layout", "Rows and columns of images")))
        self.show_current()

    def show_current(self) -> None:
        """Begin from the layout there is."""
        layout = self._desk.session.viewports.value
        self._light(layout.rows, layout.columns)

    @property
    def lit(self) -> tuple[int, int]:
        """Rows and columns that a click would choose."""
        return self._rows, self._columns

    def square(self, row: int, column: int) -> QRect:
        corner = QPoint(MARGIN_PX + column * STEP_PX, MARGIN_PX + row * STEP_PX)
        return QRect(corner, QSize(SQUARE_PX, SQUARE_PX))

    def _light(self, rows: int, columns: int) -> None:
        self._rows = min(max(rows, 1), MOST_A_SIDE)
        self._columns = min(max(columns, 1), MOST_A_SIDE)
        words = message("Layout", "{rows} × {columns}", rows=self._rows, columns=self._columns)
        self.setAccessibleDescription(self._desk.translator(words))
        self.update()

    def _light_to(self, at: QPoint) -> None:
        self._light((at.y() - MARGIN_PX) // STEP_PX + 1, (at.x() - MARGIN_PX) // STEP_PX + 1)

    # Qt's own

    def sizeHint(self) -> QSize:
        side = 2 * MARGIN_PX + MOST_A_SIDE * STEP_PX - GAP_PX
        return QSize(side, side + self.fontMetrics().height() + GAP_PX)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._light_to(event.position().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._light_to(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._light_to(event.position().toPoint())
        self.chosen.emit(*self.lit)

    def leaveEvent(self, event: QEvent) -> None:
        self.show_current()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in MOVES:
            down, right = MOVES[key]
            self._light(self._rows + down, self._columns + right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(*self.lit)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, palette = QPainter(self), self.palette()
        for row in range(MOST_A_SIDE):
            for column in range(MOST_A_SIDE):
                is_lit = row < self._rows and column < self._columns
                painter.setPen(palette.mid().color())
                painter.setBrush(palette.highlight() if is_lit else palette.base())
                painter.drawRect(self.square(row, column))
        below = self.rect().adjusted(0, self.height() - self.fontMetrics().height() - GAP_PX, 0, 0)
        painter.setPen(palette.text().color())
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, self.accessibleDescription())
        painter.end()


class LayoutButton(QToolButton):
    """Opens the squares; a choice closes them."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        words = desk.translator
        self.setText(words(message("Toolbar", "Layout")) + " ▾")
        self.setToolTip(words(message("Toolbar", "How many images side by side")))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.squares = GridSquares(desk)
        menu = QMenu(self)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self.squares)
        menu.addAction(action)
        self.setMenu(menu)
        menu.aboutToShow.connect(self._on_about_to_show)
        self.squares.chosen.connect(self._on_chosen)
        desk.session.library.changed.connect(self._on_library_changed)
        self._on_library_changed()

    @Slot()
    def _on_about_to_show(self) -> None:
        self.squares.show_current()
        self.squares.setFocus()

    @Slot()
    def _on_library_changed(self) -> None:
        self.setEnabled(self._desk.registry.is_enabled("layout.divide"))

    @Slot(int, int)
    def _on_chosen(self, rows: int, columns: int) -> None:
        self.menu().close()
        self._desk.registry.run("layout.divide", rows=rows, columns=columns)
