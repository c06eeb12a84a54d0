"""The path of a curved plane, over the pane it is drawn in."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from medviewer.domain.geometry import ImagePlane, Vector
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.imaging.curved import smooth_path

COLOUR = QColor(80, 200, 235)
POINT_PX = 3.0
STEP_PX = 4.0  # on screen, between two corners of the line drawn for the curve


def paint_path(
    painter: QPainter, points: Sequence[Vector], plane: ImagePlane, geometry: ViewGeometry
) -> None:
    """The points drawn and the smooth curve through them, seen along the pane's normal."""
    step_mm = STEP_PX / geometry.screen_px_per_mm
    curve = smooth_path(points, step_mm) if len(set(points)) > 1 else np.array(points)
    line = QPolygonF([_on_screen(each, plane, geometry) for each in curve])
    painter.setPen(QPen(QColor(0, 0, 0, 160), 3.5))
    painter.drawPolyline(line)
    painter.setPen(QPen(COLOUR, 1.5))
    painter.drawPolyline(line)
    for point in points:
        painter.drawEllipse(_on_screen(np.array(point), plane, geometry), POINT_PX, POINT_PX)


def _on_screen(
    point: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    plane: ImagePlane,
    geometry: ViewGeometry,
) -> QPointF:
    off = point - np.array(plane.position)
    at = geometry.to_screen(
        float(off @ plane.row_direction) / plane.column_spacing_mm,
        float(off @ plane.column_direction) / plane.row_spacing_mm,
    )
    return QPointF(at.x, at.y)
