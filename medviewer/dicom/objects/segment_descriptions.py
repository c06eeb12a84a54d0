"""The Segment Sequence (PS3.3 C.8.20.4): what each segment is, who drew it, its colour."""

import numpy as np
from pydicom.dataset import Dataset

from medviewer.dicom.objects.object_file import code
from medviewer.dicom.reading.attributes import first_item, integer, items, numbers, text, uid
from medviewer.domain.palette import Palette
from medviewer.domain.stored_segmentation import Rgb, SegmentAuthor, StoredSegment
from medviewer.imaging.cielab import rgb_of_cielab

MOST_SEGMENTS = 65_536  # as many as 16 bits can number
SEGMENT_KEYWORDS = ("SegmentSequence",)


def stored_segments(dataset: Dataset, palette: Palette | None) -> tuple[StoredSegment, ...]:
    """Each number once, in order; an item without a number has its place's (tolerated, not standard)."""
    found: dict[int, StoredSegment] = {}
    for place, item in enumerate(items(dataset, "SegmentSequence")[:MOST_SEGMENTS], start=1):
        number = integer(item, "SegmentNumber")
        number = place if number is None else number
        found.setdefault(number, _segment(item, number, palette))
    return tuple(found[number] for number in sorted(found))


def nameless(number: int) -> StoredSegment:
    """A segment that frames belong to and nothing describes."""
    return StoredSegment(number, "")


def _segment(item: Dataset, number: int, palette: Palette | None) -> StoredSegment:
    identified = first_item(item, "SegmentationAlgorithmIdentificationSequence")
    name = text(item, "SegmentAlgorithmName")
    if not name and identified is not None:
        name = text(identified, "AlgorithmName")
    return StoredSegment(
        number,
        text(item, "SegmentLabel"),
        text(item, "SegmentDescription"),
        code(item, "SegmentedPropertyCategoryCodeSequence"),
        code(item, "SegmentedPropertyTypeCodeSequence"),
        code(item, "AnatomicRegionSequence"),
        SegmentAuthor(text(item, "SegmentAlgorithmType"), name),
        text(item, "TrackingID"),
        uid(item, "TrackingUID"),
        rgb_of_cielab(numbers(item, "RecommendedDisplayCIELabValue"))
        or _of_palette(number, palette),
    )


def _of_palette(number: int, palette: Palette | None) -> Rgb | None:
    """A label map in palette colour shows each segment in its number's colour."""
    if palette is None:
        return None
    red, green, blue = palette.look_up(np.array([[number]], np.uint16))[0, 0].tolist()
    return (int(red), int(green), int(blue))
