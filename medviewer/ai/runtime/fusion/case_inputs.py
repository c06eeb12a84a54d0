"""Turns what is known of a case into one vector a part; what is not known is marked, not filled in.

pictures   features of other networks, projected on their main axes
tables     each number as (standard score, 1), unknown as (0, 0); each choice as one of its values
texts      hashed words, weighted by rarity, projected on their main axes
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.text.hashed_words import hashed_counts, without_words

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Arrays = Mapping[str, Floats]

MOST_STANDARD = 4.0  # standard scores are cut here: a slip of the keyboard must not decide alone


class PartKind(StrEnum):
    """How a part is made a vector."""

    PICTURE = "picture"
    TABLE = "table"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class NumberInput:
    """A number of a table.

    Attributes:
        label: as a reader knows it.
        names: further names a reader or an order may give it, lower case.
        unit: what it is in, as UCUM; a value stated in another unit is not taken.
        is_log: whether its logarithm is standardised (values that range over decades).
        mean, scale: of the training cases that have it.
    """

    name: str
    label: str
    unit: str = ""
    names: tuple[str, ...] = ()
    is_log: bool = False
    mean: float = 0.0
    scale: float = 1.0

    def standard(self, value: float) -> float:
        """Its standard score, cut at ± `MOST_STANDARD`."""
        bent = float(np.log(max(value, 1e-3))) if self.is_log else value
        return float(np.clip((bent - self.mean) / self.scale, -MOST_STANDARD, MOST_STANDARD))


@dataclass(frozen=True, slots=True)
class ChoiceInput:
    """A text of a table that is one of a few; another one counts as unknown."""

    name: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartPlan:
    """One part of the input.

    Attributes:
        size: axes a picture or a text is projected on.
        hidden_stems: words beginning so are blanked out of a text: they tell the outcome.
        is_compared_only: whether the fused subjects leave it out.
    """

    name: str
    kind: PartKind
    size: int = 8
    numbers: tuple[NumberInput, ...] = ()
    choices: tuple[ChoiceInput, ...] = ()
    buckets: int = 512
    hidden_stems: tuple[str, ...] = ()
    is_compared_only: bool = False

    @property
    def inputs(self) -> tuple[NumberInput | ChoiceInput, ...]:
        return self.numbers + self.choices


@dataclass(frozen=True, slots=True)
class RawCase:
    """What is known of one case; None, absent names and "" are what is not."""

    features: Floats | None = None
    numbers: Mapping[str, float] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Vectors (n, width) of each part, and whether a case has it: (n, parts) in the same order."""

    parts: dict[str, Floats]
    present: Flags

    def __len__(self) -> int:
        return len(self.present)

    def take(self, cases: NDArray[np.int64]) -> Self:
        """These cases, in that order."""
        chosen = {name: vectors[cases] for name, vectors in self.parts.items()}
        return replace(self, parts=chosen, present=self.present[cases])

    def without(self, *names: str) -> Self:
        """As if nobody had these parts."""
        present = self.present.copy()
        for name in names:
            present[:, list(self.parts).index(name)] = False
        return replace(self, present=present)

    def swapped(self, name: str, cases: NDArray[np.int64]) -> Self:
        """Each case with another one's part."""
        place, present = list(self.parts).index(name), self.present.copy()
        present[:, place] = present[cases, place]
        return replace(self, parts={**self.parts, name: self.parts[name][cases]}, present=present)

    def of(self, names: Sequence[str]) -> tuple[dict[str, Floats], Flags]:
        """Vectors and presence of these parts alone."""
        places = [list(self.parts).index(name) for name in names]
        return {name: self.parts[name] for name in names}, self.present[:, places]


def encoded(parts: Sequence[PartPlan], arrays: Arrays, cases: Sequence[RawCase]) -> Encoded:
    """Every part of every case.

    Args:
        arrays: what was fitted: `projection_arrays` of pictures and texts, by part.
    """
    vectors = {part.name: projected(part, arrays, part_values(part, cases)) for part in parts}
    present = np.array([[has_part(part, case) for part in parts] for case in cases], bool)
    return Encoded(vectors, present.reshape(len(cases), len(parts)))


def has_part(part: PartPlan, case: RawCase) -> bool:
    """Whether anything of the part is known."""
    if part.kind is PartKind.PICTURE:
        return case.features is not None
    if part.kind is PartKind.TEXT:
        return bool(without_words(case.text, part.hidden_stems).strip())
    return any(is_known(each, case) for each in part.inputs)


def is_known(given: NumberInput | ChoiceInput, case: RawCase) -> bool:
    if isinstance(given, NumberInput):
        return given.name in case.numbers
    return case.choices.get(given.name, "") in given.values


def part_values(part: PartPlan, cases: Sequence[RawCase]) -> Floats:
    """(n, d) before any projection; rows of cases without the part are zero."""
    if part.kind is PartKind.TEXT:
        return hashed_counts(
            [without_words(c.text, part.hidden_stems) for c in cases], part.buckets
        )
    if part.kind is PartKind.TABLE:
        return np.array([_row(part, case) for case in cases], np.float32)
    width = max((len(c.features) for c in cases if c.features is not None), default=1)
    nothing = np.zeros(width, np.float32)
    return np.stack([nothing if c.features is None else c.features for c in cases])


def projected(part: PartPlan, arrays: Arrays, values: Floats) -> Floats:
    """Values of a part on the axes that were fitted; tables as they are."""
    if part.kind is PartKind.TABLE:
        return values
    mean, axes = arrays[f"{part.name}.mean"], arrays[f"{part.name}.axes"]
    if part.kind is PartKind.TEXT:
        values = weighted_words(values, arrays[f"{part.name}.rarity"])
    if values.shape[1] != len(mean):  # nobody has a picture
        return np.zeros((len(values), len(axes)), np.float32)
    found: Floats = ((values - mean) @ axes.T).astype(np.float32)
    return found


def weighted_words(counts: Floats, rarity: Floats) -> Floats:
    """Counts times rarity, of length one where there is a word at all."""
    weighted = counts * rarity
    lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
    result: Floats = (weighted / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return result


def _row(part: PartPlan, case: RawCase) -> list[float]:
    row: list[float] = []
    for number in part.numbers:
        value = case.numbers.get(number.name)
        row += [0.0, 0.0] if value is None else [number.standard(value), 1.0]
    for choice in part.choices:
        row += [float(case.choices.get(choice.name) == value) for value in choice.values]
    return row
