"""A survival curve with its interval, beside that of everybody the model learnt from."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from medviewer.domain.prognosis import CurvePoint, PrognosisResult
from medviewer.gui.desk import Desk
from medviewer.words import message

LEFT_PX, TOP_PX, RIGHT_PX, BELOW_PX = 34, 24, 24, 34  # right: half of the last time
LEAST_SIZE = QSize(240, 170)
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
TIMES = 4  # written below the axis
BAND_ALPHA, CROWD_ALPHA = 80, 45
LABEL_PX = (70, 16)


class SurvivalCurve(QWidget):
    """Steps as they are foretold: no curve without the band of its interval."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.answer: PrognosisResult | None = None
        self.setMinimumSize(LEAST_SIZE)
        self.setAccessibleName(desk.translator(message("Prognosis", "Curve with its interval")))
        desk.look.changed.connect(self.update)

    def show_answer(self, answer: PrognosisResult | None) -> None:
        """Draw it; hidden where there is no curve."""
        self.answer = answer
        self.setVisible(answer is not None and bool(answer.curve))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.answer is None or not self.answer.curve:
            return
        painter, colours = QPainter(self), self._desk.look.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        self._paint(painter, self.answer.population, QColor(colours.muted), CROWD_ALPHA)
        self._paint(painter, self.answer.curve, QColor(colours.link), BAND_ALPHA)
        self._paint_horizon(painter)
        self._paint_legend(painter)
        painter.end()

    def _paint_axes(self, painter: QPainter) -> None:
        colours, plot = self._desk.look.colours, self._plot()
        for share in SHARES:
            y = self._at(0.0, share).y()
            painter.setPen(QPen(QColor(colours.edge), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(colours.muted))
            _text(painter, QPointF(LEFT_PX - 18, y), f"{share:g}")
        for step in range(TIMES + 1):
            time = self._last * step / TIMES
            place = QPointF(self._at(time, 0.0).x(), plot.bottom() + 9)
            _text(painter, place, f"{time:.0f}" if self._last >= 10 else f"{time:.1f}")

    def _paint(
        self, painter: QPainter, points: Sequence[CurvePoint], colour: QColor, alpha: int
    ) -> None:
        high = self._steps([(each.time, each.high) for each in points])
        low = self._steps([(each.time, each.low) for each in points])
        shade = QColor(colour)
        shade.setAlpha(alpha)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawPolygon(QPolygonF([*high, *reversed(low)]))
        painter.setPen(QPen(colour, 2))
        painter.drawPolyline(self._steps([(each.time, each.survival) for each in points]))

    def _paint_horizon(self, painter: QPainter) -> None:
        if self.answer is None:
            return
        when, plot = self.answer.model.horizon, self._plot()
        x = self._at(when, 0.0).x()
        painter.setPen(QPen(QColor(self._desk.look.colours.amber), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    def _paint_legend(self, painter: QPainter) -> None:
        words, colours = self._desk.translator, self._desk.look.colours
        if self.answer is None:
            return
        painter.setPen(QColor(colours.link))
        own = words(message("Prognosis", "patients like this one, 95 % band"))
        painter.drawText(QPointF(LEFT_PX, 14), own)
        painter.setPen(QColor(colours.muted))
        everybody = words(message("Prognosis", "everybody"))
        width = painter.fontMetrics().horizontalAdvance(everybody)
        painter.drawText(QPointF(self.width() - RIGHT_PX - width, 14), everybody)
        unit = words(message("Prognosis", "time in {unit}", unit=self.answer.model.time_unit))
        place = QRectF(0, self.height() - 17, self.width(), 16)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, unit)

    def _steps(self, points: Sequence[tuple[float, float]]) -> list[QPointF]:
        """Level until the next time, then down."""
        found: list[QPointF] = []
        for time, share in points:
            if found:
                found.append(QPointF(self._at(time, 0.0).x(), found[-1].y()))
            found.append(self._at(time, share))
        return found

    @property
    def _last(self) -> float:
        return max(self.answer.curve[-1].time, 1e-9) if self.answer is not None else 1.0

    def _plot(self) -> QRectF:
        return QRectF(
            LEFT_PX, TOP_PX, self.width() - LEFT_PX - RIGHT_PX, self.height() - TOP_PX - BELOW_PX
        )

    def _at(self, time: float, share: float) -> QPointF:
        plot = self._plot()
        return QPointF(
            plot.left() + plot.width() * time / self._last, plot.bottom() - plot.height() * share
        )

    def sizeHint(self) -> QSize:
        return QSize(320, 210)


def _text(painter: QPainter, middle: QPointF, text: str) -> None:
    width, height = LABEL_PX
    place = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
