"""Steps done, undone and redone, whoever recorded them."""

import pytest

from medviewer.session.keeping.history import Change, History
from medviewer.words import message

pytestmark = pytest.mark.gui


class Number:
    """Something with a value, and a history of it."""

    def __init__(self, history: History) -> None:
        self.value = 0
        self._history = history

    def put(self, value: int) -> None:
        self.value = value

    def become(self, value: int, drag: str = "", scope: str = "", part: str = "") -> None:
        title = message("Test", "Number changed")
        change = Change(title, self.put, self.value, value, scope, drag, part)
        self.value = value
        self._history.record(change)


@pytest.fixture
def history() -> History:
    return History()


@pytest.fixture
def number(history: History) -> Number:
    return Number(history)


def test_that_steps_go_back_and_forth_in_order(history: History, number: Number) -> None:
    number.become(1)
    number.become(2)
    seen = []

    for step in (history.undo, history.undo, history.redo, history.redo):
        step()
        seen.append(number.value)

    assert seen == [1, 0, 1, 2]


def test_that_nothing_happens_at_either_end(history: History, number: Number) -> None:
    assert history.undo() is None
    assert history.redo() is None
    assert number.value == 0


def test_that_a_drag_is_one_step(history: History, number: Number) -> None:
    number.become(1)
    for value in (2, 3, 4):
        number.become(value, drag="d")

    history.undo()

    assert number.value == 1


def test_that_the_next_drag_is_another_step(history: History, number: Number) -> None:
    number.become(1, drag="d")
    number.become(2, drag="e")

    history.undo()

    assert number.value == 1


def test_that_a_redone_drag_takes_no_further_changes_in(history: History, number: Number) -> None:
    number.become(1, drag="d")
    history.undo()
    history.redo()
    number.become(2, drag="d")

    history.undo()

    assert number.value == 1


def test_that_a_new_step_forgets_what_was_undone(history: History, number: Number) -> None:
    number.become(1)
    history.undo()

    number.become(2)

    assert not history.can_redo


def test_that_steps_of_a_closed_study_are_forgotten_and_others_stay(
    history: History, number: Number
) -> None:
    number.become(1, scope="1.2")
    number.become(2, scope="1.3")

    history.forget(frozenset({"1.3"}))
    history.undo()

    assert number.value == 0
    assert not history.can_undo


def test_that_one_part_of_a_study_can_be_forgotten(history: History, number: Number) -> None:
    number.become(1, scope="1.2", part="kept")
    number.become(2, scope="1.2", part="gone")

    history.forget(frozenset({"1.2"}), "gone")
    history.undo()

    assert number.value == 0
