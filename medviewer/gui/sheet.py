"""A dialog that opens over the window, closes with Esc, has a page in the help, and is gone when closed."""

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from medviewer.gui.desk import Desk
from medviewer.words import Message

HELP = "help.topics"


class Sheet(QDialog):
    """Window-modal; `body` is the layout to fill, `help_topic` the page its help key opens."""

    help_topic: ClassVar[str] = "help"

    def __init__(self, title: Message, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._registry = desk.registry
        self._opened_from = QApplication.activeWindow()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.translator(title))
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(10)
        self.finished.connect(self._on_finished)

    @Slot()
    def _on_finished(self) -> None:
        """Keys go back to the panel that floats; Qt gives them to the window under it."""
        before = self._opened_from
        if isinstance(before, QDockWidget) and isValid(before) and before.isVisible():
            before.activateWindow()

    def _asks_for_help(self, event: QEvent) -> bool:
        """The window's own shortcut does not reach what lies over it."""
        if not isinstance(event, QKeyEvent):
            return False
        portable = QKeySequence.SequenceFormat.PortableText
        pressed = QKeySequence(event.keyCombination()).toString(portable)
        return pressed in self._registry[HELP].shortcuts

    # Qt's own

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._asks_for_help(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._asks_for_help(event):
            self._registry.run(HELP, topic=self.help_topic)
        else:
            super().keyPressEvent(event)
