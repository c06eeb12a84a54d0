"""Tells a click from a drag, and gives a drag to the tool of its button and modifier."""

from PySide6.QtCore import QPointF, Qt

from medviewer.gui.tools.bindings import drag_tool
from medviewer.gui.tools.tool import Stage, Tool

CLICK_PX = 4.0  # a hand that clicks moves less than this


class DragFollower:
    """Follows the first button pressed until it is released; other buttons wait their turn."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._button = Qt.MouseButton.NoButton
        self._tool: Tool | None = None
        self._last = QPointF()
        self._is_drag = False

    @property
    def is_dragging(self) -> bool:
        return self._is_drag

    @property
    def cursor(self) -> Qt.CursorShape | None:
        """The shape of the tool at work, None while none is."""
        return self._tool.cursor if self._tool is not None and self._is_drag else None

    def press(self, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier, at: QPointF) -> None:
        if self._button is not Qt.MouseButton.NoButton:
            return
        self._button, self._last, self._is_drag = button, at, False
        self._tool = drag_tool(button, modifiers, self._stage.session.preferences.value)
        if self._tool is not None:
            self._tool.press(self._stage, at)

    def move(self, at: QPointF) -> None:
        by = at - self._last
        if not self._is_drag and by.manhattanLength() < CLICK_PX:
            return
        self._is_drag, self._last = self._button is not Qt.MouseButton.NoButton, at
        if self._tool is not None and self._is_drag:
            self._tool.drag(self._stage, by)

    def release(self, button: Qt.MouseButton) -> bool:
        """End what that button began; whether it was a click."""
        if button != self._button:
            return False
        was_click = not self._is_drag
        self._button, self._tool, self._is_drag = Qt.MouseButton.NoButton, None, False
        return was_click
