"""Several threads over one list of slices."""

import itertools
import threading
from collections import Counter

import pytest

from medviewer.dicom.pixels import slice_threads
from medviewer.dicom.pixels.slice_threads import for_each


@pytest.fixture(autouse=True)
def two_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slice_threads, "thread_count", lambda: 2)


def test_that_every_index_is_worked_on_once() -> None:
    worked: Counter[int] = Counter()

    for_each(range(500), lambda index: worked.update([index]))

    assert worked == Counter(range(500))


def test_that_two_threads_work_at_once() -> None:
    both = threading.Barrier(2, timeout=120)  # a hang guard

    def wait(index: int) -> None:
        both.wait()

    for_each(range(2), wait)

    assert not both.broken


def test_that_the_first_error_stops_the_rest_and_is_raised() -> None:
    def failing(index: int) -> None:
        if index == 3:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        for_each(itertools.count(), failing)  # ends, though there is always another


def test_that_no_indices_are_no_work() -> None:
    for_each([], lambda index: pytest.fail("nothing to do"))
