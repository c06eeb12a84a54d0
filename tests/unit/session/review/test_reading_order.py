"""The record of a reading, from what was kept of it and the files alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from medviewer.domain.coding import decided_codes
from medviewer.domain.finding import RejectionReason, ReviewState
from medviewer.domain.measurement import MeasurementKind
from medviewer.domain.quantity import QuantityKind
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.report_version import ReportBody, ReportVersion, SignedFinding
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study_ledger import LesionMatch, MatchMethod, StudyLedger
from medviewer.domain.tracking import tracking_uid
from medviewer.progress import CancelToken
from medviewer.session.reports.record_report import report_order
from medviewer.session.reports.signing import sealed
from medviewer.session.review.kept_reading import missing_models, order_of_kept
from medviewer.session.review.reading_order import reading_record
from tests.phantoms.readings import PhantomReading, phantom_reading


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> PhantomReading:
    return phantom_reading(tmp_path_factory.mktemp("reading"))


def record_of(reading: PhantomReading) -> ReadingRecord:
    return reading_record(reading.order, CancelToken())


def test_that_every_finding_is_recorded_with_its_decision(reading: PhantomReading) -> None:
    record = record_of(reading)

    assert [each.number for each in record.findings] == list(range(1, 21))
    states = [each.review.state for each in record.findings[:4]]
    assert states == [
        ReviewState.ACCEPTED,
        ReviewState.EDITED,
        ReviewState.REJECTED,
        ReviewState.PROPOSED,
    ]
    assert record.findings[2].review.reason is RejectionReason.VESSEL
    assert len(record.confirmed) == 10


def test_that_an_edited_finding_is_recorded_as_proposed_and_as_read(
    reading: PhantomReading,
) -> None:
    edited = record_of(reading).findings[1]

    assert edited.proposed.diameter_mm == 4.5
    assert edited.finding.diameter_mm == 6.25


def test_that_measurements_tell_what_the_files_hold(reading: PhantomReading) -> None:
    record = record_of(reading)

    by_kind = {each.measurement.kind: each for each in record.measurements}
    length = by_kind[MeasurementKind.LENGTH]
    [told] = length.quantities
    assert (told.kind, told.unit) == (QuantityKind.LENGTH, "mm")
    assert told.value == pytest.approx(6.0)  # 12 columns of 0.5 mm
    rectangle = next(
        m for m in record.measurements if m.measurement.kind is MeasurementKind.RECTANGLE
    )
    values = {q.kind: q.value for q in rectangle.quantities}
    assert values[QuantityKind.AREA] == pytest.approx(6.0 * 4.0)  # mm²
    # number 4: slice 4, columns 12 to 24, rows 12 to 20; known_hu is linear, so the mean is the middle's
    assert values[QuantityKind.MEAN] == pytest.approx(-1000 + 400 + 3 * 16 + 18)  # HU


def test_that_tracking_uids_follow_a_match_and_else_the_item(reading: PhantomReading) -> None:
    matched = reading.order.findings[0].finding_id
    ledger = StudyLedger((LesionMatch((matched,), "1.2.3", MatchMethod.HAND),))
    order = replace(reading.order, kept=replace(reading.kept, ledger=ledger))

    record = reading_record(order, CancelToken())

    assert record.findings[0].tracking_uid == "1.2.3"
    assert record.findings[1].tracking_uid == tracking_uid(order.findings[1].finding_id)


def test_that_marks_windows_and_segments_name_their_images(reading: PhantomReading) -> None:
    record = record_of(reading)

    shown = reading.study.series[0].display_sets[0].display_set_id
    assert [(m.display_set_id, m.index) for m in record.key_images] == [(shown, 3), (shown, 11)]
    assert [s.segment.name for s in record.segments] == ["Liver", "=Cyst"]
    assert record.segments[0].segment.volume_ml == pytest.approx(4 * 5 * 6 * 0.625 / 1000)
    assert record.windows[0].display_set_id == shown


def test_that_decided_findings_of_a_model_that_is_not_here_are_recorded(
    reading: PhantomReading,
) -> None:
    order = order_of_kept(reading.study, reading.kept, ())

    record = reading_record(order, CancelToken())

    assert missing_models(reading.kept, ()) == ("chest_ct_nodules",)
    assert record.results == ()
    assert len(record.findings) == 15  # five of the twenty are undecided
    assert len(record.confirmed) == 10
    assert {f.display_set_id for f in record.findings} == {
        reading.study.series[0].display_sets[0].display_set_id
    }


def test_that_a_report_of_the_record_lists_and_draws_the_same(reading: PhantomReading) -> None:
    record = record_of(reading)

    order = report_order(record, reading.order)

    [drawings] = order.drawings.values()
    assert len(order.findings) == 20
    assert len(order.measurements) == 20
    assert sum(len(each.items) for each in drawings.values()) == 20
    assert len(drawings[5].segments) == 2
    assert [index for _, index in order.key_places] == [3, 11]


def test_that_an_image_that_is_gone_tells_its_shape_only(tmp_path: Path) -> None:
    reading = phantom_reading(tmp_path)
    for file in tmp_path.glob("IM*"):
        file.unlink()

    record = record_of(reading)

    rectangle = next(
        m for m in record.measurements if m.measurement.kind is MeasurementKind.RECTANGLE
    )
    assert QuantityKind.MEAN not in {q.kind for q in rectangle.quantities}
    assert QuantityKind.AREA in {q.kind for q in rectangle.quantities}


def signed(reading: PhantomReading) -> PhantomReading:
    """Signed as it is, under texts in full."""
    findings = tuple(
        SignedFinding(each.number, each.proposed, each.review)
        for each in record_of(reading).findings
    )
    content = replace(reading.kept.content, technique="CT of the chest.")
    drawn, codes = reading.kept.annotations.measurements, decided_codes(reading.kept.codes)
    body = ReportBody(content, findings, drawn=drawn, codes=codes)
    version = sealed(ReportVersion(SignOff("Dr. A", "2026-03-04T16:00:00+00:00"), body, "0.1"))
    return replace(reading, kept=replace(reading.kept, versions=(version,)))


def test_that_a_signed_reading_bears_its_signature_and_the_signed_texts(
    reading: PhantomReading,
) -> None:
    record = record_of(signed(reading))

    assert record.sign_off == SignOff("Dr. A", "2026-03-04T16:00:00+00:00")
    assert record.content.technique == "CT of the chest."


def test_that_a_signature_does_not_hold_for_what_was_changed_since(
    reading: PhantomReading,
) -> None:
    now = signed(reading)
    changed = replace(now, kept=replace(now.kept, reviews=now.kept.reviews[1:]))

    assert record_of(changed).sign_off is None


def test_that_a_version_somebody_has_altered_signs_nothing(reading: PhantomReading) -> None:
    now = signed(reading)
    forged = replace(now.kept.versions[0], sign_off=SignOff("Dr. B", "2026-03-04T16:00:00+00:00"))

    assert record_of(replace(now, kept=replace(now.kept, versions=(forged,)))).sign_off is None


def test_that_a_signed_reading_bears_the_codes_it_was_signed_with(
    reading: PhantomReading,
) -> None:
    whole = signed(reading)
    undecided = whole.kept.codes[-1]
    more = replace(whole.kept, codes=(*whole.kept.codes[:-1],))

    as_signed = record_of(replace(whole, kept=more))

    assert as_signed.sign_off is not None
    assert undecided not in as_signed.codes
    assert [code.is_accepted for code in as_signed.codes] == [True, True, False]
