"""A field for clinical text: what is typed is kept as it is typed, what is pasted is cleaned first."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit

from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.session.context.text_cleaning import LONGEST_TEXT, cleaned
from medviewer.words import Message

LINES, FRAME_PX = 3, 14  # that are seen at least, and what lies around them
UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class NoteText(QPlainTextEdit):
    """One text of `ClinicalNotes`; undone with everything else, not by the field alone."""

    typed = Signal(str, str)  # the text, and the visit it was typed in

    def __init__(self, name: str, title: Message, desk: Desk) -> None:
        """`name` tells its visits from those of other fields."""
        super().__init__()
        self._name = name
        self._desk = desk
        self._visit = 0
        self._lines = 1
        self._is_showing = False
        self.setAccessibleName(desk.translator(title))
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        TypingKeys(self)
        self.textChanged.connect(self._on_text_changed)

    def show_text(self, text: str) -> None:
        """Show what is kept; the cursor stays where it may."""
        if text == self.toPlainText():
            return
        at = self.textCursor().position()
        self._is_showing = True
        self.setPlainText(text)
        self._is_showing = False
        cursor = self.textCursor()
        cursor.setPosition(min(at, max(self.document().characterCount() - 1, 0)))
        self.setTextCursor(cursor)

    @Slot()
    def _on_text_changed(self) -> None:
        if self.blockCount() != self._lines:  # a line is undone at a time
            self._lines = self.blockCount()
            self._visit += 1
        if not self._is_showing:
            if self.document().characterCount() - 1 > LONGEST_TEXT:
                self.show_text(self.toPlainText()[:LONGEST_TEXT])
            visit = f"{self._name}-{id(self)}-{self._visit}"
            self.typed.emit(self.toPlainText(), visit)

    # Qt's own

    def sizeHint(self) -> QSize:
        """A few lines: Qt's own is a page, which a low panel has no room for."""
        return QSize(
            super().sizeHint().width(), LINES * self.fontMetrics().lineSpacing() + FRAME_PX
        )

    def event(self, event: QEvent) -> bool:
        """Undoing is the session's, from wherever it is asked."""
        if event.type() == QEvent.Type.ShortcutOverride and undoes(event):
            event.ignore()
            return True
        return super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Cleaned and cut before the field lays it out: a megabyte in one line would take seconds."""
        cursor = self.textCursor()
        selected = cursor.selectionEnd() - cursor.selectionStart()
        room = LONGEST_TEXT - (self.document().characterCount() - 1 - selected)
        pasted = cleaned(source.text(), max(room, 0))
        self._visit += 1  # undone by itself
        self.insertPlainText(pasted.text)
        self._visit += 1
        for note in pasted.notes:
            self._desk.session.messages.warn(note)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is typed after coming back is a step of its own."""
        super().focusOutEvent(event)
        self._visit += 1


def undoes(event: QEvent) -> bool:
    """Whether a key asks to undo or redo."""
    return isinstance(event, QKeyEvent) and any(map(event.matches, UNDOING))
