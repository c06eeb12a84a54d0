"""Decoded pixels: which frame first, what arrives, what leaves."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.study import DisplaySet, Instance, Rescale
from medviewer.domain.volume import Frame, Unit, Volume
from medviewer.errors import UndecodablePixels
from medviewer.jobs.runner import JobRunner
from medviewer.session.images import decoding
from medviewer.session.images.load_plan import LoadPlan
from medviewer.session.images.volume_cache import Entry, VolumeCache, carried_over, size_bytes
from medviewer.words import message
from tests.patience import HANG_MS
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui


class Reads:
    """Stands in for the files: writes down the order, can hold the decoding threads back."""

    def __init__(self) -> None:
        self.order: list[int] = []
        self.gate = threading.Event()
        self.broken: set[int] = set()
        self.gate.set()

    def read(self, target: decoding.Target, index: int) -> Frame:
        self.order.append(index)
        self.gate.wait()
        if index in self.broken:
            raise UndecodablePixels(message("Test", "cut short"))
        return Frame(np.full((8, 8), index, np.int16), Unit.HU)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    reads = Reads()
    monkeypatch.setattr(decoding.Target, "read", lambda target, index: reads.read(target, index))
    return reads


@pytest.fixture
def cache(qapp: object) -> Iterator[VolumeCache]:
    runner = JobRunner()
    yield VolumeCache(runner)
    runner.shut_down()


def display_set(make_study: MakeStudy, count: int, study_uid: str = "1.2") -> DisplaySet:
    return make_study(count, study_uid).series[0].display_sets[0]


def test_that_the_frame_asked_for_is_decoded_first_and_all_arrive(
    cache: VolumeCache, reads: Reads, make_study: MakeStudy, qtbot: QtBot
) -> None:
    shown = display_set(make_study, 20)

    with qtbot.waitSignal(cache.completed):
        cache.request(shown, 13)

    assert reads.order[0] == 13
    assert sorted(reads.order) == list(range(20))
    frame = cache.frame(shown.display_set_id, 7)
    assert frame is not None
    assert frame.array[0, 0] == 7


def test_that_the_reader_overtakes_what_was_planned(
    cache: VolumeCache, reads: Reads, make_study: MakeStudy, qtbot: QtBot
) -> None:
    shown = display_set(make_study, 40)
    reads.gate.clear()
    cache.request(shown, 20)
    qtbot.waitUntil(lambda: len(reads.order) == 1)

    cache.request(shown, 0)
    with qtbot.waitSignal(cache.completed):
        reads.gate.set()

    assert 0 in reads.order[1:3]  # by then two threads decode


def test_that_a_frame_that_cannot_be_read_says_why_and_the_rest_arrives(
    cache: VolumeCache, reads: Reads, make_study: MakeStudy, qtbot: QtBot
) -> None:
    shown = display_set(make_study, 5)
    reads.broken = {2}

    with qtbot.waitSignals([cache.frame_failed, cache.completed], timeout=HANG_MS):
        cache.request(shown, 0)

    assert str(cache.problem(shown.display_set_id, 2)) == "cut short"
    assert cache.arrived_count(shown.display_set_id) == 4
    assert cache.volume(shown) is None


def test_that_the_oldest_series_leaves_when_memory_runs_out_and_the_shown_one_stays(
    cache: VolumeCache, reads: Reads, make_study: MakeStudy, qtbot: QtBot
) -> None:
    first, second = display_set(make_study, 4, "1"), display_set(make_study, 4, "2")
    cache.budget_bytes = 4 * 8 * 8 * 2
    with qtbot.waitSignal(cache.completed):
        cache.request(first, 0)

    with qtbot.waitSignal(cache.completed):
        cache.request(second, 0)
    cache.request(second, 1)

    assert cache.frame(first.display_set_id, 0) is None
    assert cache.frame(second.display_set_id, 0) is not None


def test_that_what_arrives_after_closing_is_dropped(
    cache: VolumeCache, reads: Reads, make_study: MakeStudy, qtbot: QtBot
) -> None:
    shown = display_set(make_study, 10)
    heard: list[int] = []
    cache.frame_ready.connect(lambda _, index: heard.append(index))
    reads.gate.clear()
    cache.request(shown, 0)
    qtbot.waitUntil(lambda: len(reads.order) == 1)

    cache.clear()
    reads.gate.set()
    qtbot.waitUntil(lambda: cache._runner.active_count == 0)

    assert heard == []


def test_that_the_volume_of_a_series_that_grew_meanwhile_is_not_handed_out(
    cache: VolumeCache, reads: Reads, make_study: MakeStudy, qtbot: QtBot
) -> None:
    few, many = display_set(make_study, 4), display_set(make_study, 6)
    assert few.geometry is not None
    with qtbot.waitSignal(cache.completed):
        cache.request(few, 0)
    cache._entries[few.display_set_id].target.volume = Volume(
        np.zeros((4, 8, 8), np.int16), few.geometry, Unit.HU
    )

    assert cache.volume(few) is not None
    assert cache.volume(many) is None


def test_that_a_bug_in_decoding_is_one_image_with_a_reason(
    cache: VolumeCache, make_study: MakeStudy, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(target: decoding.Target, index: int) -> Frame:
        if index in (1, 2):
            raise OverflowError
        return Frame(np.zeros((8, 8), np.int16), Unit.HU)

    monkeypatch.setattr(decoding.Target, "read", read)
    shown = display_set(make_study, 9)

    with qtbot.waitSignal(cache.completed):
        cache.request(shown, 1)

    assert cache.arrived_count(shown.display_set_id) == 7
    assert "log file" in str(cache.problem(shown.display_set_id, 2))


def test_that_of_a_series_beyond_memory_only_what_is_near_is_kept(
    cache: VolumeCache, reads: Reads, make_study: MakeStudy, qtbot: QtBot
) -> None:
    shown = display_set(make_study, 100)
    told: list[int] = []
    cache.too_large.connect(lambda _, needed: told.append(needed))
    cache.largest_bytes = 20 * 8 * 8 * 2  # twenty of the hundred images

    cache.request(shown, 50)
    qtbot.waitUntil(lambda: cache._runner.active_count == 0)
    first = {i for i in range(100) if cache.frame(shown.display_set_id, i) is not None}
    cache.request(shown, 80)
    qtbot.waitUntil(lambda: cache._runner.active_count == 0)
    second = {i for i in range(100) if cache.frame(shown.display_set_id, i) is not None}
    cache.request(shown, 50)
    qtbot.waitUntil(lambda: cache.frame(shown.display_set_id, 50) is not None)

    assert told == [100 * 8 * 8 * 2]
    assert first == set(range(40, 61))
    assert second == set(range(70, 91))
    assert cache.volume(shown) is None


def test_that_images_of_one_uid_keep_their_own_pixels_when_their_series_grows(
    make_study: MakeStudy,
) -> None:
    few = with_one_uid(display_set(make_study, 3))
    frames = {i: Frame(np.full((8, 8), i, np.int16), Unit.HU) for i in range(3)}
    entry = Entry(few, LoadPlan(3, 0), decoding.Target(few), frames=frames)

    kept = carried_over(entry, with_one_uid(display_set(make_study, 5)))

    assert {index: int(frame.array[0, 0]) for index, frame in kept.items()} == {0: 0, 1: 1, 2: 2}


def with_one_uid(of: DisplaySet) -> DisplaySet:
    """As careless de-identification leaves a series."""
    frames = tuple(
        replace(frame, instance=replace(frame.instance, sop_instance_uid="1.2.3"))
        for frame in of.frames
    )
    return replace(of, frames=frames)


def test_that_a_series_is_as_large_as_its_decoded_pixels(make_study: MakeStudy) -> None:
    pet = display_set(make_study, 4)
    instance = pet.frames[0].instance
    scaled = replace(instance, rescale=Rescale(0.37, 0, Unit.BQML))
    colour = replace(
        instance, encoding=replace(instance.encoding, photometric_interpretation="PALETTE COLOR")
    )

    sizes = [size_bytes(of_one_instance(pet, one)) for one in (instance, scaled, colour)]

    assert sizes == [4 * 64 * 2, 4 * 64 * 4, 4 * 64 * 3]


def of_one_instance(of: DisplaySet, instance: Instance) -> DisplaySet:
    return replace(of, frames=tuple(replace(frame, instance=instance) for frame in of.frames))


def test_that_a_volume_is_in_the_unit_of_its_frames(make_study: MakeStudy) -> None:
    plain = display_set(make_study, 2)
    own = tuple(replace(f, frame_rescale=Rescale(2.0, 0, Unit.BQML)) for f in plain.frames)

    volume = decoding.Target(replace(plain, frames=own))._allocated()

    assert volume.unit is Unit.BQML
