"""Playing waits for the screen, loops, and gives way to the reader."""

import dataclasses

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.acquisition import Acquisition
from medviewer.domain.cine import frame_time_ms, rate_fps, shown_for_ms
from medviewer.domain.frame_timing import FrameTiming
from medviewer.domain.study import DisplaySet
from medviewer.session.images.cine import Cine
from medviewer.session.images.viewport import Viewport
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui
FAST = FrameTiming((0.0, 10.0, 20.0, 30.0), 100.0)


@pytest.fixture
def viewport(qapp: object, make_study: MakeStudy) -> Viewport:
    study = make_study(4)
    viewport = Viewport()
    viewport.show(study, moving(study.series[0].display_sets[0], FAST))
    viewport.scroll_to(0)
    return viewport


def moving(display_set: DisplaySet, timing: FrameTiming) -> DisplaySet:
    """The same frames as if they came from one multi-frame file."""
    instance = dataclasses.replace(
        display_set.frames[0].instance, cine=timing, is_cine=True, number_of_frames=4
    )
    frames = tuple(
        dataclasses.replace(frame, instance=instance, frame_index=index, plane=None)
        for index, frame in enumerate(display_set.frames)
    )
    return dataclasses.replace(display_set, frames=frames, geometry=None)


def test_that_the_next_frame_waits_until_the_last_one_is_painted(
    viewport: Viewport, qtbot: QtBot
) -> None:
    cine = Cine(viewport)

    cine.toggle()
    qtbot.waitUntil(lambda: viewport.value.index == 1)
    qtbot.wait(60)  # six frames' time, and nothing was painted

    assert viewport.value.index == 1


def test_that_playing_loops(viewport: Viewport, qtbot: QtBot) -> None:
    cine = Cine(viewport)
    seen: list[int] = []

    def paint() -> None:
        seen.append(viewport.value.index)
        cine.frame_painted()

    viewport.changed.connect(paint)
    cine.toggle()
    qtbot.waitUntil(lambda: len(seen) >= 6)

    assert seen[:6] == [1, 2, 3, 0, 1, 2]


def test_that_scrolling_pauses(viewport: Viewport) -> None:
    cine = Cine(viewport)
    cine.toggle()

    viewport.scroll_to(3)

    assert not cine.value.is_playing


def test_that_the_same_command_pauses(viewport: Viewport) -> None:
    cine = Cine(viewport)
    cine.toggle()

    cine.toggle()

    assert not cine.value.is_playing


def test_that_a_single_image_does_not_play(qapp: object, make_study: MakeStudy) -> None:
    study = make_study(1)
    viewport = Viewport()
    viewport.show(study, study.series[0].display_sets[0])
    cine = Cine(viewport)

    cine.toggle()

    assert not cine.value.is_playing


def test_that_frames_stay_as_long_as_they_took(make_study: MakeStudy) -> None:
    timing = FrameTiming((0.0, 30.0, 120.0, 150.0), 20.0, has_own_steps=True)
    shown = moving(make_study(4).series[0].display_sets[0], timing)

    assert [shown_for_ms(shown, index) for index in range(4)] == [30.0, 90.0, 30.0, 50.0]
    assert frame_time_ms(shown, 2) == 120.0


def test_that_enhanced_frames_have_the_times_of_their_acquisition(make_study: MakeStudy) -> None:
    shown = moving(make_study(3).series[0].display_sets[0], FrameTiming())
    stamps = ("20260131235959.500000", "20260131235959.750000", "20260201000000.000000+0100")
    frames = tuple(
        dataclasses.replace(frame, acquisition=Acquisition(date_time=stamp))
        for frame, stamp in zip(shown.frames, stamps, strict=True)
    )
    shown = dataclasses.replace(shown, frames=frames)

    assert [frame_time_ms(shown, index) for index in range(3)] == [0.0, 250.0, 500.0]
    assert rate_fps(shown) == 4.0


def test_that_sweeping_turns_at_both_ends(viewport: Viewport, qtbot: QtBot) -> None:
    cine = Cine(viewport)
    cine.toggle_sweep()
    seen: list[int] = []

    def paint() -> None:
        seen.append(viewport.value.index)
        cine.frame_painted()

    viewport.changed.connect(paint)
    cine.toggle()
    qtbot.waitUntil(lambda: len(seen) >= 7)

    assert seen[:7] == [1, 2, 3, 2, 1, 0, 1]


def test_that_the_speed_multiplies_the_headers_rate(viewport: Viewport) -> None:
    cine = Cine(viewport)

    cine.play_at(2.0)
    cine.toggle()

    assert cine.value.rate_fps == 200.0


def test_that_the_speed_stays_when_playing_is_paused(viewport: Viewport) -> None:
    cine = Cine(viewport)

    cine.play_at(100.0)
    cine.toggle()
    cine.toggle()

    assert (cine.value.speed, cine.value.is_playing) == (8.0, False)
