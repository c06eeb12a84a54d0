"""Measurement groups of a report (TID 1501, 1410, 1411): what the reader drew and painted."""

from collections.abc import Sequence
from typing import TypeVar

from highdicom import sr
from pydicom.dataset import Dataset
from pydicom.sr.coding import Code

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.items import Group, add, code_item, number, text_item
from medviewer.dicom.derived.letters import LONG, plain_text
from medviewer.dicom.derived.regions import Region, drawing_in_patient, drawing_on_image
from medviewer.dicom.derived.time_points import time_point_items
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.measurement import Measurement, MeasurementKind
from medviewer.domain.quantity import CALIBRATED, Quantity, QuantityKind
from medviewer.domain.reading_record import RecordedMeasurement, RecordedSegment

T = TypeVar("T")
# Each number of these has a line of its own; other drawings are one region.
LINES = frozenset(
    (
        MeasurementKind.LENGTH,
        MeasurementKind.ANGLE,
        MeasurementKind.COBB,
        MeasurementKind.BIDIRECTIONAL,
    )
)


def measurement_group(bench: Workbench, recorded: RecordedMeasurement) -> Group:
    """One drawing with its place, its numbers and the reader's words."""
    measurement = recorded.measurement
    regions = _regions(bench, measurement)
    tracking = sr.TrackingIdentifier(
        recorded.tracking_uid,
        plain_text(measurement.label, LONG) or f"Measurement {recorded.number}",
    )
    kind = codes.DRAWN_AS[measurement.kind]
    if measurement.kind in LINES or not regions:
        numbers = _numbers(measurement, recorded.quantities, regions)
        group: Group = sr.MeasurementsAndQualitativeEvaluations(
            tracking, finding_type=kind, measurements=numbers or None
        )
    else:
        numbers = _numbers(measurement, recorded.quantities, ())
        group = sr.PlanarROIMeasurementsAndQualitativeEvaluations(
            tracking,
            referenced_region=regions[0].as_image_region,
            finding_type=kind,
            measurements=numbers or None,
        )
    add(group, *_words(recorded), *time_point_items(bench.record, recorded.tracking_uid))
    return group


def segment_group(bench: Workbench, recorded: RecordedSegment) -> Group | None:
    """A painted segment and its volume; None where no segmentation was written for it."""
    place = bench.segments.get(recorded.key)
    if place is None:
        return None
    segment = recorded.segment
    volume = []
    if segment.volume_ml is not None:
        volume = [number(codes.VOLUME, segment.volume_ml * 1000, codes.CUBIC_MILLIMETRE)]
    group = sr.VolumetricROIMeasurementsAndQualitativeEvaluations(
        sr.TrackingIdentifier(recorded.tracking_uid, plain_text(segment.name, LONG) or "Segment"),
        referenced_segment=segment_reference(bench, recorded.key),
        finding_type=codes.PAINTED,
        measurements=volume or None,
    )
    add(group, text_item(codes.SEGMENT_ID, segment.segment_id))
    add(group, *time_point_items(bench.record, recorded.tracking_uid))
    return group


def segment_reference(bench: Workbench, key: str) -> sr.ReferencedSegment:
    """Of a segment that was written.

    `ReferencedSegment.from_segmentation` is not used: it looks for the segment among the frames only, and
    fails where highdicom itself has put it among what frames share (0.28.2).
    """
    place = bench.segments[key]
    series = place.dataset.ReferencedSeriesSequence[0].SeriesInstanceUID
    return sr.ReferencedSegment(
        place.dataset.SOPClassUID,
        place.dataset.SOPInstanceUID,
        place.number,
        source_series=sr.SourceSeriesForSegmentation(series),
    )


def _regions(bench: Workbench, measurement: Measurement) -> tuple[Region, ...]:
    image = measurement.image
    sources = bench.sources(image.display_set_id)
    if image.sop_instance_uid:
        index = sources.index_of(image.sop_instance_uid, image.frame_index)
        return () if index is None else drawing_on_image(measurement, sources.of_slice(index))
    uid = sources.headers[0].get("FrameOfReferenceUID", "")
    return drawing_in_patient(measurement, uid)


def _numbers(
    measurement: Measurement, quantities: Sequence[Quantity], lines: Sequence[Region]
) -> list[sr.Measurement]:
    made = []
    for quantity in quantities:
        name, derivation = _name(measurement.kind, quantity)
        places = _lines_of(quantity.kind, [line.as_coordinates for line in lines])
        unit = codes.unit_code(quantity.unit)
        made.append(number(name, quantity.value, unit, derivation, places))
    return made


def _name(kind: MeasurementKind, quantity: Quantity) -> tuple[Code, Code | None]:
    if kind is MeasurementKind.COBB and quantity.kind is QuantityKind.ANGLE:
        return codes.COBB_ANGLE, None
    if quantity.kind in codes.EXTENTS:
        return codes.EXTENTS[quantity.kind], None
    name = codes.VALUE_NAMES.get(quantity.unit, codes.PIXEL_VALUE)
    return name, codes.DERIVATIONS[quantity.kind]


def _lines_of(kind: QuantityKind, lines: list[T]) -> list[T]:
    """Each axis has its own line; an angle has all there are."""
    if kind is QuantityKind.LONG_AXIS:
        return lines[:1]
    return lines[1:2] if kind is QuantityKind.SHORT_AXIS else lines


def _words(recorded: RecordedMeasurement) -> list[Dataset]:
    measurement = recorded.measurement
    items: list[Dataset] = [
        code_item(codes.MEASUREMENT_KIND, codes.DRAWN_AS[measurement.kind]),
        text_item(codes.MEASUREMENT_ID, measurement.measurement_id),
    ]
    if measurement.label.strip():
        items.append(text_item(codes.COMMENT, measurement.label))
    calibrated = next((q for q in recorded.quantities if q.kind in CALIBRATED), None)
    if calibrated is not None:
        items.append(text_item(codes.PIXEL_SIZE_FROM, calibrated.calibration.kind.value))
    return items
