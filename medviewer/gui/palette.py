"""The command palette: type a few letters of what is wanted, Enter does it."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from medviewer.commands.command import Command
from medviewer.gui.actions import keys_text, plain
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.gui.sheet import Sheet
from medviewer.words import message

COMMAND_ID = Qt.ItemDataRole.UserRole
KEYS = Qt.ItemDataRole.UserRole + 1
HELP = Qt.ItemDataRole.UserRole + 2
TITLE = Qt.ItemDataRole.UserRole + 3
ROW_GAP_PX = 6
MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


@dataclass(frozen=True, slots=True)
class Entry:
    """One command in the reader's words; `english` is found, too: manuals and colleagues name it so."""

    command_id: str
    title: str
    help: str
    keys: str
    is_enabled: bool
    english: str = ""


class CommandPalette(Sheet):
    """Every command that can be asked for without more words; those that are off are greyed."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Palette", "Commands"), desk, parent)
        self._desk = desk
        self._entries = entries(desk)
        self.search = QLineEdit()
        self.search.setPlaceholderText(desk.translator(message("Palette", "Search commands")))
        self.search.installEventFilter(self)
        TypingKeys(self.search)
        self.list = QListWidget()
        self.search.setAccessibleName(self.search.placeholderText())
        self.list.setAccessibleName(self.windowTitle())
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.list.setItemDelegate(EntryDelegate(desk, self.list))
        self.list.setUniformItemSizes(True)
        self.body.setContentsMargins(10, 10, 10, 10)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        self.none_fits = QLabel(
            desk.translator(message("Palette", "No command fits these letters."))
        )
        self.none_fits.setObjectName("empty")
        self.body.addWidget(self.none_fits)
        self.resize(620, 460)
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._run_current)
        self.list.itemActivated.connect(self._run_current)
        self.list.itemClicked.connect(self._run_current)
        self._on_typed("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while the letters go to the search field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = MOVES.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
        self.list.setCurrentRow(row)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.list.clear()
        for entry in found(self._entries, text):
            item = QListWidgetItem(self.list)
            item.setData(TITLE, entry.title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, entry.title)
            item.setData(COMMAND_ID, entry.command_id)
            item.setData(KEYS, entry.keys)
            item.setData(HELP, entry.help)
            if not entry.is_enabled:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        self.list.setCurrentRow(0)
        self.none_fits.setVisible(self.list.count() == 0)

    @Slot()
    def _run_current(self) -> None:
        item = self.list.currentItem()
        if self.list.count() and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            command_id = item.data(COMMAND_ID)
            self.accept()  # first: the command may open a dialog of its own
            self._desk.registry.run(command_id)


class EntryDelegate(QStyledItemDelegate):
    """Title, below it in grey what it does, its keys at the right."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), hint.height() * 2 + ROW_GAP_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        # The row itself as the style draws it, without the text: that stands on two lines.
        super().paint(painter, option, index)
        area: QRect = option.rect.adjusted(10, 5, -10, -5)
        colours = self._desk.look.colours
        is_enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.save()
        painter.setPen(QColor(colours.text if is_enabled else colours.faint))
        painter.drawText(area, TOP_LEFT, str(index.data(TITLE)))
        painter.setPen(QColor(colours.muted if is_enabled else colours.faint))
        painter.drawText(area, TOP_RIGHT, str(index.data(KEYS)))
        help_text = painter.fontMetrics().elidedText(
            str(index.data(HELP)), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, BOTTOM_LEFT, help_text)
        painter.restore()


TOP_LEFT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
TOP_RIGHT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
BOTTOM_LEFT = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft


def entries(desk: Desk) -> list[Entry]:
    """The commands that need nothing more to be said: those in a menu or on a key."""
    words = desk.translator
    return [
        Entry(
            command.id,
            full_title(command, desk),
            words(command.help) if command.help is not None else "",
            keys_text(command),
            desk.registry.is_enabled(command.id),
            " ".join(plain(str(each)) for each in (command.submenu, command.title) if each),
        )
        for command in desk.registry
        if is_complete(command)
    ]


def full_title(command: Command, desk: Desk) -> str:
    """A title as it reads outside its menu: `Theme: Dark`."""
    title = plain(desk.translator(command.title))
    if command.submenu is None:
        return title
    group = plain(desk.translator(command.submenu))
    return desk.translator(message("Palette", "{group}: {title}", group=group, title=title))


def is_complete(command: Command) -> bool:
    return command.menu is not None or bool(command.shortcuts)


def found(all_entries: list[Entry], text: str) -> list[Entry]:
    """The entries that fit, best first; all of them in menu order for no text.

    One that is off keeps its place: Enter then does nothing rather than something else.
    """
    ranked = [(rank(entry, text), position) for position, entry in enumerate(all_entries)]
    return [all_entries[position] for cost, position in sorted(ranked) if cost < NO_MATCH]


NO_MATCH = 1_000_000


def rank(entry: Entry, text: str) -> int:
    """How badly an entry fits: scattered letters count in the title only, whole words in the help too."""
    in_title = min(cost_of_match(text, entry.title), cost_of_match(text, entry.english))
    if in_title == NO_MATCH and text.casefold() in entry.help.casefold():
        return HELP_COST
    return in_title


HELP_COST = 1000


def cost_of_match(text: str, target: str) -> int:
    """0 where `target` starts with `text`; NO_MATCH where the letters do not occur in that order."""
    needle, hay = text.casefold().replace(" ", ""), target.casefold()
    if not needle:
        return 0
    at, cost = -1, 0
    for letter in needle:
        here = hay.find(letter, at + 1)
        if here < 0:
            return NO_MATCH
        cost += 0 if hay[here - 1 : here] in ("", " ") else here - at - 1
        at = here
    return cost
