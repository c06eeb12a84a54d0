"""The reliability diagram: what the model said across, how often it came true upwards."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from medviewer.domain.model_trust import ReliabilityBin
from medviewer.gui.desk import Desk
from medviewer.words import message

SIDE_PX = 230
LEFT_PX, TOP_PX, BELOW_PX, RIGHT_PX = 52, 12, 44, 16
SMALLEST_PX, LARGEST_PX = 3.0, 9.0  # a dot's radius, by the share of cases in its bin


class ReliabilityDiagram(QWidget):
    """Dots on the diagonal: the probabilities hold. Larger dots stand for more cases."""

    def __init__(
        self, bins: tuple[ReliabilityBin, ...], desk: Desk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bins = bins
        self._desk = desk
        words = desk.translator
        self.setAccessibleName(words(message("ModelCard", "Reliability diagram")))
        self.setToolTip(
            words(
                message(
                    "ModelCard",
                    "Dots on the diagonal: what is said comes true that often. Above it the model is too "
                    "cautious, below it too sure. Larger dots stand for more cases.",
                )
            )
        )
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(LEFT_PX + SIDE_PX + RIGHT_PX, TOP_PX + SIDE_PX + BELOW_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        self._paint_dots(painter)
        painter.end()

    def _paint_axes(self, painter: QPainter) -> None:
        colours = self._desk.look.colours
        plot = QRectF(LEFT_PX, TOP_PX, SIDE_PX, SIDE_PX)
        painter.fillRect(plot, QColor(colours.base))
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawRect(plot)
        painter.setPen(QPen(QColor(colours.muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(self._at(0, 0), self._at(1, 1)))
        painter.setPen(QColor(colours.muted))
        for share in (0.0, 0.5, 1.0):
            across, up = self._at(share, 0), self._at(0, share)
            _centred(painter, QPointF(across.x(), across.y() + 12), f"{share:g}")
            _centred(painter, QPointF(up.x() - 16, up.y()), f"{share:g}")
        words = self._desk.translator
        below = QPointF(LEFT_PX + SIDE_PX / 2, TOP_PX + SIDE_PX + 32)
        _centred(painter, below, words(message("ModelCard", "said")))
        painter.save()
        painter.translate(12, TOP_PX + SIDE_PX / 2)
        painter.rotate(-90)
        _centred(painter, QPointF(0, 0), words(message("ModelCard", "came true")))
        painter.restore()

    def _paint_dots(self, painter: QPainter) -> None:
        colours = self._desk.look.colours
        most = max((each.count for each in self._bins), default=1) or 1
        points = [self._at(each.predicted, each.observed) for each in self._bins]
        painter.setPen(QPen(QColor(colours.link), 1.5))
        painter.drawPolyline(points)
        painter.setBrush(QColor(colours.link))
        for each, point in zip(self._bins, points, strict=True):
            radius = SMALLEST_PX + (LARGEST_PX - SMALLEST_PX) * (each.count / most) ** 0.5
            painter.drawEllipse(point, radius, radius)

    def _at(self, said: float, came_true: float) -> QPointF:
        return QPointF(LEFT_PX + said * SIDE_PX, TOP_PX + (1 - came_true) * SIDE_PX)


def _centred(painter: QPainter, middle: QPointF, text: str) -> None:
    place = QRectF(middle.x() - 90, middle.y() - 10, 180, 20)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
