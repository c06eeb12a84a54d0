"""Settings with a label: a list of choices, or a line of text. Read from `Settings` itself."""

from dataclasses import Field, fields

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from medviewer.commands.settings import CHOICE_WORDS
from medviewer.gui.actions import plain
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.settings import Settings
from medviewer.words import message


class GeneralPage(QWidget):
    """One row a setting; follows what is changed elsewhere while it is open."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: dict[str, ChoiceBox | TextLine] = {}
        form = QFormLayout(self)
        form.setContentsMargins(14, 14, 14, 14)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for setting in shown_settings():
            row = ChoiceBox(setting, desk) if choices_of(setting) else TextLine(setting, desk)
            label = QLabel(desk.translator(setting.metadata["label"]))
            label.setBuddy(row)
            row.setAccessibleName(label.text())
            form.addRow(label, row)
            self.rows[setting.name] = row
        later = QLabel(desk.translator(WHAT_WAITS), wordWrap=True)
        later.setObjectName("muted")
        form.addRow(later)


def shown_settings() -> "list[Field[str]]":
    """All but what MedViewer remembers by itself, and what has a page of its own."""
    return [s for s in fields(Settings) if not ({"kept", "page"} & s.metadata.keys())]


def choices_of(setting: "Field[str]") -> tuple[str, ...]:
    return tuple(setting.metadata.get("choices", ()))


class ChoiceBox(QComboBox):
    """The values of one setting in the reader's words."""

    def __init__(self, setting: "Field[str]", desk: Desk) -> None:
        super().__init__()
        self._name, self._preferences = setting.name, desk.preferences
        words = CHOICE_WORDS[setting.name]
        for value in choices_of(setting):
            self.addItem(plain(desk.translator(words[value])), value)
        self._follow()
        self.activated.connect(self._on_activated)
        desk.preferences.changed.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        self.setCurrentIndex(self.findData(getattr(self._preferences.value, self._name)))

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        self._preferences.update(**{self._name: str(self.itemData(index))})


class TextLine(QLineEdit):
    """A setting that is written."""

    def __init__(self, setting: "Field[str]", desk: Desk) -> None:
        super().__init__(getattr(desk.preferences.value, setting.name))
        self._name, self._preferences = setting.name, desk.preferences
        TypingKeys(self)
        self.editingFinished.connect(self._on_finished)

    @Slot()
    def _on_finished(self) -> None:
        self._preferences.update(**{self._name: self.text().strip()})


WHAT_WAITS = message(
    "Settings",
    "Everything holds at once, but the language: it changes when MedViewer is started again. "
    "The AI device holds from the next analysis.",
)
