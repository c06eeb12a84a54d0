"""The order for a report of a reading that is recorded: the same numbers, drawings and key images."""

from collections.abc import Iterator

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.calibration import PixelCalibration
from medviewer.domain.measurement import UNMEASURED
from medviewer.domain.measurement_words import KIND_NAMES, in_one_line, lines_beside
from medviewer.domain.quantity import Measured
from medviewer.domain.reading_record import ReadingRecord, RecordedMeasurement
from medviewer.domain.report import ReportedMeasurement
from medviewer.domain.study import DisplaySet
from medviewer.imaging.drawings import Drawing, Drawings, DrawnSegment
from medviewer.imaging.measurement_shapes import shape_of
from medviewer.session.drawing.annotations import reference_to
from medviewer.session.reports.report_order import ReportOrder
from medviewer.session.review.measured_places import image_text, place_in
from medviewer.session.review.reading_order import ReadingOrder


def report_order(record: ReadingRecord, order: ReadingOrder) -> ReportOrder:
    """What `report_run.run_order` prints of it."""
    study = record.study
    sets = [display_set for series in study.series for display_set in series.display_sets]
    by_id = {each.display_set_id: each for each in sets}
    return ReportOrder(
        study,
        record.results,
        order.findings,
        order.kept.reviews,
        record.content,
        windows={w.display_set_id: w.window for w in record.windows if w.window is not None},
        inverted=frozenset(w.display_set_id for w in record.windows if w.is_inverted),
        timings_s=order.timings_s,
        measurements=tuple(_reported(record)),
        left_out=order.left_out,
        drawings={each.display_set_id: drawings_on(each, record, order) for each in sets},
        key_places=tuple(
            (by_id[mark.display_set_id], mark.index)
            for mark in record.key_images
            if mark.display_set_id in by_id
        ),
        added=(*order.kept.added, *_placed(order)),
        sign_off=record.sign_off,
        first_read=order.kept.first_read,
        changes_after_ai=len(order.kept.changes_after_ai),
        priors=order.priors,
        site=order.site,
        follow_up=record.follow_up,
        codes=record.codes,
        notes=record.notes,
    )


def _placed(order: ReadingOrder) -> Iterator[AddedFinding]:
    """Findings that no result holds: of a model that is not here."""
    for finding in order.findings:
        if finding.finding_id in order.places:
            yield AddedFinding(finding, order.places[finding.finding_id])


def drawings_on(
    display_set: DisplaySet, record: ReadingRecord, order: ReadingOrder
) -> dict[int, Drawings]:
    """All the reader drew on the images of a display set, by index."""
    items: dict[int, list[Drawing]] = {}
    for each in record.measurements:
        if each.measurement.image.display_set_id != display_set.listed_id:
            continue
        place = place_in(record.study, each.measurement, display_set)
        if place is not None:
            items.setdefault(place[1], []).append(_drawing(each, display_set, place[1]))
    segments: dict[int, list[DrawnSegment]] = {}
    for recorded in record.segments:
        segment = recorded.segment
        if segment.display_set_id == display_set.display_set_id:
            for index, mask in segment.slices.items():
                part = DrawnSegment(mask, segment.shape, segment.colour)
                segments.setdefault(index, []).append(part)
    scales = _scaled(display_set, order)
    return {
        index: Drawings(
            tuple(items.get(index, ())), tuple(segments.get(index, ())), scales.get(index)
        )
        for index in sorted({*items, *segments, *scales})
    }


def _drawing(each: RecordedMeasurement, display_set: DisplaySet, index: int) -> Drawing:
    pixels = each.measurement.pixels(display_set.frames[index].plane)
    lines = lines_beside(each.measurement, Measured(each.quantities))
    return Drawing(shape_of(each.measurement.kind, pixels), tuple(lines))


def _scaled(display_set: DisplaySet, order: ReadingOrder) -> dict[int, PixelCalibration]:
    """The reader's own calibrations."""
    own = order.kept.annotations
    if not own.calibrations:
        return {}
    found = {}
    for index, frame in enumerate(display_set.frames):
        held = own.calibration_of(reference_to(order.study, display_set, index))
        if held is not None:
            found[index] = held.applied_to(frame.calibration)
    return found


def _reported(record: ReadingRecord) -> Iterator[ReportedMeasurement]:
    """As a report lists them; arrows and texts without words are left out."""
    for each in record.measurements:
        drawn = each.measurement
        if drawn.kind in UNMEASURED and not drawn.label:
            continue
        value = None if drawn.kind in UNMEASURED else in_one_line(Measured(each.quantities))
        image = image_text(record.study, drawn)
        yield ReportedMeasurement(KIND_NAMES[drawn.kind], drawn.label, value, image)
