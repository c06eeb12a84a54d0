"""Notes outlive the program with their study, and leave it only where the reader wishes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes, LabValue
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.domain.study_journal import StudyJournal
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.keeping.journal_content import bring_back, joined, journal_of
from medviewer.session.session import Session
from medviewer.store.journal import sound
from medviewer.store.plain_json import to_plain
from tests.patience import HANG_MS
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui
NOTES = ClinicalNotes("咳嗽三周", "fiebre", (LabValue("CRP", 45.0, "mg/L"),), ("order.json",), True)


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(JobRunner(), WorkerProcess(lambda: None), ())  # type: ignore[arg-type, return-value]
    yield session
    session.shut_down()


def test_that_notes_come_back_from_the_journal(session: Session, make_study: MakeStudy) -> None:
    study, parts = make_study(2), session.journal._parts
    session.library.update(studies=(study,))
    session.clinical.notes.put(study.key, NOTES)
    plain = json.loads(json.dumps(to_plain(journal_of(study, parts, None))))

    session.library.update(studies=())
    is_forgotten = session.clinical.notes.value.of(study.key) == NO_NOTES
    session.library.update(studies=(study,))
    bring_back(study, sound(plain).journal or StudyJournal(StudyAnnotations("")), parts)

    assert is_forgotten
    assert session.clinical.notes.value.of(study.key) == NOTES


def test_that_notes_alone_are_worth_keeping() -> None:
    assert not StudyJournal(StudyAnnotations("1.2"), notes=NOTES).is_empty


def test_that_of_two_journals_the_readers_own_words_count() -> None:
    kept = StudyJournal(StudyAnnotations("1.2"), notes=NOTES)
    own = StudyJournal(StudyAnnotations("1.2"), notes=ClinicalNotes(history="cough"))

    notes = joined(kept, own).notes

    assert notes == replace(NOTES, history="cough", is_in_report=False)


def test_that_a_report_knows_nothing_of_notes_the_reader_keeps(
    session: Session, make_study: MakeStudy
) -> None:
    study = make_study(2)
    session.library.update(studies=(study,))
    session.show(study, study.series[0].display_sets[0])
    session.clinical.notes.put(study.key, replace(NOTES, is_in_report=False))

    before = session.writing._sources.words(study).notes
    session.clinical.notes.write(study.key, is_in_report=True)

    assert before == NO_NOTES
    assert session.writing._sources.words(study).notes == NOTES


def test_that_notes_of_a_session_file_can_be_taken_back(
    session: Session, make_study: MakeStudy, qtbot: QtBot, tmp_path: Path
) -> None:
    study = make_study(2)
    session.library.update(studies=(study,))
    session.clinical.notes.put(study.key, NOTES)
    file = tmp_path / "s.mvsession"
    with qtbot.waitSignal(session.session_files.written, timeout=HANG_MS):
        session.session_files.write(file)
    session.clinical.notes.put(study.key, NO_NOTES)

    session.session_files.read(file)
    qtbot.waitUntil(lambda: session.clinical.notes.value.of(study.key) == NOTES, timeout=HANG_MS)
    session.history.undo()

    assert session.clinical.notes.value.of(study.key) == NO_NOTES
