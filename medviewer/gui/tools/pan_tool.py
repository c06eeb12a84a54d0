"""Panning by dragging: the image stays under the mouse."""

from PySide6.QtCore import QPointF, Qt

from medviewer.gui.tools.tool import Stage


class PanTool:
    cursor = Qt.CursorShape.ClosedHandCursor

    def press(self, stage: Stage, at: QPointF) -> None:
        """Nothing to remember: every step of a drag says how far it goes."""

    def drag(self, stage: Stage, by: QPointF) -> None:
        geometry = stage.geometry_now()
        if geometry is None:
            return
        scale = geometry.screen_px_per_mm
        right, down = stage.viewport.value.pan_mm
        stage.viewport.pan_to(right + by.x() / scale, down + by.y() / scale)
