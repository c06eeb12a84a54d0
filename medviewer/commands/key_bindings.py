"""Keys the reader gave to commands, in place of those that are shipped.

Kept in the settings as JSON: `{"view.fit": ["Ctrl+F"], "view.invert": []}`. Keys a reader gives to one
command are taken from every other, so no key ever means two things.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from medviewer.commands.command import Command

Keys = tuple[str, ...]
ChosenKeys = Mapping[str, Keys]  # by command id
MOST_KEYS = 4  # a command's
LONGEST_KEYS = 60  # letters: "Ctrl+Alt+Shift+Meta+PageDown" has half of them
RESERVED = frozenset({"Space", "Return", "Enter", "Tab", "Shift+Tab"})  # widgets need them


def read_keys(text: str) -> dict[str, Keys]:
    """What the settings say; what cannot be understood is left out."""
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: _usable(keys) for name, keys in found.items() if isinstance(keys, list)}


def write_keys(chosen: ChosenKeys) -> str:
    return json.dumps({name: list(keys) for name, keys in chosen.items()}, sort_keys=True)


def with_keys(commands: Iterable[Command], chosen: ChosenKeys) -> dict[str, Command]:
    """The commands with the reader's keys, in their order; a key goes to the reader's choice first."""
    shipped = list(commands)
    owner: dict[str, Command] = {}
    for command in sorted(shipped, key=lambda each: each.id not in chosen):
        for keys in chosen.get(command.id, command.shortcuts):
            owner.setdefault(keys, command)
    return {
        command.id: replace(
            command,
            shortcuts=tuple(
                keys
                for keys in chosen.get(command.id, command.shortcuts)
                if may_share(owner[keys], command)
            ),
        )
        for command in shipped
    }


def may_share(one: Command, other: Command) -> bool:
    """Whether both may have the same keys: it is one command, or they agreed who yields."""
    return one.id in (other.id, other.yields_keys_to) or one.yields_keys_to == other.id


def holder(commands: Iterable[Command], keys: str, asking: Command) -> Command | None:
    """The command that has these keys and would lose them to the one that asks."""
    return next(
        (each for each in commands if keys in each.shortcuts and not may_share(each, asking)), None
    )


def given(
    commands: Iterable[Command], chosen: ChosenKeys, asking: Command, keys: str
) -> ChosenKeys:
    """The reader's keys after one more was given; whoever had it keeps its others."""
    now = dict(chosen)
    loser = holder(commands, keys, asking)
    if loser is not None:
        now[loser.id] = tuple(each for each in loser.shortcuts if each != keys)
    others = (each for each in asking.shortcuts if each != keys)
    now[asking.id] = (keys, *others)[:MOST_KEYS]
    return now


def _usable(keys: list[object]) -> Keys:
    fitting = (
        each
        for each in keys
        if isinstance(each, str) and 0 < len(each) <= LONGEST_KEYS and each not in RESERVED
    )
    return tuple(dict.fromkeys(fitting))[:MOST_KEYS]
