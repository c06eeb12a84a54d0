"""Searching the attributes: hits are counted while they are found; Enter goes to the next one."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from medviewer.domain.attribute_tree import RowPath
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.session.library.tags import TagSearch
from medviewer.words import Message, message

TYPING_PAUSE_MS = 250
MIN_WIDTH_PX = 220


class TagSearchField(QLineEdit):
    """Enter and Shift+Enter step through the hits, Esc empties the field."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if is_back else 1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class TagSearchBar(QWidget):
    """Asks `session.tags` and says which hit to go to."""

    hit_chosen = Signal(object)  # RowPath

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._at = -1
        self._goes_to_first = False
        self.field = TagSearchField()
        words = desk.translator(message("Tags", "Search tag, name or value"))
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(MIN_WIDTH_PX)
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.previous = self._button("previous", message("Tags", "Previous hit (Shift+Enter)"))
        self.next = self._button("next", message("Tags", "Next hit (Enter)"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.field, self.previous, self.next, self.count):
            layout.addWidget(part, 1 if part is self.field else 0)
        TypingKeys(self.field)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._connect()
        self.refresh()

    @property
    def current(self) -> RowPath | None:
        hits = self._search.hits
        return hits[self._at] if 0 <= self._at < len(hits) else None

    @property
    def _search(self) -> TagSearch:
        return self._desk.session.tags.value.search

    @Slot(str)
    def begin(self, text: str) -> None:
        """A search that was begun by typing elsewhere."""
        self.field.setFocus()
        self.field.setText(text)

    @Slot(object, object)
    def take(self, before: TagSearch, now: TagSearch) -> None:
        """Say how many hits there are so far; what was typed just now goes to its first one."""
        if not now.hits or now.query != before.query:
            self._at = -1
        self.refresh()
        if self._goes_to_first and now.hits:
            self._step(1)

    @Slot()
    def refresh(self) -> None:
        for button in (self.previous, self.next):
            button.setEnabled(bool(self._search.hits))
        self.count.setText(self._count_in_words(self._search))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_typed)
        self.field.stepped.connect(self._step)
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        self._pause.timeout.connect(self._start)
        self._desk.look.changed.connect(self._draw_icons)
        self._draw_icons()

    def _button(self, name: str, words: Message) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setToolTip(self._desk.translator(words))
        button.setAccessibleName(button.toolTip())
        return button

    def _count_in_words(self, search: TagSearch) -> str:
        if not search.query.strip():
            return ""
        total = f"{len(search.hits)}{' …' if search.is_running else ''}"
        if self.current is not None:
            found = message("Tags", "{number} of {total}", number=self._at + 1, total=total)
        elif search.hits:
            found = message("Tags", "{total} hits", total=total)
        else:
            found = SEARCHING if search.is_running else NOTHING
        return self._desk.translator(found)

    @Slot()
    def _draw_icons(self) -> None:
        self.previous.setIcon(self._desk.look.icon("previous"))
        self.next.setIcon(self._desk.look.icon("next"))

    @Slot()
    def _on_typed(self) -> None:
        self._pause.start()

    @Slot()
    def _start(self) -> None:
        self._pause.stop()
        if self.field.text() != self._search.query:
            self._goes_to_first = True
            self._desk.session.tags.search(self.field.text())

    @Slot()
    def _on_previous(self) -> None:
        self._step(-1)

    @Slot()
    def _on_next(self) -> None:
        self._step(1)

    @Slot(int)
    def _step(self, by: int) -> None:
        self._start()
        hits = self._search.hits
        if hits:
            self._goes_to_first = False
            self._at = (self._at + by) % len(hits) if self._at >= 0 or by > 0 else len(hits) - 1
            self.refresh()
            self.hit_chosen.emit(hits[self._at])


SEARCHING = message("Tags", "searching …")
NOTHING = message("Tags", "nothing found")
