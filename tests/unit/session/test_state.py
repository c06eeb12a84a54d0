"""State: one value, one way to change it, one signal."""

from dataclasses import dataclass

import pytest

from medviewer.session.state import State

pytestmark = pytest.mark.gui


@dataclass(frozen=True)
class Point:
    x: int = 0
    y: int = 0


def test_that_a_change_is_announced_with_both_values() -> None:
    state = State(Point())
    heard: list[tuple[Point, Point]] = []
    state.changed.connect(lambda before, now: heard.append((before, now)))

    state.update(x=1)

    assert heard == [(Point(0, 0), Point(1, 0))]


def test_that_an_equal_value_is_not_announced() -> None:
    state = State(Point(1, 2))
    heard: list[object] = []
    state.changed.connect(lambda before, now: heard.append(now))

    state.update(x=1)

    assert heard == []


def test_that_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError):
        State(Point()).update(z=1)
