"""Structured reports say what the reader confirmed, and apart from it what AI proposed."""

import subprocess
from dataclasses import replace
from pathlib import Path

import highdicom
import numpy as np
import pytest
from pydicom.dataset import Dataset

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.measurement_reports import proposals_report, reader_report
from medviewer.dicom.derived.predecessor import Predecessor
from medviewer.dicom.derived.segmentations import segmentations
from medviewer.dicom.derived.workbench import Workbench
from medviewer.dicom.objects.own_reading import read_own
from medviewer.domain.coding import accepted_codes
from medviewer.domain.growth import Dimension, Growth, LesionChange
from medviewer.domain.lesion import Lesion, LesionSize, LesionSource
from medviewer.domain.lesion import told as words
from medviewer.domain.longitudinal import (
    Examination,
    FollowUp,
    LesionTimeline,
    TimePoint,
    recist_of,
)
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study_ledger import LesionMatch, LesionRole, MatchMethod, PointState
from tests.phantoms.recorded_readings import READER, a_reading, opened
from tests.phantoms.series import write_ct
from tests.unit.dicom.derived.validators import errors_of, tool

DAYS = (("then", "20260101"), ("now", "20260401"))
SIGNED = SignOff("Dr. 李 Reader", "2026-01-02T05:06:07Z", "St. Elsewhere")


@pytest.fixture
def reading(tmp_path: Path) -> ReadingRecord:
    write_ct(tmp_path / "ct", (8, 32, 32))
    return a_reading(opened(tmp_path / "ct"))


def bench_of(record: ReadingRecord) -> Workbench:
    bench = Workbench(record)
    list(segmentations(bench))
    return bench


def groups_of(dataset: Dataset) -> list[Dataset]:
    """All measurement groups."""
    (measurements,) = [
        item
        for item in dataset.ContentSequence
        if item.ConceptNameCodeSequence[0].CodeMeaning == "Imaging Measurements"
    ]
    return list(measurements.ContentSequence)


def told(group: Dataset, value: str) -> list[Dataset]:
    """Items of a group by their name's code value."""
    return [
        item for item in group.ContentSequence if item.ConceptNameCodeSequence[0].CodeValue == value
    ]


def tracking_uids(dataset: Dataset) -> list[str]:
    return [str(told(group, "112040")[0].UID) for group in groups_of(dataset)]


def test_that_the_readers_report_holds_nothing_undecided_or_rejected(
    reading: ReadingRecord,
) -> None:
    uids = tracking_uids(reader_report(bench_of(reading)))

    confirmed = {each.tracking_uid for each in reading.confirmed}
    others = {each.tracking_uid for each in reading.findings} - confirmed
    assert confirmed <= set(uids)
    assert others.isdisjoint(uids)


def test_that_a_report_is_preliminary_until_it_is_signed(reading: ReadingRecord) -> None:
    report = reader_report(bench_of(reading))

    flags = (report.CompletionFlag, report.PreliminaryFlag, report.VerificationFlag)
    assert flags == ("PARTIAL", "PRELIMINARY", "UNVERIFIED")
    assert report.SeriesDescription.endswith("NOT VERIFIED")


def test_that_a_signed_report_names_who_verified_it_and_what_it_replaces(
    reading: ReadingRecord,
) -> None:
    before = Predecessor("1.2.3", "1.2.3.4", "1.2.840.10008.5.1.4.1.1.88.34", "1.2.3.4.5")

    report = reader_report(bench_of(replace(reading, sign_off=SIGNED)), [before])

    flags = (report.CompletionFlag, report.PreliminaryFlag, report.VerificationFlag)
    assert flags == ("COMPLETE", "FINAL", "VERIFIED")
    observer = report.VerifyingObserverSequence[0]
    assert str(observer.VerifyingObserverName) == "Dr. 李 Reader^"
    assert observer.VerifyingOrganization == "St. Elsewhere"
    assert observer.VerificationDateTime == "20260102050607+0000"
    series = report.PredecessorDocumentsSequence[0].ReferencedSeriesSequence[0]
    assert series.ReferencedSOPSequence[0].ReferencedSOPInstanceUID == "1.2.3.4.5"
    assert "NOT VERIFIED" not in report.SeriesDescription


