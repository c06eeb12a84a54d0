"""The command palette: letters in order find a command, Enter runs it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from medviewer.gui.main_window import MainWindow
from medviewer.gui.palette import COMMAND_ID, NO_MATCH, CommandPalette, Entry, cost_of_match, found

pytestmark = pytest.mark.gui


def entry(title: str, help_text: str = "") -> Entry:
    return Entry(title, title, help_text, "", is_enabled=True)


def test_that_letters_must_come_in_order() -> None:
    assert cost_of_match("fw", "Fit to window") == 0  # two beginnings of words
    assert cost_of_match("wf", "Fit to window") == NO_MATCH
    assert cost_of_match("it", "Fit to window") < cost_of_match("it", "Invert")


def test_that_a_title_counts_before_a_help_text() -> None:
    entries = [entry("Quit", "fin it"), entry("Open", "to fit it"), entry("Fit to window")]

    titles = [each.title for each in found(entries, "fit")]

    assert titles == ["Fit to window", "Open"]


def opened(window: MainWindow) -> CommandPalette:
    window.desk.registry.run("help.palette")
    return next(d for d in window.findChildren(CommandPalette) if d.isVisible())


def test_that_typing_and_enter_run_a_command(read_window: MainWindow) -> None:
    read_window.desk.session.viewport.zoom_to(3.0)
    palette = opened(read_window)

    QTest.keyClicks(palette.search, "fit to")
    QTest.keyClick(palette.search, Qt.Key.Key_Return)

    assert read_window.desk.session.viewport.value.zoom == 1.0
    assert not palette.isVisible()


def test_that_a_command_that_is_off_does_not_run(window: MainWindow) -> None:
    palette = opened(window)

    QTest.keyClicks(palette.search, "fit to")
    QTest.keyClick(palette.search, Qt.Key.Key_Return)

    assert palette.isVisible()


def test_that_the_arrows_choose_and_letters_search(window: MainWindow) -> None:
    palette = opened(window)

    QTest.keyClick(palette.search, Qt.Key.Key_Down)

    assert palette.list.currentRow() == 1


def test_that_commands_that_need_more_words_are_not_offered(window: MainWindow) -> None:
    palette = opened(window)

    offered = {palette.list.item(row).data(COMMAND_ID) for row in range(palette.list.count())}

    assert "view.preset_2" in offered
    assert not offered & {"findings.select", "view.show_display_set", "file.open_places"}


def test_that_every_dialog_of_the_help_menu_opens_and_closes(window: MainWindow) -> None:
    for command_id in ("help.palette", "help.shortcuts", "help.about", "ai.model_card"):
        window.desk.registry.run(command_id)
        dialog = next(d for d in window.findChildren(QWidget) if d.isWindow() and d.isVisible())

        QTest.keyClick(dialog, Qt.Key.Key_Escape)

        assert not dialog.isVisible()


def test_that_a_command_of_a_submenu_is_found_by_the_submenus_name(window: MainWindow) -> None:
    palette = opened(window)

    QTest.keyClicks(palette.search, "theme: light")
    QTest.keyClick(palette.search, Qt.Key.Key_Return)

    assert window.desk.preferences.value.theme == "light"


def test_that_letters_no_command_has_are_told_so(window: MainWindow) -> None:
    palette = opened(window)
    was_visible = palette.none_fits.isVisible()

    QTest.keyClicks(palette.search, "qqq")

    assert not was_visible
    assert palette.none_fits.isVisible()
    assert palette.none_fits.text() == "No command fits these letters."


def test_that_a_command_is_found_by_its_english_name_in_any_language() -> None:
    chinese = Entry("layout.full_screen", "全屏", "", "F11", is_enabled=True, english="Full screen")

    assert found([entry("Quit"), chinese], "full") == [chinese]
    assert found([entry("Quit"), chinese], "全") == [chinese]


@pytest.mark.parametrize(
    ("typed", "command_id"), [("rotate", "view.turn_right"), ("cine", "cine.toggle")]
)
def test_that_the_fields_own_words_find_a_command(
    window: MainWindow, typed: str, command_id: str
) -> None:
    palette = opened(window)

    QTest.keyClicks(palette.search, typed)

    assert palette.list.item(0).data(COMMAND_ID) == command_id
