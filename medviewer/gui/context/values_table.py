"""The table of laboratory values: typed cell by cell, pasted as a table or as lines, copied as a table."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from medviewer.domain.clinical_notes import LabValue
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.gui.plain_text import literal
from medviewer.session.context.lab_lines import rows_of, stated_value
from medviewer.session.context.moments import moment_in, moment_words
from medviewer.session.context.text_cleaning import cleaned
from medviewer.words import message

NAME, STATED, UNIT, WHEN = range(4)
HEADINGS = (
    message("Context", "Name"),
    message("Context", "Value"),
    message("Context", "Unit"),
    message("Context", "When"),
)
NO_DATE = message(
    "Context",
    "“{typed}” is no date that can be read in one way only. Write it as 2026-11-20, or 2026-11-20 08:30.",
)
LONGEST_CELL = 120
ROWS = 5  # that are seen at least, the heading included
PASTE, COPY = QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.Copy


class ValuesTable(QTableWidget):
    """One row a value, and an empty one at the end to type the next into."""

    edited = Signal(tuple)  # of LabValue
    pasted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(0, len(HEADINGS))
        self._desk = desk
        self._values: tuple[LabValue, ...] = ()
        words = desk.translator
        self.setHorizontalHeaderLabels([words(heading) for heading in HEADINGS])
        self.setAccessibleName(words(message("Context", "Laboratory and clinical values")))
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)  # Tab leaves it
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        TypingKeys(self)
        self.itemChanged.connect(self._on_item_changed)
        self.show_values(())

    def show_values(self, values: tuple[LabValue, ...]) -> None:
        """Show what is kept; the current cell stays where it may."""
        self._values = values
        with QSignalBlocker(self):
            self.setRowCount(len(values) + 1)
            for row, value in enumerate((*values, LabValue(""))):
                cells = (value.name, value.stated, value.unit, moment_words(value.measured_at))
                for column, text in enumerate(cells):
                    self._show_cell(row, column, text)

    def remove_selected(self) -> None:
        """Take the values of the selected rows away."""
        gone = {index.row() for index in self.selectedIndexes()}
        left = tuple(value for row, value in enumerate(self._values) if row not in gone)
        if left != self._values:
            self.edited.emit(left)

    def _show_cell(self, row: int, column: int, text: str) -> None:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
        item.setText(text)
        item.setToolTip(literal(text))
        if column == STATED:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return cleaned(item.text(), LONGEST_CELL).text.strip() if item is not None else ""

    @Slot(QTableWidgetItem)
    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        row = item.row()
        before = self._values[row] if row < len(self._values) else None
        now = self._typed(row, before)
        if now is None:
            self.show_values(self._values)
        elif before is None:
            self.edited.emit((*self._values, now))
        else:
            values = list(self._values)
            values[row] = now
            self.edited.emit(tuple(value for value in values if value != LabValue("")))

    def _typed(self, row: int, before: LabValue | None) -> LabValue | None:
        """What a row says now; None where that cannot be, or is nothing new."""
        name, stated, unit, when = (self._text(row, column) for column in range(len(HEADINGS)))
        at = moment_in(when)
        if before is not None and when == moment_words(before.measured_at):
            at = before.measured_at
        elif when and not at:
            self._desk.session.messages.warn(message(NO_DATE.context, NO_DATE.text, typed=when))
            return None
        value = stated_value(name, stated, unit, at)
        if before is not None and before.name == name and before.code:
            value = LabValue(name, value.value, value.unit, value.text, before.code, at)
        return None if value == (before or LabValue("")) else value

    # Qt's own

    def sizeHint(self) -> QSize:
        """A few rows: Qt's own is a page, which a low panel has no room for."""
        return QSize(super().sizeHint().width(), ROWS * self.verticalHeader().defaultSectionSize())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(PASTE):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.matches(COPY):
            rows = sorted({index.row() for index in self.selectedIndexes()})
            chosen = [self._values[row] for row in rows if row < len(self._values)]
            QGuiApplication.clipboard().setText("\n".join(rows_of(chosen)))
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_selected()
        else:
            super().keyPressEvent(event)
