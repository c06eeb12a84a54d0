"""Keys in sentences: those this reader has given to a command, never those it came with."""

import re

from medviewer.commands.registry import CommandRegistry
from medviewer.gui.actions import keys_text, plain
from medviewer.gui.desk import Desk
from medviewer.gui.translation import Translator
from medviewer.words import Message

NAMED = re.compile(r"\{([a-z_]+\.[A-Za-z0-9_]+)\}")  # {view.fit}: a command by its id
MARKUP = re.compile(r"([\\`*_\[\]<>#+\-.!|])")


def first_keys(registry: CommandRegistry, command_id: str, translator: Translator) -> str:
    """The keys to press; the command's title, in quotes, where it has none."""
    command = registry[command_id]
    if not command.shortcuts:
        return f"“{plain(translator(command.title))}”"
    return keys_text(command).split(", ")[0]


def filled(words: Message, desk: Desk, **command_ids: str) -> Message:
    """The sentence with the keys of the commands its values name."""
    keys = {
        name: first_keys(desk.registry, command_id, desk.translator)
        for name, command_id in command_ids.items()
    }
    return Message(words.context, words.text, {**words.values, **keys})


def named_in(page: str) -> frozenset[str]:
    """The commands a help page names."""
    return frozenset(NAMED.findall(page))


def with_keys(page: str, desk: Desk) -> str:
    """A help page in Markdown with the reader's keys, bold, in place of the commands' ids."""

    def keys(found: re.Match[str]) -> str:
        words = first_keys(desk.registry, found[1], desk.translator)
        return f"**{escaped(words)}**"

    return NAMED.sub(keys, page)


def escaped(words: str) -> str:
    """Words that Markdown takes as they are."""
    return MARKUP.sub(r"\\\1", words)
