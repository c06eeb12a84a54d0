"""What the trail is told of decisions and answers: enough to trace them, nothing that names a patient."""

import dataclasses

import pytest

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.audit import Fact
from medviewer.domain.finding import RejectionReason, Review, ReviewState
from medviewer.domain.reading_mode import ChangeAfterAI, FirstRead
from medviewer.domain.report import ReportContent
from medviewer.domain.report_version import ReportBody, ReportVersion, SignedReport
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study import Patient, Study
from medviewer.session.keeping.history import History
from medviewer.session.review.reading import Reading
from medviewer.session.review.reading_state import ReadingState
from medviewer.session.sharing.audit_events import (
    changed_fields,
    decision_event,
    sign_off_event,
    without_patient,
)
from medviewer.session.sharing.audit_watch import decision_events, reading_events, signing_events
from medviewer.words import message
from tests.unit.session.session_samples import MakeFinding

NOTHING = message("Test", "–")
JANE = Study("1.2", Patient("P-17", "Doe Jane", "19700131", person_name="Doe^Jane=多^简"))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Jane DOE was moving", "[patient] [patient] was moving"),
        ("see P-17, born 1970-01-31", "see [patient], born [patient]"),
        ("born 19700131", "born [patient]"),
        ("a vessel", "a vessel"),
    ],
)
def test_that_a_readers_words_do_not_name_the_patient(said: str, kept: str) -> None:
    assert without_patient(said, JANE) == kept


def test_that_a_rejection_carries_reason_model_and_reader(make_finding: MakeFinding) -> None:
    review = Review("f", ReviewState.REJECTED, "Dr. Li", "2026-01-01", RejectionReason.VESSEL)

    event = decision_event(review, make_finding("f", 0.87), JANE)

    assert (event.reader, event.subject, event.study_instance_uid) == ("Dr. Li", "f", "1.2")
    assert event.facts["decision"] == "rejected"
    assert event.facts["reason"] == "vessel"
    assert event.facts["score"] == 0.87
    assert event.facts["weights_sha256"] == "00"


def test_that_an_edit_says_what_was_changed(make_finding: MakeFinding) -> None:
    proposed = make_finding("f", 0.8)

    revised = dataclasses.replace(proposed, label="mass", diameter_mm=9.0)

    assert list(changed_fields(proposed, revised)) == ["label", "diameter_mm"]


def test_that_an_amendment_says_why_without_the_name() -> None:
    event = sign_off_event(SignOff("R", "t", version=2, amendment="Jane's left side"), JANE)

    assert event.facts["amendment"] == "[patient]'s left side"
    assert event.facts["version"] == 2


@pytest.mark.gui
def test_that_accepting_and_undoing_are_two_events(make_finding: MakeFinding) -> None:
    history = History()
    reading = Reading(history)
    told: list[Fact] = []
    reading.open_study("1.2")
    reading.take_findings("1.2", (make_finding("f", 0.8),))

    def watch(before: ReadingState, now: ReadingState) -> None:
        told.extend(e.facts["decision"] for e in decision_events(before, now, JANE))

    reading.changed.connect(watch)
    reading.decide("f", ReviewState.ACCEPTED)
    history.undo()

    assert told == ["accepted", "proposed"]


def test_that_findings_that_vanish_with_their_answer_were_not_decided(
    make_finding: MakeFinding,
) -> None:
    review = Review("f", ReviewState.ACCEPTED)
    before = ReadingState("1.2", (make_finding("f", 0.8),), (review,))

    assert list(decision_events(before, ReadingState("1.2"), JANE)) == []


def test_that_a_signature_and_an_amendment_are_told_once_each() -> None:
    version = ReportVersion(SignOff("R", "t"), ReportBody(ReportContent()), sha256="ab")
    signed = SignedReport("1.2", (version,))
    amended = dataclasses.replace(signed, amendment="left, not right")

    told = [
        [dict(event.facts) for event in signing_events(*states, JANE)]
        for states in ((SignedReport("1.2"), signed), (signed, amended), (amended, amended))
    ]

    assert [len(each) for each in told] == [1, 1, 0]
    assert told[0][0]["sha256"] == "ab"
    assert told[1][0]["amendment_begun"] == "left, not right"


def test_that_a_locked_first_read_and_a_change_after_it_are_told() -> None:
    first = FirstRead("2026-01-01T10:00:00+00:00", "Dr. Li", (), 2, 0, "", "ab")
    change = ChangeAfterAI("m1", message("Test", "Length"), NOTHING, NOTHING, "t")
    locked = ReadingState("1.2", first_read=first)
    changed = dataclasses.replace(locked, changes_after_ai=(change,))

    lock = list(reading_events(ReadingState("1.2"), locked, JANE))
    after = list(reading_events(locked, changed, JANE))

    assert [event.facts["measurements"] for event in lock] == [2]
    assert [event.facts["changed_after_ai"] for event in after] == ["Length"]


def test_that_a_missed_finding_is_told_when_added_and_when_removed(
    make_finding: MakeFinding,
) -> None:
    own = AddedFinding(make_finding("mine", 1.0), "d")
    without, having = ReadingState("1.2"), ReadingState("1.2", added=(own,))

    told = [
        event.facts["decision"]
        for states in ((without, having), (having, without))
        for event in reading_events(*states, JANE)
    ]

    assert told == ["added", "removed"]


def test_that_a_changed_own_finding_read_again_is_not_told_as_added(
    make_finding: MakeFinding,
) -> None:
    """The trail leaves out what it knows by its standing: that of the change and of the reading agree."""
    first, touched = make_finding("mine", 1.0), make_finding("mine", 0.9)
    without = ReadingState("1.2")
    was, now = (ReadingState("1.2", added=(AddedFinding(each, "d"),)) for each in (first, touched))

    [changed] = reading_events(was, now, JANE)
    [read] = reading_events(without, now, JANE)
    [removed] = reading_events(now, without, JANE)

    assert (changed.subject, changed.standing) == (read.subject, read.standing)
    assert removed.standing != read.standing
