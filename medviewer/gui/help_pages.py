"""A page of the help: its words in the reader's language, its commands in a table with the reader's keys."""

from pathlib import Path

from medviewer import paths
from medviewer.commands.command import Command
from medviewer.gui.actions import keys_text, plain
from medviewer.gui.desk import Desk
from medviewer.gui.help_topics import topic_of
from medviewer.gui.reader_keys import escaped, with_keys
from medviewer.gui.tools.bindings import mouse_actions
from medviewer.words import message

ENGLISH = "en"
MOUSE = "{mouse}"  # in a page: what the buttons and the wheel do for this reader


def page_file(topic: str, language: str) -> Path:
    """The page in that language, in English where there is none."""
    folder = paths.resources() / "help"
    file = folder / language / f"{topic}.md"
    return file if file.is_file() else folder / ENGLISH / f"{topic}.md"


def page_text(topic: str, language: str) -> str:
    """As it is written, commands by their ids."""
    return page_file(topic, language).read_text(encoding="utf-8")


def title_of(page: str) -> str:
    return page.partition("\n")[0].lstrip("# ")


def page_markdown(topic: str, language: str, desk: Desk) -> str:
    """The page for this reader."""
    page = with_keys(page_text(topic, language), desk).replace(MOUSE, mouse_list(desk))
    return page + command_table(topic, desk)


def mouse_list(desk: Desk) -> str:
    words = desk.translator
    return "\n".join(
        f"- **{escaped(words(action.gesture))}**: {escaped(words(action.effect))}"
        for action in mouse_actions(desk.preferences.value)
    )


def command_table(topic: str, desk: Desk) -> str:
    """What can be asked for of all this, with keys; commands that need more words are left out."""
    words = desk.translator
    rows = [_row(each, desk) for each in desk.registry if _stands_in(each, topic)]
    if not rows:
        return ""
    heading = f"| {words(message('Help', 'Keys'))} | {words(message('Help', 'Command'))} |  |"
    return "\n".join(["", "", heading, "|---|---|---|", *rows, ""])


def _stands_in(command: Command, topic: str) -> bool:
    is_asked_for = command.menu is not None or bool(command.shortcuts)
    return is_asked_for and topic_of(command.id) == topic


def _row(command: Command, desk: Desk) -> str:
    words = desk.translator
    cells = (
        keys_text(command),
        plain(words(command.title)),
        plain(words(command.help)) if command.help is not None else "",
    )
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"
