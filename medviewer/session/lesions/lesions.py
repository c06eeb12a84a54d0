"""The lesions of one study: confirmed findings, the reader's diameters, segments. Runs in a thread.

What was found, painted and measured of one place is one lesion; that is a proposal, too, until the reader
confirms it, so each remembers which of its items came first.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from medviewer.domain.finding import Finding
from medviewer.domain.geometry import as_vector
from medviewer.domain.lesion import Lesion, LesionSize, LesionSource, told
from medviewer.domain.measurement import Measurement, MeasurementKind
from medviewer.domain.measurement_words import KIND_NAMES
from medviewer.domain.quantity import Measured, QuantityKind
from medviewer.domain.segmentation import Segment
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.domain.study_ledger import Separation
from medviewer.domain.tracking import tracking_uid
from medviewer.imaging.image_places import space_of
from medviewer.imaging.lesion_extent import Extent, outlined_volume_ml, segment_extent
from medviewer.imaging.quantify import quantify
from medviewer.session.drawing.annotations import calibration_of, calibration_of_plane
from medviewer.session.hanging.kept_layout import find_shown
from medviewer.session.review.measured_places import place_in
from medviewer.words import Message, message

DIAMETERS = frozenset({MeasurementKind.LENGTH, MeasurementKind.BIDIRECTIONAL})
LEAST_REACH_MM = 3.0  # a click beside the middle of the smallest lesion is still of it
SEGMENT_NAME = message("Lesion", "Segment {name}")


@dataclass(frozen=True, slots=True)
class ConfirmedFinding:
    """As the reader has it, and the display set its voxels count in."""

    finding: Finding
    display_set_id: str


@dataclass(frozen=True, slots=True, eq=False)
class StudyWork:
    """All that tells of lesions in one study, frozen.

    Attributes:
        extents: of segments that were measured before, by their ids; the segment itself says if it holds.
    """

    study: Study
    annotations: StudyAnnotations
    findings: tuple[ConfirmedFinding, ...] = ()
    segments: tuple[Segment, ...] = ()
    separations: tuple[Separation, ...] = ()
    extents: Mapping[str, tuple[Segment, Extent | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class StudyLesions:
    """The lesions, and what was measured on the way."""

    study_key: str
    lesions: tuple[Lesion, ...]
    extents: Mapping[str, tuple[Segment, Extent | None]]


def lesions_of(work: StudyWork, check: Callable[[], None] = lambda: None) -> StudyLesions:
    """Findings first, then segments, then diameters; each later one joins the lesion it lies in.

    Args:
        check: raises where nobody waits for the answer any more.
    """
    extents = {s.segment_id: _extent(s, work, check) for s in work.segments}
    apart = frozenset((s.item_id, s.uid) for s in work.separations)
    whole: tuple[Lesion, ...] = tuple(_of_findings(work))
    for each in (*_of_segments(work, extents), *_of_measurements(work)):
        whole = _joined(whole, each, apart)
    return StudyLesions(work.study.key, whole, extents)


def _extent(
    segment: Segment, work: StudyWork, check: Callable[[], None]
) -> tuple[Segment, Extent | None]:
    known = work.extents.get(segment.segment_id)
    if known is not None and known[0] is segment:
        return known
    shown = find_shown(work.study, segment.display_set_id)
    return segment, segment_extent(segment, shown, check) if shown is not None else None


def _of_findings(work: StudyWork) -> Iterator[Lesion]:
    for each in work.findings:
        finding, shown = each.finding, work.study.find_display_set(each.display_set_id)
        if shown is None or finding.is_of_whole_image:
            continue
        volume_ml = outlined_volume_ml(finding, shown.geometry)
        yield Lesion(
            (finding.finding_id,),
            LesionSource.FINDING,
            finding.name,
            finding.center_lps_mm,
            space_of(shown),
            shown.display_set_id,
            _instance(shown, finding.key_slice),
            finding.label,
            finding.site,
            LesionSize(finding.diameter_mm, finding.short_axis_mm, volume_ml),
        )


def _of_segments(
    work: StudyWork, extents: Mapping[str, tuple[Segment, Extent | None]]
) -> Iterator[Lesion]:
    for segment in work.segments:
        extent, shown = (
            extents[segment.segment_id][1],
            find_shown(work.study, segment.display_set_id),
        )
        if extent is None or shown is None:
            continue
        yield Lesion(
            (segment.segment_id,),
            LesionSource.SEGMENT,
            replace(SEGMENT_NAME, values={"name": segment.name}),
            extent.center_lps_mm,
            space_of(shown),
            shown.listed_id,
            _instance(shown, extent.key_slice),
            size=extent.size,
        )


def _of_measurements(work: StudyWork) -> Iterator[Lesion]:
    for measurement in work.annotations.measurements:
        shown = work.study.find_display_set(measurement.image.display_set_id)
        if measurement.kind not in DIAMETERS or shown is None:
            continue
        size = _size(_measured(measurement, work))
        if size.longest_mm is None:
            continue  # pixels, or an axis that is no length
        has_place = measurement.image.plane is not None
        middle = as_vector(np.mean(measurement.points, axis=0)) if has_place else None
        yield Lesion(
            (measurement.measurement_id,),
            LesionSource.MEASUREMENT,
            _name(measurement),
            middle,
            space_of(shown),
            shown.display_set_id,
            measurement.image.sop_instance_uid,
            size=size,
        )


def _measured(measurement: Measurement, work: StudyWork) -> Measured:
    """The shape alone, as `session.quantities` measures it."""
    place = place_in(work.study, measurement)
    if place is None:
        calibration = calibration_of_plane(measurement.image.plane)
        return quantify(measurement.kind, measurement.pixels(), calibration)
    source = place[0].frames[place[1]]
    stated = calibration_of(work.annotations, measurement.image, source.calibration)
    return quantify(measurement.kind, measurement.pixels(source.plane), stated)


def _size(measured: Measured) -> LesionSize:
    found = {q.kind: q.value for q in measured.quantities if q.unit == "mm"}
    longest = found.get(QuantityKind.LONG_AXIS, found.get(QuantityKind.LENGTH))
    return LesionSize(longest, found.get(QuantityKind.SHORT_AXIS))


def _name(measurement: Measurement) -> Message:
    return told(measurement.label) if measurement.label else KIND_NAMES[measurement.kind]


def _instance(shown: DisplaySet, index: int) -> str:
    inside = min(max(index, 0), shown.count - 1)
    return shown.frames[inside].instance.sop_instance_uid


def _joined(
    whole: tuple[Lesion, ...], new: Lesion, apart: frozenset[tuple[str, str]]
) -> tuple[Lesion, ...]:
    """With the new one in the nearest lesion it lies in, or as a lesion of its own."""
    near = [
        (distance, at)
        for at, each in enumerate(whole)
        if _can_join(each, new, apart) and (distance := _distance(each, new)) <= _reach(each, new)
    ]
    if not near:
        return (*whole, new)
    at = min(near)[1]
    return (*whole[:at], _both(whole[at], new), *whole[at + 1 :])


def _can_join(one: Lesion, new: Lesion, apart: frozenset[tuple[str, str]]) -> bool:
    """Of one source, two stand for two lesions, however near: only another one's joins."""
    is_apart = any((new.item_id, tracking_uid(item)) in apart for item in one.item_ids)
    has_places = one.center_lps_mm is not None and new.center_lps_mm is not None
    return one.source is not new.source and one.space == new.space and has_places and not is_apart


def _distance(one: Lesion, other: Lesion) -> float:
    assert one.center_lps_mm is not None  # for the type checker: both have places
    assert other.center_lps_mm is not None
    return float(np.linalg.norm(np.subtract(one.center_lps_mm, other.center_lps_mm)))


def _reach(one: Lesion, other: Lesion) -> float:
    """Half of the larger one: its own inside."""
    return max(LEAST_REACH_MM, *(_longest(each) / 2 for each in (one, other)))


def _longest(lesion: Lesion) -> float:
    return lesion.size.longest_mm or 0.0


def _both(one: Lesion, new: Lesion) -> Lesion:
    """What the reader measured by hand counts before what was found or painted."""
    is_measured = new.source is LesionSource.MEASUREMENT
    size = new.size.or_else(one.size) if is_measured else one.size.or_else(new.size)
    is_named = new.source is LesionSource.MEASUREMENT and new.name.context == "Lesion"
    name = new.name if is_named else one.name
    return replace(one, item_ids=(*one.item_ids, *new.item_ids), size=size, name=name)


def item_ids(lesions: Iterable[Lesion]) -> frozenset[str]:
    return frozenset(item for lesion in lesions for item in lesion.item_ids)
