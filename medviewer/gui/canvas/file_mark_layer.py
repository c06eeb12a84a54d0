"""Draws marks that came in a file: dashed and in a colour of their own, not to be taken for the reader’s."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from medviewer.domain.calibration import Pixel
from medviewer.domain.image_mark import ImageMark, MarkText
from medviewer.gui.canvas.corner_layer import MARGIN_PX
from medviewer.gui.canvas.halo_text import HALO, Line, Rgba, face_of, write
from medviewer.gui.canvas.view_geometry import ViewGeometry

FROM_FILE: Rgba = (95, 215, 205, 255)  # neither the reader's yellow nor the AI's violet
DARKEST = 90  # of a recommended colour: black on black is no mark
STROKE_PX, DOT_PX, BESIDE_PX = 1.5, 4.0, 8.0
FILL_OPACITY = 70
CORNER_LINES = 4  # of the texts in the upper corners


def paint_file_marks(
    painter: QPainter, geometry: ViewGeometry, marks: tuple[ImageMark, ...]
) -> None:
    """All strokes, then the words over them."""
    if not marks:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for mark in marks:
        _paint_strokes(painter, geometry, mark)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for mark in marks:
        for text in mark.texts:
            _paint_text(painter, geometry, text, mark)
    painter.restore()


def _colour(mark: ImageMark) -> Rgba:
    if mark.colour is None or max(mark.colour) < DARKEST:
        return FROM_FILE
    return (*mark.colour, 255)


def _paint_strokes(painter: QPainter, geometry: ViewGeometry, mark: ImageMark) -> None:
    runs = [QPolygonF([_at(geometry, point) for point in run]) for run in mark.lines]
    colour = QColor(*_colour(mark))
    if mark.is_filled:
        fill = QColor(colour)
        fill.setAlpha(FILL_OPACITY)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        for run in runs:
            painter.drawPolygon(run)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(QColor(*HALO), STROKE_PX + 2), _dashed(colour)):
        painter.setPen(pen)
        for run in runs:
            painter.drawPolyline(run)
        for dot in mark.dots:
            _cross(painter, _at(geometry, dot))


def _dashed(colour: QColor) -> QPen:
    pen = QPen(colour, STROKE_PX)
    pen.setDashPattern([6.0, 3.0])
    return pen


def _cross(painter: QPainter, at: QPointF) -> None:
    painter.drawLine(at - QPointF(DOT_PX, 0), at + QPointF(DOT_PX, 0))
    painter.drawLine(at - QPointF(0, DOT_PX), at + QPointF(0, DOT_PX))


def _paint_text(painter: QPainter, geometry: ViewGeometry, text: MarkText, mark: ImageMark) -> None:
    """To the right of its place, kept inside the viewport."""
    face, colour = face_of(painter), _colour(mark)
    lines = [line for line in text.lines if line]
    if not lines:
        return
    lines[0] = f"[{mark.origin}] {lines[0]}" if mark.origin else lines[0]
    at = _at(geometry, text.at)
    if text.leads_to is not None:
        painter.setPen(QPen(QColor(*colour), 1))
        painter.drawLine(at, _at(geometry, text.leads_to))
    width = max(face.width(line) for line in lines)
    rightmost = max(MARGIN_PX, geometry.size[0] - MARGIN_PX - width)
    left = min(max(at.x() + BESIDE_PX, MARGIN_PX), rightmost)
    lowest = geometry.size[1] - MARGIN_PX - len(lines) * face.line_spacing
    first = (
        MARGIN_PX + CORNER_LINES * face.line_spacing if is_at_corner(at, geometry) else MARGIN_PX
    )
    top = min(max(at.y() - face.ascent / 2, first), lowest)
    for number, line in enumerate(lines):
        baseline = round(top + face.ascent + number * face.line_spacing)
        write(painter, round(left), baseline, Line(line, colour), face)


def is_at_corner(at: QPointF, geometry: ViewGeometry) -> bool:
    """Whether the texts about patient and study would lie over words that begin there."""
    width, height = geometry.size
    return at.y() < height / 4 and not width / 3 < at.x() < width * 2 / 3


def _at(geometry: ViewGeometry, point: Pixel) -> QPointF:
    place = geometry.to_screen(point[0], point[1])
    return QPointF(place.x, place.y)
