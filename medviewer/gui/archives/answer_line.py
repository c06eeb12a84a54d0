"""Below the answers: how many there are, or why there are none, and a way to ask again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from medviewer.gui.desk import Desk
from medviewer.words import Message, message


class AnswerLine(QWidget):
    """A sentence; Retry beside it where something went wrong."""

    retried = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = desk.translator
        self.text = QLabel(wordWrap=True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)  # it may quote an archive's own words
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.retry = QToolButton()
        self.retry.setText(self._words(message("Archives", "Ask again")))
        self.retry.setObjectName("link")
        self.retry.clicked.connect(self.retried)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 0)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.retry)
        self.show_words(None)

    def show_words(self, words: Message | None, *, is_problem: bool = False) -> None:
        self.text.setText(self._words(words) if words is not None else "")
        self.text.setObjectName("doubt" if is_problem else "muted")
        self.text.style().unpolish(self.text)
        self.text.style().polish(self.text)
        self.retry.setVisible(is_problem)
