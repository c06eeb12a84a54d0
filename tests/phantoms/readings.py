"""A small CT on disk that was analysed, decided on, measured, painted on: all that documents state.

20 findings (accepted, edited, rejected with every reason, undecided), 20 measurements of every kind, two
segments, two key images and a chosen window. Places and sizes are computed from small whole numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from medviewer.dicom import scanner
from medviewer.domain.finding import (
    Finding,
    PatientBox,
    Provenance,
    RejectionReason,
    Review,
    ReviewState,
    SliceOutline,
    VoxelBox,
)
from medviewer.domain.geometry import as_vector
from medviewer.domain.kept_answer import KeptAnswer
from medviewer.domain.measurement import POINT_COUNTS, Measurement, MeasurementKind
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    Applicability,
    AttentionPatch,
    ModelCard,
    SharedArray,
)
from medviewer.domain.report import ReportContent
from medviewer.domain.segmentation import PackedMask, Segment
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.study_annotations import KeyMark, StudyAnnotations
from medviewer.domain.study_journal import KeptPresentation, KeptStudy, StudyJournal
from medviewer.domain.unit import Unit
from medviewer.domain.voi import VoiWindow
from medviewer.progress import CancelToken
from medviewer.session.drawing.annotations import reference_to
from medviewer.session.review.kept_reading import order_of_kept
from medviewer.session.review.reading_order import ReadingOrder
from medviewer.words import message
from tests.phantoms.codes import every_kind
from tests.phantoms.series import write_ct

SHA256 = "0123456789abcdef" * 4
READER = "Dr. Ada Roentgen"
DECIDED_AT = "2026-03-04T15:01:00+00:00"
PATIENT_NAME = "Wang^XiaoMing=王^小明"
FINDINGS, MEASUREMENTS = 20, 20
SHAPE = (20, 64, 64)
VOXEL_MM3 = 0.5 * 0.5 * 2.5
REASONS = tuple(RejectionReason)
KINDS = tuple(MeasurementKind)


@dataclass(frozen=True, slots=True)
class PhantomReading:
    """The study, what was kept of its reading, and the card of the model that answered."""

    folder: Path
    study: Study
    kept: StudyJournal
    catalog: tuple[ModelCard, ...]

    @property
    def order(self) -> ReadingOrder:
        return order_of_kept(self.study, self.kept, self.catalog)

    @property
    def kept_study(self) -> KeptStudy:
        return KeptStudy(self.study.patient, self.study.study_instance_uid, self.kept)


def phantom_reading(
    folder: Path, findings: int = FINDINGS, shape: tuple[int, int, int] = SHAPE
) -> PhantomReading:
    """Write the CT into `folder` and read it."""
    write_ct(folder, shape, PatientName=PATIENT_NAME, AccessionNumber="ACC-778", StudyID="7")
    study = scan(folder)
    shown = study.series[0].display_sets[0]
    stated = tuple(_finding(shown, number) for number in range(1, findings + 1))
    annotations = StudyAnnotations(
        study.key,
        tuple(_measurements(study, shown)),
        tuple(_key_mark(shown, index) for index in (3, 11)),
    )
    kept = StudyJournal(
        annotations,
        tuple(_reviews(stated)),
        ReportContent(READER, "Nodules, as listed.\n=SUM(A1) <b>CT</b> in 3 months."),
        (KeptPresentation(shown.display_set_id, VoiWindow(-600, 1500)),),
        segments=tuple(_segments(study, shown)),
        answers=(_answer(study, shown, stated),),
        codes=every_kind(READER),
    )
    return PhantomReading(folder, study, kept, (card(),))


def scan(folder: Path) -> Study:
    found = scanner.scan(
        [folder], folder / "unpacked", CancelToken(), lambda p: None, lambda u: None
    )
    return found.studies[0]


def card() -> ModelCard:
    return ModelCard(
        model_id="chest_ct_nodules",
        version="1.0.0",
        title="Lung nodules on chest CT",
        analyzer="chest_ct_nodules",
        intended_use="Second look for solid lung nodules of 6 to 30 mm in adults.",
        labels=("lung_nodule",),
        weights_file="weights.safetensors",
        weights_sha256=SHA256,
        score_threshold=0.3,
        is_calibrated=False,
        applicability=Applicability(("CT",), ("CHEST",), 16, 5.0, 1.0, Unit.HU),
        sources=(),
        metrics=(),
        limits=(),
        licence="Apache-2.0",
    )


def _finding(shown: DisplaySet, number: int) -> Finding:
    """Number n lies on slice n mod 18 + 1, at row 10 + n, column 20 + n; every second one is outlined."""
    slices, rows, columns = shown.count, shown.frames[0].rows, shown.frames[0].columns
    at = (
        1 + number % (slices - 2),
        10 + number % (rows - 20),
        20 + number % (columns - 30),
    )
    box = VoxelBox((at[0] - 1, at[1] - 3, at[2] - 4), (at[0] + 1, at[1] + 3, at[2] + 4))
    corners = np.array([_patient(shown, box.first), _patient(shown, box.last)], np.float64)
    series = shown.series_instance_uid
    diamond = tuple(
        (float(at[1] + dr), float(at[2] + dc)) for dr, dc in ((-3, 0), (0, 4), (3, 0), (0, -4))
    )
    return Finding(
        finding_id=f"00000000-0000-4000-8000-{number:012d}",
        label="lung_nodule",
        name=message("Sample", "Lung nodule"),
        site=message("Sample", "right upper zone"),
        center_lps_mm=as_vector(_patient(shown, at)),
        center_voxel=at,
        box_lps_mm=PatientBox(as_vector(corners.min(0)), as_vector(corners.max(0))),
        box_voxel=box,
        diameter_mm=4.5,
        short_axis_mm=3.5,
        confidence=0.99 - 0.5 * number / 1000,
        is_calibrated=False,
        sop_instance_uids=tuple(
            shown.frames[index].instance.sop_instance_uid
            for index in range(box.first[0], box.last[0] + 1)
        ),
        provenance=Provenance(
            "chest_ct_nodules", "1.0.0", SHA256, series, "cpu", "2026-03-04T14:55:00+00:00"
        ),
        outlines=tuple(
            SliceOutline(index, diamond) for index in range(box.first[0], box.last[0] + 1)
        )
        if number % 2
        else (),
    )


def _patient(shown: DisplaySet, voxel: tuple[int, int, int]) -> tuple[float, ...]:
    plane = shown.frames[voxel[0]].plane
    assert plane is not None
    return tuple(float(x) for x in plane.pixel_to_patient(voxel[1], voxel[2]))


def _reviews(findings: tuple[Finding, ...]) -> Iterator[Review]:
    """In turn accepted, edited, rejected, undecided."""
    for place, finding in enumerate(findings):
        key, state = finding.finding_id, place % 4
        if state == 0:
            yield Review(key, ReviewState.ACCEPTED, READER, DECIDED_AT)
        elif state == 1:
            revised = replace(
                finding, diameter_mm=6.25, name=message("Sample", "=Nodule, part-solid")
            )
            yield Review(key, ReviewState.EDITED, READER, DECIDED_AT, revised=revised)
        elif state == 2:
            reason = REASONS[place // 4 % len(REASONS)]
            yield Review(key, ReviewState.REJECTED, READER, DECIDED_AT, reason)


def _measurements(study: Study, shown: DisplaySet) -> Iterator[Measurement]:
    for number in range(MEASUREMENTS):
        kind = KINDS[number % len(KINDS)]
        image = reference_to(study, shown, number % shown.count)
        blank = Measurement(
            f"10000000-0000-4000-8000-{number:012d}", kind, image, (), f"m{number}, “a”"
        )
        yield blank.moved_to(_pixels(kind, 8.0 + number))


def _pixels(kind: MeasurementKind, at: float) -> tuple[tuple[float, float], ...]:
    """(column, row): 12 columns across and 8 rows down from the place."""
    if kind is MeasurementKind.COBB:
        return ((at, at), (at + 12, at), (at, at + 8), (at + 12, at + 10))
    if kind is MeasurementKind.BIDIRECTIONAL:
        return ((at, at + 4), (at + 12, at + 4), (at + 6, at), (at + 6, at + 8))
    outline = ((at, at), (at + 12, at), (at + 12, at + 8), (at, at + 8))
    if kind in (MeasurementKind.RECTANGLE, MeasurementKind.ELLIPSE):
        return (outline[0], outline[2])
    return outline[: POINT_COUNTS.get(kind, 4)]


def _segments(study: Study, shown: DisplaySet) -> Iterator[Segment]:
    """A block of 4 × 5 × 6 voxels and one of 2 × 3 × 3 that overlaps it."""
    shape = (shown.frames[0].rows, shown.frames[0].columns)
    blocks = (
        ("Liver", slice(4, 8), (30, 35), (30, 36)),
        ("=Cyst", slice(5, 7), (32, 35), (33, 36)),
    )
    for number, (name, slices, rows, columns) in enumerate(blocks):
        mask = np.zeros(shape, np.bool_)
        mask[rows[0] : rows[1], columns[0] : columns[1]] = True
        masks = {index: PackedMask.of(mask) for index in range(slices.start, slices.stop)}
        yield Segment(
            f"20000000-0000-4000-8000-{number:012d}",
            name,
            study.key,
            shown.display_set_id,
            shape,
            VOXEL_MM3,
            masks,
            number,
        )


def _key_mark(shown: DisplaySet, index: int) -> KeyMark:
    return KeyMark(shown.display_set_id, shown.frames[index].instance.sop_instance_uid)


def _answer(study: Study, shown: DisplaySet, findings: tuple[Finding, ...]) -> KeptAnswer:
    request = AnalysisRequest(
        "request-1",
        "chest_ct_nodules",
        study.key,
        shown.series_instance_uid,
        shown.display_set_id,
        SharedArray("", (), ""),
        None,
        Unit.HU,
        tuple(frame.instance.sop_instance_uid for frame in shown.frames),
    )
    map_values = np.linspace(-1, 1, 64, dtype=np.float32).reshape(8, 8)
    attention = AttentionPatch(
        findings[0].finding_id if findings else "", 2, (9.5, 17.5), (20.5, 28.5), map_values
    )
    return KeptAnswer(
        "set-1",
        "chest_ct_nodules",
        "1.0.0",
        SHA256,
        request,
        AnalysisStatus.DONE,
        "cpu",
        scores={"lung_nodule": 0.87},
        findings=findings,
        attention=(attention,) if findings else (),
        finished_at="2026-03-04T14:55:00+00:00",
    )


def result(reading: PhantomReading) -> AnalysisResult:
    return reading.order.results[0]
