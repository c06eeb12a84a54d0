"""Draws what the AI says over a computed plane, in the same strokes as over an image."""

from PySide6.QtGui import QPainter

from medviewer.gui.canvas.ai_layer import paint_badge, paint_boxes
from medviewer.gui.canvas.corner_layer import has_room_for_texts
from medviewer.gui.canvas.corner_texts import Corners
from medviewer.gui.canvas.plane_ai_marks import plane_ai_marks
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator
from medviewer.session.images.pane_viewport import PaneViewport
from medviewer.session.session import Session


def paint_plane_ai(
    painter: QPainter,
    geometry: ViewGeometry,
    session: Session,
    pane: PaneViewport,
    translator: Translator,
    texts: Corners,
) -> None:
    """Boxes, and the badge below the study's texts: no mark of the AI stands without it."""
    marks = plane_ai_marks(session, pane)
    paint_boxes(painter, geometry, marks.boxes, translator)
    if marks.badge is not None:
        lines = len(texts.top_right) if has_room_for_texts(geometry.size) else 0
        paint_badge(painter, geometry.size, translator(marks.badge), lines)
