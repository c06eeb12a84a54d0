"""Nothing is searched for garbage meanwhile, and searching goes on afterwards, however it ended."""

import gc
from collections.abc import Iterator

import pytest

from medviewer.jobs.collecting import collecting_later


@pytest.fixture(autouse=True)
def _searching() -> Iterator[None]:
    """On, whatever it was before."""
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


def test_that_searching_rests_and_goes_on() -> None:
    with collecting_later():
        is_resting = not gc.isenabled()

    assert is_resting
    assert gc.isenabled()


def test_that_searching_goes_on_after_a_failure() -> None:
    with pytest.raises(ValueError, match="no"), collecting_later():
        raise ValueError("no")

    assert gc.isenabled()


def test_that_what_was_off_stays_off() -> None:
    gc.disable()

    with collecting_later():
        pass

    assert not gc.isenabled()
