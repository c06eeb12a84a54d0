"""Actions follow the registry; menus and toolbar show what the commands say."""

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from medviewer.commands.everything import COMMANDS
from medviewer.domain.voi import VoiWindow, WindowPreset
from medviewer.gui.actions import plain
from medviewer.gui.main_window import MainWindow
from medviewer.gui.menus import PresetMenu, preset_text
from medviewer.words import message

pytestmark = pytest.mark.gui


def test_that_every_command_has_an_action_and_every_menu_its_commands(window: MainWindow) -> None:
    in_menus = [
        action.objectName()
        for menu in window.menuBar().findChildren(QMenu)
        for action in menu.actions()
        if "." in action.objectName()
    ]

    assert [action.command.id for action in window.actions_by_id] == [c.id for c in COMMANDS]
    assert sorted(in_menus) == sorted(c.id for c in COMMANDS if c.menu is not None)


def test_that_an_action_is_on_once_its_command_can_run(
    window: MainWindow, qtbot: QtBot, read_window: MainWindow
) -> None:
    analyze = window.actions_by_id["ai.analyze"]

    qtbot.waitUntil(analyze.isEnabled)

    assert window.actions_by_id["view.fit"].isEnabled()
    assert not window.actions_by_id["findings.accept"].isEnabled()


def test_that_many_changes_refresh_the_actions_once(read_window: MainWindow, qtbot: QtBot) -> None:
    texts = read_window.actions_by_id["view.attention"]
    qtbot.waitUntil(read_window.actions_by_id["view.fit"].isEnabled)
    spy = QSignalSpy(texts.toggled)
    overlays = read_window.desk.session.overlays

    for is_shown in (True, False, True):
        overlays.update(shows_attention=is_shown)

    assert spy.count() == 0  # not before the event loop turns
    qtbot.waitUntil(texts.isChecked)
    assert spy.count() == 1


def test_that_a_tooltip_names_the_key(window: MainWindow) -> None:
    assert window.actions_by_id["view.fit"].toolTip() == "Show the whole image, centred.  (F)"


def test_that_the_toolbar_holds_the_commands_with_an_icon(window: MainWindow) -> None:
    shown = [a.objectName() for a in window.toolbar.actions() if "." in a.objectName()]

    assert shown == [command.id for command in COMMANDS if command.icon]
    assert all(not window.actions_by_id[command_id].icon().isNull() for command_id in shown)


def test_that_a_preset_is_written_with_window_and_level() -> None:
    lung = WindowPreset(message("Test", "Lung"), VoiWindow(-600, 1500), key="2")

    assert preset_text(lung, "Lung") == "Lung    W 1500  L −600\t2"


def test_that_the_preset_menu_applies_a_window(read_window: MainWindow, qtbot: QtBot) -> None:
    session = read_window.desk.session
    qtbot.waitUntil(lambda: session.frame() is not None)
    menu = read_window.toolbar.presets_menu
    menu.aboutToShow.emit()
    lung = next(action for action in menu.actions() if action.text().startswith("Lung"))

    lung.trigger()

    assert session.window() == VoiWindow(-600, 1500)


@pytest.mark.parametrize(
    ("title", "shown"), [("Open &folder…", "Open folder"), ("打开文件夹(&F)…", "打开文件夹")]
)
def test_that_a_title_elsewhere_than_in_a_menu_has_no_mnemonic(title: str, shown: str) -> None:
    assert plain(title) == shown


def test_that_the_analyze_icon_is_white_on_the_accent_in_light_too(window: MainWindow) -> None:
    window.desk.preferences.update(theme="light")

    icon = window.actions_by_id["ai.analyze"].icon().pixmap(32, 32).toImage()

    drawn = {
        icon.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if icon.pixelColor(x, y).alpha() == 255
    }
    assert drawn == {"#ffffff"}


def test_that_the_preset_in_use_is_ticked(read_window: MainWindow) -> None:
    read_window.desk.registry.run("view.preset_2")
    menu = PresetMenu(read_window.desk, read_window)

    menu.aboutToShow.emit()

    assert [action.text()[:4] for action in menu.actions() if action.isChecked()] == ["Lung"]
