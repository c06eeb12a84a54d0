"""Every command with its keys; choose one, press new keys, and see who had them before they are given."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from medviewer.commands.command import Command
from medviewer.commands.key_bindings import RESERVED, given, holder, read_keys, write_keys
from medviewer.gui.actions import keys_text
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.gui.palette import full_title
from medviewer.words import Message, message

COMMAND_ID = Qt.ItemDataRole.UserRole


class KeysPage(QWidget):
    """The list above, the field that takes keys below."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._said = QLabel(wordWrap=True)
        self._said.setObjectName("doubt")
        self.search = self._field(message("Settings", "Search commands"))
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([self._words("Command"), self._words("Keys")])
        self.list.setColumnWidth(0, 380)
        self.list.setAccessibleName(self._words("Keys"))
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(desk.translator(message("Settings", "New keys")))
        self.give = self._button(message("Settings", "Give these keys"), self._give)
        self.take = self._button(message("Settings", "No keys"), self._take)
        self.restore = self._button(message("Settings", "As shipped"), self._restore)
        self._arrange()
        self.search.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.edit.keySequenceChanged.connect(self._on_pressed)
        self._fill()

    def _words(self, text: str) -> str:
        return self._desk.translator(COLUMNS[text])

    def _field(self, hint: Message) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self._desk.translator(hint))
        field.setAccessibleName(field.placeholderText())
        TypingKeys(field)
        return field

    def _button(self, words: Message, slot: object) -> QPushButton:
        button = QPushButton(self._desk.translator(words))
        button.setAutoDefault(False)  # Enter in the search field gives nobody keys
        button.clicked.connect(slot)
        return button

    def _arrange(self) -> None:
        row = QHBoxLayout()
        for widget in (self.edit, self.give, self.take, self.restore):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        layout.addWidget(self._said)

    def said(self) -> str:
        """What stands below the field: who has these keys."""
        return self._said.text()

    def choose(self, command_id: str) -> None:
        for item in self._items():
            if item.data(0, COMMAND_ID) == command_id:
                self.list.setCurrentItem(item)

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _fill(self) -> None:
        for command in self._desk.registry:
            if command.menu is not None or command.shortcuts:
                item = QTreeWidgetItem([full_title(command, self._desk), keys_text(command)])
                item.setData(0, COMMAND_ID, command.id)
                self.list.addTopLevelItem(item)
        self.list.setCurrentItem(self._items()[0])

    def _current(self) -> Command | None:
        item = self.list.currentItem()
        return self._desk.registry[item.data(0, COMMAND_ID)] if item is not None else None

    @Slot(str)
    def _filter(self, text: str) -> None:
        sought = text.casefold()
        for item in self._items():
            item.setHidden(sought not in f"{item.text(0)} {item.text(1)}".casefold())

    @Slot()
    def _on_chosen(self) -> None:
        self.edit.clear()

    @Slot()
    def _on_pressed(self) -> None:
        command, keys = self._current(), self._pressed()
        self.give.setEnabled(bool(keys) and keys not in RESERVED)
        self._said.clear()
        if command is None or not keys:
            return
        other = holder(self._desk.registry, keys, command)
        if keys in RESERVED:
            self._said.setText(
                self._desk.translator(
                    message(
                        "Settings",
                        "{keys} is needed in lists and text fields and cannot be given to a command.",
                        keys=keys,
                    )
                )
            )
        elif other is not None:
            title = full_title(other, self._desk)
            words = message(
                "Settings",
                "{keys} belongs to “{title}”, which loses it if you give it away.",
                keys=keys,
                title=title,
            )
            self._said.setText(self._desk.translator(words))

    def _pressed(self) -> str:
        return self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    @Slot()
    def _give(self) -> None:
        command, keys = self._current(), self._pressed()
        if command is None or not keys or keys in RESERVED:
            return
        chosen = read_keys(self._desk.preferences.value.keys)
        self._keep(write_keys(given(self._desk.registry, chosen, command, keys)))

    @Slot()
    def _take(self) -> None:
        command = self._current()
        if command is not None:
            chosen = read_keys(self._desk.preferences.value.keys)
            self._keep(write_keys({**chosen, command.id: ()}))

    @Slot()
    def _restore(self) -> None:
        """All of them: one alone could clash with what was given to others."""
        self._keep("")

    def _keep(self, keys: str) -> None:
        self._desk.preferences.update(keys=keys)  # the actions give them to the registry
        self.edit.clear()
        for item in self._items():
            item.setText(1, keys_text(self._desk.registry[item.data(0, COMMAND_ID)]))


COLUMNS = {
    "Command": message("Settings", "Command"),
    "Keys": message("Settings", "Keys"),
}
