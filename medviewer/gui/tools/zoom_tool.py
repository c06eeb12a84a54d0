"""Zooming about a point: by dragging (up is out: IHE BIR; or as the reader has it) and by the wheel."""

import math

from PySide6.QtCore import QPointF, Qt

from medviewer.gui.tools.tool import Stage
from medviewer.session.images.viewport import MAX_ZOOM, MIN_ZOOM

SCREEN_PX_FOR_E = 150.0  # a drag this long enlarges e times
WHEEL_STEP = 1.15  # enlargement a notch


class ZoomTool:
    cursor = Qt.CursorShape.SizeVerCursor

    def __init__(self) -> None:
        self._anchor = QPointF()

    def press(self, stage: Stage, at: QPointF) -> None:
        del stage
        self._anchor = at

    def drag(self, stage: Stage, by: QPointF) -> None:
        is_turned = stage.session.preferences.value.zoom_drag == "larger"
        zoom_about(
            stage, self._anchor, math.exp((-1 if is_turned else 1) * by.y() / SCREEN_PX_FOR_E)
        )


def zoom_about(stage: Stage, at: QPointF, factor: float) -> None:
    """Enlarge by `factor`; the image point under `at` stays where it is."""
    geometry = stage.geometry_now()
    if geometry is None:
        return
    zoom = min(max(geometry.zoom * factor, MIN_ZOOM), MAX_ZOOM)
    pan_mm = geometry.pan_that_keeps(at.x(), at.y(), zoom)
    stage.viewport.update(zoom=zoom, pan_mm=pan_mm)
