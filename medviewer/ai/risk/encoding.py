"""From a table's columns to a model's numbers: everything is learnt from the training part and kept.

A number becomes its distance from the training mean in standard deviations, a category one number a level, a
text one a frequent word. Nothing stated becomes 0, the training average, with a sign of its own where that
was learnt.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from medviewer.ai.risk.clinical_table import ClinicalTable, Column, ColumnKind, number
from medviewer.ai.risk.outcomes import Floats

FEWEST_MISSING = 5  # rows without a value from which on that itself may tell something
FEWEST_OF_LEVEL = 3  # rows of a level; rarer ones count as the average
MOST_LEVELS = 20
MOST_WORDS = 60
SHARE_OF_WORD = 0.05  # of rows, from which on a word of a text is read
LONG_TAIL = 2.0  # skewness from which on a number that is never negative is read by its logarithm
FARTHEST = 8.0  # standard deviations; beyond, a value is taken as this far
WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class EncodedColumn:
    """One column as it was learnt.

    Attributes:
        levels: of a category, most frequent first; the words of a text. The first level of a category has no
            number of its own.
        is_logged: whether log(1 + value) is read.
        has_missing_sign: whether a last number says that nothing was stated.
        centers: mean of each number it becomes; `scales` their standard deviation.
        low: least of the training part; `high` the greatest; `usual` the median or the most frequent level.
    """

    name: str
    kind: ColumnKind
    levels: tuple[str, ...]
    is_logged: bool
    has_missing_sign: bool
    centers: tuple[float, ...]
    scales: tuple[float, ...]
    low: float
    high: float
    usual: str

    def encoded(self, cells: tuple[str, ...]) -> Floats:
        """(n, width) numbers of these cells."""
        raw = _raw(self, cells)
        found = np.nan_to_num((raw - np.array(self.centers)) / np.array(self.scales), nan=0.0)
        bounded: Floats = np.clip(found, -FARTHEST, FARTHEST)
        return bounded

    def is_beyond(self, cell: str) -> bool:
        """Whether a stated value lies outside what was learnt from."""
        if not cell or self.kind is ColumnKind.TEXT:
            return False
        if self.kind is ColumnKind.CATEGORY:
            return level(cell) not in self.levels
        return not self.low <= number(cell) <= self.high


@dataclass(frozen=True, slots=True)
class Encoding:
    """Every column a model reads, in order."""

    columns: tuple[EncodedColumn, ...]

    def encoded(self, table: ClinicalTable) -> Floats:
        """(rows, width) of a table that has all columns; `outcomes.require_column` says whether."""
        parts = [each.encoded(table[each.name].cells) for each in self.columns]
        return np.concatenate(parts, axis=1) if parts else np.zeros((table.rows, 0))

    def one(self, values: dict[str, str]) -> Floats:
        """(1, width) of one patient; a column not named is missing."""
        parts = [each.encoded((values.get(each.name, ""),)) for each in self.columns]
        return np.concatenate(parts, axis=1)

    @property
    def width(self) -> int:
        return sum(len(each.centers) for each in self.columns)

    @property
    def owners(self) -> tuple[str, ...]:
        """(width) the column each number comes from."""
        return tuple(each.name for each in self.columns for _ in each.centers)


@dataclass(frozen=True, slots=True)
class DroppedColumn:
    """A column that is not read, and why, in words."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class FittedEncoding:
    """An encoding, and the columns it could not use."""

    encoding: Encoding
    dropped: tuple[DroppedColumn, ...]


def fit_encoding(
    table: ClinicalTable, names: Iterable[str], categories: frozenset[str] = frozenset()
) -> FittedEncoding:
    """Learn from these rows alone.

    Args:
        categories: columns of numbers that are codes, not quantities.
    """
    kept, dropped = [], []
    for name in names:
        column = table[name]
        if name in categories and column.kind is ColumnKind.NUMBER:
            column = replace(column, kind=ColumnKind.CATEGORY)
        reason = _why_not(column)
        if reason:
            dropped.append(DroppedColumn(name, reason))
        else:
            kept.append(_fitted(column))
    return FittedEncoding(Encoding(tuple(kept)), tuple(dropped))


