"""The help: a page for whatever can be asked for, in both languages, with the keys of this reader."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from medviewer.commands.everything import COMMANDS
from medviewer.gui.help_browser import HelpBrowser
from medviewer.gui.help_context import PANELS, topic_here
from medviewer.gui.help_pages import page_file, page_markdown, page_text
from medviewer.gui.help_topics import TOPICS, topic_of
from medviewer.gui.main_window import MainWindow
from medviewer.gui.reader_keys import named_in
from medviewer.gui.settings.dialog import SettingsDialog
from medviewer.gui.sheet import Sheet
from medviewer.paths import resources
from medviewer.session.drawing.drawing import ToolKind

pytestmark = pytest.mark.gui
LANGUAGES = ("en", "zh_CN")
# Keys of the mouse and of widgets stay; what a reader can give to a command is named by the command.
LITERAL_KEYS = re.compile(r"(?:Ctrl|Shift|Alt)\+\S|\*\*(?:[A-Z]|\d|F\d+|Home|End|Page \w+|Del)\*\*")


def help_of(window: MainWindow) -> HelpBrowser:
    (browser,) = window.findChildren(HelpBrowser)
    return browser


def topic_shown(browser: HelpBrowser) -> str:
    return tuple(TOPICS)[browser.topics.currentRow()]


def test_that_every_command_has_a_page() -> None:
    homeless = [command.id for command in COMMANDS if topic_of(command.id) not in TOPICS]

    assert homeless == []  # name it in medviewer/gui/help_topics.py


def test_that_every_tool_has_a_page_that_names_it() -> None:
    for tool in ToolKind:
        command_id = f"tool.{tool.value}"
        page = page_text(topic_of(command_id), "en")

        is_navigation = topic_of(command_id) in ("scrolling", "zooming")
        assert is_navigation or command_id in named_in(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_that_every_page_is_there_and_names_commands_there_are(topic: str, language: str) -> None:
    page = page_text(topic, language)

    assert page_file(topic, language).parent.name == language
    assert page.startswith("# ")
    assert named_in(page) <= {command.id for command in COMMANDS}


@pytest.mark.parametrize("topic", TOPICS)
def test_that_both_languages_name_the_same_commands_and_neither_a_key(topic: str) -> None:
    pages = [page_text(topic, language) for language in LANGUAGES]

    assert named_in(pages[0]) == named_in(pages[1])
    assert [LITERAL_KEYS.findall(page) for page in pages] == [[], []]


def test_that_no_page_lies_there_that_nobody_can_open() -> None:
    for language in LANGUAGES:
        files = (resources() / "help" / language).glob("*.md")

        assert {Path(file).stem for file in files} == set(TOPICS)


def test_that_a_page_shows_the_keys_the_reader_gave(window: MainWindow) -> None:
    before = page_markdown("windowing", "en", window.desk)
    window.desk.preferences.update(keys='{"view.invert": ["Ctrl+Alt+7"]}')

    after = page_markdown("windowing", "en", window.desk)

    assert "Shift\\+I" in before
    assert "Shift\\+I" not in after
    assert after.count("Ctrl\\+Alt\\+7") == 2  # in the text and in the table


def test_that_a_command_without_keys_is_named_by_its_title(window: MainWindow) -> None:
    window.desk.preferences.update(keys='{"view.invert": []}')

    assert "**“Invert greys”** inverts" in page_markdown("windowing", "en", window.desk)


def test_that_keys_that_are_markup_are_shown_as_they_are(window: MainWindow) -> None:
    browser = HelpBrowser(window.desk, window, "cine")

    assert "> and < change the rate" in browser.page.toPlainText()


def test_that_the_help_key_opens_the_page_of_the_tool_in_hand(read_window: MainWindow) -> None:
    read_window.viewport.setFocus()
    read_window.desk.registry.run("tool.ellipse")

    QTest.keyClick(read_window, Qt.Key.Key_F1)

    assert topic_shown(help_of(read_window)) == "regions"


def test_that_the_help_turns_the_page_rather_than_open_twice(read_window: MainWindow) -> None:
    read_window.desk.registry.run("help.topics", topic="cine")

    read_window.desk.registry.run("help.topics", topic="tags")

    assert topic_shown(help_of(read_window)) == "tags"


def test_that_every_panel_has_a_page(read_window: MainWindow) -> None:
    docks = {read_window.findChild(QWidget, name) for name in PANELS}

    assert None not in docks
    assert set(PANELS.values()) <= set(TOPICS)


def test_that_a_panel_with_the_focus_asks_for_its_own_page(analysed_window: MainWindow) -> None:
    analysed_window.desk.registry.run("tool.ellipse")

    analysed_window.findings.table.setFocus()

    assert topic_here(analysed_window.desk) == "ai"


def test_that_the_help_key_in_a_dialog_opens_the_dialogs_page(read_window: MainWindow) -> None:
    dialog = SettingsDialog(read_window.desk, read_window, "keys")
    dialog.open()

    QTest.keyClick(dialog, Qt.Key.Key_F1)

    assert topic_shown(dialog.findChildren(HelpBrowser)[0]) == "settings"


def test_that_every_dialog_names_a_page_there_is() -> None:
    assert {kind.help_topic for kind in Sheet.__subclasses__()} <= set(TOPICS)
