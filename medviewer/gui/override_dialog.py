"""Asks why a model shall look at an image it was not made for; no reason, no analysis."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QWidget

from medviewer.domain.model_card import ModelCard
from medviewer.domain.remote_machine import RemoteMachine
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.gui.sheet import Sheet
from medviewer.words import Message, mark, message

SHORTEST_REASON = 3  # letters; "x" is no reason


class OverrideDialog(Sheet):
    """The guard's reasons, a field for the reader's, and a button that waits for it."""

    help_topic = "ai"

    def __init__(
        self,
        card: ModelCard,
        reasons: tuple[Message, ...],
        run: Callable[[str], None],
        desk: Desk,
        parent: QWidget | None,
    ) -> None:
        """`run` is called with the reason typed."""
        words = desk.translator
        super().__init__(message("Override", "Run against the guard's advice"), desk, parent)
        self._run, self._words = run, words
        heading = QLabel(
            words(message("Override", "{model} advises against it:", model=card.title))
        )
        heading.setObjectName("title")
        heading.setWordWrap(True)
        self.body.addWidget(heading)
        for reason in reasons:
            line = QLabel(words(reason), wordWrap=True)
            line.setObjectName("doubt")
            self.body.addWidget(line)
        self.body.addWidget(QLabel(words(WHAT_FOLLOWS), wordWrap=True))
        self.where = QLabel(wordWrap=True)
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.where.hide()
        self.body.addWidget(self.where)
        self.reason = QPlainTextEdit()
        self.reason.setPlaceholderText(words(message("Override", "Why shall it run all the same?")))
        self.reason.setAccessibleName(words(message("Override", "Your reason")))
        self.reason.setTabChangesFocus(True)
        TypingKeys(self.reason)
        self.body.addWidget(self.reason, 1)
        self._add_buttons(desk)
        self.reason.textChanged.connect(self._on_typed)
        self.resize(560, 320)
        self._on_typed()

    def say_where(self, machine: RemoteMachine) -> None:
        """It runs on another machine: images leave once more."""
        self.where.setText(
            self._words(message("Override", WHERE, name=machine.name, url=machine.url))
        )
        self.where.show()

    def _add_buttons(self, desk: Desk) -> None:
        words = desk.translator
        buttons = QDialogButtonBox()
        self.run_button = buttons.addButton(
            words(message("Override", "Run anyway")), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.addButton(
            words(message("Dialog", "Cancel")), QDialogButtonBox.ButtonRole.RejectRole
        )
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)

    def _typed(self) -> str:
        return " ".join(self.reason.toPlainText().split())

    @Slot()
    def _on_typed(self) -> None:
        self.run_button.setEnabled(len(self._typed()) >= SHORTEST_REASON)

    @Slot()
    def _on_accepted(self) -> None:
        reason = self._typed()
        self.accept()
        self._run(reason)


WHAT_FOLLOWS = message(
    "Override",
    "What it finds then is outside of all that was measured: no score, percentage or operating point of its "
    "card holds. Your reason is kept with the result and stands in the report.",
)
WHERE = mark(
    "Override",
    "The images are sent to {name} ({url}) once more, as you agreed for this study; your reason stays here.",
)
