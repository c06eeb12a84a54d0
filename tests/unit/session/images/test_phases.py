"""Stepping through times, echoes and b-values: what stays, what is decoded ahead."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.acquisition import Phase
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Frame, Unit
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.images import decoding
from medviewer.session.images.phases import around
from medviewer.session.session import Session
from tests.unit.jobs.worker_handlers import build_counter
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui


@pytest.fixture
def session(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    blank = Frame(np.zeros((8, 8), np.int16), Unit.HU)
    monkeypatch.setattr(decoding.Target, "read", lambda target, index: blank)
    session = Session(JobRunner(), WorkerProcess(build_counter), ())
    yield session
    session.shut_down()


def in_phases(study: Study, count: int) -> tuple[Study, tuple[DisplaySet, ...]]:
    """The study's first series imaged `count` times over, the last phase listed first."""
    series = study.series[0]
    one = series.display_sets[0]
    phases = tuple(
        replace(
            one,
            display_set_id=f"{one.display_set_id}/{at}",
            phase=Phase("group", at, count, f"{at} s"),
        )
        for at in range(count)
    )
    changed = replace(series, display_sets=phases[::-1])
    return replace(study, series=(changed, *study.series[1:])), phases


def shown(session: Session) -> DisplaySet:
    display_set = session.viewport.value.display_set
    assert display_set is not None
    return display_set


def test_that_phases_are_in_their_own_order_not_in_the_series(
    session: Session, make_study: MakeStudy
) -> None:
    study, phases = in_phases(make_study(4), 3)
    session.show(study, phases[1])

    assert session.phases.group() == phases
    assert session.phases.position() == 1


def test_that_a_step_keeps_slice_zoom_and_place(session: Session, make_study: MakeStudy) -> None:
    study, phases = in_phases(make_study(4), 3)
    session.show(study, phases[0])
    session.viewport.update(index=3, zoom=2.5, pan_mm=(4.0, -1.0))

    session.phases.step(1)

    state = session.viewport.value
    assert state.display_set == phases[1]
    assert (state.index, state.zoom, state.pan_mm) == (3, 2.5, (4.0, -1.0))


def test_that_a_phase_with_fewer_slices_is_shown_at_the_same_place(
    session: Session, make_study: MakeStudy
) -> None:
    study, phases = in_phases(make_study(6), 2)
    shorter = replace(phases[1], frames=phases[1].frames[2:])
    series = replace(study.series[0], display_sets=(phases[0], shorter))
    session.show(replace(study, series=(series,)), phases[0])
    session.viewport.scroll_to(3)

    session.phases.step(1)

    assert session.viewport.value.index == 1


def test_that_a_step_keeps_the_window(session: Session, make_study: MakeStudy) -> None:
    study, phases = in_phases(make_study(4), 3)
    session.show(study, phases[0])
    session.presentations.set_window(phases[0].display_set_id, VoiWindow(40, 400))

    session.phases.step(1)

    assert session.presentations.of(phases[1].display_set_id).window == VoiWindow(40, 400)


def test_that_stepping_stops_at_the_last_phase(session: Session, make_study: MakeStudy) -> None:
    study, phases = in_phases(make_study(4), 3)
    session.show(study, phases[1])

    session.phases.step(5)

    assert shown(session) == phases[2]


def test_that_a_series_without_phases_has_nothing_to_step_through(
    session: Session, make_study: MakeStudy
) -> None:
    study = make_study(4)
    session.show(study, study.series[0].display_sets[0])

    session.phases.step(1)

    assert session.phases.group() == ()
    assert shown(session) == study.series[0].display_sets[0]


def test_that_the_other_phases_are_decoded_once_the_one_shown_is_there(
    session: Session, make_study: MakeStudy, qtbot: QtBot
) -> None:
    study, phases = in_phases(make_study(4), 3)

    session.show(study, phases[1])

    qtbot.waitUntil(lambda: all(session.volumes.is_complete(p.display_set_id) for p in phases))


def test_that_nothing_is_decoded_ahead_that_would_drive_out_what_is_shown(
    session: Session, make_study: MakeStudy, qtbot: QtBot
) -> None:
    study, phases = in_phases(make_study(4), 3)
    session.volumes.budget_bytes = 0

    session.show(study, phases[1])
    qtbot.waitUntil(lambda: session.volumes.is_complete(phases[1].display_set_id))
    qtbot.wait(50)

    assert session.volumes.arrived_count(phases[0].display_set_id) == 0
    assert session.volumes.arrived_count(phases[2].display_set_id) == 0


def test_that_the_nearest_phases_come_first() -> None:
    assert list(around(2, 6)) == [3, 1, 4, 0, 5]
