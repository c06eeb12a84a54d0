"""Registering another cell's examination to the active one, in a job."""

from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.rigid_transform import RigidTransform
from medviewer.domain.study import DisplaySet, Patient
from medviewer.domain.volume import Frame
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.hanging import registering
from medviewer.session.images.decoding import Target
from medviewer.session.session import Session
from tests.unit.session.several_series import series, study

pytestmark = pytest.mark.gui

SHIFT = RigidTransform((0.0, 0.0, 6.0))  # mm from the current to the prior examination


@pytest.fixture
def session(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    def read(target: Target, index: int) -> Frame:
        volume = target._allocated()
        return Frame(volume.array[index], volume.unit)

    def register(*_: object) -> RigidTransform:
        return SHIFT

    monkeypatch.setattr(Target, "read", read)
    monkeypatch.setattr(registering, "pair_of", lambda *_: None)
    monkeypatch.setattr(WorkerProcess, "run", register)
    session = Session(JobRunner(), WorkerProcess(lambda: None), ())  # type: ignore[arg-type, return-value]
    yield session
    session.shut_down()


def is_loaded(session: Session, display_set: DisplaySet) -> bool:
    return session.volumes.volume(display_set) is not None


def side_by_side(session: Session, qtbot: QtBot, prior_patient: Patient | None = None) -> None:
    current = study(series("current"))
    prior = study(series("prior", frame_of_reference_uid="1.2.7"), uid="9", patient=prior_patient)
    session.viewports.lay_out(1, 2)
    for cell, shown in zip(session.viewports.visible(), (current, prior), strict=True):
        display_set = shown.series[0].display_sets[0]
        cell.show(shown, display_set)
        qtbot.waitUntil(partial(is_loaded, session, display_set))


def test_that_registered_examinations_go_together_from_then_on(
    session: Session, qtbot: QtBot
) -> None:
    side_by_side(session, qtbot)
    session.viewport.scroll_to(2)  # 4 mm

    session.registering.start()
    qtbot.waitUntil(lambda: not session.registering.value.is_running)

    assert [cell.value.index for cell in session.viewports.visible()] == [2, 5]  # 10 mm there


def test_that_another_patient_is_never_registered(session: Session, qtbot: QtBot) -> None:
    side_by_side(session, qtbot, prior_patient=Patient("2", "Beispiel"))

    assert session.registering.partner() is None


def test_that_one_frame_of_reference_needs_no_registration(session: Session, qtbot: QtBot) -> None:
    both = study(series("one"), series("two"))
    session.viewports.lay_out(1, 2)
    for cell, part in zip(session.viewports.visible(), both.series, strict=True):
        cell.show(both, part.display_sets[0])

    assert session.registering.partner() is None
