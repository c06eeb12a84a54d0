"""What a presentation state draws on each image: findings, drawings, and their words."""

from collections.abc import Sequence
from dataclasses import dataclass

from medviewer.dicom.derived.letters import LONG, plain_text
from medviewer.dicom.derived.object_series import NOT_VERIFIED
from medviewer.dicom.derived.regions import (
    Points,
    Region2D,
    box_on_slice,
    drawing_on_image,
    outlines_on_slice,
)
from medviewer.dicom.derived.sources import Sources
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.finding import Finding, ReviewState, size_text
from medviewer.domain.measurement import MeasurementKind
from medviewer.domain.measurement_words import KIND_NAMES, in_one_line
from medviewer.domain.quantity import Measured
from medviewer.domain.reading_record import RecordedFinding, RecordedMeasurement


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing on one image: shapes as (kind, points (n, 2) of (column, row)), and words; "" for none.

    What is said of a whole image has words alone.
    """

    is_ai: bool
    shapes: tuple[tuple[str, Points], ...]
    text: str
    tracking_id: str
    tracking_uid: str


# Signs of our numbers in plain letters: older viewers, and `dcmpschk`, show no others in UTF-8.
PLAIN = str.maketrans(
    {"²": "2", "³": "3", "°": " deg", "−": "-", "–": "-", "×": "x", "→": "across", "↓": "down"}
)
BySlice = dict[str, dict[int, list[Drawn]]]  # by display set, then by index


def drawn_by_slice(bench: Workbench) -> BySlice:
    """All that is drawn; what is rejected never is, what is undecided only in preliminary output."""
    found: BySlice = {}
    is_signed = bench.record.sign_off is not None
    for recorded in bench.record.findings:
        is_undecided = recorded.review.state is ReviewState.PROPOSED
        if recorded.review.is_confirmed or (is_undecided and not is_signed):
            by_index = found.setdefault(recorded.display_set_id, {})
            _add_finding(by_index, bench.sources(recorded.display_set_id), recorded)
    for measured in bench.record.measurements:
        _add_drawing(found, bench, measured)
    return {display_set_id: drawn for display_set_id, drawn in found.items() if drawn}


def _add_finding(
    by_index: dict[int, list[Drawn]], sources: Sources, recorded: RecordedFinding
) -> None:
    finding = recorded.finding
    if finding.box_voxel is None:
        by_index.setdefault(finding.key_slice, []).append(_drawn(recorded, (), is_key=True))
        return
    count = sources.display_set.count
    first, last = max(finding.box_voxel.first[0], 0), min(finding.box_voxel.last[0], count - 1)
    for index in range(first, last + 1):
        if sources.display_set.frames[index].is_interpolated:
            continue
        source = sources.of_slice(index)
        shapes: Sequence[Region2D] = outlines_on_slice(finding, index, source)
        box = None if finding.outlines else box_on_slice(finding, source)
        shapes = (*shapes, *([box] if box is not None else []))
        if shapes:
            drawn = _drawn(recorded, shapes, is_key=index == finding.key_slice)
            by_index.setdefault(index, []).append(drawn)


def _drawn(recorded: RecordedFinding, shapes: Sequence[Region2D], *, is_key: bool) -> Drawn:
    finding = recorded.finding
    return Drawn(
        not finding.provenance.is_by_reader,
        _as_graphics(shapes),
        _finding_text(recorded, finding) if is_key else "",
        f"Finding {recorded.number}",
        recorded.tracking_uid,
    )


def _finding_text(recorded: RecordedFinding, finding: Finding) -> str:
    size = f" {size_text(finding)}" if finding.diameter_mm is not None else ""
    text = f"{recorded.number} {finding.name}{size}".translate(PLAIN)
    if recorded.review.is_confirmed:
        return text
    return f"AI {text} - {NOT_VERIFIED}"


def _add_drawing(found: BySlice, bench: Workbench, recorded: RecordedMeasurement) -> None:
    """Drawings on reformats are left out: no image of a file shows them."""
    measurement = recorded.measurement
    image = measurement.image
    if not image.sop_instance_uid:
        return
    sources = bench.sources(image.display_set_id)
    index = sources.index_of(image.sop_instance_uid, image.frame_index)
    if index is None:
        return
    drawn = Drawn(
        False,
        _as_graphics(drawing_on_image(measurement, sources.of_slice(index))),
        _drawing_text(recorded),
        plain_text(measurement.label, LONG) or f"Measurement {recorded.number}",
        recorded.tracking_uid,
    )
    found.setdefault(image.display_set_id, {}).setdefault(index, []).append(drawn)


def _drawing_text(recorded: RecordedMeasurement) -> str:
    measurement = recorded.measurement
    told = str(in_one_line(Measured(recorded.quantities))) if recorded.quantities else ""
    if measurement.kind is MeasurementKind.TEXT:
        return measurement.label
    words = [measurement.label.strip() or str(KIND_NAMES[measurement.kind]), told]
    return " ".join(word for word in words if word).translate(PLAIN)


def _as_graphics(shapes: Sequence[Region2D]) -> tuple[tuple[str, Points], ...]:
    return tuple((shape.kind, shape.points) for shape in shapes)
