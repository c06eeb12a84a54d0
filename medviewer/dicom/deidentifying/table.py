"""PS3.15 table E.1-1, from `resources/confidentiality/basic_profile.tsv`: what to do with each attribute."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from medviewer import paths
from medviewer.domain.deidentification import DeidentificationOptions

FILE = Path("confidentiality", "basic_profile.tsv")


class Action(StrEnum):
    """PS3.15 E.1-1a."""

    REMOVE = "X"
    EMPTY = "Z"
    DUMMY = "D"
    UID = "U"
    KEEP = "K"
    SHIFT = "shift"  # C of the option with modified dates
    CLEAN = "clean"  # C of Clean Descriptors


@dataclass(frozen=True, slots=True)
class Row:
    """One attribute: its Basic Profile actions, weakest first, and the letters of options it has."""

    keyword: str
    actions: tuple[Action, ...]
    options: str

    def actions_under(self, options: DeidentificationOptions) -> tuple[Action, ...]:
        """The actions, after the options: dates are shifted before anything is retained."""
        if options.shifts_dates and "L" in self.options:
            return (Action.SHIFT,)
        if options.keeps_device and "V" in self.options:
            return (Action.KEEP,)
        if options.keeps_characteristics and "P" in self.options:
            return (Action.KEEP,)
        if options.keeps_descriptors and "C" in self.options:
            return (Action.CLEAN,)
        return self.actions


def load_table() -> dict[int, Row]:
    """Every row by tag."""
    text = (paths.resources() / FILE).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {
        int(tag, 16): Row(keyword, actions_of(actions), options)
        for tag, actions, options, keyword in rows
    }


def actions_of(written: str) -> tuple[Action, ...]:
    """`X/Z/D` in its parts. U* keeps a sequence and gives its items other UIDs: the strongest of its row."""
    return tuple(Action(part.rstrip("*")) for part in written.split("/"))
