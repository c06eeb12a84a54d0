"""A dialog that opens over the window, closes with Esc, and is gone when closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from medviewer.gui.desk import Desk
from medviewer.words import Message


class Sheet(QDialog):
    """Window-modal; `body` is the layout to fill."""

    def __init__(self, title: Message, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.translator(title))
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(10)
