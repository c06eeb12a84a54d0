"""A pattern that shows what a monitor loses: dark and bright steps, a ramp, line pairs, a grid.

In the manner of SMPTE RP 133: grey steps from black to white, and patches of 5 % in black and of 95 % in
white that must be told from their ground. It judges a monitor by eye; it calibrates nothing.
"""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from medviewer.gui.desk import Desk
from medviewer.words import message

STEPS = 11  # 0 %, 10 % … 100 %
GROUND, DARK_PATCH, BRIGHT_PATCH = 0.5, 0.05, 0.95
LINE_WIDTHS_PX = (1, 2, 3)


class MonitorPattern(QWidget):
    """Full screen; a click or any key closes it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.translator(message("Pattern", "Monitor test pattern")))
        self._hint = desk.translator(HINT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), grey(GROUND))
        unit = min(self.width() // (STEPS + 1), self.height() // 6)
        left = (self.width() - unit * STEPS) // 2
        self._draw_steps(painter, left, unit, unit)
        self._draw_ramp(painter, QRect(left, unit * 5 // 2, unit * STEPS, unit // 2))
        self._draw_lines(painter, left, unit * 7 // 2, unit)
        self._draw_grid(painter)
        painter.setPen(QColor(Qt.GlobalColor.white))
        area = QRect(left, self.height() - unit, unit * STEPS, unit)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._hint)
        painter.end()

    def _draw_steps(self, painter: QPainter, left: int, top: int, unit: int) -> None:
        for step in range(STEPS):
            square = QRect(left + step * unit, top, unit, unit)
            painter.fillRect(square, grey(step / (STEPS - 1)))
            patch = square.adjusted(unit // 3, unit // 3, -(unit // 3), -(unit // 3))
            if step == 0:
                painter.fillRect(patch, grey(DARK_PATCH))
            elif step == STEPS - 1:
                painter.fillRect(patch, grey(BRIGHT_PATCH))

    def _draw_ramp(self, painter: QPainter, area: QRect) -> None:
        ramp = QLinearGradient(area.left(), 0, area.right(), 0)
        ramp.setColorAt(0, grey(0))
        ramp.setColorAt(1, grey(1))
        painter.fillRect(QRectF(area), ramp)

    def _draw_lines(self, painter: QPainter, left: int, top: int, unit: int) -> None:
        """Pairs of black and white lines, upright and lying, one, two and three pixels wide."""
        for block, width in enumerate(LINE_WIDTHS_PX):
            upright = QRect(left + block * unit * 3, top, unit, unit)
            lying = upright.translated(unit * 3 // 2, 0)
            painter.fillRect(upright, grey(0))
            painter.fillRect(lying, grey(0))
            for offset in range(0, unit, 2 * width):
                painter.fillRect(upright.x() + offset, upright.y(), width, unit, grey(1))
                painter.fillRect(lying.x(), lying.y() + offset, unit, width, grey(1))

    def _draw_grid(self, painter: QPainter) -> None:
        painter.setPen(grey(0.75))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        for tenth in range(1, 10):
            x, y = self.width() * tenth // 10, self.height() * tenth // 10
            painter.drawLine(x, 0, x, 12)
            painter.drawLine(x, self.height() - 12, x, self.height())
            painter.drawLine(0, y, 12, y)
            painter.drawLine(self.width() - 12, y, self.width(), y)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        del event
        self.close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self.close()


def grey(share: float) -> QColor:
    value = round(share * 255)
    return QColor(value, value, value)


HINT = message(
    "Pattern",
    "The small squares in the first and the last step must be seen; the ramp must have no bands; single "
    "lines must be apart; the border must be whole. Any key closes this.",
)