def test_that_each_finding_has_a_volume_and_a_rectangle_of_five_points(
    reading: ReadingRecord,
) -> None:
    accepted = reading.confirmed[0]

    groups = [
        group
        for group in groups_of(reader_report(bench_of(reading)))
        if accepted.tracking_uid == told(group, "112040")[0].UID
    ]

    volume, rectangle = groups
    assert told(volume, "121191")[0].ValueType == "IMAGE"  # Referenced Segment
    region = told(rectangle, "111030")[0]
    # columns 3 to 6 and rows 4 to 5, from the outer corners of their pixels
    expected = [3, 4, 7, 4, 7, 6, 3, 6, 3, 4]
    assert (region.GraphicType, list(region.GraphicData)) == ("POLYLINE", expected)


def test_that_without_a_segmentation_the_volume_is_an_outline_on_each_slice(
    reading: ReadingRecord,
) -> None:
    report = reader_report(Workbench(reading))

    volume = groups_of(report)[0]
    assert len(told(volume, "111030")) == 2  # slices 2 and 3
    assert told(volume, "121191") == []


def test_that_a_findings_numbers_have_their_units(reading: ReadingRecord) -> None:
    volume = groups_of(reader_report(bench_of(reading)))[0]

    values = {
        item.ConceptNameCodeSequence[0].CodeValue: (
            float(item.MeasuredValueSequence[0].NumericValue),
            item.MeasuredValueSequence[0].MeasurementUnitsCodeSequence[0].CodeValue,
        )
        for item in volume.ContentSequence
        if item.ValueType == "NUM"
    }
    assert values == {
        "103339001": (8.5, "mm"),
        "103340004": (6.25, "mm"),
        "118565006": (2 * 2 * 4 * 0.5 * 0.5 * 2.5, "mm3"),  # 16 voxels
        "111012": (87.0, "%"),
    }


def test_that_the_algorithm_is_named_with_one_text_of_parameters(reading: ReadingRecord) -> None:
    volume = groups_of(reader_report(bench_of(reading)))[0]

    (name,), (version,) = told(volume, "111001"), told(volume, "111003")
    (parameters,), (family,) = told(volume, "111002"), told(volume, "111000")
    assert (name.TextValue, version.TextValue) == ("chest_ct_nodules", f"2.0+{'ab' * 32}")
    assert "calibration=none" in parameters.TextValue
    assert family.ConceptCodeSequence[0].CodeValue == "123110"


def test_that_a_drawings_place_is_told_from_the_corner_of_the_first_pixel(
    reading: ReadingRecord,
) -> None:
    report = reader_report(bench_of(reading))
    (group,) = [g for g in groups_of(report) if told(g, "112039")[0].TextValue == "label 1"]

    (length,) = [item for item in group.ContentSequence if item.ValueType == "NUM"]
    (line,) = length.ContentSequence
    assert list(line.GraphicData) == [2.5, 3.5, 8.5, 7.5]
    assert float(length.MeasuredValueSequence[0].NumericValue) == 3.6


def test_that_each_axis_has_its_own_line(reading: ReadingRecord) -> None:
    report = reader_report(bench_of(reading))
    (group,) = [g for g in groups_of(report) if told(g, "112039")[0].TextValue == "label 4"]

    long, short = (item for item in group.ContentSequence if item.ValueType == "NUM")
    assert list(long.ContentSequence[0].GraphicData) == [2.5, 3.5, 8.5, 3.5]
    assert list(short.ContentSequence[0].GraphicData) == [5.5, 1.5, 5.5, 4.5]


def test_that_the_readers_words_are_in_it(reading: ReadingRecord) -> None:
    report = reader_report(bench_of(reading))

    texts = [
        item.TextValue
        for container in report.ContentSequence
        if container.ValueType == "CONTAINER"
        for item in container.ContentSequence
        if item.ValueType == "TEXT"
    ]
    assert {"Cough", "One nodule.", "Impression: 结节。"} <= set(texts)


def test_that_proposals_keep_every_decision_with_its_reason(reading: ReadingRecord) -> None:
    report = proposals_report(bench_of(reading))

    assert report is not None
    decisions = {}
    for group in groups_of(report):
        number = told(group, codes.FINDING_NUMBER.value)[0].TextValue
        decision = told(group, codes.DECISION.value)[0].ConceptCodeSequence[0].CodeValue
        reasons = told(group, codes.REASON.value)
        reason = reasons[0].ConceptCodeSequence[0].CodeValue if reasons else ""
        decisions[number] = (decision, reason)
    assert decisions == {
        "1": ("proposed", ""),
        "2": ("accepted", ""),
        "3": ("edited", ""),
        "4": ("rejected", "vessel"),
    }
    assert report.VerificationFlag == "UNVERIFIED"


