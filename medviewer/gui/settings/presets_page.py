"""Window presets of one modality in a table: written over, added, removed, or as shipped again."""

import math

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.voi import VoiWindow, WindowPreset
from medviewer.gui.desk import Desk
from medviewer.session.images.presets import KEYS, named
from medviewer.words import Message, message

MODALITIES = ("CT", "MR", "PT", "CR", "DX", "MG", "XA", "US", "NM")
NAME, WIDTH, CENTER, KEY = range(4)
NEW_WIDTH, NEW_CENTER = 400.0, 40.0


class PresetsPage(QWidget):
    """What is written holds when the cell is left; what is no number is put back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        words = desk.translator
        self._presets = desk.session.images.presets
        self.modality = QComboBox()
        self.modality.addItems(MODALITIES)
        self.modality.setAccessibleName(words(message("Settings", "Modality")))
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels([words(each) for each in COLUMNS])
        self.table.verticalHeader().hide()
        self.table.setColumnWidth(NAME, 240)
        self.table.setAccessibleName(words(message("Settings", "Window presets")))
        self.add = self._button(message("Settings", "Add"), self._add)
        self.remove = self._button(message("Settings", "Remove"), self._remove)
        self.restore = self._button(message("Settings", "As shipped"), self._restore)
        self._arrange()
        self.modality.currentIndexChanged.connect(self._fill)
        self.table.itemChanged.connect(self._on_edited)
        self._fill()

    def _button(self, words: Message, slot: object) -> QPushButton:
        button = QPushButton(self._desk.translator(words))
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.modality)
        row.addStretch(1)
        for button in (self.add, self.remove, self.restore):
            row.addWidget(button)
        hint = QLabel(self._desk.translator(HINT), wordWrap=True)
        hint.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        layout.addWidget(hint)

    @Slot()
    def _fill(self) -> None:
        presets = self._presets.of(self.modality.currentText())
        self.table.blockSignals(True)  # it is not the reader who writes
        self.table.setRowCount(len(presets))
        for row, preset in enumerate(presets):
            for column, text in enumerate(self._texts(preset)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.blockSignals(False)

    def _texts(self, preset: WindowPreset) -> tuple[str, str, str, str]:
        window = preset.window
        assert isinstance(window, VoiWindow)  # curves are the header's, not the table's
        name = self._desk.translator(preset.name)
        return name, f"{window.width:g}", f"{window.center:g}", preset.key

    @Slot(QTableWidgetItem)
    def _on_edited(self, item: QTableWidgetItem) -> None:
        presets = list(self._presets.of(self.modality.currentText()))
        changed = self._edited(presets[item.row()], item.column(), item.text().strip())
        if changed is not None:
            if changed.key:  # taken from whoever had it
                presets = [without_key(each, changed.key) for each in presets]
            presets[item.row()] = changed
            self._presets.change(self.modality.currentText(), presets)
        self._fill()

    def _edited(self, preset: WindowPreset, column: int, text: str) -> WindowPreset | None:
        """The preset with one cell changed; None where the text cannot be used."""
        window = preset.window
        assert isinstance(window, VoiWindow)
        if column == NAME:
            return named(text, window.width, window.center, preset.key) if text else None
        if column == KEY:
            return WindowPreset(preset.name, window, key=text) if text in KEYS else None
        number = number_in(text)
        if number is None or (column == WIDTH and number <= 0):
            return None
        width, center = (number, window.center) if column == WIDTH else (window.width, number)
        return WindowPreset(preset.name, VoiWindow(center, width), key=preset.key)

    @Slot()
    def _add(self) -> None:
        modality = self.modality.currentText()
        name = self._desk.translator(message("Settings", "New preset"))
        added = named(name, NEW_WIDTH, NEW_CENTER)
        self._presets.change(modality, (*self._presets.of(modality), added))
        self._fill()
        self.table.setCurrentCell(self.table.rowCount() - 1, NAME)

    @Slot()
    def _remove(self) -> None:
        modality, row = self.modality.currentText(), self.table.currentRow()
        if row >= 0:
            presets = self._presets.of(modality)
            self._presets.change(modality, presets[:row] + presets[row + 1 :])
            self._fill()

    @Slot()
    def _restore(self) -> None:
        self._presets.restore(self.modality.currentText())
        self._fill()


def without_key(preset: WindowPreset, key: str) -> WindowPreset:
    return WindowPreset(preset.name, preset.window) if preset.key == key else preset


def number_in(text: str) -> float | None:
    """A finite number, with a comma or the typographic minus, too."""
    try:
        number = float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


COLUMNS = (
    message("Settings", "Name"),
    message("Settings", "Width"),
    message("Settings", "Level"),
    message("Settings", "Key (2 to 9)"),
)
HINT = message(
    "Settings",
    "In the units of the images: HU for CT, the stored values elsewhere. 0 is the automatic window and 1 the "
    "image's own.",
)