def level(cell: str) -> str:
    """A category's cell as it is compared: 1.0 is 1, case does not count."""
    value = number(cell)
    return f"{value:g}" if value == value else cell.casefold()


def _why_not(column: Column) -> str:
    stated = [cell for cell in column.cells if cell]
    if not stated:
        return "states nothing"
    if len({level(cell) for cell in stated}) == 1 and column.missing < FEWEST_MISSING:
        return "says the same in every row"
    if column.kind is ColumnKind.CATEGORY:
        counts = Counter(level(cell) for cell in stated)
        common = sum(1 for count in counts.values() if count >= FEWEST_OF_LEVEL)
        if common < 2:
            return "has no two values that several rows share"
        if len(counts) > len(stated) / 2:
            return "differs in most rows, as a name or number of a patient does"
    return ""


def _fitted(column: Column) -> EncodedColumn:
    sign = column.missing >= FEWEST_MISSING
    numbers = column.numbers if column.kind is ColumnKind.NUMBER else np.zeros(1)
    stated = numbers[np.isfinite(numbers)]
    plain = EncodedColumn(
        column.name,
        column.kind,
        _levels(column),
        column.kind is ColumnKind.NUMBER and _has_long_tail(stated),
        sign,
        (),
        (),
        float(stated.min()) if len(stated) else 0.0,
        float(stated.max()) if len(stated) else 0.0,
        _usual(column, stated),
    )
    raw = _raw(plain, column.cells)
    spread = np.nanstd(raw, axis=0)
    return replace(
        plain,
        centers=tuple(np.nanmean(raw, axis=0).tolist()),
        scales=tuple(np.where(spread > 1e-12, spread, 1.0).tolist()),
    )


def _levels(column: Column) -> tuple[str, ...]:
    if column.kind is ColumnKind.CATEGORY:
        counts = Counter(level(cell) for cell in column.cells if cell)
        common = [each for each, count in counts.most_common() if count >= FEWEST_OF_LEVEL]
        return tuple(common[:MOST_LEVELS])
    if column.kind is ColumnKind.TEXT:
        counts = Counter(word for cell in column.cells for word in _words(cell))
        least = max(FEWEST_OF_LEVEL, SHARE_OF_WORD * len(column.cells))
        common = [each for each, count in counts.most_common(MOST_WORDS) if count >= least]
        return tuple(common)
    return ()


def _raw(column: EncodedColumn, cells: tuple[str, ...]) -> Floats:
    """(n, width) before centring; NaN where nothing is stated or learnt."""
    if column.kind is ColumnKind.NUMBER:
        found = np.array([number(cell) for cell in cells])[:, None]
        found = np.log1p(np.maximum(found, 0)) if column.is_logged else found
    elif column.kind is ColumnKind.CATEGORY:
        found = _one_of(column.levels, cells)
    else:
        said = [_words(cell) for cell in cells]
        found = np.array([[float(word in words) for word in column.levels] for words in said])
        found = found.reshape(len(cells), len(column.levels))
    if not column.has_missing_sign:
        return found
    signs = np.array([[float(not cell)] for cell in cells])
    return np.concatenate([found, signs], axis=1)


def _one_of(levels: tuple[str, ...], cells: tuple[str, ...]) -> Floats:
    rows = np.full((len(cells), len(levels) - 1), np.nan)
    for row, cell in zip(rows, cells, strict=True):
        if level(cell) in levels:
            row[:] = [float(level(cell) == each) for each in levels[1:]]
    return rows


def _words(cell: str) -> frozenset[str]:
    return frozenset(WORD.findall(cell.casefold()))


def _has_long_tail(stated: Floats) -> bool:
    if not len(stated) or stated.min() < 0 or stated.std() == 0:
        return False
    return float((((stated - stated.mean()) / stated.std()) ** 3).mean()) > LONG_TAIL


def _usual(column: Column, stated: Floats) -> str:
    if column.kind is ColumnKind.NUMBER:
        return f"{np.median(stated):g}"
    if column.kind is ColumnKind.CATEGORY:
        return Counter(cell for cell in column.cells if cell).most_common(1)[0][0]
    return ""
