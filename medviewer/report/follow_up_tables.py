"""Lesions over time as CSV: one row a lesion and examination; and the RECIST sums, one row an examination."""

from collections.abc import Iterator

from medviewer.domain.longitudinal import FollowUp, LesionTimeline
from medviewer.domain.reading_record import ReadingRecord
from medviewer.report.csv_cells import Cell, csv_bytes
from medviewer.report.translation import Translate

EXAMINATION = (
    "patient_id",
    "study_instance_uid",
    "study_date",
    "examination_uid",
    "examination_date",
)
LESIONS = (
    *EXAMINATION,
    "number",
    "tracking_uid",
    "name",
    "site",
    "organ",
    "role",
    "is_node",
    "state",
    "long_axis_mm",
    "short_axis_mm",
    "volume_ml",
    "counted_mm",
    "matched_by",
    "match_distance_mm",
    "change",
    "growth_percent",
    "growth_of",
    "growth_days",
    "doubling_time_days",
)
RECIST = (
    *EXAMINATION,
    "is_baseline",
    "sum_mm",
    "is_complete",
    "baseline_mm",
    "nadir_mm",
    "from_baseline_percent",
    "from_nadir_percent",
    "target_response",
    "non_target_response",
    "has_new_lesion",
    "overall_response",
)


def follow_up_csv(record: ReadingRecord, translate: Translate = str) -> bytes:
    """What became of a lesion stands in the row of the examination that is read."""
    known = record.follow_up or FollowUp()
    rows = (row for each in known.timelines for row in _lesion(record, known, each, translate))
    return csv_bytes(LESIONS, rows)


def recist_csv(record: ReadingRecord) -> bytes:
    """From the baseline on; without rows where nothing counts."""
    return csv_bytes(RECIST, _sums(record, record.follow_up or FollowUp()))


def _examination(record: ReadingRecord, known: FollowUp, at: int) -> tuple[Cell, ...]:
    study, examination = record.study, known.examinations[at]
    return (
        study.patient.patient_id,
        study.study_instance_uid,
        study.study_date,
        examination.study_instance_uid,
        examination.study_date,
    )


def _lesion(
    record: ReadingRecord, known: FollowUp, timeline: LesionTimeline, translate: Translate
) -> Iterator[tuple[Cell, ...]]:
    last = len(known.examinations) - 1
    for at, point in enumerate(timeline.points):
        match = point.match if point.is_confirmed else None
        yield (
            *_examination(record, known, at),
            timeline.number,
            timeline.tracking_uid,
            translate(timeline.name),
            translate(timeline.site),
            timeline.organ,
            timeline.role.value,
            timeline.is_node,
            point.state.value,
            point.size.longest_mm,
            point.size.short_axis_mm,
            point.size.volume_ml,
            timeline.counted_mm(at),
            match.method.value if match is not None else "",
            match.distance_mm if match is not None else None,
            *(_change(timeline) if at == last else ("", None, "", None, None)),
        )


def _change(timeline: LesionTimeline) -> tuple[Cell, ...]:
    grown = timeline.growth
    if grown is None:
        return timeline.change.value, None, "", None, None
    return (
        timeline.change.value,
        grown.percent,
        grown.dimension.value,
        grown.days,
        grown.doubling_days,
    )


def _sums(record: ReadingRecord, known: FollowUp) -> Iterator[tuple[Cell, ...]]:
    for at in range(len(known.examinations)):
        found = known.recist_of(at)
        if found is not None:
            yield (
                *_examination(record, known, at),
                found.is_baseline,
                found.sum_mm,
                found.is_complete,
                found.baseline_mm,
                found.nadir_mm,
                found.from_baseline_percent,
                found.from_nadir_percent,
                found.target.value,
                found.non_target.value,
                found.has_new,
                found.overall.value,
            )
