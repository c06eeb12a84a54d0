"""Readings of small studies: findings, measurements, segments and key images of known places."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from medviewer.dicom.scanner import scan
from medviewer.domain.calibration import in_patient
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
from medviewer.domain.measurement import Measurement, MeasurementKind, ReferencedImage, to_points
from medviewer.domain.quantity import Quantity, QuantityKind
from medviewer.domain.reading_record import (
    MarkedImage,
    ReadingRecord,
    RecordedFinding,
    RecordedMeasurement,
    RecordedSegment,
    ShownWindow,
)
from medviewer.domain.report import ReportContent
from medviewer.domain.segmentation import Segment
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.tracking import tracking_uid
from medviewer.domain.voi import VoiWindow
from medviewer.progress import CancelToken, ignore_progress
from medviewer.words import message
from tests.phantoms.codes import every_kind

WEIGHTS = "ab" * 32
READER = "Dr. 李 Reader"
SITE = message("Lung site", "Right upper zone")
NODULE = message("Label", "lung nodule")


def opened(folder: Path) -> Study:
    """The one study in a folder."""
    found = scan([folder], folder, CancelToken(), ignore_progress, lambda update: None)
    (study,) = found.studies
    return study


def largest(study: Study) -> DisplaySet:
    """The display set of most images."""
    sets = [one for series in study.series for one in series.display_sets]
    return max(sets, key=lambda one: one.count)


def item_id(number: int) -> str:
    """A UUID of a number."""
    return f"00000000-0000-4000-8000-{number:012}"


def box_finding(
    display_set: DisplaySet, number: int, first: Sequence[int], last: Sequence[int]
) -> Finding:
    """A nodule a model boxed; (slice, row, column) of its first and last voxel."""
    low, high = np.asarray(first), np.asarray(last)
    center = tuple(int(value) for value in (low + high) // 2)
    geometry = display_set.geometry
    corners = None if geometry is None else geometry.voxel_to_patient([low, high])
    return Finding(
        finding_id=item_id(number),
        label="lung_nodule",
        name=NODULE,
        site=SITE,
        center_lps_mm=None if geometry is None else as_vector(geometry.voxel_to_patient(center)),
        center_voxel=(center[0], center[1], center[2]),
        box_lps_mm=None
        if corners is None
        else PatientBox(as_vector(corners.min(axis=0)), as_vector(corners.max(axis=0))),
        box_voxel=VoxelBox(
            (int(low[0]), int(low[1]), int(low[2])), (int(high[0]), int(high[1]), int(high[2]))
        ),
        diameter_mm=8.5,
        short_axis_mm=6.25,
        confidence=0.87,
        is_calibrated=False,
        sop_instance_uids=tuple(
            display_set.frames[index].instance.sop_instance_uid
            for index in range(int(low[0]), int(high[0]) + 1)
        ),
        provenance=Provenance(
            "chest_ct_nodules",
            "2.0",
            WEIGHTS,
            display_set.series_instance_uid,
            "cpu",
            "2026-01-02T03:04:05Z",
        ),
    )


def outlined(finding: Finding) -> Finding:
    """The same with its box as the outline on each slice: exactly the box's voxels."""
    box = finding.box_voxel
    assert box is not None
    (_, top, left), (_, bottom, right) = box.first, box.last
    corners = (
        (top - 0.5, left - 0.5),
        (top - 0.5, right + 0.5),
        (bottom + 0.5, right + 0.5),
        (bottom + 0.5, left - 0.5),
    )
    slices = range(box.first[0], box.last[0] + 1)
    return replace(finding, outlines=tuple(SliceOutline(index, corners) for index in slices))


def recorded(
    display_set: DisplaySet, number: int, finding: Finding, state: ReviewState
) -> RecordedFinding:
    """With the reader's word; an edited one has grown by a column."""
    decided = state is not ReviewState.PROPOSED
    revised = None
    if state is ReviewState.EDITED and finding.box_voxel is not None:
        box = finding.box_voxel
        wider = VoxelBox(box.first, (box.last[0], box.last[1], box.last[2] + 1))
        revised = replace(finding, box_voxel=wider, diameter_mm=9.5)
        revised = outlined(revised) if finding.outlines else revised
    review = Review(
        finding.finding_id,
        state,
        READER if decided else "",
        "2026-01-02T04:05:06Z" if decided else "",
        RejectionReason.VESSEL if state is ReviewState.REJECTED else None,
        revised,
    )
    return RecordedFinding(
        number,
        finding,
        review.as_read(finding),
        review,
        tracking_uid(finding.finding_id),
        display_set.display_set_id,
    )


