"""Signing freezes a report; what was signed outlives the program and cannot be altered unseen."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.clinical_notes import ClinicalNotes
from medviewer.domain.coding import CodeDecision
from medviewer.domain.finding import Review, ReviewState
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.report import ReportContent, ReportedMeasurement
from medviewer.domain.report_version import ReportBody, ReportVersion, SignedFinding, unsealed
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study import Study
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.domain.study_journal import StudyJournal
from medviewer.errors import ReportError
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.keeping.journal_content import bring_back, joined, journal_of
from medviewer.session.reports.signing import is_intact
from medviewer.session.session import Session
from medviewer.store.journal import sound
from medviewer.store.plain_json import to_plain
from medviewer.words import message
from tests.gui.canvas.samples import finding
from tests.phantoms.codes import PNEUMONIA, report_code
from tests.unit.session.several_series import series, study

pytestmark = pytest.mark.gui
FOUND = SignedFinding(1, finding("f1"), Review("f1", ReviewState.ACCEPTED, "Dr A", "2026"))
LENGTH = ReportedMeasurement(
    message("Sample", "Length"), "", message("Sample", "{n} mm", n=4.25), "1"
)
BODY = ReportBody(ReportContent("Dr A", "No change."), (FOUND,), (LENGTH,))


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(JobRunner(), WorkerProcess(lambda: None), ())  # type: ignore[arg-type, return-value]
    yield session
    session.shut_down()


def opened(session: Session) -> Study:
    shown = study(series("1.1"))
    session.library.update(studies=(shown,))
    session.show(shown, shown.series[0].display_sets[0])
    return shown


def test_that_an_amendment_makes_a_new_version_with_its_reason(session: Session) -> None:
    key = opened(session).key
    first = session.signing.sign(key, BODY, " Dr A ", "St. Elsewhere")

    session.signing.amend(key, "Side was wrong")
    is_open = not session.signing.value.of(key).is_locked
    changed = replace(BODY, content=ReportContent("Dr A", "Left, not right."))
    second = session.signing.sign(key, changed, "Dr A")

    assert is_open
    assert session.signing.value.of(key).versions == (first, second)
    assert (first.sign_off.reader, first.sign_off.organization) == ("Dr A", "St. Elsewhere")
    assert (second.sign_off.version, second.sign_off.amendment) == (2, "Side was wrong")
    assert session.signing.value.of(key).is_locked


def test_that_a_report_nobody_signed_cannot_be_amended(session: Session) -> None:
    key = opened(session).key

    session.signing.amend(key, "No reason")

    assert session.signing.value.of(key).amendment == ""


def test_that_what_was_signed_comes_back_from_the_journal(session: Session) -> None:
    shown = opened(session)
    parts = session.journal._parts
    version = session.signing.sign(shown.key, BODY, "Dr A")
    session.reading.write(impression="No change.", technique="CT", template_id="ct_chest")
    plain = json.loads(json.dumps(to_plain(journal_of(shown, parts, None))))

    session.library.update(studies=())
    session.reading.forget(frozenset({shown.key}))
    is_forgotten = session.signing.value.of(shown.key).versions == ()
    opened(session)
    bring_back(shown, sound(plain).journal or StudyJournal(StudyAnnotations("")), parts)

    content = session.reading.of_study(shown.key).content
    assert is_forgotten
    assert session.signing.value.of(shown.key).versions == (version,)
    assert (content.impression, content.technique, content.template_id) == (
        "No change.",
        "CT",
        "ct_chest",
    )


def test_that_a_version_sealed_before_notes_were_known_keeps_its_checksum() -> None:
    body = ReportBody(ReportContent("Dr A", "No change."))
    version = ReportVersion(SignOff("Dr A", "2026-01-02T03:04:05+00:00"), body, "0.1")

    sealed_then = "fc7f02e1e74181537c592bcaf05fcf3967d68c5f7c2d00ca190e6fda73d2be16"  # without them

    assert is_intact(replace(version, sha256=sealed_then))
    told = replace(version, body=replace(body, notes=ClinicalNotes("cough", is_in_report=True)))
    assert not is_intact(replace(told, sha256=sealed_then))


def test_that_notes_are_printed_as_they_were_signed(session: Session) -> None:
    shown = opened(session)
    session.clinical.notes.write(shown.key, history="cough", is_in_report=True)
    words = session.writing._sources.words(shown)
    session.signing.sign(shown.key, replace(BODY, findings=(), notes=words.notes), "Dr A")
    session.reading.write(reader="Dr A", impression="No change.")

    session.clinical.notes.write(shown.key, history="something else")

    assert session.writing._sources.words(shown).notes.history == "cough"


def test_that_a_version_somebody_altered_is_left_out(session: Session) -> None:
    key = opened(session).key
    version = session.signing.sign(key, BODY, "Dr A")
    altered = replace(version, body=replace(BODY, content=ReportContent("Dr A", "Growth.")))

    session.signing.bring_back("another", (altered,), "")

    assert is_intact(version)
    assert not is_intact(altered)
    assert session.signing.value.of("another").versions == ()


def test_that_a_session_read_in_gives_up_no_version_kept_before() -> None:
    def journal(*versions: ReportVersion) -> StudyJournal:
        return StudyJournal(StudyAnnotations("k"), versions=versions)

    first, second = (
        ReportVersion(SignOff("Dr A", "2026", version=n), BODY, sha256=str(n)) for n in (1, 2)
    )

    assert joined(journal(first, second), journal(first)).versions == (first, second)


def test_that_a_version_somebody_altered_is_told(session: Session) -> None:
    shown = opened(session)
    version = session.signing.sign("another", BODY, "Dr A")
    altered = replace(version, sign_off=replace(version.sign_off, reader="Dr B"))
    kept = StudyJournal(StudyAnnotations(shown.key), versions=(version, altered))

    session.journal.bring_back(shown, kept)

    [told] = [str(notice.text) for notice in session.messages.history]
    assert told.startswith("1 things you did here before could not be read again")
    assert session.signing.value.of(shown.key).versions == (version,)


def test_that_the_report_sent_last_comes_back_from_the_journal(session: Session) -> None:
    shown = opened(session)
    parts = session.journal._parts
    sent = ObjectReference("1.2.3", "1.2.840.10008.5.1.4.1.1.88.34", study_instance_uid="1.1")
    session.signing.note_sent(shown.key, sent)
    plain = json.loads(json.dumps(to_plain(journal_of(shown, parts, None))))
    session.library.update(studies=())
    opened(session)

    journal = sound(plain).journal
    assert journal is not None
    bring_back(shown, journal, parts)

    assert session.signing.value.of(shown.key).sent == sent
    assert not session.signing.value.of(shown.key).is_locked


def test_that_the_checksum_covers_codes_and_older_versions_without_them_stay_intact(
    session: Session,
) -> None:
    code = report_code(PNEUMONIA, decision=CodeDecision.ACCEPTED)
    key = opened(session).key
    older = session.signing.sign(key, BODY, "Dr A")
    plain = to_plain(unsealed(older))
    del plain["body"]["codes"], plain["body"]["notes"]  # as it was written before there were any
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)

    altered = replace(older, body=replace(older.body, codes=(code,)))

    assert older.sha256 == hashlib.sha256(text.encode("ascii")).hexdigest()
    assert not is_intact(altered)


def test_that_what_shows_no_patient_is_not_signed(session: Session) -> None:
    made = study(replace(series("1.1"), is_synthetic=True))
    session.library.update(studies=(made,))
    session.show(made, made.series[0].display_sets[0])

    with pytest.raises(ReportError, match="synthetic"):
        session.signing.sign(made.key, BODY, "Dr A")

    assert session.writing.what_is_open()
    assert session.signing.value.of(made.key).versions == ()


def test_that_a_signature_from_elsewhere_does_not_hold_for_synthetic_images(
    session: Session,
) -> None:
    shown = opened(session)
    version = session.signing.sign(shown.key, BODY, "Dr A")
    made = replace(shown, series=(replace(shown.series[0], is_synthetic=True),))

    session.library.update(studies=(made,))
    session.signing.bring_back(made.key, (version,), "")

    drawn = session.annotations.value.of(made.key)
    assert session.signing.sign_off(session.reading.of_study(made.key), drawn) is None
