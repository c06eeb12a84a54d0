"""Painting segments: a brush that follows the mouse, its eraser, and a seed that grows."""

import uuid

from PySide6.QtCore import QPointF, Qt

from medviewer.gui.tools.tool import DrawingStage
from medviewer.session.drawing.drawing import ToolKind
from medviewer.session.drawing.segments import Stroke

PX_TO_DOUBLE = 60  # of a drag upwards that makes a grown region's range of values twice as wide


class PaintTool:
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self) -> None:
        self._at = QPointF()
        self._drag = ""
        self._may_mark = False
        self._has_seed = False
        self._up_px = 0.0  # how far the mouse was dragged up from the seed

    def press(self, stage: DrawingStage, at: QPointF) -> None:
        self._at, self._drag = at, str(uuid.uuid4())
        self._has_seed, self._up_px = False, 0.0
        state, geometry = stage.viewport.value, stage.geometry_now()
        if state.study is None or state.display_set is None or geometry is None:
            return
        segments = stage.session.segments
        self._may_mark = is_acquired(stage) and not segments.refuses(state.study.key)
        if not self._may_mark:
            return
        if stage.session.drawing.value.tool is ToolKind.GROW:
            seed = geometry.to_image(at.x(), at.y())
            stage.registry.run("segment.grow", row=round(seed.y), column=round(seed.x))
            self._has_seed = True
        else:
            segments.active_on(state.study, state.display_set)
            self._move(stage, at)

    def drag(self, stage: DrawingStage, by: QPointF) -> None:
        if not self._may_mark:
            return
        if stage.session.drawing.value.tool is not ToolKind.GROW:
            self._move(stage, self._at + by)
        elif self._has_seed:
            self._up_px -= by.y()
            stage.registry.run("segment.widen", width=2 ** (self._up_px / PX_TO_DOUBLE))

    def _move(self, stage: DrawingStage, to: QPointF) -> None:
        geometry, state = stage.geometry_now(), stage.viewport.value
        if geometry is None or state.display_set is None or not is_acquired(stage):
            return
        start = geometry.to_image(self._at.x(), self._at.y())
        end = geometry.to_image(to.x(), to.y())
        self._at = to
        is_erasing = stage.session.drawing.value.tool is ToolKind.BRUSH_ERASER
        way = Stroke((start.x, start.y), (end.x, end.y), is_erasing, self._drag)
        stage.session.segments.paint(state.display_set, state.index, way)


def is_acquired(stage: DrawingStage) -> bool:
    """Whether a file holds the image shown: a computed plane has no pixels of its own to mark."""
    image = stage.image_now()
    return image is not None and bool(image.sop_instance_uid)
