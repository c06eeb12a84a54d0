"""The settings dialog shows the reader's settings and changes them at once."""

from dataclasses import fields

import pytest
from PySide6.QtTest import QTest

from medviewer.commands.settings import CHOICE_WORDS
from medviewer.gui.main_window import MainWindow
from medviewer.gui.settings.dialog import SettingsDialog
from medviewer.gui.settings.general_page import ChoiceBox, GeneralPage, TextLine, choices_of
from medviewer.settings import Settings

pytestmark = pytest.mark.gui


def general(window: MainWindow) -> GeneralPage:
    page = SettingsDialog(window.desk, window).pages["general"]
    assert isinstance(page, GeneralPage)
    return page


def choose(box: "ChoiceBox | TextLine", value: str) -> None:
    assert isinstance(box, ChoiceBox)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_that_every_choice_of_every_setting_has_words() -> None:
    for setting in fields(Settings):
        if choices := choices_of(setting):
            assert CHOICE_WORDS[setting.name].keys() == set(choices)


def test_that_there_is_a_row_for_each_setting_a_reader_sets(window: MainWindow) -> None:
    rows = general(window).rows

    assert {"reader", "theme", "language", "device", "memory"} <= rows.keys()
    assert not {"last_folder", "layouts", "keys", "mouse"} & rows.keys()
    assert all(row.accessibleName() for row in rows.values())


def test_that_choosing_a_theme_repaints_the_window(window: MainWindow) -> None:
    choose(general(window).rows["theme"], "contrast")

    assert window.desk.preferences.value.theme == "contrast"
    assert window.desk.look.colours.window == "#000000"


def test_that_a_row_follows_what_is_changed_elsewhere(window: MainWindow) -> None:
    row = general(window).rows["theme"]
    assert isinstance(row, ChoiceBox)

    window.desk.registry.run("settings.theme_light")

    assert row.currentData() == "light"


def test_that_a_name_typed_is_kept_without_blanks_around_it(window: MainWindow) -> None:
    row = general(window).rows["reader"]
    assert isinstance(row, TextLine)
    row.clear()

    QTest.keyClicks(row, " Dr. A ")
    row.editingFinished.emit()

    assert window.desk.preferences.value.reader == "Dr. A"


def test_that_less_memory_for_images_reaches_the_cache(window: MainWindow) -> None:
    before = window.desk.session.volumes.budget_bytes

    choose(general(window).rows["memory"], "25")

    assert window.desk.session.volumes.budget_bytes == pytest.approx(before * 25 / 50, rel=1e-6)
