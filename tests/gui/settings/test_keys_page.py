"""Keys are given by pressing them; who has them already is said first; they hold at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from medviewer.gui.main_window import MainWindow
from medviewer.gui.settings.dialog import SettingsDialog
from medviewer.gui.settings.keys_page import KeysPage

pytestmark = pytest.mark.gui


@pytest.fixture
def page(read_window: MainWindow, qtbot: QtBot) -> KeysPage:
    dialog = SettingsDialog(read_window.desk, read_window, "keys")
    found = dialog.pages["keys"]
    assert isinstance(found, KeysPage)
    return found


def test_that_new_keys_run_the_command_and_old_ones_no_more(
    read_window: MainWindow, page: KeysPage
) -> None:
    page.choose("view.invert")
    page.take.click()
    page.edit.setKeySequence(QKeySequence("Ctrl+Alt+7"))
    page.give.click()
    QApplication.processEvents()

    action = read_window.actions_by_id["view.invert"]

    assert [keys.toString() for keys in action.shortcuts()] == ["Ctrl+Alt+7"]
    assert "Ctrl+Alt+7" in action.toolTip()


def test_that_pressing_given_keys_in_the_window_runs_the_command(
    read_window: MainWindow, page: KeysPage, qtbot: QtBot
) -> None:
    page.choose("view.attention")
    page.edit.setKeySequence(QKeySequence("Ctrl+Alt+7"))
    page.give.click()
    before = read_window.desk.session.overlays.value.shows_attention
    qtbot.waitUntil(read_window.actions_by_id["view.attention"].isEnabled)

    QTest.keyClick(
        read_window,
        Qt.Key.Key_7,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    )

    assert read_window.desk.session.overlays.value.shows_attention is not before


def test_that_a_conflict_is_named_and_solved_by_giving_the_keys_away(
    read_window: MainWindow, page: KeysPage
) -> None:
    page.choose("view.invert")

    page.edit.setKeySequence(QKeySequence("F1"))

    assert "F1 belongs to “Help”" in page.said()
    page.give.click()
    assert "F1" in read_window.desk.registry["view.invert"].shortcuts
    assert read_window.desk.registry["help.topics"].shortcuts == ()


def test_that_space_is_refused(page: KeysPage) -> None:
    page.edit.setKeySequence(QKeySequence("Space"))

    assert not page.give.isEnabled()
    assert page.said().startswith("Space is needed")


def test_that_as_shipped_brings_every_key_back(read_window: MainWindow, page: KeysPage) -> None:
    shipped = [command.shortcuts for command in read_window.desk.registry]
    page.choose("view.invert")
    page.edit.setKeySequence(QKeySequence("F1"))
    page.give.click()

    page.restore.click()

    assert [command.shortcuts for command in read_window.desk.registry] == shipped
