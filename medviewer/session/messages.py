"""What the program has to tell the reader: notes, warnings and errors, as translatable messages."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from medviewer.words import Message


class Level(Enum):
    """How much of the reader's attention a notice is worth."""

    NOTE = "note"  # passes by in the status bar
    WARNING = "warning"  # stays until read
    ERROR = "error"  # stays until read; something did not happen


@dataclass(frozen=True, slots=True)
class Notice:
    level: Level
    text: Message


class Messages(QObject):
    """The one place notices go; whoever shows them connects to `posted`."""

    posted = Signal(object)  # Notice

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history: list[Notice] = []

    def note(self, text: Message) -> None:
        self._post(Notice(Level.NOTE, text))

    def warn(self, text: Message) -> None:
        self._post(Notice(Level.WARNING, text))

    def error(self, text: Message) -> None:
        self._post(Notice(Level.ERROR, text))

    def _post(self, notice: Notice) -> None:
        self.history.append(notice)
        self.posted.emit(notice)
