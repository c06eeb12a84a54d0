"""Draws the reader's measurements: yellow strokes on a dark edge, so that they read on lung and on bone.

Solid lines are the reader's; the AI's are violet and dashed. The selected one has its handles filled.
"""

import math
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from medviewer.gui.canvas.corner_layer import MARGIN_PX
from medviewer.gui.canvas.halo_text import FAINT, HALO, Line, Rgba, face_of, write, write_centred
from medviewer.gui.canvas.measure_marks import MeasureMark, MeasureMarks
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator
from medviewer.imaging.colormaps import READER_COLOUR
from medviewer.imaging.marks import Point, Segment
from medviewer.words import Message, message

MEASURE: Rgba = (*READER_COLOUR, 255)
SELECTED: Rgba = (255, 245, 170, 255)
STROKE_PX, SELECTED_STROKE_PX = 1.5, 2.0
HANDLE_PX = 3.5  # half a handle's side
TICK_PX = 4.0  # half the length of the cross at a point nobody has selected
ARROW_PX, ARROW_SPREAD = 13.0, math.radians(22)
BESIDE_PX = 9.0  # between a drawing and its words
KEY_IMAGE = message("Canvas", "★ Key image")


def paint_measures(
    painter: QPainter, geometry: ViewGeometry, marks: MeasureMarks, translator: Translator
) -> None:
    """All drawings, the selected one on top, then their words over all of them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    ordered = sorted(marks.items, key=lambda mark: mark.is_selected)
    for mark in ordered:
        _paint_strokes(painter, geometry, mark)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for mark in ordered:
        _paint_words(painter, geometry, mark, translator)
    if marks.is_key_image:
        below_letter = MARGIN_PX + 2.4 * face_of(painter).line_spacing
        line = Line(translator(KEY_IMAGE), MEASURE)
        write_centred(painter, geometry.size[0] / 2, round(below_letter), line)
    painter.restore()


def colour_of(mark: MeasureMark) -> Rgba:
    return SELECTED if mark.is_selected else MEASURE


def _paint_strokes(painter: QPainter, geometry: ViewGeometry, mark: MeasureMark) -> None:
    width = SELECTED_STROKE_PX if mark.is_selected else STROKE_PX
    colour = colour_of(mark)
    runs = [_on_screen(geometry, run) for run in mark.shape.lines]
    if mark.shape.head is not None:
        runs.append(_arrow_head(geometry, mark.shape.head))
    if not mark.is_selected and not mark.measurement.is_region:  # an ellipse's lie beside it
        runs += _ticks(geometry, mark.shape.handles)
    for pen_colour, pen_width in ((HALO, width + 2), (colour, width)):
        painter.setPen(_pen(pen_colour, pen_width))
        for run in runs:
            painter.drawPolyline(run)
    if mark.shape.helper is not None:
        _paint_helper(painter, geometry, mark.shape.helper)
    if mark.is_selected:
        paint_handles(painter, geometry, mark.shape.handles, colour)


def _pen(colour: Rgba, width: float) -> QPen:
    pen = QPen(QColor(*colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _on_screen(geometry: ViewGeometry, run: Iterable[Point]) -> QPolygonF:
    places = (geometry.point_to_screen(point) for point in run)
    return QPolygonF([QPointF(place.x, place.y) for place in places])


def _ticks(geometry: ViewGeometry, handles: Sequence[Point]) -> list[QPolygonF]:
    """A small cross at each point: where exactly it was set."""
    crosses = []
    for handle in handles:
        at = geometry.point_to_screen(handle)
        for x, y in ((TICK_PX, 0.0), (0.0, TICK_PX)):
            ends = [QPointF(at.x - x, at.y - y), QPointF(at.x + x, at.y + y)]
            crosses.append(QPolygonF(ends))
    return crosses


def _arrow_head(geometry: ViewGeometry, head: Segment) -> QPolygonF:
    tail, tip = geometry.point_to_screen(head.start), geometry.point_to_screen(head.end)
    back = math.atan2(tail.y - tip.y, tail.x - tip.x)
    barbs = [
        QPointF(tip.x + ARROW_PX * math.cos(back + side), tip.y + ARROW_PX * math.sin(back + side))
        for side in (-ARROW_SPREAD, ARROW_SPREAD)
    ]
    return QPolygonF([barbs[0], QPointF(tip.x, tip.y), barbs[1]])


def _paint_helper(painter: QPainter, geometry: ViewGeometry, helper: Segment) -> None:
    pen = _pen(FAINT, 1)
    pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    start, end = geometry.point_to_screen(helper.start), geometry.point_to_screen(helper.end)
    painter.drawLine(QLineF(start.x, start.y, end.x, end.y))


def paint_handles(
    painter: QPainter, geometry: ViewGeometry, handles: Sequence[Point], colour: Rgba
) -> None:
    painter.setPen(_pen(HALO, 1))
    for handle in handles:
        at = geometry.point_to_screen(handle)
        corner = QPointF(at.x - HANDLE_PX, at.y - HANDLE_PX)
        square = QRectF(corner.x(), corner.y(), 2 * HANDLE_PX, 2 * HANDLE_PX)
        painter.fillRect(square, QColor(*colour))
        painter.drawRect(square)


def _paint_words(
    painter: QPainter, geometry: ViewGeometry, mark: MeasureMark, translator: Translator
) -> None:
    """To the right of the drawing where there is room, else to the left; never beyond the viewport."""
    if not mark.lines:
        return
    face = face_of(painter)
    lines = [Line(_told(line, translator), colour_of(mark)) for line in mark.lines]
    width = max(face.width(line.text) for line in lines)
    at = geometry.point_to_screen(mark.shape.anchor)
    left = at.x + BESIDE_PX
    if left + width > geometry.size[0] - MARGIN_PX:
        left = at.x - BESIDE_PX - width
    left = min(max(left, MARGIN_PX), max(MARGIN_PX, geometry.size[0] - MARGIN_PX - width))
    height = len(lines) * face.line_spacing
    top = min(max(at.y - face.ascent / 2, MARGIN_PX), geometry.size[1] - MARGIN_PX - height)
    for number, line in enumerate(lines):
        write(painter, round(left), round(top + face.ascent + number * face.line_spacing), line)


def _told(line: Message | str, translator: Translator) -> str:
    return line if isinstance(line, str) else translator(line)