def measured(
    study: Study,
    display_set: DisplaySet,
    number: int,
    kind: MeasurementKind,
    pixels: Sequence[tuple[float, float]],
    *quantities: Quantity,
) -> RecordedMeasurement:
    """A drawing on the first image; pixels are (column, row)."""
    frame = display_set.frames[0].as_acquired
    image = ReferencedImage(
        study.key,
        display_set.display_set_id,
        frame.instance.sop_instance_uid,
        frame.frame_index,
        frame.plane,
    )
    points = to_points(pixels, frame.plane)
    made = Measurement(item_id(500 + number), kind, image, points, f"label {number}")
    return RecordedMeasurement(number, made, quantities, tracking_uid(made.measurement_id))


def painted(study: Study, display_set: DisplaySet) -> RecordedSegment:
    """Three by two pixels on each of the first two images."""
    frame = display_set.frames[0]
    mask = np.zeros((frame.rows, frame.columns), np.bool_)
    mask[1:4, 2:4] = True
    geometry = display_set.geometry
    voxel_mm3 = None if geometry is None else float(np.prod(geometry.spacing_mm))
    empty = Segment(
        item_id(900), "Liver <b>", study.key, display_set.display_set_id, mask.shape, voxel_mm3
    )
    slices = range(min(2, display_set.count))
    made = empty.with_masks(dict.fromkeys(slices, mask))
    return RecordedSegment(made, tracking_uid(made.segment_id))


Q, K = QuantityKind, MeasurementKind


def drawings(study: Study, display_set: DisplaySet) -> tuple[RecordedMeasurement, ...]:
    """One of each kind."""
    calibration = in_patient(0.5, 0.5)

    def mm(kind: QuantityKind, value: float) -> Quantity:
        return Quantity(kind, value, "mm", calibration)

    degrees = Quantity(Q.ANGLE, 90.0, "°")
    statistics = (
        Quantity(Q.MEAN, -12.5, "HU"),
        Quantity(Q.SD, 3.25, "HU"),
        Quantity(Q.MINIMUM, -20, "HU"),
        Quantity(Q.MAXIMUM, 4, "HU"),
        Quantity(Q.AREA, 6.0, "mm²", calibration),
        Quantity(Q.COUNT, 24, "px"),
    )
    corners = ((2.0, 3.0), (8.0, 7.0))
    outline = ((2.0, 3.0), (8.0, 3.0), (8.0, 7.0))
    cross = ((2.0, 3.0), (8.0, 3.0), (5.0, 1.0), (5.0, 4.0))
    kinds = (
        (K.LENGTH, corners, (mm(Q.LENGTH, 3.6),)),
        (K.ANGLE, outline, (degrees,)),
        (K.COBB, cross, (degrees,)),
        (K.BIDIRECTIONAL, cross, (mm(Q.LONG_AXIS, 3.0), mm(Q.SHORT_AXIS, 1.5))),
        (K.RECTANGLE, corners, statistics),
        (K.ELLIPSE, corners, statistics),
        (K.POLYGON, outline, statistics),
        (K.FREEHAND, outline, statistics),
        (K.PROBE, corners[:1], (Quantity(Q.VALUE, 7.0, "HU"),)),
        (K.TEXT, corners[:1], ()),
        (K.ARROW, corners, ()),
    )
    return tuple(
        measured(study, display_set, number, kind, pixels, *quantities)
        for number, (kind, pixels, quantities) in enumerate(kinds, start=1)
    )


def a_reading(study: Study, *, is_outlined: bool = True) -> ReadingRecord:
    """Of a study's largest display set: one finding of each state, a drawing of each kind, a segment."""
    display_set = largest(study)
    last_slice = display_set.count - 1
    findings = []
    for number, state in enumerate(ReviewState, start=1):
        low = (min(number, last_slice), 2 * number, 3)
        high = (min(number + 1, last_slice), 2 * number + 1, 6)
        finding = box_finding(display_set, number, low, high)
        finding = outlined(finding) if is_outlined else finding
        findings.append(recorded(display_set, number, finding, state))
    own = replace(
        box_finding(display_set, 5, (0, 10, 3), (0, 12, 6)),
        provenance=Provenance("", "", "", display_set.series_instance_uid, "", "", READER),
        label="",
        name=message("Label", "{label}", label="missed & found"),
    )
    findings.append(recorded(display_set, 5, outlined(own), ReviewState.ACCEPTED))
    return ReadingRecord(
        study=study,
        results=(),
        findings=tuple(findings),
        measurements=drawings(study, display_set),
        segments=(painted(study, display_set),),
        key_images=(MarkedImage(display_set.display_set_id, 0),),
        content=ReportContent(
            READER, "Impression: 结节。", "Cough", "CT", "None", "One nodule.", "", "zh_CN"
        ),
        software_version="0.1.0",
        created_at="2026-01-02T05:06:07+08:00",
        windows=(ShownWindow(display_set.display_set_id, VoiWindow(40, 400)),),
        codes=every_kind(READER),
    )