def test_that_an_edited_proposal_keeps_the_models_own_rectangle(reading: ReadingRecord) -> None:
    report = proposals_report(bench_of(reading))

    assert report is not None
    rectangles = {
        told(g, codes.VERSION_OF_FINDING.value)[0].ConceptCodeSequence[0].CodeValue: max(
            told(g, "111030")[0].GraphicData[::2]
        )
        for g in groups_of(report)
        if told(g, codes.FINDING_NUMBER.value)[0].TextValue == "3"
    }
    assert rectangles == {"as_proposed": 7.0, "as_edited": 8.0}


def test_that_proposals_stay_unverified_when_the_report_is_signed(reading: ReadingRecord) -> None:
    report = proposals_report(bench_of(replace(reading, sign_off=SIGNED)))

    assert report is not None
    assert report.VerificationFlag == "UNVERIFIED"
    assert report.SeriesDescription.endswith("NOT VERIFIED")
    assert READER not in [str(item.get("PersonName", "")) for item in report.ContentSequence]


@pytest.mark.parametrize("sign_off", [None, SIGNED])
def test_that_validator_and_other_readers_accept_both(
    reading: ReadingRecord, sign_off: SignOff | None, tmp_path: Path
) -> None:
    bench = bench_of(replace(reading, sign_off=sign_off))
    reports = [reader_report(bench), proposals_report(bench)]

    for index, report in enumerate(reports):
        assert report is not None
        path = tmp_path / f"sr{index}.dcm"
        report.save_as(path, enforce_file_format=True)
        assert errors_of(path) == []
        dump = subprocess.run([tool("dsrdump"), path], capture_output=True, text=True)
        assert (dump.returncode, "E: " in dump.stderr) == (0, False)
        read = subprocess.run(
            [tool("tid1500reader"), "--inputDICOM", path, "--outputMetadata", tmp_path / "m.json"],
            capture_output=True,
        )
        assert read.returncode == 0
        content = highdicom.sr.srread(path).content
        assert len(content.get_planar_roi_measurement_groups()) > 0  # type: ignore[attr-defined]


def test_that_a_long_decimal_fits_its_sixteen_letters(reading: ReadingRecord) -> None:
    first, *others = reading.measurements
    quantity = replace(first.quantities[0], value=float(np.pi * 1e-5))
    record = replace(reading, measurements=(replace(first, quantities=(quantity,)), *others))

    report = reader_report(bench_of(record))

    (group,) = [g for g in groups_of(report) if told(g, "112039")[0].TextValue == "label 1"]
    (length,) = [item for item in group.ContentSequence if item.ValueType == "NUM"]
    written = str(length.MeasuredValueSequence[0].NumericValue)
    assert len(written) <= 16
    assert float(written) == pytest.approx(np.pi * 1e-5, rel=1e-8)


def test_that_a_reading_of_words_alone_is_a_report(reading: ReadingRecord, tmp_path: Path) -> None:
    path = tmp_path / "sr.dcm"
    words = replace(reading, findings=(), measurements=(), segments=())

    reader_report(Workbench(words)).save_as(path, enforce_file_format=True)

    assert errors_of(path) == []
    assert "Imaging Measurements" not in path.read_bytes().decode("latin-1")
    assert proposals_report(Workbench(words)) is None


def test_that_every_image_a_group_refers_to_is_evidence(reading: ReadingRecord) -> None:
    report = reader_report(bench_of(reading))

    evidence = {
        image.ReferencedSOPInstanceUID
        for study in report.CurrentRequestedProcedureEvidenceSequence
        for series in study.ReferencedSeriesSequence
        for image in series.ReferencedSOPSequence
    }
    assert referenced(report) <= evidence


