"""Tells a click from a drag, and gives a drag to the tool of its button and modifier."""

from PySide6.QtCore import QPointF, Qt

from medviewer.gui.tools.bindings import HELD, PLAIN, drag_tool
from medviewer.gui.tools.left_hand import LeftHand
from medviewer.gui.tools.tool import Stage, Tool

CLICK_PX = 4.0  # a hand that clicks moves less than this


class DragFollower:
    """Follows the first button pressed until it is released; other buttons wait their turn."""

    def __init__(self, stage: Stage, left: LeftHand | None = None) -> None:
        """`left` has the left button without modifiers; None leaves it to the table of bindings."""
        self._stage = stage
        self._left = left
        self._is_left = False
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
        if self._left is not None and self._is_left and self._is_drag:
            return self._left.cursor()
        return self._tool.cursor if self._tool is not None and self._is_drag else None

    def press(self, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier, at: QPointF) -> None:
        if self._button is not Qt.MouseButton.NoButton:
            return
        self._button, self._last, self._is_drag = button, at, False
        is_plain = button is Qt.MouseButton.LeftButton and modifiers & HELD == PLAIN
        self._is_left = is_plain and self._left is not None
        settings = self._stage.session.preferences.value
        self._tool = None if self._is_left else drag_tool(button, modifiers, settings)
        if self._left is not None and self._is_left:
            self._left.press(at)
        elif self._tool is not None:
            self._tool.press(self._stage, at)

    def move(self, at: QPointF) -> None:
        if self._left is not None and self._button is Qt.MouseButton.NoButton:
            self._left.hover(at)
        by = at - self._last
        if not self._is_drag and by.manhattanLength() < CLICK_PX:
            return
        self._is_drag, self._last = self._button is not Qt.MouseButton.NoButton, at
        if self._left is not None and self._is_left and self._is_drag:
            self._left.drag(by)
        elif self._tool is not None and self._is_drag:
            self._tool.drag(self._stage, by)

    def release(self, button: Qt.MouseButton) -> bool:
        """End what that button began; whether it was a click that no drawing has taken."""
        if button != self._button:
            return False
        was_click = not self._is_drag
        left = self._left if self._is_left else None
        self._button, self._tool = Qt.MouseButton.NoButton, None
        self._is_left = self._is_drag = False
        if left is not None and left.release(was_click=was_click):
            return False
        return was_click
