"""Which days are asked for: today, so many days back, or from one day to another."""

from datetime import date

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from medviewer.domain.query_patterns import between, days_back
from medviewer.gui.desk import Desk
from medviewer.gui.keys import MovingKeys
from medviewer.words import Message, message

BETWEEN, ANY_DAY = "between", "any"
SPANS: tuple[tuple[str, Message], ...] = (  # a number: days back from today
    ("0", message("Archives", "Today")),
    ("3", message("Archives", "Last 3 days")),
    ("7", message("Archives", "Last week")),
    ("31", message("Archives", "Last month")),
    (ANY_DAY, message("Archives", "Any date")),
    (BETWEEN, message("Archives", "From … to …")),
)


class DayChoice(QWidget):
    """A list of spans; two days below it where the last is chosen."""

    chosen = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = desk.translator
        self.span = QComboBox()
        self.span.setAccessibleName(words(message("Archives", "Date")))
        MovingKeys(self.span)
        for key, name in SPANS:
            self.span.addItem(words(name), key)
        self.first, self.last = QDateEdit(), QDateEdit()
        names = message("Archives", "First day"), message("Archives", "Last day")
        for day, name in zip((self.first, self.last), names, strict=True):
            day.setDate(QDate.currentDate())
            day.setDisplayFormat("yyyy-MM-dd")
            day.setCalendarPopup(True)
            MovingKeys(day)
            day.setAccessibleName(words(name))
        self._between = QWidget()
        days = QHBoxLayout(self._between)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(4)
        days.addWidget(self.first)
        days.addWidget(self.last)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.span)
        layout.addWidget(self._between)
        self._between.hide()
        self.span.currentIndexChanged.connect(self._on_span)

    @property
    def days(self) -> str:
        """As DICOM writes a date or a range of them; "" for any."""
        key = str(self.span.currentData())
        if key == BETWEEN:
            return between(_day(self.first), _day(self.last))
        return "" if key == ANY_DAY else days_back(date.today(), int(key))

    def choose(self, key: str) -> None:
        self.span.setCurrentIndex(self.span.findData(key))

    @Slot()
    def _on_span(self) -> None:
        self._between.setVisible(self.span.currentData() == BETWEEN)
        self.chosen.emit()


def _day(edit: QDateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())
