"""Scrolling by dragging: through the whole series over the height of the canvas."""

from PySide6.QtCore import QPointF, Qt

from medviewer.gui.tools.tool import Stage

SHORTEST_STEP_PX = 2.0  # in long series; a hand cannot move less on purpose
LONGEST_STEP_PX = 20.0  # in short ones


class ScrollTool:
    cursor = Qt.CursorShape.SplitVCursor

    def __init__(self) -> None:
        self._rest_px = 0.0

    def press(self, stage: Stage, at: QPointF) -> None:
        del stage, at
        self._rest_px = 0.0

    def drag(self, stage: Stage, by: QPointF) -> None:
        geometry = stage.geometry_now()
        shown = stage.viewport.value.display_set
        if geometry is None or shown is None:
            return
        step_px = geometry.size[1] / shown.count
        step_px = min(max(step_px, SHORTEST_STEP_PX), LONGEST_STEP_PX)
        self._rest_px += by.y()
        steps = int(self._rest_px / step_px)  # towards zero: half a step is no step either way
        self._rest_px -= steps * step_px
        if steps:
            stage.viewport.scroll_by(steps)
