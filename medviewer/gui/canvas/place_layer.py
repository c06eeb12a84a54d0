"""Draws reference lines and the 3-D cursor, in the colours of their planes (as in Slicer and OHIF)."""

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from medviewer.gui.canvas.halo_text import HALO, Line, Rgba, write
from medviewer.gui.canvas.place_marks import PlaceMarks, ReferenceLine
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.imaging.marks import Point

COLOURS: dict[str, Rgba] = {
    "A": (255, 95, 85, 255),
    "S": (255, 225, 80, 255),
    "C": (110, 220, 110, 255),
}
DASHES: dict[str, list[float]] = {"A": [8, 3], "S": [2, 3], "C": [8, 3, 2, 3]}
CURSOR: Rgba = (90, 200, 255, 255)
FAR_ALPHA = 110  # of a cursor that lies off this image
NEAR_MM = 1.0  # a cursor no further off the plane than this lies on it
ARM_PX, GAP_PX, LETTER_PX = 12.0, 4.0, 6.0


def paint_places(painter: QPainter, geometry: ViewGeometry, marks: PlaceMarks) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for line in marks.lines:
        _paint_line(painter, geometry, line)
    if marks.cursor is not None:
        _paint_cursor(painter, geometry, marks.cursor.pixel, distance_text(marks))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def distance_text(marks: PlaceMarks) -> str:
    """How far the 3-D cursor lies off this image; "" where it lies within the slice."""
    if marks.cursor is None:
        return ""
    distance_mm = abs(marks.cursor.distance_mm)
    if distance_mm <= max(marks.slab_mm / 2, NEAR_MM):
        return ""
    return f"Δ {distance_mm:.0f} mm" if distance_mm >= 10 else f"Δ {distance_mm:.1f} mm"


def _paint_line(painter: QPainter, geometry: ViewGeometry, line: ReferenceLine) -> None:
    """Dashed by its plane, with its letter: the colour is never the only cue."""
    start, end = (_screen(geometry, point) for point in (line.stroke.start, line.stroke.end))
    halo = QPen(QColor(*HALO), 3)
    painter.setPen(halo)
    painter.drawLine(QLineF(start, end))
    pen = QPen(QColor(*COLOURS[line.letter]), 1.4)
    pen.setDashPattern(DASHES[line.letter])
    painter.setPen(pen)
    painter.drawLine(QLineF(start, end))
    leftmost = min(start, end, key=lambda point: point.x())
    at = leftmost + QPointF(LETTER_PX, -LETTER_PX)
    write(painter, round(at.x()), round(at.y()), Line(line.letter, COLOURS[line.letter]))


def _paint_cursor(painter: QPainter, geometry: ViewGeometry, pixel: Point, distance: str) -> None:
    """Four arms around the place; faint, with how far, where it is in front of this image or behind it.

    A stack that ends before the place shows its last image: without the distance that is a wrong place.
    """
    at = _screen(geometry, pixel)
    colour = QColor(*CURSOR)
    if distance:
        colour.setAlpha(FAR_ALPHA)
        where = at + QPointF(ARM_PX + LETTER_PX, -LETTER_PX)
        write(painter, round(where.x()), round(where.y()), Line(distance, CURSOR))
    for pen in (QPen(QColor(*HALO), 3.5), QPen(colour, 1.6)):
        painter.setPen(pen)
        for right, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            way = QPointF(right, down)
            painter.drawLine(QLineF(at + way * GAP_PX, at + way * ARM_PX))
    painter.setPen(Qt.PenStyle.NoPen)


def _screen(geometry: ViewGeometry, pixel: Point) -> QPointF:
    place = geometry.point_to_screen(pixel)
    return QPointF(place.x, place.y)
