"""What is to be said of the series shown, and how it is put away."""

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.volume import Frame, Unit
from medviewer.jobs.runner import JobRunner
from medviewer.session.images import decoding
from medviewer.session.images.series_notes import SeriesNote, SeriesNotes, notes_on
from medviewer.session.images.viewport import Viewport
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.words import message
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui

GAP = message("Test", "A slice is missing.")
SPLIT = message("Test", "Split by echo time.")


@pytest.fixture
def viewport(qapp: object) -> Viewport:
    return Viewport()


@pytest.fixture
def notes(viewport: Viewport) -> SeriesNotes:
    return SeriesNotes(viewport, VolumeCache(JobRunner()), viewport)


def noted(make_study: MakeStudy, uid: str = "1", **changes: object) -> tuple[Study, DisplaySet]:
    study = make_study(3, uid)
    return study, replace(study.series[0].display_sets[0], **changes)  # type: ignore[arg-type]


def test_that_warnings_come_before_how_a_series_was_split(make_study: MakeStudy) -> None:
    _, display_set = noted(make_study, notes=(GAP,), split_rule=SPLIT)

    assert notes_on(display_set) == (SeriesNote(GAP), SeriesNote(SPLIT, is_warning=False))


def test_that_unreadable_images_are_counted(make_study: MakeStudy) -> None:
    _, display_set = noted(make_study)

    (note,) = notes_on(display_set, unreadable=2)

    assert str(note.text) == "2 of 3 images cannot be shown; scroll to one to read why."


def test_that_dismissed_notes_stay_away_until_asked_for(
    notes: SeriesNotes, viewport: Viewport, make_study: MakeStudy
) -> None:
    viewport.show(*noted(make_study, notes=(GAP,)))

    notes.toggle()
    once = notes.value.is_dismissed
    notes.toggle()

    assert once
    assert not notes.value.is_dismissed


def test_that_another_series_has_its_own_notes(
    notes: SeriesNotes, viewport: Viewport, make_study: MakeStudy
) -> None:
    first = noted(make_study, notes=(GAP,))
    second = noted(make_study, display_set_id="other", notes=(SPLIT,))
    viewport.show(*first)
    notes.toggle()

    viewport.show(*second)
    there = notes.value.is_dismissed
    viewport.show(*first)

    assert not there
    assert notes.value.is_dismissed


def test_that_something_new_to_say_is_said_though_the_rest_was_dismissed(
    notes: SeriesNotes, viewport: Viewport, make_study: MakeStudy
) -> None:
    study, display_set = noted(make_study, notes=(GAP,))
    viewport.show(study, display_set)
    notes.toggle()

    viewport.show(study, replace(display_set, notes=(GAP, SPLIT)))

    assert not notes.value.is_dismissed


def test_that_a_tilted_stack_offers_its_source_slices(
    notes: SeriesNotes, viewport: Viewport, make_study: MakeStudy
) -> None:
    viewport.show(*noted(make_study, notes=(GAP,), tilt_degrees=13.5))

    assert notes.value.command_id == "view.source_slices"


def test_that_a_series_that_grew_is_not_called_unreadable(
    viewport: Viewport, make_study: MakeStudy, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = Frame(np.zeros((8, 8), np.int16), Unit.HU)
    monkeypatch.setattr(decoding.Target, "read", lambda *_: frame)
    runner = JobRunner()
    volumes = VolumeCache(runner)
    notes = SeriesNotes(viewport, volumes, viewport)
    study, grown = noted(make_study)
    fewer = replace(grown, frames=grown.frames[:2])
    with qtbot.waitSignal(volumes.completed):
        volumes.request(fewer, 0)

    viewport.show(study, grown)

    assert notes.value.notes == ()
    runner.shut_down()
