"""Finding words in a document: a field, forwards and backwards, around the end."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QTextEdit, QToolButton, QWidget

from medviewer.gui.desk import Desk
from medviewer.words import message


class FindBar(QWidget):
    """Searches one text widget as the reader types; Enter goes on, Shift+Enter goes back."""

    def __init__(self, page: QTextEdit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._words = desk.translator
        self.field = QLineEdit(clearButtonEnabled=True)
        self.field.setPlaceholderText(desk.translator(message("Objects", "Find in this document")))
        self.field.setAccessibleName(self.field.placeholderText())
        self._said = QLabel()
        back, on = QToolButton(), QToolButton()
        for button, sign, name in (
            (back, "▲", message("Objects", "Previous hit")),
            (on, "▼", message("Objects", "Next hit")),
        ):
            button.setText(sign)
            button.setToolTip(desk.translator(name))
            button.setAccessibleName(button.toolTip())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.field, back, on, self._said):
            layout.addWidget(part)
        self.field.textEdited.connect(self._begin)
        self.field.returnPressed.connect(self.go_on)
        on.clicked.connect(self.go_on)
        back.clicked.connect(self.go_back)
        QShortcut(QKeySequence("Shift+Return"), self.field, self.go_back)
        QShortcut(QKeySequence.StandardKey.Find, page, self.field.setFocus)

    @Slot()
    def _begin(self) -> None:
        """From the start of what was found last, so that a longer word stays where it is."""
        cursor = self._page.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._page.setTextCursor(cursor)
        self.go_on()

    @Slot()
    def go_on(self) -> None:
        self._find(QTextDocument.FindFlag(0), QTextCursor.MoveOperation.Start)

    @Slot()
    def go_back(self) -> None:
        self._find(QTextDocument.FindFlag.FindBackward, QTextCursor.MoveOperation.End)

    def _find(self, way: QTextDocument.FindFlag, around: QTextCursor.MoveOperation) -> None:
        wanted = self.field.text()
        found = bool(wanted) and self._page.find(wanted, way)
        if wanted and not found:
            here = self._page.textCursor()
            self._page.moveCursor(around)
            found = self._page.find(wanted, way)
            if not found:
                self._page.setTextCursor(here)
        missing = wanted and not found
        self._said.setText(self._words(message("Objects", "not found")) if missing else "")
