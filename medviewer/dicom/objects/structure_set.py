"""An RT Structure Set from its file (PS3.3 A.19): regions, their contours, what was said of them.

Structure Set ROI ─┐
ROI Contour        ├─ joined by ROI Number ─► one region each
ROI Observations ──┘
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset

from medviewer.dicom.facts.image_planes import FARTHEST_MM
from medviewer.dicom.objects.layer_file import LayerFile, opened, referenced_images
from medviewer.dicom.reading.attributes import integer, items, number, numbers, text, texts, uid
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.structure_set import (
    Contour,
    ContourKind,
    RegionOfInterest,
    Rgb,
    StructureSet,
)
from medviewer.words import Message, message

KEYWORDS = (
    "StructureSetLabel",
    "StructureSetName",
    "ReferencedFrameOfReferenceSequence",
    "StructureSetROISequence",
    "ROIContourSequence",
    "RTROIObservationsSequence",
)
MOST_REGIONS, MOST_CONTOURS, MOST_POINTS = 5_000, 500_000, 30_000_000


def read_structure_set(path: Path) -> StructureSet:
    """All of it, contours included. Any thread.

    Raises:
        UnreadableFile: damaged, gone, or no structure set.
    """
    with opened(path, KEYWORDS, ObjectKind.STRUCTURE_SET) as file:
        return _structure_set(file)


def _structure_set(file: LayerFile) -> StructureSet:
    dataset = file.dataset
    regions = tuple(_regions(dataset))
    series = tuple(_series(dataset))
    images = referenced_images(series, "ContourImageSequence")
    drawn_on = {c.image_uid for region in regions for c in region.contours}
    frames = {
        uid(item, "FrameOfReferenceUID")
        for item in items(dataset, "ReferencedFrameOfReferenceSequence")
    }
    frames |= {region.frame_of_reference_uid for region in regions}
    return StructureSet(
        file.sop_instance_uid,
        text(dataset, "StructureSetLabel") or text(dataset, "StructureSetName"),
        regions,
        frozenset((frames | {uid(dataset, "FrameOfReferenceUID")}) - {""}),
        frozenset((images | drawn_on) - {""}),
        tuple(uid(item, "SeriesInstanceUID") for item in series),
        tuple(_notes(regions)),
    )


def _series(dataset: Dataset) -> Iterator[Dataset]:
    for frame in items(dataset, "ReferencedFrameOfReferenceSequence"):
        for study in items(frame, "RTReferencedStudySequence"):
            yield from items(study, "RTReferencedSeriesSequence")


def _regions(dataset: Dataset) -> Iterator[RegionOfInterest]:
    """In the file's order; a region that only contours or observations name has no name of its own."""
    named = _by_number(items(dataset, "StructureSetROISequence"), "ROINumber")
    drawn = _by_number(items(dataset, "ROIContourSequence"), "ReferencedROINumber")
    observed = _by_number(items(dataset, "RTROIObservationsSequence"), "ReferencedROINumber")
    room = _Room()
    for roi_number in list(dict.fromkeys((*named, *drawn, *observed)))[:MOST_REGIONS]:
        what, seen = named.get(roi_number, [Dataset()])[0], observed.get(roi_number, [Dataset()])[0]
        outlines = drawn.get(roi_number, [])
        contours, left_out = _contours(outlines, room)
        yield RegionOfInterest(
            roi_number,
            text(what, "ROIName") or text(seen, "ROIObservationLabel"),
            text(what, "ROIDescription"),
            text(seen, "RTROIInterpretedType").upper(),
            text(what, "ROIGenerationAlgorithm").upper(),
            next((colour for one in outlines if (colour := _colour(one))), None),
            uid(what, "ReferencedFrameOfReferenceUID"),
            contours,
            left_out,
        )


def _by_number(found: Sequence[Dataset], keyword: str) -> dict[int, list[Dataset]]:
    numbered: dict[int, list[Dataset]] = {}
    for item in found:
        found_number = integer(item, keyword)
        if found_number is not None:
            numbered.setdefault(found_number, []).append(item)
    return numbered


def _colour(item: Dataset) -> Rgb | None:
    stated = numbers(item, "ROIDisplayColor")
    if len(stated) != 3 or not all(0 <= one <= 255 for one in stated):
        return None
    return (int(stated[0]), int(stated[1]), int(stated[2]))


class _Room:
    """How many contours and points are still believed."""

    def __init__(self) -> None:
        self.contours, self.points = MOST_CONTOURS, MOST_POINTS

    def takes(self, points: int) -> bool:
        if self.contours < 1 or self.points < points:
            return False
        self.contours -= 1
        self.points -= points
        return True


def _contours(outlines: Sequence[Dataset], room: _Room) -> tuple[tuple[Contour, ...], int]:
    """Those that can be read, and how many could not."""
    found, left_out = [], 0
    for outline in outlines:
        for item in filter(_has_points, items(outline, "ContourSequence")):
            contour = _contour(item)
            if contour is not None and room.takes(len(contour.points)):
                found.append(contour)
            else:
                left_out += 1
    return tuple(found), left_out


def _has_points(item: Dataset) -> bool:
    """Some planning systems leave an item behind for a contour that was wiped out."""
    return integer(item, "NumberOfContourPoints") != 0 or bool(numbers(item, "ContourData"))


def _contour(item: Dataset) -> Contour | None:
    """None where points are missing, no numbers, or farther away than any scanner reaches."""
    values = np.array(numbers(item, "ContourData"), np.float64)
    if values.size < 3 or values.size % 3 or not (np.abs(values) <= FARTHEST_MM).all():
        return None
    image = next(iter(items(item, "ContourImageSequence")), Dataset())
    points = values.reshape(-1, 3)
    slab_mm = number(item, "ContourSlabThickness")
    image_uid = uid(image, "ReferencedSOPInstanceUID")
    return Contour(_kind(item, len(points)), points, image_uid, slab_mm)


def _kind(item: Dataset, count: int) -> ContourKind:
    """As stated; else closed, as nearly all are."""
    stated = next(iter(texts(item, "ContourGeometricType")), "").upper()
    if stated in set(ContourKind):
        kind = ContourKind(stated)
        return kind if count > 1 else ContourKind.POINT
    return ContourKind.CLOSED_PLANAR if count > 2 else ContourKind.POINT


def _notes(regions: Sequence[RegionOfInterest]) -> list[Message]:
    found = [
        message(
            "Objects",
            "{count} contours of “{name}” cannot be read and are not drawn.",
            count=region.left_out,
            name=region.name or region.number,
        )
        for region in regions
        if region.left_out
    ]
    if not regions:
        found.append(message("Objects", "The file outlines no region."))
    return found
