"""What the reader looks for on the list: words, and where wanted modality, date and order."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.study_index import Order, StudyFilter
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.words import Message, message

TYPING_MS = 150  # a pause this long, and what was typed is looked for
ANY_DATE, BETWEEN = "", "between"
# Days back from today, None for any date.
SPANS: tuple[tuple[str, Message, int | None], ...] = (
    (ANY_DATE, message("Library", "Any date"), None),
    ("0", message("Library", "Today"), 0),
    ("7", message("Library", "Last 7 days"), 7),
    ("30", message("Library", "Last 30 days"), 30),
    ("365", message("Library", "Last 12 months"), 365),
    (BETWEEN, message("Library", "Between…"), None),
)
ORDERS = (
    (Order.OPENED, message("Library", "Last opened first")),
    (Order.DATE, message("Library", "Newest study first")),
    (Order.NAME, message("Library", "By name")),
)


class StudyListFilter(QWidget):
    """A search field; a button beside it unfolds the rest, and is lit while any of it narrows the list."""

    asked = Signal(object)  # StudyFilter
    left_downwards = Signal()  # Down or Enter in the field: the reader goes on in the list

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._make_field()
        self._make_choices()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.more)
        layout.addLayout(row)
        layout.addWidget(self.choices)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.ask)
        desk.look.changed.connect(self._draw_icons)
        self._draw_icons()

    def value(self) -> StudyFilter:
        first, last = self._days()
        return StudyFilter(
            self.field.text(),
            self.modality.currentData() or "",
            first,
            last,
            self.order.currentData(),
        )

    def offer_modalities(self, modalities: tuple[str, ...]) -> None:
        """Those there are; the one chosen stays, even where it has gone."""
        chosen = self.modality.currentData() or ""
        offered = tuple(dict.fromkeys((*modalities, *filter(None, [chosen]))))
        if offered == tuple(self.modality.itemData(i) for i in range(1, self.modality.count())):
            return
        self.modality.blockSignals(True)
        while self.modality.count() > 1:
            self.modality.removeItem(1)
        for modality in offered:
            self.modality.addItem(modality, modality)
        self.modality.setCurrentIndex(max(0, self.modality.findData(chosen)))
        self.modality.blockSignals(False)

    def clear(self) -> None:
        """Ask for everything; the order stays."""
        self.field.clear()
        self.modality.setCurrentIndex(0)
        self.span.setCurrentIndex(0)
        self.ask()

    @Slot()
    def ask(self) -> None:
        self._typing.stop()
        asked = self.value()
        self.between.setVisible(self.span.currentData() == BETWEEN)
        is_lit = bool(asked.modality or asked.from_date or asked.to_date)
        self.more.setProperty("lit", is_lit)
        self._draw_icons()
        self.asked.emit(asked)

    def _days(self) -> tuple[str, str]:
        """First and last day asked for, "" for none."""
        if self.span.currentData() == BETWEEN:
            days = sorted((self.first.date(), self.last.date()))
            return days[0].toString("yyyyMMdd"), days[1].toString("yyyyMMdd")
        back = next((days for key, _, days in SPANS if key == self.span.currentData()), None)
        if back is None:
            return "", ""
        return f"{date.today() - timedelta(days=back):%Y%m%d}", ""

    def _make_field(self) -> None:
        words = self._desk.translator
        self.field = QLineEdit()
        self.field.setPlaceholderText(words(message("Library", "Name, ID, date, description…")))
        self.field.setAccessibleName(words(message("Library", "Search the list of studies")))
        self.field.setClearButtonEnabled(True)
        self.field.textEdited.connect(self._on_typed)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.installEventFilter(self)
        TypingKeys(self.field)
        self.more = QToolButton()
        self.more.setCheckable(True)
        self.more.setToolTip(words(message("Library", "Modality, date and order")))
        self.more.setAccessibleName(self.more.toolTip())
        self.more.toggled.connect(self._on_unfolded)

    def _make_choices(self) -> None:
        words = self._desk.translator
        self.modality, self.span, self.order = QComboBox(), QComboBox(), QComboBox()
        self.modality.addItem(words(message("Library", "Any modality")), "")
        for key, name, _ in SPANS:
            self.span.addItem(words(name), key)
        for order, name in ORDERS:
            self.order.addItem(words(name), order)
        self.first, self.last = self._day(-30), self._day(0)
        self.between = QWidget()
        days = QHBoxLayout(self.between)
        days.setContentsMargins(0, 0, 0, 0)
        days.addWidget(self.first)
        days.addWidget(self.last)
        self.choices = QWidget()
        grid = QGridLayout(self.choices)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(self.modality, 0, 0)
        grid.addWidget(self.span, 0, 1)
        grid.addWidget(self.between, 1, 0, 1, 2)
        grid.addWidget(self.order, 2, 0, 1, 2)
        names = (
            (self.modality, message("Library", "Modality")),
            (self.span, message("Library", "Study date")),
            (self.order, message("Library", "Order")),
        )
        for choice, name in names:
            choice.setAccessibleName(words(name))
            choice.setMinimumContentsLength(6)
            choice.currentIndexChanged.connect(self.ask)
        self.between.hide()
        self.choices.hide()

    def _day(self, offset: int) -> QDateEdit:
        day = QDateEdit(QDate.currentDate().addDays(offset))
        day.setDisplayFormat("yyyy-MM-dd")
        day.setCalendarPopup(True)
        day.dateChanged.connect(self.ask)
        return day

    @Slot()
    def _on_typed(self) -> None:
        self._typing.start()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if not text:  # the clear button says nothing to `textEdited`
            self._typing.start()

    @Slot(bool)
    def _on_unfolded(self, is_open: bool) -> None:
        self.choices.setVisible(is_open)

    @Slot()
    def _draw_icons(self) -> None:
        look = self._desk.look
        is_lit = bool(self.more.property("lit"))
        self.more.setIcon(look.icon("filter", look.colours.link if is_lit else ""))

    def eventFilter(self, watched: object, event: object) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            is_press = event.type() == QKeyEvent.Type.KeyPress
            if is_press and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._typing.isActive():
                    self.ask()
                self.left_downwards.emit()
                return True
            if is_press and event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return False
