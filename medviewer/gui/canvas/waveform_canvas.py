"""An ECG or other curves on millimetre paper: 25 mm/s and 10 mm/mV, whatever the zoom.

The plot counts millimetres of paper in both directions, so that a square of the grid stays a square.
"""

import math
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medviewer.domain.waveform import MultiplexGroup, WaveformAnnotation
from medviewer.imaging.ecg_paper import (
    GAIN_MM_PER_MV,
    MARGIN_MM,
    PULSE_MM,
    ROW_MM,
    SPEED_MM_PER_S,
    VOLTS,
    PaperLayout,
    Strip,
    short_name,
    strips,
)

MOST_MARKS = 400  # places drawn over the curves
FINE_FROM_PX = 3.0  # for a square of 1 mm; closer lines are a grey veil


@dataclass(frozen=True, slots=True)
class PaperColours:
    """Ground, lines of 1 and of 5 mm, ink, marks."""

    ground: str
    fine: str
    bold: str
    ink: str
    mark: str


LIGHT_PAPER = PaperColours("#ffffff", "#f6dada", "#e9a9a9", "#101418", "#175ca6")
DARK_PAPER = PaperColours("#121416", "#2a2022", "#523238", "#e8ecef", "#66aef2")


class Paper(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph ships no types
    """The grid: lines of a millimetre where they are apart, of five always."""

    def __init__(self, colours: PaperColours, extent: QRectF) -> None:
        super().__init__()
        self._colours = colours
        self._extent = extent

    def boundingRect(self) -> QRectF:
        return self._extent

    def paint(self, painter: QPainter, *args: object) -> None:
        del args
        part = self._extent.intersected(self.viewRect())
        pixels_per_mm = abs(painter.deviceTransform().m11())
        if pixels_per_mm >= FINE_FROM_PX:
            self._lines(painter, part, 1.0, self._colours.fine)
        if pixels_per_mm >= FINE_FROM_PX / 5:
            self._lines(painter, part, 5.0, self._colours.bold)

    def _lines(self, painter: QPainter, part: QRectF, step: float, colour: str) -> None:
        pen = QPen(QColor(colour), 0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for x in np.arange(math.ceil(part.left() / step) * step, part.right(), step):
            painter.drawLine(QLineF(x, part.top(), x, part.bottom()))
        for y in np.arange(math.ceil(part.top() / step) * step, part.bottom(), step):
            painter.drawLine(QLineF(part.left(), y, part.right(), y))


class WaveformCanvas(QWidget):
    """Wheel zooms, dragging moves; two cursors measure."""

    measured = Signal(float, float)  # where both cursors stand, mm from the left

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = pg.PlotWidget(parent=self)
        self._view.hideAxis("left")
        self._view.hideAxis("bottom")
        self._view.setMenuEnabled(False)
        self._view.hideButtons()
        self._plot = self._view.getPlotItem()
        self._plot.setAspectLocked(True)
        self._cursors: list[pg.InfiniteLine] = []
        self.strips: tuple[Strip, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)

    def show_group(
        self,
        group: MultiplexGroup,
        layout: PaperLayout,
        colours: PaperColours,
        annotations: tuple[WaveformAnnotation, ...] = (),
    ) -> None:
        """Draw a group anew; the view shows all of it."""
        self._plot.clear()
        self._view.setBackground(colours.ground)
        self.strips = strips(group, layout)
        extent = self._extent()
        self._plot.addItem(Paper(colours, extent))
        for strip in self.strips:
            self._draw(group, strip, colours)
        for annotation in annotations[:MOST_MARKS]:
            self._mark(annotation, colours)
        self._put_cursors(extent, colours)
        self.fit()

    def fit(self) -> None:
        """All of the paper."""
        self._plot.setRange(self._extent(), padding=0.01)

    def to_scale(self) -> None:
        """A millimetre of paper as large as one on the desk, from the top left."""
        rectangle, extent = self._plot.getViewBox().boundingRect(), self._extent()
        mm_per_px = 25.4 / self.physicalDpiX()
        width, height = rectangle.width() * mm_per_px, rectangle.height() * mm_per_px
        part = QRectF(extent.left(), extent.bottom() - height, width, height)
        self._plot.setRange(part, padding=0)

    def cursor_places(self) -> tuple[float, float]:
        """Millimetres from the left end of the rows."""
        first, second = (float(cursor.value()) for cursor in self._cursors)
        return (first, second)

    def put_cursors(self, first_mm: float, second_mm: float) -> None:
        """Stand both cursors at these places."""
        for cursor, place in zip(self._cursors, (first_mm, second_mm), strict=True):
            cursor.setValue(place)

    def _extent(self) -> QRectF:
        right = max(
            (s.left_mm + (s.end_s - s.start_s) * SPEED_MM_PER_S for s in self.strips), default=1.0
        )
        top = max((s.base_mm for s in self.strips), default=0.0)
        return QRectF(-MARGIN_MM, -ROW_MM / 2 - 4, right + MARGIN_MM + 5, top + ROW_MM + 8)

    def _draw(self, group: MultiplexGroup, strip: Strip, colours: PaperColours) -> None:
        channel = group.channels[strip.channel]
        first, last = (round(s * group.sampling_hz) for s in (strip.start_s, strip.end_s))
        values = channel.samples[first:last]
        clock = np.arange(len(values)) / group.sampling_hz + channel.skew_s  # of the stretch
        curve = pg.PlotDataItem(
            strip.left_mm + clock * SPEED_MM_PER_S,
            strip.base_mm + (values - strip.offset) * strip.mm_per_unit,
            pen=pg.mkPen(colours.ink, width=1.2),
            connect="finite",
            skipFiniteCheck=False,
        )
        self._plot.addItem(curve)
        curve.setDownsampling(auto=True, method="peak")  # once it knows its view
        curve.setClipToView(True)
        self._name(strip, short_name(channel), channel.unit, colours)

    def _name(self, strip: Strip, name: str, unit: str, colours: PaperColours) -> None:
        """The lead's name over its start; before it the pulse of 1 mV, or what 10 mm are."""
        is_pulse = unit in VOLTS
        told = name if is_pulse else f"{name} ({10 / strip.mm_per_unit:.3g} {unit or '?'} / 10 mm)"
        text = pg.TextItem(told, color=colours.ink, anchor=(0, 1))
        text.setPos(strip.left_mm, strip.base_mm + ROW_MM / 3)
        self._plot.addItem(text)
        if not is_pulse:
            return
        left, base = strip.left_mm - PULSE_MM - 2.0, strip.base_mm
        xs = [left - 1, left, left, left + PULSE_MM, left + PULSE_MM, left + PULSE_MM + 1]
        ys = [base, base, base + GAIN_MM_PER_MV, base + GAIN_MM_PER_MV, base, base]
        self._plot.addItem(pg.PlotDataItem(xs, ys, pen=pg.mkPen(colours.ink, width=1)))

    def _mark(self, annotation: WaveformAnnotation, colours: PaperColours) -> None:
        """A short line at each place, over the rows of its leads; over the first one where it names none."""
        named = annotation.channels or tuple(s.channel for s in self.strips[:1])
        pen = pg.mkPen(colours.mark, width=1, style=Qt.PenStyle.DotLine)
        for strip in self.strips:
            if strip.channel not in named:
                continue
            for time in annotation.times_s:
                if strip.start_s <= time < strip.end_s:
                    x = strip.left_mm + (time - strip.start_s) * SPEED_MM_PER_S
                    ends = [strip.base_mm - 3.0, strip.base_mm + 3.0]
                    self._plot.addItem(pg.PlotDataItem([x, x], ends, pen=pen))

    def _put_cursors(self, extent: QRectF, colours: PaperColours) -> None:
        pen = pg.mkPen(colours.mark, width=1.5)
        self._cursors = []
        for share in (0.02, 0.06):
            place = share * extent.width()
            cursor = pg.InfiniteLine(place, angle=90, movable=True, pen=pen)
            cursor.sigPositionChanged.connect(self._on_moved)
            self._cursors.append(cursor)
            self._plot.addItem(cursor)

    @Slot()
    def _on_moved(self) -> None:
        self.measured.emit(*self.cursor_places())


def value_at(group: MultiplexGroup, strip: Strip, place_mm: float) -> float | None:
    """What a lead shows at a place of the paper, in its unit; None beside it and in gaps."""
    channel = group.channels[strip.channel]
    seconds = strip.start_s + (place_mm - strip.left_mm) / SPEED_MM_PER_S - channel.skew_s
    index = round(seconds * group.sampling_hz)
    is_beside = not strip.start_s <= seconds <= strip.end_s
    if is_beside or not 0 <= index < group.count or not math.isfinite(channel.samples[index]):
        return None
    return float(channel.samples[index])
