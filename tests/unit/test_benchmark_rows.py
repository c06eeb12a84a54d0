"""The benchmark's own machinery: rounds, goals, what is missing. No time is asserted."""

import importlib
import inspect
import json

import pytest

from tests.benchmarks.row import Goal, Missing, Row, Runner, in_rounds, measure
from tests.benchmarks.rows import ROWS


class Scripted:
    """Takes as long as it was told, and notes when it was its turn."""

    def __init__(self, name: str, seconds: list[float], turns: list[str]) -> None:
        self.name = name
        self._seconds = iter(seconds)
        self._turns = turns

    def once(self) -> float:
        self._turns.append(self.name)
        return next(self._seconds)


SECONDS = {"ours": [1.0, 9.0, 2.0], "fast": [4.0, 5.0, 6.0], "slow": [8.0, 8.0, 8.0]}


def start(name: str) -> Runner:
    if name not in SECONDS:
        raise Missing("not installed")
    return Scripted(name, SECONDS[name], [])


def test_that_contestants_take_turns_and_the_median_counts() -> None:
    turns: list[str] = []
    runners = [Scripted(name, SECONDS[name], turns) for name in ("ours", "fast")]

    medians = in_rounds(runners, 3)

    assert turns == ["ours", "fast"] * 3
    assert medians == [2.0, 5.0]


def test_that_the_best_reference_counts() -> None:
    row = Row("load.x", "ours", ("slow", "fast"), Goal(0.4), rounds=3)

    result = measure(row, start)

    assert json.loads(result.as_json()) == {
        "name": "load.x",
        "ours": 2.0,
        "reference": 5.0,
        "reference_name": "fast",
        "ratio": 0.4,
        "goal": "<= 0.4",
        "ok": True,
        "unit": "s",
    }


def test_that_rates_are_compared_as_rates() -> None:
    row = Row("scan.x", "ours", ("fast",), Goal(3, is_at_least=True), "1/s", True, rounds=3)

    result = measure(row, start)

    assert (result.ours, result.reference, result.ratio) == (0.5, 0.2, 2.5)
    assert result.ok is False


def test_that_a_missing_peer_is_said_and_the_others_count() -> None:
    row = Row("load.x", "ours", ("absent", "slow"), None, rounds=3)

    result = measure(row, start)

    assert (result.reference_name, result.ratio, result.ok) == ("slow", 0.25, None)
    assert json.loads(result.as_json())["missing"] == "absent: not installed"


def test_that_without_any_peer_nothing_is_claimed() -> None:
    row = Row("load.x", "ours", ("absent",), Goal(0.4), rounds=3)

    result = measure(row, start)

    assert (result.ours, result.ratio, result.ok) == (2.0, None, None)


def test_that_names_of_rows_are_given_once() -> None:
    names = [row.name for row in ROWS]

    assert len(set(names)) == len(names)


@pytest.mark.gui
@pytest.mark.parametrize(
    "contestant", sorted({each for row in ROWS for each in (row.ours, *row.references)})
)
def test_that_every_contestant_can_be_called_as_its_row_does(contestant: str) -> None:
    module, function, *arguments = contestant.split(":")

    prepared = getattr(importlib.import_module(f"tests.benchmarks.{module}"), function)

    inspect.signature(prepared).bind(*arguments)
