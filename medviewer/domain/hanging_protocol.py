"""Hanging protocols: which layout suits a study, and which of its images goes into which cell.

Everything is scored rules, as in OHIF: a rule that is met adds its score, a required one that is not met
rules the protocol or the image out. Scores are added; the highest wins, the earlier one where two are equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Facts = Mapping[str, frozenset[str]]  # attribute → its values, casefolded

TEXTS = frozenset({"words"})  # attributes that are searched; all others are compared as a whole


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition on a study or an image.

    Attributes:
        attribute: key of the facts.
        any_of: casefolded; met where one of them is the attribute's value, or is found in its text.
        score: added where it is met; below zero speaks against it.
        is_required: what does not meet it is out.
    """

    attribute: str
    any_of: tuple[str, ...]
    score: float = 1.0
    is_required: bool = False

    def is_met(self, facts: Facts) -> bool:
        values = facts.get(self.attribute, frozenset())
        if self.attribute in TEXTS:
            return any(wanted in value for wanted in self.any_of for value in values)
        return any(wanted in values for wanted in self.any_of)


@dataclass(frozen=True, slots=True)
class CellRule:
    """What one cell shows.

    Attributes:
        prefer: rules on a display set of the study or the prior one.
        is_prior: whether it is taken from the prior study.
        preset: English name of the window preset it is shown through; "" leaves its own window.
        anchor: -1 puts the image at the cell's left edge, 1 at its right one (mammograms, back to back).
    """

    prefer: tuple[Rule, ...] = ()
    is_prior: bool = False
    preset: str = ""
    anchor: int = 0


@dataclass(frozen=True, slots=True)
class Links:
    """What goes together while the protocol hangs."""

    scroll: bool = True
    window: bool = False
    zoom: bool = False
    pan: bool = False


@dataclass(frozen=True, slots=True)
class HangingProtocol:
    """A layout and the rules for when and how to fill it.

    Attributes:
        name: English, for translation where it is shipped; the reader's own words where saved.
        match: rules on the study.
        least: how many cells must find an image; with fewer the protocol does not hang by itself.
        has_one_scale: images are shown at one size in mm, so that sides can be compared.
    """

    protocol_id: str
    name: str
    rows: int
    columns: int
    match: tuple[Rule, ...] = ()
    cells: tuple[CellRule, ...] = ()
    links: Links = field(default_factory=Links)
    least: int = 2
    has_one_scale: bool = False


def score_of(rules: tuple[Rule, ...], facts: Facts) -> float | None:
    """The sum of what is met; None where a required rule is not."""
    total = 0.0
    for rule in rules:
        if rule.is_met(facts):
            total += rule.score
        elif rule.is_required:
            return None
    return total


def best_of(rules: tuple[Rule, ...], candidates: Mapping[str, Facts]) -> str:
    """The key of the candidate with the highest score above 0; "" where none has one."""
    best, best_score = "", 0.0
    for key, facts in candidates.items():
        score = score_of(rules, facts)
        if score is not None and score > best_score:
            best, best_score = key, score
    return best
