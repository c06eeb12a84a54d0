"""A table of patients in a CSV file: one row a patient or an interval of one, columns typed by what they say.

The file comes from anywhere: its size, rows, columns and cells are capped before anything is kept.
"""

import csv
import io
import math
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.errors import InputError
from medviewer.words import message

MOST_BYTES = 64 * 2**20
MOST_ROWS = 100_000
MOST_COLUMNS = 1_000
LONGEST_CELL = 20_000
LONGEST_NAME = 200
MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", ".", "?", "-", "missing", "#n/a"})
DELIMITERS = ",;\t|"
TEXT_WORDS = 4.0  # mean words a cell, above which a column is free text


class ColumnKind(StrEnum):
    """What the cells of a column are."""

    NUMBER = "number"
    CATEGORY = "category"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `cells` are stripped, "" where missing."""

    name: str
    kind: ColumnKind
    cells: tuple[str, ...]

    @property
    def numbers(self) -> NDArray[np.float64]:
        """The cells as numbers, NaN where missing or none."""
        return np.array([number(cell) for cell in self.cells])

    @property
    def missing(self) -> int:
        return sum(not cell for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ClinicalTable:
    """Named columns of equal length."""

    columns: tuple[Column, ...]
    rows: int

    def __getitem__(self, name: str) -> Column:
        return next(each for each in self.columns if each.name == name)

    def __contains__(self, name: str) -> bool:
        return any(each.name == name for each in self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.columns)

    def row(self, index: int) -> tuple[str, ...]:
        """One row's cells, in order of columns."""
        return tuple(each.cells[index] for each in self.columns)

    def only(self, rows: NDArray[np.int64]) -> "ClinicalTable":
        """These rows; kinds stay as they were found in the whole table."""
        columns = tuple(
            Column(each.name, each.kind, tuple(each.cells[row] for row in rows))
            for each in self.columns
        )
        return ClinicalTable(columns, len(rows))


def number(cell: str) -> float:
    """A cell as a finite number, with a decimal comma where it has no point; NaN otherwise."""
    try:
        found = float(cell if "." in cell else cell.replace(",", "."))
    except ValueError:
        return math.nan
    return found if math.isfinite(found) and "_" not in cell else math.nan


def read_clinical_table(path: Path) -> ClinicalTable:
    """The table in that file.

    Raises:
        InputError: it is not there, too large, no text, or its rows and columns do not fit one another.
    """
    lines = _lines(_text(path), path)
    names = _names(lines[0], path)
    rows = [row for row in lines[1:] if any(cell.strip() for cell in row)]
    if not rows:
        raise _unusable(path, "it has no rows below its header")
    for place, row in enumerate(rows, start=2):
        if len(row) != len(names):
            raise _unusable(
                path, f"line {place} has {len(row)} cells and the header {len(names)} names"
            )
    columns = tuple(
        _column(name, tuple(_cell(row[index], path) for row in rows))
        for index, name in enumerate(names)
    )
    return ClinicalTable(columns, len(rows))


def kind_of(cells: tuple[str, ...]) -> ColumnKind:
    """Number if every stated cell is one; text if cells are sentences that differ; otherwise a category."""
    stated = [cell for cell in cells if cell]
    if stated and all(not math.isnan(number(cell)) for cell in stated):
        return ColumnKind.NUMBER
    words = sum(len(cell.split()) for cell in stated) / max(1, len(stated))
    if words > TEXT_WORDS and len(set(stated)) > len(stated) / 2:
        return ColumnKind.TEXT
    return ColumnKind.CATEGORY


def examples(column: Column, count: int = 4) -> tuple[str, ...]:
    """The most frequent values of a column, shortened."""
    found = Counter(cell for cell in column.cells if cell)
    return tuple(cell[:40] for cell, _ in found.most_common(count))


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _unusable(path, f"it has {size} bytes and {MOST_BYTES} is the most read")
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(
            message(
                "Risk",
                "The table {path} cannot be read ({why}). Give a CSV file with one row a patient.",
                path=path,
                why=error.strerror or type(error).__name__,
            )
        ) from error
    return _decoded(raw, path)


def _decoded(raw: bytes, path: Path) -> str:
    """UTF-8, UTF-16 with its mark, or Windows' western encoding."""
    try:
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return raw.decode("utf-16")
        if b"\0" in raw:
            raise _unusable(path, "it is no text")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _lines(text: str, path: Path) -> list[list[str]]:
    head = text.partition("\n")[0]
    if not head.strip():
        raise _unusable(path, "its first line, which names the columns, is empty")
    delimiter = max(DELIMITERS, key=head.count)
    if head.count(delimiter) >= MOST_COLUMNS:
        raise _unusable(path, f"it has more than {MOST_COLUMNS} columns")
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            found.append(row)
            if len(found) > MOST_ROWS + 1:
                raise _unusable(path, f"it has more than {MOST_ROWS} rows")
    except csv.Error as error:
        raise _unusable(path, f"line {len(found) + 1}: {error}") from error
    return found


def _names(header: list[str], path: Path) -> list[str]:
    """An unnamed first column is that of row names, as R writes them."""
    names = [name.strip()[:LONGEST_NAME] for name in header]
    if names and not names[0]:
        names[0] = "row"
    if "" in names:
        raise _unusable(path, f"column {names.index('') + 1} has no name")
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise _unusable(path, f"two columns are named “{twice[0]}”")
    return names


def _cell(cell: str, path: Path) -> str:
    if len(cell) > LONGEST_CELL:
        raise _unusable(path, f"a cell has {len(cell)} characters and {LONGEST_CELL} is the most")
    cell = cell.strip()
    return "" if cell.casefold() in MISSING else cell


def _column(name: str, cells: tuple[str, ...]) -> Column:
    return Column(name, kind_of(cells), cells)


def _unusable(path: Path, why: str) -> InputError:
    return InputError(
        message(
            "Risk",
            "The table {path} cannot be used: {why}. Save it as CSV with one header line and one row a "
            "patient.",
            path=path,
            why=why,
        )
    )
