"""Which signature holds for a report, and that none is ever lost."""

from dataclasses import replace

from medviewer.domain.coding import CodeDecision
from medviewer.domain.finding import Finding, Provenance, Review, ReviewState
from medviewer.domain.measurement import Measurement, MeasurementKind, ReferencedImage
from medviewer.domain.report import ReportContent
from medviewer.domain.report_version import (
    ReportBody,
    ReportStatus,
    ReportVersion,
    SignedFinding,
    SignedReport,
    joined_versions,
    status_of,
)
from medviewer.domain.sign_off import SignOff
from medviewer.words import message
from tests.phantoms.codes import EFFUSION, NODULE, PNEUMONIA, report_code

WORDS = message("Sample", "nodule")
FINDING = Finding(
    "f1", "nodule", WORDS, WORDS, None, None, None, None, 8.0, 0.9, False, (), Provenance(*"abcdef")
)
ACCEPTED = SignedFinding(1, FINDING, Review("f1", ReviewState.ACCEPTED, "Dr A"))
LENGTH = Measurement(
    "m1", MeasurementKind.LENGTH, ReferencedImage("k", "d", "1.2"), ((0.0, 0.0, 0.0),) * 2
)
WRITTEN = ReportContent("Dr A", "No change.", technique="CT of the chest.")
FIRST = ReportVersion(
    SignOff("Dr A", "2026-03-04T15:06:00+00:00"),
    ReportBody(WRITTEN, (ACCEPTED,), (), (LENGTH,)),
    sha256="1",
)
SIGNED = SignedReport("k", (FIRST,))


def test_that_a_signature_holds_for_what_was_signed() -> None:
    found = SIGNED.sign_off_of((ACCEPTED,), (LENGTH,), WRITTEN)

    assert found == FIRST.sign_off


def test_that_texts_left_to_the_template_count_as_signed() -> None:
    found = SIGNED.sign_off_of((ACCEPTED,), (LENGTH,), replace(WRITTEN, technique=""))

    assert found == FIRST.sign_off


def test_that_a_signature_holds_for_another_reader_too() -> None:
    found = SIGNED.sign_off_of((ACCEPTED,), (LENGTH,), replace(WRITTEN, reader="Dr B"))

    assert found == FIRST.sign_off


def test_that_a_signature_holds_no_more_once_anything_was_changed() -> None:
    undecided = SignedFinding(2, replace(FINDING, finding_id="f2"), Review("f2"))
    rejected = replace(ACCEPTED, review=replace(ACCEPTED.review, state=ReviewState.REJECTED))
    moved = replace(LENGTH, points=((1.0, 0.0, 0.0),) * 2)
    other = replace(WRITTEN, impression="Growth.")

    assert SIGNED.sign_off_of((ACCEPTED, undecided), (LENGTH,), WRITTEN) is None
    assert SIGNED.sign_off_of((rejected,), (LENGTH,), WRITTEN) is None
    assert SIGNED.sign_off_of((ACCEPTED,), (moved,), WRITTEN) is None
    assert SIGNED.sign_off_of((ACCEPTED,), (), WRITTEN) is None
    assert SIGNED.sign_off_of((ACCEPTED,), (LENGTH,), other) is None


def test_that_a_signature_holds_while_the_same_codes_are_accepted() -> None:
    accepted = report_code(PNEUMONIA, decision=CodeDecision.ACCEPTED)
    body = replace(FIRST.body, codes=(accepted,))
    signed = SignedReport("k", (replace(FIRST, body=body),))
    rejected = report_code(EFFUSION, decision=CodeDecision.REJECTED)
    proposed = report_code(NODULE)

    same = signed.sign_off_of((ACCEPTED,), (LENGTH,), WRITTEN, (proposed, accepted, rejected))
    fewer = signed.sign_off_of((ACCEPTED,), (LENGTH,), WRITTEN, (rejected,))

    assert same == FIRST.sign_off
    assert fewer is None


def test_that_no_signature_holds_while_a_report_is_amended() -> None:
    amended = replace(SIGNED, amendment="Side was wrong")

    assert amended.sign_off_of((ACCEPTED,), (LENGTH,), WRITTEN) is None
    assert SIGNED.is_locked
    assert not amended.is_locked


def test_that_a_status_follows_the_signature() -> None:
    assert status_of(None) is ReportStatus.PRELIMINARY
    assert status_of(FIRST.sign_off) is ReportStatus.FINAL
    assert status_of(replace(FIRST.sign_off, version=2)) is ReportStatus.AMENDED


def test_that_versions_from_two_places_are_all_kept_in_order() -> None:
    second = replace(FIRST, sign_off=replace(FIRST.sign_off, version=2), sha256="2")

    assert joined_versions((second,), (FIRST, second)) == (FIRST, second)
