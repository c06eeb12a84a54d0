"""The findings, measurements and segments of a reading as CSV tables for spreadsheets and statistics.

Every row names its study and its tracking UID, which is the one of SR, SEG, presentation state and FHIR.
Units stand in columns of their own; lengths without a known pixel size are in "px".
"""

from collections.abc import Iterator

from medviewer.domain.measurement import Measurement
from medviewer.domain.quantity import CALIBRATED
from medviewer.domain.reading_record import ReadingRecord, RecordedFinding, RecordedMeasurement
from medviewer.domain.synthetic import with_mark
from medviewer.report.csv_cells import Cell, csv_bytes
from medviewer.report.translation import Translate

STUDY = ("patient_id", "study_instance_uid", "study_date", "accession_number")
FINDINGS = (
    *STUDY,
    "number",
    "tracking_uid",
    "finding_id",
    "source",
    "model",
    "model_version",
    "weights_sha256",
    "label",
    "name",
    "site",
    "decision",
    "rejection_reason",
    "reader",
    "decided_at",
    "confidence",
    "is_calibrated",
    "long_axis_mm",
    "short_axis_mm",
    "proposed_long_axis_mm",
    "center_x_mm",
    "center_y_mm",
    "center_z_mm",
    "slice",
    "row",
    "column",
    "series_instance_uid",
    "sop_instance_uid",
)
MEASUREMENTS = (
    *STUDY,
    "number",
    "tracking_uid",
    "measurement_id",
    "kind",
    "label",
    "quantity",
    "value",
    "unit",
    "pixel_size_from",
    "series_instance_uid",
    "sop_instance_uid",
    "frame",
    "points",
    "points_in",
)
SEGMENTS = (
    *STUDY,
    "number",
    "tracking_uid",
    "segment_id",
    "name",
    "voxels",
    "volume_ml",
    "series_instance_uid",
)


def findings_csv(record: ReadingRecord, translate: Translate = str) -> bytes:
    """One row a finding, decided or not; sizes and place as the reader has them."""
    return csv_bytes(FINDINGS, (_finding(record, each, translate) for each in record.findings))


def measurements_csv(record: ReadingRecord) -> bytes:
    """One row a number; texts, arrows and whatever tells no number have one row without."""
    rows = (row for each in record.measurements for row in _measurement(record, each))
    return csv_bytes(MEASUREMENTS, rows)


def segments_csv(record: ReadingRecord) -> bytes:
    return csv_bytes(SEGMENTS, _segments(record))


def _study(record: ReadingRecord) -> tuple[Cell, ...]:
    study = record.study
    uid, date = study.study_instance_uid, study.study_date
    patient_id = study.patient.patient_id
    if study.is_synthetic:
        patient_id = with_mark(patient_id)
    return patient_id, uid, date, study.accession_number


def _finding(
    record: ReadingRecord, each: RecordedFinding, translate: Translate
) -> tuple[Cell, ...]:
    finding, review, by = each.finding, each.review, each.proposed.provenance
    center = finding.center_lps_mm or (None, None, None)
    voxel = finding.center_voxel or (finding.key_slice, None, None)
    series, sop = key_image_of(record, each)
    return (
        *_study(record),
        each.number,
        each.tracking_uid,
        finding.finding_id,
        "reader" if by.is_by_reader else "ai",
        by.model_id,
        by.model_version,
        by.weights_sha256,
        finding.label,
        translate(finding.name),
        translate(finding.site),
        review.state.value,
        review.reason.value if review.reason else "",
        review.reader or by.reader,
        review.decided_at,
        None if by.is_by_reader else finding.confidence,
        finding.is_calibrated and not by.is_by_reader,
        finding.diameter_mm,
        finding.short_axis_mm,
        each.proposed.diameter_mm,
        *center,
        *(None if place is None else place + 1 for place in voxel),
        series,
        sop,
    )


def _measurement(record: ReadingRecord, each: RecordedMeasurement) -> Iterator[tuple[Cell, ...]]:
    drawn = each.measurement
    shown = record.study.find_display_set(drawn.image.display_set_id)
    first = (
        *_study(record),
        each.number,
        each.tracking_uid,
        drawn.measurement_id,
        drawn.kind.value,
        drawn.label,
    )
    last = (
        shown.series_instance_uid if shown else "",
        drawn.image.sop_instance_uid,
        drawn.image.frame_index + 1 if drawn.image.sop_instance_uid else None,
        _points(drawn),
        "mm LPS" if drawn.image.plane is not None else "px",
    )
    for told in each.quantities:
        origin = told.calibration.kind.value if told.kind in CALIBRATED else ""
        yield (*first, told.kind.value, told.value, told.unit, origin, *last)
    if not each.quantities:
        yield (*first, "", None, "", "", *last)


def _points(drawn: Measurement) -> str:
    """`x y z; x y z`, or `column row; …` where the image's place is unknown."""
    count = 3 if drawn.image.plane is not None else 2
    return "; ".join(" ".join(f"{x:.3f}" for x in point[:count]) for point in drawn.points)


def _segments(record: ReadingRecord) -> Iterator[tuple[Cell, ...]]:
    for number, each in enumerate(record.segments, start=1):
        segment = each.segment
        shown = record.study.find_display_set(segment.display_set_id)
        yield (
            *_study(record),
            number,
            each.tracking_uid,
            segment.segment_id,
            segment.name,
            segment.voxel_count,
            segment.volume_ml,
            shown.series_instance_uid if shown else "",
        )


def key_image_of(record: ReadingRecord, each: RecordedFinding) -> tuple[str, str]:
    """Series and instance of the image a finding is to be seen on first; "" where it is gone."""
    shown = record.study.find_display_set(each.display_set_id)
    index = each.finding.key_slice
    if shown is None or not 0 <= index < shown.count:
        return each.proposed.provenance.series_instance_uid, ""
    return shown.series_instance_uid, shown.frames[index].instance.sop_instance_uid
