"""Above the findings: that the AI is hidden or off, the lock of the first read, and what came after it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from medviewer.domain.reading_mode import ReadingMode
from medviewer.gui.actions import Actions
from medviewer.gui.changes_after_ai import first_read_words
from medviewer.gui.command_button import CommandButton
from medviewer.gui.desk import Desk
from medviewer.session.review.reading import ReadingState
from medviewer.words import Message, message

LOCK = message("Reading", "Lock first read")
SHOW = message("Reading", "List…")


class ReadingModeBar(QWidget):
    """Nothing while the AI stands beside the reader and no first read was locked."""

    def __init__(self, actions: Actions, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("muted")
        self.lock_button = CommandButton(
            actions["reading.lock_first_read"], LOCK, desk, is_primary=True
        )
        self.show_button = CommandButton(actions["reading.show_changes"], SHOW, desk)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.show_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.lock_button)
        desk.session.reading.changed.connect(self.refresh)
        desk.session.study_shown.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        state = self._desk.session.reading.value
        said = mode_words(state)
        self.setVisible(said is not None)
        if said is not None:
            self.words.setText(self._desk.translator(said))
        first = state.first_read
        self.words.setToolTip(self._desk.translator(first_read_words(first)) if first else "")
        self.lock_button.setVisible(self._desk.session.reading_modes.can_lock)
        self.show_button.setVisible(state.first_read is not None)


def mode_words(state: ReadingState) -> Message | None:
    """What a reader has to know about the AI's being there or not."""
    if state.mode is ReadingMode.OFF:
        return message("Reading", "The AI is off: nothing runs, nothing is shown.")
    if state.hides_ai:
        return message(
            "Reading", "You read first. What the AI says stays hidden until you lock your read."
        )
    if state.first_read is None:
        return None
    count = len(state.changes_after_ai)
    return message("Reading", "First read locked · changes after AI: {count}", count=count)