def referenced(dataset: Dataset) -> set[str]:
    """SOP Instance UIDs in the content tree."""
    found = set()
    for item in dataset.get("ContentSequence", []):
        found |= referenced(item)
        found |= {str(r.ReferencedSOPInstanceUID) for r in item.get("ReferencedSOPSequence", [])}
    return found


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_that_a_confirmed_match_tells_its_growth(
    reading: ReadingRecord, is_confirmed: bool, tmp_path: Path
) -> None:
    finding = reading.confirmed[0]
    match = LesionMatch(("now",), finding.tracking_uid, MatchMethod.HAND)
    examinations = tuple(Examination(key, key, day) for key, day in DAYS)
    points = (TimePoint("then"), TimePoint("now", match=match, is_confirmed=is_confirmed))
    timeline = LesionTimeline(
        finding.tracking_uid,
        1,
        finding.finding.name,
        finding.finding.site,
        "lung",
        LesionRole.NONE,
        False,
        points,
        LesionChange.GROWN,
        Growth(Dimension.VOLUME, 1.0, 1.5, 90),
    )
    record = replace(reading, follow_up=FollowUp(examinations, (timeline,)))

    report = reader_report(bench_of(record))

    report.save_as(tmp_path / "sr.dcm", enforce_file_format=True)
    assert errors_of(tmp_path / "sr.dcm") == []
    group = groups_of(report)[0]
    grown = [item.MeasuredValueSequence[0] for item in told(group, codes.GROWTH.value)]
    assert [float(value.NumericValue) for value in grown] == ([50.0] if is_confirmed else [])
    assert len(told(group, codes.CHANGE.value)) == int(is_confirmed)
    assert len(told(group, "126073")) == int(is_confirmed)  # Time Point Order


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_that_the_response_to_treatment_is_told_once_its_matches_are_confirmed(
    reading: ReadingRecord, is_confirmed: bool, tmp_path: Path
) -> None:
    record = replace(reading, follow_up=doubled(is_confirmed=is_confirmed))

    report = reader_report(bench_of(record))

    report.save_as(tmp_path / "sr.dcm", enforce_file_format=True)
    assert errors_of(tmp_path / "sr.dcm") == []
    found = [g for g in groups_of(report) if told(g, "112021")]  # Response Evaluation Method
    sums = [told(g, codes.SUM_OF_DIAMETERS.value)[0].MeasuredValueSequence[0] for g in found]
    answers = [told(g, "112048")[0].ConceptCodeSequence[0].CodeValue for g in found]
    assert [float(value.NumericValue) for value in sums] == ([24.0] if is_confirmed else [])
    assert answers == (["PD"] if is_confirmed else [])


def doubled(*, is_confirmed: bool) -> FollowUp:
    """A target of 12 mm that is 24 mm now."""
    examinations = tuple(Examination(key, key, day) for key, day in DAYS)
    lesions = [
        Lesion(("i",), LesionSource.MEASUREMENT, words("x"), None, "f", "d", size=LesionSize(size))
        for size in (12.0, 24.0)
    ]
    match = LesionMatch(("i",), "2.25.1", MatchMethod.HAND)
    points = (
        TimePoint("then", lesions[0], PointState.MEASURED),
        TimePoint("now", lesions[1], PointState.MEASURED, match, is_confirmed),
    )
    line = LesionTimeline(
        "2.25.1", 1, words("x"), words("y"), "lung", LesionRole.TARGET, False, points
    )
    return FollowUp(examinations, (line,), recist_of((line,), examinations, 0))


def test_that_a_finding_and_a_segment_of_one_lesion_refer_to_their_own_segments(
    reading: ReadingRecord,
) -> None:
    outlined = next(each for each in reading.confirmed if each.finding.outlines)
    painted = replace(reading.segments[0], tracking_uid=outlined.tracking_uid)
    record = replace(reading, segments=(painted,))

    report = reader_report(bench_of(record))

    same = [g for g in groups_of(report) if str(told(g, "112040")[0].UID) == painted.tracking_uid]
    numbers = [
        item.ReferencedSOPSequence[0].ReferencedSegmentNumber
        for group in same
        for item in told(group, "121191")  # Referenced Segment
    ]
    assert len(numbers) == 2
    assert len(set(numbers)) == 2


def test_that_accepted_codes_are_coded_findings_of_the_report(reading: ReadingRecord) -> None:
    dataset = reader_report(bench_of(reading))

    assert coded_findings(dataset) == [("O9A.212", "I10C"), ("R91.1", "I10C")]


def test_that_accepted_codes_come_back_from_the_report_as_they_were(
    reading: ReadingRecord, tmp_path: Path
) -> None:
    reader_report(bench_of(reading)).save_as(tmp_path / "sr.dcm")

    found = read_own(tmp_path / "sr.dcm")

    assert found is not None
    wanted = [replace(c, words=()) for c in accepted_codes(reading.codes)]
    untold = [
        replace(c, suggestion=replace(c.suggestion, evidence=(), is_evidence_tested=False))
        for c in wanted
    ]
    assert list(found.codes) == untold


def coded_findings(dataset: Dataset) -> list[tuple[str, str]]:
    """Codes among the report's own statements."""
    values = [
        item.ConceptCodeSequence[0]
        for container in dataset.ContentSequence
        if container.ConceptNameCodeSequence[0].CodeValue == codes.QUALITATIVE_EVALUATIONS.value
        for item in container.ContentSequence
        if item.ValueType == "CODE" and item.ConceptNameCodeSequence[0].CodeValue == "121071"
    ]
    return [(value.CodeValue, value.CodingSchemeDesignator) for value in values]
