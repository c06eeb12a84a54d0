"""The left button without modifiers: the tool in it, and before that whatever drawing lies under it."""

from PySide6.QtCore import QPointF, Qt

from medviewer.gui.canvas.measure_hits import Grip, grip_at
from medviewer.gui.tools.bindings import PLAIN, drag_tool
from medviewer.gui.tools.draw_tool import DrawTool
from medviewer.gui.tools.edit_tool import EditTool
from medviewer.gui.tools.paint_tool import PaintTool
from medviewer.gui.tools.pan_tool import PanTool
from medviewer.gui.tools.reshape_tool import ReshapeTool
from medviewer.gui.tools.scroll_tool import ScrollTool
from medviewer.gui.tools.tool import DrawingStage, Tool
from medviewer.gui.tools.window_tool import WindowTool
from medviewer.gui.tools.zoom_tool import ZoomTool
from medviewer.imaging.marks import Point
from medviewer.session.drawing.drawing import DRAWING, NAVIGATION, PAINTING, ToolKind


class LeftHand:
    """Decides at each press who follows the drag."""

    def __init__(self, stage: DrawingStage) -> None:
        self._stage = stage
        self._moving: dict[ToolKind, Tool | None] = {
            ToolKind.WINDOW: WindowTool(),
            ToolKind.SCROLL: ScrollTool(),
            ToolKind.ZOOM: ZoomTool(),
            ToolKind.PAN: PanTool(),
        }
        self._paint = PaintTool()
        self._draw = DrawTool()
        self._edit = EditTool()
        self._reshape = ReshapeTool()
        self._is_reshaping = False
        self._at = QPointF()
        self._is_editing = False

    def press(self, at: QPointF) -> None:
        self._at = at
        tool = self._stage.session.drawing.value.tool
        is_free = self._stage.session.drawing.value.draft is None and tool not in PAINTING
        held = self._reshape.grip(self._stage, at) if is_free and tool in NAVIGATION else None
        grip = self.grip(at) if is_free and held is None else None
        self._is_reshaping = held is not None
        self._is_editing = grip is not None and tool is not ToolKind.ERASER
        if held is not None:
            self._reshape.take(at, held)
        elif tool is ToolKind.ERASER:
            self._erase(at)
        elif tool is ToolKind.MAGNIFIER:
            self._stage.magnify(at)
        elif grip is not None:
            self._edit.take(self._stage, at, grip)
        elif tool in PAINTING:
            self._paint.press(self._stage, at)
        elif tool in DRAWING:
            self._draw.press(self._stage, at)
        else:
            self._press_moving(tool, at)

    def drag(self, by: QPointF) -> None:
        self._at = self._at + by  # not in place: Qt points are shared
        tool = self._stage.session.drawing.value.tool
        if self._is_reshaping:
            self._reshape.drag(self._stage, by)
        elif tool is ToolKind.ERASER:
            self._erase(self._at)
        elif tool is ToolKind.MAGNIFIER:
            self._stage.magnify(self._at)
        elif self._is_editing:
            self._edit.drag(self._stage, by)
        elif tool in PAINTING:
            self._paint.drag(self._stage, by)
        elif tool in DRAWING:
            self._draw.drag(self._stage, by)
        else:
            self._drag_moving(tool, by)

    def release(self, *, was_click: bool) -> bool:
        """End the drag; whether nothing else may take a click's meaning."""
        tool = self._stage.session.drawing.value.tool
        self._stage.magnify(None)
        if self._is_editing or self._is_reshaping:
            self._is_editing = self._is_reshaping = False
            return True
        if tool in DRAWING:
            self._draw.release(self._stage, was_click=was_click)
            return True
        if was_click:
            self._stage.session.annotations.select("")
        return tool is ToolKind.ERASER or tool in PAINTING

    def hover(self, at: QPointF) -> None:
        """The mouse moves with no button held."""
        if self._stage.session.drawing.value.draft is not None:
            self._draw.hover(self._stage, at)

    def enter(self) -> bool:
        """The Enter key: finish what is being drawn or changed; False where nothing is."""
        session = self._stage.session
        is_busy = session.drawing.value.draft is not None or session.finding_edits.value.is_on
        return is_busy and self.finish()

    def finish(self) -> bool:
        """A double click or Enter: close the outline, keep the finding; whether it was meant for those."""
        session = self._stage.session
        if session.finding_edits.value.is_on and session.drawing.value.draft is None:
            self._stage.registry.run("findings.edit")
            return True
        self._draw.finish(self._stage)
        return self._stage.session.drawing.value.tool in DRAWING

    def is_over_handle(self, at: QPointF) -> bool:
        """Whether what is being changed could be grasped there."""
        return self._reshape.grip(self._stage, at) is not None

    def grip(self, at: QPointF) -> Grip | None:
        """The drawing that could be grasped there."""
        geometry = self._stage.geometry_now()
        if geometry is None:
            return None
        return grip_at(geometry, self._stage.measure_marks(), Point(at.x(), at.y()))

    def cursor(self) -> Qt.CursorShape:
        """The shape while a drag is followed."""
        tool = self._stage.session.drawing.value.tool
        if self._is_editing or self._is_reshaping:
            return self._edit.cursor
        moving = self._moving.get(tool)
        return self._draw.cursor if moving is None else moving.cursor

    def _press_moving(self, tool: ToolKind, at: QPointF) -> None:
        if tool is ToolKind.USUAL:
            settings = self._stage.session.preferences.value
            self._moving[tool] = drag_tool(Qt.MouseButton.LeftButton, PLAIN, settings)
        moving = self._moving.get(tool)
        if moving is not None:
            moving.press(self._stage, at)

    def _drag_moving(self, tool: ToolKind, by: QPointF) -> None:
        moving = self._moving.get(tool)
        if moving is not None:
            moving.drag(self._stage, by)

    def _erase(self, at: QPointF) -> None:
        grip = self.grip(at)
        if grip is not None:
            self._stage.registry.run(
                "measure.delete", measurement_id=grip.measurement.measurement_id
            )
