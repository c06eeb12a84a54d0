"""What others wrote is offered with whose it is, and taken over in one step, part by part."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.clinical_context import ClinicalContext
from medviewer.domain.clinical_document import ClinicalDocument
from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes, LabValue
from medviewer.domain.study import Patient, Study
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.context.document_identity import contradictions, doubts
from medviewer.session.context.headings import NotesPart
from medviewer.session.context.intake import Joining, Offer
from medviewer.session.messages import Level
from medviewer.session.session import Session
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui
CRP, HB = LabValue("CRP", 45.0, "mg/L"), LabValue("Hb", 7.4, "mmol/L")
ALL = frozenset(NotesPart)
LETTER = ClinicalDocument("letter.txt", Patient(), "cough", "fever", (CRP,))


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(JobRunner(), WorkerProcess(lambda: None), ())  # type: ignore[arg-type, return-value]
    yield session
    session.shut_down()


@pytest.fixture
def study(session: Session, make_study: MakeStudy) -> Study:
    shown = replace(make_study(2), patient=Patient("PAT-1", "Jane Doe", "19600102", "F"))
    session.library.update(studies=(shown,))
    return shown


def offer(session: Session, study: Study, path: Path, qtbot: QtBot) -> Offer:
    with qtbot.waitSignal(session.clinical.intake.offered) as caught:
        session.clinical.intake.read_file(study, path)
    found = caught.args[0] if caught.args else None
    assert isinstance(found, Offer)
    return found


def test_that_a_dropped_order_is_offered_before_anything_changes(
    session: Session, study: Study, tmp_path: Path, qtbot: QtBot
) -> None:
    order = {
        "resourceType": "Bundle",
        "entry": [
            {"resource": {"resourceType": "Patient", "identifier": [{"value": "PAT-1"}]}},
            {"resource": {"resourceType": "Condition", "code": {"text": "Asthma"}}},
        ],
    }
    file = tmp_path / "order.json"
    file.write_text(json.dumps(order), encoding="utf-8")

    found = offer(session, study, file, qtbot)

    assert (found.document.history, found.contradictions) == ("Asthma", ())
    assert session.clinical.notes.value.of(study.key) == NO_NOTES


def test_that_json_under_another_name_is_still_an_order(
    session: Session, study: Study, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "order.txt"
    file.write_text('{"resourceType": "Condition", "code": {"text": "Asthma"}}', encoding="utf-8")

    assert offer(session, study, file, qtbot).document.history == "Asthma"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("gone.txt", None, "cannot be read"),
        ("large.txt", b"x" * (8 * 2**20 + 1), "larger than 8 MB"),
        ("scan.txt", b"\x00\x01\x02\x00\x01", "holds no plain text"),
        ("empty.txt", b"", "nothing of history"),
        ("broken.json", b"{", "no FHIR JSON"),
    ],
)
def test_that_a_file_that_says_nothing_is_told_in_a_sentence(
    session: Session, study: Study, tmp_path: Path, qtbot: QtBot, name: str, data: bytes, told: str
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)

    with qtbot.waitSignal(session.messages.posted) as caught:
        session.clinical.intake.read_file(study, file)

    assert caught.args is not None
    assert told in str(caught.args[0].text)
    assert name in str(caught.args[0].text)


def test_that_taking_over_is_one_step(session: Session, study: Study) -> None:
    notes = session.clinical.notes
    notes.write(study.key, history="smoker", values=(HB,))

    session.clinical.intake.take(Offer(study.key, LETTER), ALL)

    assert notes.value.of(study.key) == ClinicalNotes(
        "smoker\ncough", "fever", (HB, CRP), ("letter.txt",)
    )
    session.history.undo()
    assert notes.value.of(study.key) == ClinicalNotes("smoker", values=(HB,))


def test_that_only_the_parts_ticked_are_put_in_the_place_of_what_was_there(
    session: Session, study: Study
) -> None:
    session.clinical.notes.write(study.key, history="smoker", symptoms="pain", values=(HB,))

    parts = frozenset({NotesPart.HISTORY, NotesPart.VALUES})
    session.clinical.intake.take(Offer(study.key, LETTER), parts, Joining.REPLACE)

    now = session.clinical.notes.value.of(study.key)
    assert (now.history, now.symptoms, now.values) == ("cough", "pain", (CRP,))


def test_that_taking_the_same_over_again_changes_nothing(session: Session, study: Study) -> None:
    session.clinical.intake.take(Offer(study.key, LETTER), ALL)
    once = session.clinical.notes.value.of(study.key)

    session.clinical.intake.take(Offer(study.key, LETTER), ALL)

    assert session.clinical.notes.value.of(study.key) == once


@pytest.mark.parametrize(
    "theirs",
    [
        Patient("PAT-2", "Jane Doe"),
        Patient("PAT-1", "John Smith"),
        Patient("PAT-1", "Jane Doe", "19700102"),
    ],
)
def test_that_another_patients_document_needs_the_readers_word(
    session: Session, study: Study, theirs: Patient
) -> None:
    document = replace(LETTER, patient=theirs)
    against = contradictions(document, study)
    taken = Offer(study.key, document, against)

    session.clinical.intake.take(taken, ALL)
    refused = session.clinical.notes.value.of(study.key)
    session.clinical.intake.take(taken, ALL, is_confirmed=True)

    assert len(against) == 1
    assert refused == NO_NOTES
    assert session.messages.history[0].level is Level.ERROR
    assert session.clinical.notes.value.of(study.key).history == "cough"


@pytest.mark.parametrize(
    "theirs",
    [
        Patient(),
        Patient("pat-1", "DOE, JANE"),
        Patient("", "Doe Jane", "19600102"),
        Patient("PAT-1", "王 简"),
    ],
)
def test_that_spelling_silence_and_script_contradict_nothing(study: Study, theirs: Patient) -> None:
    assert contradictions(replace(LETTER, patient=theirs), study) == ()


def test_that_silence_and_another_sex_are_doubts(study: Study) -> None:
    nameless = doubts(LETTER, study)
    other_sex = doubts(replace(LETTER, patient=Patient("PAT-1", sex="M")), study)

    assert ["whose it is" in str(told) for told in nameless] == [True]
    assert ["sex M" in str(told) for told in other_sex] == [True]


def test_that_headers_are_offered_in_their_own_words(
    session: Session, study: Study, qtbot: QtBot
) -> None:
    context = ClinicalContext(
        "Cough", "CT chest", "C34.1", allergies="Iodine", smoking="YES", pregnancy=1, weight_kg=82.5
    )

    with qtbot.waitSignal(session.clinical.intake.offered) as caught:
        session.clinical.intake.read_headers(replace(study, context=context))

    assert caught.args is not None
    document = caught.args[0].document
    assert document.history.splitlines() == [
        "Cough",
        "Requested: CT chest",
        "Admitting diagnosis: C34.1",
        "Allergies: Iodine",
        "Smoker",
        "Not pregnant",
    ]
    assert [(v.name, v.value, v.code) for v in document.values] == [
        ("Body weight", 82.5, "29463-7")
    ]
    assert caught.args[0].contradictions == ()
