"""Draws the study's layers where a plane cuts them, below the reader's own segments."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from medviewer.gui.canvas.corner_layer import MARGIN_PX
from medviewer.gui.canvas.object_layer import BAR_ROOM_PX, paint_objects
from medviewer.gui.canvas.object_marks import plane_object_marks
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator
from medviewer.session.images.pane_viewport import PaneViewport
from medviewer.session.session import Session


def paint_plane_objects(
    painter: QPainter,
    geometry: ViewGeometry,
    session: Session,
    pane: PaneViewport,
    pointer: QPointF | None,
    translator: Translator,
) -> None:
    """A slab shows what its middle cuts."""
    state = session.planes.mpr.value
    if state.is_open and session.layers.value.layers:
        stage = state.stage(pane.plane)
        marks = plane_object_marks(session, stage, id(pane), (geometry, pointer))
        is_fused = session.planes.fusion.value.display_set is not None
        left = MARGIN_PX + (BAR_ROOM_PX if is_fused else 0)
        paint_objects(painter, geometry, marks, translator, left)
