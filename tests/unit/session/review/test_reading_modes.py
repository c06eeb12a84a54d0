"""Reading modes: what is hidden until the first read is locked, and what is recorded after it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.finding import ReviewState
from medviewer.domain.measurement import Measurement, MeasurementKind, to_points
from medviewer.domain.reading_mode import ReadingMode
from medviewer.domain.study import Rescale, Study
from medviewer.domain.volume import Frame, Unit
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.drawing.annotations import reference_to
from medviewer.session.images.decoding import Target
from medviewer.session.keeping.journal_content import bring_back, journal_of
from medviewer.session.preferences import Preferences
from medviewer.session.session import Session
from medviewer.settings import Settings
from medviewer.store.journal import sound
from medviewer.store.plain_json import to_plain
from tests.gui.canvas.samples import ct_array, ct_study, finding, patch_on, result

pytestmark = pytest.mark.gui


@pytest.fixture
def study() -> Study:
    return ct_study(rescale=Rescale(unit=Unit.HU))


def no_worker() -> None:
    raise AssertionError("no analysis is run here")


@pytest.fixture
def session(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, study: Study) -> Iterator[Session]:
    monkeypatch.setattr(Target, "read", lambda _, index: Frame(ct_array(index), Unit.HU))
    worker = WorkerProcess(no_worker)  # type: ignore[arg-type]  # never started
    session = Session(JobRunner(), worker, (result().card,), second_reader())
    session.library.update(studies=(study,))
    session.show(study, study.series[0].display_sets[0])
    session.reading.write(reader="Dr. Li")
    yield session
    session.shut_down()


def second_reader() -> Preferences:
    return Preferences(Settings(reading_mode="second"), file=None)


def answer(session: Session) -> None:
    session.analysis._keep(result(finding(), attention=(patch_on("f1", 10),)))


def length(study: Study, end: float = 18.0, measurement_id: str = "m") -> Measurement:
    image = reference_to(study, study.series[0].display_sets[0], 3)
    points = to_points(((10.0, 10.0), (10.0, end)), image.plane)
    return Measurement(measurement_id, MeasurementKind.LENGTH, image, points)


def changes(session: Session) -> list[tuple[str, str, str]]:
    state = session.reading.value
    return [(str(c.what), str(c.before), str(c.now)) for c in state.changes_after_ai]


def test_that_a_second_reader_is_shown_nothing_before_the_lock(session: Session) -> None:
    session.overlays.update(shows_attention=True)
    session.viewport.scroll_to(10)
    notes: list[object] = []
    session.messages.posted.connect(notes.append)

    answer(session)

    state, shown = session.reading.value, session.viewport.value.display_set
    assert shown is not None
    assert (state.findings, state.visible, state.undecided, state.proposed) == ((), (), (), ())
    assert (session.results(), session.proposals.sets(), session.proposals.reported()) == (
        (),
        (),
        (),
    )
    assert session.attention_on_slice() == ()
    assert session.proposals.slice_contributions() is None
    assert session.pictures.findings_on(shown) == ()
    assert notes == []


def test_that_the_lock_shows_the_ai_and_freezes_what_was_read(
    session: Session, study: Study
) -> None:
    answer(session)
    session.annotations.add(length(study))
    session.reading.write(impression="Nothing of note.")

    session.reading_modes.lock()

    state = session.reading.value
    assert [f.finding_id for f in state.visible] == ["f1"]
    assert len(session.results()) == 1
    first = state.first_read
    assert first is not None
    assert (first.reader, first.measurement_count, first.impression) == (
        "Dr. Li",
        1,
        "Nothing of note.",
    )
    assert first.is_independent
    assert len(first.sha256) == 64


def test_that_the_first_read_names_the_readers_own_findings(session: Session) -> None:
    own = AddedFinding(
        replace(
            finding("mine"),
            provenance=replace(finding().provenance, model_id="", reader="Dr. Li"),
        ),
        "1.2.1:0",
    )
    session.reading.add(own)

    session.reading_modes.lock()

    first = session.reading.value.first_read
    assert first is not None
    assert first.findings == (own.finding,)


def test_that_a_read_after_the_ai_was_seen_is_not_independent(session: Session) -> None:
    session.preferences.update(reading_mode="beside")
    answer(session)
    session.preferences.update(reading_mode="second")

    session.reading_modes.lock()

    first = session.reading.value.first_read
    assert first is not None
    assert not first.is_independent


def test_that_an_answer_that_comes_after_the_lock_is_shown(session: Session) -> None:
    session.reading_modes.lock()

    answer(session)

    assert [f.finding_id for f in session.reading.value.visible] == ["f1"]


def test_that_nothing_is_recorded_before_the_lock(session: Session, study: Study) -> None:
    session.annotations.add(length(study))
    session.reading.write(impression="A nodule.")

    assert changes(session) == []


def test_that_what_is_changed_after_the_lock_is_recorded_in_words(
    session: Session, study: Study
) -> None:
    answer(session)
    session.annotations.add(length(study))
    session.reading_modes.lock()

    session.annotations.replace_measurement(length(study, 22.0))
    session.reading.decide("f1", ReviewState.ACCEPTED)
    session.reading.write(impression="A nodule.")

    assert changes(session) == [
        ("Length", "4.0 mm", "6.0 mm"),  # rows are 0.5 mm apart
        ("lung nodule (AI)", "undecided", "accepted"),
        ("impression", "–", "A nodule."),
    ]


def test_that_letters_typed_one_after_the_other_are_one_change(session: Session) -> None:
    session.reading.write(impression="Clear.")
    session.reading_modes.lock()

    for text in ("A", "A n", "A nodule."):
        session.reading.write(impression=text)

    assert changes(session) == [("impression", "Clear.", "A nodule.")]


def test_that_what_is_undone_at_once_was_no_change(session: Session, study: Study) -> None:
    session.reading_modes.lock()
    session.annotations.add(length(study))
    recorded = changes(session)

    session.history.undo()

    assert recorded == [("Length", "–", "4.0 mm")]
    assert changes(session) == []


def test_that_a_measurement_of_before_that_is_undone_is_recorded(
    session: Session, study: Study
) -> None:
    session.annotations.add(length(study))
    session.reading_modes.lock()

    session.history.undo()

    assert changes(session) == [("Length", "4.0 mm", "–")]
    first = session.reading.value.first_read
    assert first is not None
    assert first.measurement_count == 1


def test_that_only_the_study_that_is_read_first_can_be_locked(session: Session) -> None:
    can_before = session.reading_modes.can_lock
    session.reading_modes.lock()
    first = session.reading.value.first_read

    session.reading_modes.lock()

    assert can_before
    assert not session.reading_modes.can_lock
    assert session.reading.value.first_read is first


def test_that_nothing_runs_while_the_ai_is_off(session: Session, study: Study) -> None:
    session.preferences.update(reading_mode="off")

    session.analyze()
    session.analyze_anyway("m", study.series[0].display_sets[0].display_set_id, "because")
    session.analysis.warm_up()

    assert not session.analysis.value.is_running
    assert session.pre_analysis.next_study() is None


def test_that_answers_vanish_and_come_back_with_the_mode(session: Session) -> None:
    session.preferences.update(reading_mode="beside")
    answer(session)
    shown = [len(session.reading.value.visible)]
    for mode in ("off", "beside"):
        session.preferences.update(reading_mode=mode)
        shown.append(len(session.reading.value.visible))

    assert shown == [1, 0, 1]


def test_that_what_is_exported_before_the_lock_has_nothing_of_the_ai(
    session: Session, study: Study
) -> None:
    answer(session)

    order = session.exporting._sources.order(study)

    assert (order.results, order.findings) == ((), ())


def test_that_edits_and_own_findings_survive_a_restart(session: Session, study: Study) -> None:
    session.preferences.update(reading_mode="beside")
    answer(session)
    session.reading.revise(study.key, replace(finding(), diameter_mm=11.0))
    own = AddedFinding(
        replace(finding("mine"), provenance=replace(finding().provenance, model_id="", reader="R")),
        "1.2.1:0",
    )
    session.reading.add(own)
    kept = sound(to_plain(journal_of(study, session.journal._parts, None))).journal
    assert kept is not None

    session.close_all()
    session.library.update(studies=(study,))
    session.show(study, study.series[0].display_sets[0])
    bring_back(study, kept, session.journal._parts)

    state = session.reading.value
    assert [f.finding_id for f in state.findings] == ["f1", "mine"]
    assert state.as_read(state.findings[0]).diameter_mm == 11.0
    assert state.findings[0].diameter_mm == 9.0
    assert state.added == (own,)


def test_that_modes_and_changes_survive_a_restart(
    session: Session, study: Study, tmp_path: Path
) -> None:
    del tmp_path
    answer(session)
    session.annotations.add(length(study))
    session.reading_modes.lock()
    session.reading.decide("f1", ReviewState.REJECTED)
    kept = journal_of(study, session.journal._parts, None)
    before = session.reading.value
    read = sound(to_plain(kept))
    assert read.lost == 0

    session.close_all()
    session.library.update(studies=(study,))
    session.show(study, study.series[0].display_sets[0])
    bring_back(study, read.journal or kept, session.journal._parts)

    now = session.reading.value
    assert now.first_read == before.first_read
    assert changes(session) == [("lung nodule (AI)", "undecided", "rejected")]
    assert now.ai_seen_at == before.ai_seen_at
    assert [f.finding_id for f in now.visible] == ["f1"]
    assert now.mode is ReadingMode.SECOND_READER
