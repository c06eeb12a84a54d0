"""What a model of risk is to foretell: how long each row was followed, and whether its outcome came about."""

from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.risk.clinical_table import ClinicalTable, Column, number
from medviewer.errors import InputError
from medviewer.words import message

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

# What tables say where the outcome came about, if nobody tells; "2" is R's word, where 1 is "censored".
EVENT_WORDS = frozenset(
    {"1", "1.0", "true", "yes", "y", "dead", "death", "died", "deceased", "event", "relapse"}
)
FEWEST_EVENTS = 5  # below which nothing can be learnt or judged
FEWEST_ROWS = 20


@dataclass(frozen=True, slots=True)
class OutcomeColumns:
    """Which columns say it.

    Attributes:
        event: says whether the outcome came about; `event_values` how, empty for the usual words.
        time: of the outcome or the end of follow-up; "" for an outcome without a time.
        start: when a row begins to be at risk; "" where all begin at 0.
        group: tells patients apart; "" where each row is one.
    """

    event: str
    event_values: tuple[str, ...] = ()
    time: str = ""
    start: str = ""
    group: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every column that is no input."""
        found = (self.event, self.time, self.start, self.group)
        return tuple(name for name in found if name)


@dataclass(frozen=True, slots=True)
class Followed:
    """Rows under observation: (n,) arrays.

    Attributes:
        time: of the outcome, or the last time without it.
        event: whether the outcome came about at `time`.
        start: when the row came under observation; the row is at risk in (start, time].
        group: the patient of each row, from 0.
    """

    time: Floats
    event: NDArray[np.bool_]
    start: Floats
    group: Rows

    def __len__(self) -> int:
        return len(self.time)

    @property
    def begins_late(self) -> bool:
        """Whether some row comes under observation after time 0."""
        return bool((self.start > 0).any())

    def only(self, rows: Rows) -> "Followed":
        return Followed(self.time[rows], self.event[rows], self.start[rows], self.group[rows])


def followed(time: object, event: object, start: object = None, group: object = None) -> Followed:
    """Plain sequences as `Followed`; everybody starts at 0 and stands alone unless told otherwise."""
    times = np.asarray(time, np.float64)
    starts = np.zeros(len(times)) if start is None else np.asarray(start, np.float64)
    groups = np.arange(len(times)) if group is None else np.asarray(group, np.int64)
    return Followed(times, np.asarray(event, bool), starts, groups)


@dataclass(frozen=True, slots=True)
class ReadOutcomes:
    """The rows that can be used, their outcomes, and how many could not and why."""

    rows: Rows
    followed: Followed
    left_out: int


def read_outcomes(table: ClinicalTable, columns: OutcomeColumns) -> ReadOutcomes:
    """Time and event of every row that states both.

    Raises:
        InputError: a column is not there, or does not say what it should.
    """
    for name in columns.names:
        require_column(table, name)
    event, is_stated = _events(table[columns.event], columns.event_values)
    time = _times(table, columns.time) if columns.time else np.ones(table.rows)
    start = _times(table, columns.start) if columns.start else np.zeros(table.rows)
    is_usable = is_stated & np.isfinite(time) & np.isfinite(start) & (time >= 0) & (start >= 0)
    if columns.start:
        is_usable &= start < time
    rows = np.flatnonzero(is_usable).astype(np.int64)
    groups = _groups(table, columns.group)
    found = Followed(time, event, start, groups).only(rows)
    return ReadOutcomes(rows, found, table.rows - len(rows))


def refuse_too_few(found: Followed, what: str) -> None:
    """Say so where nothing can be learnt.

    Raises:
        InputError: too few rows or outcomes.
    """
    events = int(found.event.sum())
    if len(found) < FEWEST_ROWS or min(events, _others(found)) < FEWEST_EVENTS:
        raise InputError(
            message(
                "Risk",
                "{table} has {rows} usable rows, {events} of them with the outcome. At least {least} rows "
                "are needed, {few} with and {few} without it. Check the columns of time and outcome and the "
                "value that means the outcome.",
                table=what,
                rows=len(found),
                events=events,
                least=FEWEST_ROWS,
                few=FEWEST_EVENTS,
            )
        )


def require_column(table: ClinicalTable, name: str) -> None:
    """Raises InputError where the table has no column of that name."""
    if name not in table:
        raise InputError(
            message(
                "Risk",
                "The table has no column “{name}”. It has: {names}.",
                name=name,
                names=", ".join(table.names[:40]),
            )
        )


def _others(found: Followed) -> int:
    """Rows without the outcome; everybody may reach it where times tell them apart."""
    is_timed = len(np.unique(found.time)) > 1
    return FEWEST_EVENTS if is_timed else int((~found.event).sum())


def _events(column: Column, values: tuple[str, ...]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    cells = np.array([_plain(cell) for cell in column.cells])
    is_stated = cells != ""
    said = {_plain(value) for value in values} or _usual_words(set(cells[is_stated].tolist()))
    if not said & set(cells.tolist()):
        raise InputError(
            message(
                "Risk",
                "The column “{name}” never says {values}. It says: {found}. Name the value that means the "
                "outcome.",
                name=column.name,
                values=" / ".join(sorted(values or EVENT_WORDS)),
                found=", ".join(sorted(set(cells[is_stated].tolist()))[:10]),
            )
        )
    return np.isin(cells, sorted(said)), is_stated


def _usual_words(cells: set[str]) -> set[str]:
    return {"2"} if cells == {"1", "2"} else set(EVENT_WORDS)


def _plain(cell: str) -> str:
    """Case folded, and 1.0 as 1."""
    value = number(cell)
    return str(int(value)) if value == value // 1 and abs(value) < 1e9 else cell.casefold()


def _times(table: ClinicalTable, name: str) -> Floats:
    found = table[name].numbers
    if not np.isfinite(found).any():
        raise InputError(
            message(
                "Risk",
                "The column “{name}” holds no numbers, so it cannot be a time. Choose the column of "
                "follow-up times.",
                name=name,
            )
        )
    return found


def _groups(table: ClinicalTable, name: str) -> Rows:
    if not name:
        return np.arange(table.rows)
    cells = [cell or f"row {row}" for row, cell in enumerate(table[name].cells)]
    return np.unique(np.array(cells), return_inverse=True)[1].astype(np.int64)


def folds_of(found: Followed, count: int, seed: int) -> Rows:
    """(n,) the fold of each row: whole patients, by a hash of their number, as many outcomes in each."""
    patients = np.unique(found.group)
    reached = {int(p) for p in found.group[found.event]}
    order = sorted(patients.tolist(), key=lambda p: (p not in reached, _digest(seed, p)))
    place = {patient: index % count for index, patient in enumerate(order)}
    return np.array([place[int(p)] for p in found.group], np.int64)


def _digest(seed: int, patient: int) -> str:
    return sha256(f"{seed}|{patient}".encode()).hexdigest()
