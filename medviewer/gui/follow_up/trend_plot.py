"""A small curve over time: the diameter of the lesion in hand, and the sum of the targets."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from medviewer.domain.longitudinal import Examination, FollowUp, LesionTimeline
from medviewer.gui.desk import Desk
from medviewer.words import message

LEFT_PX, TOP_PX, RIGHT_PX, BELOW_PX = 40, 24, 40, 24
LEAST_SIZE = QSize(220, 120)
DOT_PX = 3.5
ROOM_ABOVE = 1.15  # the largest value stays below the upper edge
LABEL_PX = (64, 16)
LEAST_GAP_PX = 58  # between two dates that are written out


@dataclass(frozen=True, slots=True)
class Curve:
    """Days since the first examination and mm; `is_sum` draws it dashed."""

    points: tuple[tuple[int, float], ...]
    is_sum: bool = False
    is_in_hand: bool = True


class TrendPlot(QWidget):
    """Nothing is drawn where an examination says no date, or nothing was measured twice."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known = FollowUp()
        self.curves: tuple[Curve, ...] = ()
        self.setMinimumSize(LEAST_SIZE)
        self.setAccessibleName(desk.translator(message("FollowUp", "Sizes over time")))
        desk.look.changed.connect(self.update)

    def show_follow_up(self, known: FollowUp, selected_uid: str) -> None:
        """Draw the lesion in hand; all of them, faintly, where none is."""
        self._known = known
        chosen = known.find(selected_uid)
        wanted = (chosen,) if chosen is not None else known.timelines
        found = [_curve(known, t, is_in_hand=chosen is not None) for t in wanted]
        found.append(_sum_curve(known))
        self.curves = tuple(curve for curve in found if curve.points)
        self.setToolTip(self._words())
        self.update()

    def _words(self) -> str:
        words = self._desk.translator
        told = message("FollowUp", "Solid: the lesion's diameter. Dashed: the sum of all targets.")
        return words(told)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.curves:
            self._paint_axes(painter)
            for curve in self.curves:
                self._paint(painter, curve)
        else:
            self._paint_empty(painter)
        painter.end()

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._desk.look.colours.muted))
        told = message("FollowUp", "The trend is drawn once a lesion is measured.")
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(8, 8, -8, -8), flags, self._desk.translator(told))

    def _paint_axes(self, painter: QPainter) -> None:
        colours, plot = self._desk.look.colours, self._plot()
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.drawLine(plot.bottomLeft(), plot.topLeft())
        painter.setPen(QColor(colours.muted))
        _text(painter, QPointF(LEFT_PX - 18, plot.bottom()), "0")
        _text(painter, QPointF(LEFT_PX - 18, TOP_PX - 12), "mm")
        last = -1e9
        for examination, days in _days(self._known):
            x = self._at(days, 0.0).x()
            if x - last >= LEAST_GAP_PX and examination.day is not None:
                _text(painter, QPointF(x, plot.bottom() + 12), f"{examination.day:%Y-%m}")
                last = x

    def _paint(self, painter: QPainter, curve: Curve) -> None:
        colours = self._desk.look.colours
        named = colours.amber if curve.is_sum else colours.link
        colour = QColor(named if curve.is_in_hand else colours.muted)
        style = Qt.PenStyle.DashLine if curve.is_sum else Qt.PenStyle.SolidLine
        points = [self._at(*point) for point in curve.points]
        painter.setPen(QPen(colour, 2 if curve.is_in_hand else 1, style))
        painter.drawPolyline(points)
        painter.setBrush(colour)
        for point, (_, size) in zip(points, curve.points, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(point, DOT_PX, DOT_PX)
            if curve.is_in_hand:
                painter.setPen(QColor(colours.text))
                _text(painter, point - QPointF(0, 12), f"{size:.1f}")

    def _plot(self) -> QRectF:
        return QRectF(
            LEFT_PX, TOP_PX, self.width() - LEFT_PX - RIGHT_PX, self.height() - TOP_PX - BELOW_PX
        )

    def _at(self, days: int, size_mm: float) -> QPointF:
        plot = self._plot()
        last = max([each for _, each in _days(self._known)] + [1])
        highest = max(size for curve in self.curves for _, size in curve.points) * ROOM_ABOVE
        return QPointF(
            plot.left() + plot.width() * days / last,
            plot.bottom() - plot.height() * size_mm / (highest or 1.0),
        )

    def sizeHint(self) -> QSize:
        return QSize(300, 170)


def _days(known: FollowUp) -> list[tuple[Examination, int]]:
    """Examinations that say of when they are, and days since the first of them."""
    dated = [(each, each.day) for each in known.examinations if each.day is not None]
    first = dated[0][1] if dated else None
    return [(each, (day - first).days) for each, day in dated if first is not None]


def _curve(known: FollowUp, timeline: LesionTimeline, *, is_in_hand: bool) -> Curve:
    sizes = [timeline.counted_mm(index) for index in range(len(known.examinations))]
    return Curve(_dated(known, sizes), is_in_hand=is_in_hand)


def _sum_curve(known: FollowUp) -> Curve:
    sums = [known.recist_of(index) for index in range(len(known.examinations))]
    whole = [each.sum_mm if each is not None and each.is_complete else None for each in sums]
    has_targets = any(size for size in whole if size is not None)
    return Curve(_dated(known, whole) if has_targets else (), is_sum=True)


def _dated(known: FollowUp, sizes: Sequence[float | None]) -> tuple[tuple[int, float], ...]:
    days = {each.study_key: day for each, day in _days(known)}
    both = zip(known.examinations, sizes, strict=True)
    return tuple(
        (days[each.study_key], size)
        for each, size in both
        if size is not None and each.study_key in days
    )


def _text(painter: QPainter, middle: QPointF, text: str) -> None:
    width, height = LABEL_PX
    place = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
