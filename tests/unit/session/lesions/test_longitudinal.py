"""Two examinations of one patient open, or one of them only kept: what the session makes of them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.geometry import Vector
from medviewer.domain.growth import LesionChange
from medviewer.domain.measurement import Measurement, MeasurementKind, ReferencedImage
from medviewer.domain.rigid_transform import RigidTransform
from medviewer.domain.study import Patient, Study
from medviewer.domain.study_journal import KeptStudy
from medviewer.domain.study_ledger import LesionRole, MatchMethod
from medviewer.domain.tracking import Tracking, tracking_uid
from medviewer.domain.volume import Frame
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.hanging import registering
from medviewer.session.hanging.alignments import Alignment
from medviewer.session.images.decoding import Target
from medviewer.session.keeping.journal_content import bring_back, journal_of
from medviewer.session.session import Session
from medviewer.store.journal import JournalFile
from tests.unit.session.several_series import series, study

pytestmark = pytest.mark.gui

PATIENT = Patient("4711", "Muster", "19600101")


def examination(uid: str, date: str, space: str = "1.2.99") -> Study:
    part = series(f"{uid}.1", frame_of_reference_uid=space)
    return replace(study(part, uid=uid, patient=PATIENT), study_date=date)


PRIOR, CURRENT = examination("1.8", "20250101"), examination("1.9", "20250411")


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(JobRunner(), WorkerProcess(lambda: None), ())  # type: ignore[arg-type, return-value]
    yield session
    session.shut_down()


def settle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.longitudinal.is_behind)


def opened(session: Session, *studies: Study) -> None:
    """Side by side, the first one active."""
    session.library.update(studies=studies)
    session.viewports.lay_out(1, len(studies))
    for cell, each in zip(session.viewports.visible(), studies, strict=True):
        cell.show(each, each.series[0].display_sets[0])


def measure(session: Session, where: Study, name: str, middle: Vector, length: float) -> None:
    shown = where.series[0].display_sets[0]
    index = round(middle[2] / 2)
    frame = shown.frames[index]
    image = ReferencedImage(
        where.key, shown.display_set_id, frame.instance.sop_instance_uid, 0, frame.plane
    )
    ends = tuple((middle[0] + side * length / 2, middle[1], middle[2]) for side in (-1, 1))
    session.annotations.add(Measurement(name, MeasurementKind.LENGTH, image, ends))


def test_that_a_lesion_of_both_is_proposed_confirmed_and_undone(
    session: Session, qtbot: QtBot
) -> None:
    opened(session, CURRENT, PRIOR)
    measure(session, PRIOR, "old", (3.0, 3.0, 4.0), 4.0)
    measure(session, CURRENT, "new", (3.0, 4.0, 4.0), 6.0)
    settle(session, qtbot)
    longitudinal = session.longitudinal
    proposed = longitudinal.value.proposed
    assert list(proposed) == [CURRENT.key]

    longitudinal.ledger.confirm(proposed)
    settle(session, qtbot)

    [line] = longitudinal.value.follow_up.timelines
    assert line.is_confirmed
    assert line.change is LesionChange.GROWN
    assert longitudinal.ledger.trackings_of(CURRENT.key) == (Tracking("new", tracking_uid("old")),)
    session.history.undo()
    settle(session, qtbot)
    assert longitudinal.value.proposed == proposed


def test_that_the_later_examination_is_read_whichever_is_on_screen(
    session: Session, qtbot: QtBot
) -> None:
    opened(session, PRIOR, CURRENT)
    settle(session, qtbot)

    assert session.longitudinal.value.study_key == CURRENT.key


def test_that_another_patient_s_lesions_are_none_of_these(session: Session, qtbot: QtBot) -> None:
    stranger = replace(PRIOR, patient=Patient("1", "Anders", "19600101"))
    opened(session, CURRENT, stranger)
    measure(session, stranger, "old", (3.0, 3.0, 4.0), 4.0)
    settle(session, qtbot)

    assert session.longitudinal.value.follow_up.timelines == ()
    assert len(session.longitudinal.value.follow_up.examinations) == 1


def test_that_an_alignment_made_later_brings_the_proposal(session: Session, qtbot: QtBot) -> None:
    apart = examination("1.7", "20250101", space="1.2.7")
    opened(session, CURRENT, apart)
    measure(session, apart, "old", (3.0, 3.0, 8.0), 4.0)
    measure(session, CURRENT, "new", (3.0, 3.0, 4.0), 4.0)
    settle(session, qtbot)
    before = session.longitudinal.value
    assert [e.study_key for e in before.unrelated] == [apart.key]
    assert before.proposed == {}

    moved = RigidTransform((0.0, 0.0, 4.0))
    session.linking.alignments.put(Alignment("1.2.99", "1.2.7", moved, is_spatial=True))
    settle(session, qtbot)

    [[match]] = session.longitudinal.value.proposed.values()
    assert (match.method, match.distance_mm) == (MatchMethod.REGISTRATION, 0.0)


def test_that_unrelated_examinations_are_loaded_and_registered(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(target: Target, index: int) -> Frame:
        volume = target._allocated()
        return Frame(volume.array[index], volume.unit)

    monkeypatch.setattr(Target, "read", read)
    monkeypatch.setattr(registering, "pair_of", lambda *_: None)
    monkeypatch.setattr(WorkerProcess, "run", lambda *_: RigidTransform((0.0, 0.0, 4.0)))
    apart = examination("1.7", "20250101", space="1.2.7")
    opened(session, CURRENT)
    session.library.update(studies=(CURRENT, apart))  # the prior is on no screen
    settle(session, qtbot)

    assert session.longitudinal.registering.start(CURRENT, [apart])
    qtbot.waitUntil(lambda: bool(session.linking.alignments.value.alignments))
    settle(session, qtbot)

    assert session.longitudinal.value.unrelated == ()


def test_that_selecting_a_lesion_shows_it_in_both(session: Session, qtbot: QtBot) -> None:
    opened(session, CURRENT, PRIOR)
    measure(session, PRIOR, "old", (3.0, 3.0, 12.0), 4.0)
    measure(session, CURRENT, "new", (3.0, 3.0, 4.0), 4.0)
    settle(session, qtbot)
    session.longitudinal.ledger.confirm(session.longitudinal.value.proposed)
    settle(session, qtbot)

    session.longitudinal.select(tracking_uid("old"))

    assert [cell.value.index for cell in session.viewports.visible()] == [2, 6]
    assert session.annotations.value.selected_id == "new"


def test_that_a_lesion_missing_in_one_is_looked_for_at_its_place(
    session: Session, qtbot: QtBot
) -> None:
    opened(session, CURRENT, PRIOR)
    measure(session, PRIOR, "old", (3.0, 3.0, 12.0), 4.0)
    settle(session, qtbot)

    session.longitudinal.select(tracking_uid("old"))

    assert [cell.value.index for cell in session.viewports.visible()] == [6, 6]


def test_that_the_journal_keeps_matches_and_what_the_study_shows(
    session: Session, qtbot: QtBot
) -> None:
    opened(session, CURRENT, PRIOR)
    measure(session, PRIOR, "old", (3.0, 3.0, 4.0), 4.0)
    measure(session, CURRENT, "new", (3.0, 3.0, 4.0), 4.0)
    settle(session, qtbot)
    session.longitudinal.ledger.confirm(session.longitudinal.value.proposed)
    settle(session, qtbot)

    kept = journal_of(CURRENT, session.journal._parts, None).ledger

    assert [match.item_ids for match in kept.matches] == [("new",)]
    assert kept.study_date == "20250411"
    assert [each.item_ids for each in kept.lesions] == [("new",)]


def test_that_a_prior_that_is_not_open_is_compared_from_what_was_kept(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "studies.sqlite3"
    opened(session, PRIOR)
    measure(session, PRIOR, "old", (3.0, 3.0, 4.0), 4.0)
    settle(session, qtbot)
    session.longitudinal.ledger.note(PRIOR.key, tracking_uid("old"), role=LesionRole.TARGET)
    kept = journal_of(PRIOR, session.journal._parts, None)
    JournalFile(file).write([KeptStudy(PATIENT, PRIOR.study_instance_uid, kept)])
    session.close_all()
    session.journal.use(file)

    opened(session, CURRENT)
    measure(session, CURRENT, "new", (3.0, 3.0, 4.0), 6.0)
    qtbot.waitUntil(partial(_has_two, session))

    [line] = session.longitudinal.value.follow_up.timelines
    assert line.role is LesionRole.TARGET
    assert line.points[-1].match is not None
    assert not session.longitudinal.value.follow_up.examinations[0].is_open
    assert [each.sum_mm for each in session.longitudinal.value.follow_up.recist] == [4, 6]


def _has_two(session: Session) -> bool:
    return len(session.longitudinal.value.follow_up.examinations) == 2


def test_that_what_was_kept_comes_back_with_its_study(session: Session, qtbot: QtBot) -> None:
    opened(session, CURRENT, PRIOR)
    measure(session, PRIOR, "old", (3.0, 3.0, 4.0), 4.0)
    measure(session, CURRENT, "new", (3.0, 3.0, 4.0), 4.0)
    settle(session, qtbot)
    session.longitudinal.ledger.confirm(session.longitudinal.value.proposed)
    settle(session, qtbot)
    parts = session.journal._parts
    kept = {each.key: journal_of(each, parts, None) for each in (CURRENT, PRIOR)}
    session.close_all()

    opened(session, CURRENT, PRIOR)
    for each in (CURRENT, PRIOR):
        bring_back(each, kept[each.key], parts)
    settle(session, qtbot)

    [line] = session.longitudinal.value.follow_up.timelines
    assert line.is_confirmed
    assert session.longitudinal.ledger.trackings_of(CURRENT.key) == (
        Tracking("new", tracking_uid("old")),
    )


def test_that_scrolling_works_nothing_out_anew(session: Session, qtbot: QtBot) -> None:
    opened(session, CURRENT, PRIOR)
    settle(session, qtbot)

    session.viewport.scroll_to(1)

    assert not session.longitudinal.is_behind


def test_that_documents_state_what_was_confirmed_of_the_examination_read(
    session: Session, qtbot: QtBot
) -> None:
    opened(session, CURRENT, PRIOR)
    measure(session, PRIOR, "old", (3.0, 3.0, 4.0), 4.0)
    measure(session, CURRENT, "new", (3.0, 3.0, 4.0), 4.0)
    settle(session, qtbot)

    stated = session.longitudinal.stated_of(CURRENT.key)

    assert stated is not None
    assert len(stated.timelines) == 2
    assert session.longitudinal.stated_of(PRIOR.key) is None
