"""Who makes way for whom where several series are decoded by few threads."""

import threading
import time

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.volume import Frame, Unit
from medviewer.jobs.runner import JobRunner
from medviewer.session.images import decoding
from medviewer.session.images.decoding_turns import DecodingTurns
from medviewer.session.images.volume_cache import VolumeCache
from tests.unit.session.several_series import series

pytestmark = pytest.mark.gui


def turns_of(waiting: str, *, begun: bool, preferred: frozenset[str]) -> DecodingTurns:
    turns = DecodingTurns()
    turns.prefer(preferred)
    if begun:
        turns.wait(waiting)
        turns.begin(waiting)
    turns.wait(waiting)
    return turns


def test_that_nobody_makes_way_while_nobody_waits() -> None:
    assert not DecodingTurns().must_end("a", is_long=True)


@pytest.mark.parametrize(
    ("begun", "preferred", "is_long", "expected"),
    [
        (False, frozenset("ab"), False, True),  # b has no image yet
        (True, frozenset("ab"), False, False),  # both have begun: a has its moment
        (True, frozenset("ab"), True, True),
        (False, frozenset("a"), True, False),  # nobody looks at b
        (True, frozenset("b"), False, True),  # nobody looks at a
    ],
)
def test_who_makes_way(
    begun: bool, preferred: frozenset[str], is_long: bool, expected: bool
) -> None:
    turns = turns_of("b", begun=begun, preferred=preferred)

    assert turns.must_end("a", is_long=is_long) is expected


def test_that_every_series_on_screen_has_its_image_before_any_is_complete(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    order: list[str] = []
    gate = threading.Event()

    def read(target: decoding.Target, index: int) -> Frame:
        gate.wait()
        time.sleep(0.001)  # as a decoder lets other threads in
        order.append(target.display_set.display_set_id)
        return Frame(np.full((8, 8), index, np.int16), Unit.HU)

    monkeypatch.setattr(decoding.Target, "read", read)
    runner = JobRunner()
    cache = VolumeCache(runner)
    sets = [series(f"1.{number}", count=40).display_sets[0] for number in range(4)]
    cache.keep(frozenset(each.display_set_id for each in sets))
    for each in sets:
        cache.request(each, 5)

    gate.set()
    qtbot.waitUntil(lambda: all(cache.is_complete(each.display_set_id) for each in sets))
    runner.shut_down()

    assert {each.display_set_id for each in sets} == set(order[:12])
    assert len(order) == 160


def test_that_what_is_on_screen_stays_in_memory(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    frame = Frame(np.zeros((8, 8), np.int16), Unit.HU)
    monkeypatch.setattr(decoding.Target, "read", lambda target, index: frame)
    runner = JobRunner()
    cache = VolumeCache(runner)
    cache.budget_bytes = 4 * 8 * 8 * 2
    first, second, third = (series(f"1.{n}", count=4).display_sets[0] for n in range(3))
    cache.keep(frozenset({first.display_set_id, third.display_set_id}))

    for each in (first, second, third):
        with qtbot.waitSignal(cache.completed):
            cache.request(each, 0)
    cache.request(third, 1)
    runner.shut_down()

    assert cache.frame(first.display_set_id, 0) is not None
    assert cache.frame(second.display_set_id, 0) is None
    assert cache.frame(third.display_set_id, 0) is not None
