"""A check box for an on/off command, in words of its own."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox

from medviewer.gui.actions import CommandAction
from medviewer.gui.desk import Desk
from medviewer.words import Message


class CommandCheck(QCheckBox):
    """Follows the action; a click asks for it."""

    def __init__(self, action: CommandAction, words: Message, desk: Desk) -> None:
        super().__init__(desk.translator(words))
        self._action = action
        self.clicked.connect(self._on_clicked)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    @Slot()
    def _on_clicked(self) -> None:
        self._action.trigger()
        self._on_action_changed()

    @Slot()
    def _on_action_changed(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())
        self.setToolTip(self._action.toolTip())
