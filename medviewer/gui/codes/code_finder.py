"""Looks codes up in the whole table: words typed, codes found below their category; Enter adds one."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from medviewer.domain.code import Code
from medviewer.domain.coding import CodeSuggestion
from medviewer.gui.codes.code_rows import plain_tip
from medviewer.gui.desk import Desk
from medviewer.gui.keys import MovingKeys, TypingKeys
from medviewer.gui.tree_rows import KEY
from medviewer.session.coding.code_search import SearchState
from medviewer.words import message

SOON_MS = 250  # after the last key
LINES = 8  # of text that the list of what is found has room for
CATEGORY = 3  # characters of an ICD-10 category: J18 of J18.9
HINT = message("Codes", "Look up a code by its words…")
ADD = message("Codes", "Enter or a double click adds the code.")
NONE = message("Codes", "No code has these words.")


class CodeFinder(QWidget):
    """A field over what it finds. That was matched by words, never learnt; the reader chooses."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._search = desk.session.coding.search
        words = desk.translator
        self.field = QLineEdit()
        self.field.setPlaceholderText(words(HINT))
        self.field.setAccessibleName(words(HINT))
        self.field.setClearButtonEnabled(True)
        TypingKeys(self.field)
        self.found = QTreeWidget()
        self.found.setHeaderHidden(True)
        self.found.setAccessibleName(words(message("Codes", "Codes found")))
        self.found.setMinimumHeight(LINES * self.fontMetrics().lineSpacing())
        MovingKeys(self.found)
        self.told = QLabel(wordWrap=True)
        self.told.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.field, self.found, self.told):
            layout.addWidget(part)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._look)
        self.field.textEdited.connect(self._on_edited)
        self.field.textChanged.connect(self._on_edited)
        self.field.returnPressed.connect(self._on_entered)
        self.found.itemActivated.connect(self._on_activated)
        self._search.changed.connect(self._show)
        self._show()

    @Slot()
    def _on_edited(self) -> None:
        self._soon.start()

    @Slot()
    def _look(self) -> None:
        self._search.look_for(self.field.text())

    @Slot()
    def _on_entered(self) -> None:
        """Down into the list: the first that was found."""
        first = self.found.topLevelItem(0)
        if first is not None:
            self.found.setCurrentItem(first.child(0) or first)
            self.found.setFocus()
        else:
            self._look()

    @Slot(QTreeWidgetItem, int)
    def _on_activated(self, row: QTreeWidgetItem, column: int) -> None:
        del column
        code = row.data(0, KEY)
        if isinstance(code, Code):
            self._desk.session.coding.choose(code)

    @Slot()
    def _show(self) -> None:
        state, words = self._search.value, self._desk.translator
        if not self.field.text().strip():  # another such field asked
            state = SearchState()
        self.found.clear()
        for row in self._categories(state.found):
            self.found.addTopLevelItem(row)
        self.found.expandAll()
        is_asked = bool(state.query) or state.problem is not None
        self.found.setVisible(bool(state.found))
        self.told.setVisible(is_asked)
        if state.problem is not None:
            self.told.setText(words(state.problem))
        else:
            self.told.setText(words(ADD if state.found else NONE))

    def _categories(self, found: Iterable[CodeSuggestion]) -> list[QTreeWidgetItem]:
        """Codes below the category they belong to, in the order they were found."""
        rows: dict[str, QTreeWidgetItem] = {}
        for code in (each.code for each in found):
            category = code.value[:CATEGORY]
            if category not in rows:
                rows[category] = QTreeWidgetItem([category])
            parent = rows[category]
            if code.value == category:
                _tell(parent, code)
            else:
                child = QTreeWidgetItem()
                _tell(child, code)
                parent.addChild(child)
        return list(rows.values())


def _tell(row: QTreeWidgetItem, code: Code) -> None:
    row.setText(0, f"{code.value}  {code.meaning}".strip())
    row.setToolTip(0, plain_tip(code.meaning))
    row.setData(0, KEY, code)
