"""The button that says which tool is in the left button, with a menu of all of them."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from medviewer.commands import segment, tools
from medviewer.gui.actions import Actions, plain
from medviewer.gui.desk import Desk
from medviewer.words import message

SEPARATOR_BEFORE = frozenset(
    {"tool.length", "tool.rectangle", "tool.text", "tool.region_window", "tool.brush"}
)


class ToolButton(QToolButton):
    """Follows `session.drawing`."""

    def __init__(self, actions: Actions, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self._desk = desk
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words = desk.translator(message("Toolbar", "What the left mouse button does"))
        self.setToolTip(words)
        self.setAccessibleName(words)
        menu = QMenu(self)
        painting = (command for command in segment.COMMANDS if command.id.startswith("tool."))
        for command in (*tools.COMMANDS, *painting):
            if command.id in SEPARATOR_BEFORE:
                menu.addSeparator()
            menu.addAction(actions[command.id])
        self.setMenu(menu)
        desk.session.drawing.changed.connect(self._on_drawing_changed)
        desk.look.changed.connect(self._draw_icon)
        self._draw_icon()
        self._on_drawing_changed()

    def _words(self, command_id: str) -> str:
        return plain(self._actions[command_id].text()) + " ▾"

    @Slot()
    def _on_drawing_changed(self) -> None:
        self.setText(self._words(f"tool.{self._desk.session.drawing.value.tool.value}"))

    @Slot()
    def _draw_icon(self) -> None:
        self.setIcon(self._desk.look.icon("measure"))
