"""Notes belong to their study, can be undone, and go with it."""

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes, LabValue
from medviewer.jobs.runner import JobRunner
from medviewer.session.context.notes import StudyNotes
from medviewer.session.keeping.history import History
from medviewer.session.library.library import Library
from medviewer.session.messages import Messages
from tests.unit.session.session_samples import MakeStudy

CRP = LabValue("CRP", 45.0, "mg/L")


@pytest.fixture
def library(qtbot: QtBot, make_study: MakeStudy) -> Library:
    del qtbot
    library = Library(JobRunner(), Messages())
    library.update(studies=(make_study(2, "1.2"), make_study(2, "1.3")))
    return library


def test_that_each_study_has_notes_of_its_own(library: Library) -> None:
    notes = StudyNotes(History(), library)

    notes.write("1.2", history="cough")
    notes.write("1.3", history="trauma")

    assert notes.value.of("1.2").history == "cough"
    assert notes.value.of("1.3").history == "trauma"
    assert notes.value.of("1.4") == NO_NOTES


def test_that_what_is_typed_in_one_visit_is_undone_together(library: Library) -> None:
    history = History()
    notes = StudyNotes(history, library)
    notes.write("1.2", symptoms="fever")
    for text in ("c", "co", "cou"):
        notes.write("1.2", visit="v1", history=text)

    history.undo()

    assert notes.value.of("1.2") == ClinicalNotes(symptoms="fever")
    history.redo()
    assert notes.value.of("1.2").history == "cou"


def test_that_a_study_that_is_closed_takes_its_notes_and_steps_along(library: Library) -> None:
    history = History()
    notes = StudyNotes(history, library)
    notes.write("1.2", history="cough")

    library.update(studies=library.value.studies[1:])

    assert notes.value.of("1.2") == NO_NOTES
    assert not history.can_undo


def test_that_what_was_noted_since_comes_before_what_was_kept(library: Library) -> None:
    notes = StudyNotes(History(), library)
    notes.write("1.2", history="now")

    notes.bring_back("1.2", ClinicalNotes("then", "fever", (CRP,), ("order.json",), True))

    assert notes.value.of("1.2") == ClinicalNotes("now", "fever", (CRP,), ("order.json",))
