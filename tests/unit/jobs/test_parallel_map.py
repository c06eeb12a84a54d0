"""`parallel_map`: order, bounds, and what happens to an error."""

import threading
from collections.abc import Iterator

import pytest

from medviewer.jobs.parallel_map import AHEAD, parallel_map


def test_that_results_come_in_the_order_of_the_tasks() -> None:
    waits = [threading.Event() for _ in range(2)]

    def second_first(number: int) -> int:
        if number == 0:
            waits[1].wait(5)
        waits[number].set()
        return number

    assert list(parallel_map(second_first, range(2), 2)) == [0, 1]


def test_that_tasks_are_not_taken_far_ahead() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    next(parallel_map(abs, tasks(), 2))

    assert len(taken) <= 2 * AHEAD + 1


def test_that_an_error_is_raised_when_its_result_is_due() -> None:
    results = parallel_map(lambda number: 1 // number, [1, 0], 2)

    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)
