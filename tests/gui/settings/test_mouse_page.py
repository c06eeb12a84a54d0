"""Mouse profiles are chosen and remapped, and hold in the canvas at once."""

import pytest
from pytestqt.qtbot import QtBot

from medviewer.gui.main_window import MainWindow
from medviewer.gui.settings.dialog import SettingsDialog
from medviewer.gui.settings.mouse_page import MousePage
from medviewer.gui.shortcut_page import page_html
from medviewer.gui.tools.mouse_profiles import DragEffect, effects

pytestmark = pytest.mark.gui


def mouse(window: MainWindow) -> MousePage:
    page = SettingsDialog(window.desk, window, "mouse").pages["mouse"]
    assert isinstance(page, MousePage)
    return page


def test_that_remapping_one_gesture_keeps_the_others_of_its_profile(window: MainWindow) -> None:
    window.desk.preferences.update(mouse="scroll")
    page = mouse(window)
    middle = page.gestures["middle"]

    middle.setCurrentIndex(middle.findData("zoom"))
    middle.activated.emit(middle.currentIndex())

    settings = window.desk.preferences.value
    assert settings.mouse == "own"
    assert effects(settings)["middle"] is DragEffect.ZOOM
    assert effects(settings)["left"] is DragEffect.SCROLL
    assert page.profile.currentData() == "own"


def test_that_the_direction_of_windowing_is_chosen(window: MainWindow) -> None:
    page = mouse(window)
    choice = page.directions["window_drag"]

    choice.setCurrentIndex(choice.findData("darker"))
    choice.activated.emit(choice.currentIndex())

    assert window.desk.preferences.value.window_drag == "darker"
    assert page.gestures["left"].currentText() == "Window: to the right wider, up darker"


def test_that_the_page_of_keys_names_what_this_reader_s_mouse_does(window: MainWindow) -> None:
    window.desk.preferences.update(mouse="own", mouse_own="middle=none")

    assert "middle button" not in page_html(window.desk)


def test_that_a_menu_command_chooses_a_profile(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.registry.run("settings.mouse_pacs")

    assert window.desk.preferences.value.mouse == "pacs"
    assert window.desk.registry.is_checked("settings.mouse_pacs")
