"""Mouse profiles, and what each drag does; changing one makes the profile the reader's own."""

from dataclasses import fields

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from medviewer.commands.settings import MOUSE_PROFILES
from medviewer.gui.actions import plain
from medviewer.gui.desk import Desk
from medviewer.gui.settings.general_page import ChoiceBox
from medviewer.gui.tools.mouse_profiles import (
    EFFECT_WORDS,
    GESTURES,
    OWN,
    DragEffect,
    DragGesture,
    effect_words,
    effects,
    own_text,
)
from medviewer.settings import Settings
from medviewer.words import message

DIRECTIONS = ("window_drag", "zoom_drag")


class MousePage(QWidget):
    """The profile above, one row a gesture below."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        words = desk.translator
        form = QFormLayout(self)
        form.setContentsMargins(14, 14, 14, 14)
        self.profile = QComboBox()
        for name, title in MOUSE_PROFILES.items():
            self.profile.addItem(plain(words(title)), name)
        self.profile.setAccessibleName(words(message("Settings", "Mouse profile")))
        form.addRow(QLabel(self.profile.accessibleName()), self.profile)
        self.directions: dict[str, ChoiceBox] = {}
        self.gestures = {gesture.name: self._row(gesture, form) for gesture in GESTURES}
        for setting in (each for each in fields(Settings) if each.name in DIRECTIONS):
            choice = ChoiceBox(setting, desk)
            choice.setAccessibleName(words(setting.metadata["label"]))
            form.addRow(QLabel(choice.accessibleName()), choice)
            self.directions[setting.name] = choice
        hint = QLabel(words(ALWAYS), wordWrap=True)
        hint.setObjectName("muted")
        form.addRow(hint)
        self.profile.activated.connect(self._on_profile)
        desk.preferences.changed.connect(self._follow)
        self._follow()

    def _row(self, gesture: DragGesture, form: QFormLayout) -> QComboBox:
        words = self._desk.translator
        row = QComboBox()
        for effect, title in EFFECT_WORDS.items():
            row.addItem(words(title), effect.value)
        row.setAccessibleName(words(gesture.words))
        row.activated.connect(self._on_gesture)
        form.addRow(QLabel(words(gesture.words)), row)
        return row

    @Slot()
    def _follow(self) -> None:
        settings = self._desk.preferences.value
        self.profile.setCurrentIndex(self.profile.findData(settings.mouse))
        for name, effect in effects(settings).items():
            row = self.gestures[name]
            for place, each in enumerate(EFFECT_WORDS):
                row.setItemText(place, self._desk.translator(effect_words(each, settings)))
            row.setCurrentIndex(row.findData(effect.value))

    @Slot()
    def _on_profile(self) -> None:
        self._desk.preferences.update(mouse=str(self.profile.currentData()))

    @Slot()
    def _on_gesture(self) -> None:
        """Read off all rows: the others are as they were shown."""
        chosen = {name: DragEffect(row.currentData()) for name, row in self.gestures.items()}
        self._desk.preferences.update(mouse=OWN, mouse_own=own_text(chosen))


ALWAYS = message(
    "Settings",
    "The wheel scrolls in every profile, a right click opens the menu. While a measuring tool is in hand, "
    "the left button draws; the buttons with modifiers go on as set here.",
)
