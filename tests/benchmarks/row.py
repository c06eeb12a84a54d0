"""One line of the table: ours against the best of some references, in interleaved rounds."""

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

ROUNDS = 5


class Runner(Protocol):
    """Something that can be measured again and again."""

    name: str

    def once(self) -> float: ...


class Missing(Exception):  # noqa: N818 - not an error: a peer that is not installed here
    """A contestant that cannot run on this machine; the text says why."""


@dataclass(frozen=True, slots=True)
class Warmed:
    """What takes minutes, and has warmed itself by a part of its work."""

    once: Callable[[], object]

    def __call__(self) -> object:
        return self.once()


@dataclass(frozen=True, slots=True)
class Goal:
    """How ours should stand to the reference."""

    ratio: float
    is_at_least: bool = False

    def is_met(self, ratio: float) -> bool:
        return ratio >= self.ratio if self.is_at_least else ratio <= self.ratio

    def __str__(self) -> str:
        return f"{'>=' if self.is_at_least else '<='} {self.ratio:g}"


@dataclass(frozen=True, slots=True)
class Row:
    """A comparison. Contestants are named `module:function:argument…`, see `contestant`.

    Attributes:
        name: `what.how`; `make bench ONLY=what` runs all that begin so.
        references: the best of them counts.
        goal: None for what is only reported.
        unit: of what is measured; where it is a rate, the ratio is ours over the reference's rate.
        is_rate: contestants give seconds, the table shows steps a second.
    """

    name: str
    ours: str
    references: tuple[str, ...]
    goal: Goal | None
    unit: str = "s"
    is_rate: bool = False
    rounds: int = ROUNDS


@dataclass(frozen=True, slots=True)
class Result:
    """What `make bench` prints, one JSON object a line."""

    name: str
    ours: float | None
    reference: float | None
    reference_name: str
    ratio: float | None
    goal: str
    ok: bool | None
    unit: str = "s"
    missing: str = ""

    def as_json(self) -> str:
        values = {
            "name": self.name,
            "ours": _rounded(self.ours),
            "reference": _rounded(self.reference),
            "reference_name": self.reference_name,
            "ratio": _rounded(self.ratio),
            "goal": self.goal,
            "ok": self.ok,
            "unit": self.unit,
        }
        if self.missing:
            values["missing"] = self.missing
        return json.dumps(values)


Start = Callable[[str], Runner]  # may raise Missing


def measure(row: Row, start: Start) -> Result:
    """Run every contestant that there is, one after another, round by round."""
    goal = str(row.goal) if row.goal else "reported"
    try:
        ours = start(row.ours)
    except Missing as missing:
        return Result(row.name, None, None, "", None, goal, None, row.unit, str(missing))
    references, absent = _started(row.references, start)
    times = in_rounds([ours, *references], row.rounds)
    mine = _shown(row, times[0])
    if not references:
        ok = None if row.references else True
        return Result(row.name, mine, None, "", None, goal, ok, row.unit, "; ".join(absent))
    best = min(range(len(references)), key=lambda index: times[index + 1])
    theirs = _shown(row, times[best + 1])
    ratio = mine / theirs
    ok = row.goal.is_met(ratio) if row.goal else None
    name = references[best].name
    return Result(row.name, mine, theirs, name, ratio, goal, ok, row.unit, "; ".join(absent))


def in_rounds(runners: Sequence[Runner], rounds: int) -> list[float]:
    """The median of each, measured in turns: what else the machine does meets all of them."""
    taken: list[list[float]] = [[] for _ in runners]
    for _ in range(rounds):
        for runner, values in zip(runners, taken, strict=True):
            values.append(runner.once())
    return [statistics.median(values) for values in taken]


def _started(names: Sequence[str], start: Start) -> tuple[list[Runner], list[str]]:
    runners, absent = [], []
    for name in names:
        try:
            runners.append(start(name))
        except Missing as missing:
            absent.append(f"{name.rpartition(':')[2]}: {missing}")
    return runners, absent


def _shown(row: Row, seconds: float) -> float:
    return 1 / seconds if row.is_rate else seconds


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")
