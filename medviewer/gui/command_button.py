"""A button for a command, in words of its own: greyed when the command is, with the command's tooltip."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from medviewer.gui.actions import CommandAction
from medviewer.gui.desk import Desk
from medviewer.words import Message


class CommandButton(QToolButton):
    """Follows the action; `setDefaultAction` would put the action's words over ours at every change."""

    def __init__(
        self,
        action: CommandAction,
        words: Message,
        desk: Desk,
        *,
        is_primary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._action = action
        self._desk = desk
        self._is_primary = is_primary
        self.setObjectName("primary" if is_primary else "framed")
        self.setText(desk.translator(words))
        self.setToolTip(action.toolTip())
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        action.changed.connect(self._on_action_changed)
        desk.look.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def set_words(self, words: Message) -> None:
        self.setText(self._desk.translator(words))

    @Slot()
    def _on_clicked(self) -> None:
        self._action.trigger()

    @Slot()
    def _on_action_changed(self) -> None:
        self.setEnabled(self._action.isEnabled())
        colours = self._desk.look.colours
        name = self._action.icon_name
        if name:
            self.setIcon(self._desk.look.icon(name, colours.on_accent if self._is_primary else ""))
