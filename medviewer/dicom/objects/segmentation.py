"""A segmentation object from its file (PS3.3 A.51, A.90 for label maps), without its pixels.

header ─► segments            what they are
       └► frames ─► number    of each frame: its own functional group, else the shared one
                 └► plane     where it lies; frames claimed beyond the file's end are left out
"""

from collections.abc import Sequence
from pathlib import Path

from pydicom.dataset import Dataset

from medviewer.dicom.objects.layer_file import LayerFile, opened, referenced_images
from medviewer.dicom.objects.segment_descriptions import (
    SEGMENT_KEYWORDS,
    nameless,
    stored_segments,
)
from medviewer.dicom.reading.attributes import (
    first_item,
    integer,
    items,
    number,
    numbers,
    text,
    uid,
)
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.stored_segmentation import (
    SegmentationKind,
    SegmentFrame,
    StoredSegment,
    StoredSegmentation,
)
from medviewer.domain.study import FrameSource
from medviewer.words import Message, message

LABEL_MAP = "1.2.840.10008.5.1.4.1.1.66.7"
KEYWORDS = (
    *SEGMENT_KEYWORDS,
    "SegmentationType",
    "SegmentationFractionalType",
    "MaximumFractionalValue",
    "PixelPaddingValue",
    "TotalPixelMatrixColumns",
    "TotalPixelMatrixRows",
    "DimensionOrganizationType",
    "ReferencedSeriesSequence",
    "SourceImageSequence",
    "ContentLabel",
    "SeriesDescription",
)
TILED = ("TILED_FULL", "TILED_SPARSE")
FULL_FRACTION = 255  # where a file does not say what all of a voxel is stored as
IMAGES_A_FRAME = 64
BACKGROUND = ("125040", "DCM")  # of Segmented Property Type


def read_segmentation(path: Path) -> StoredSegmentation:
    """Everything but the pixels. Any thread.

    Raises:
        UnreadableFile: damaged, gone, no segmentation, or without pixels.
    """
    with opened(path, KEYWORDS, ObjectKind.SEGMENTATION) as file:
        return _segmentation(file)


def _segmentation(file: LayerFile) -> StoredSegmentation:
    dataset, sources = file.dataset, file.frames()
    instance = sources[0].instance
    kind = _kind(dataset, file.sop_class_uid)
    described = stored_segments(dataset, instance.palette)
    is_empty = integer(dataset, "NumberOfFrames") == 0
    frames = () if is_empty else _frames(dataset, sources, kind, described)
    series = items(dataset, "ReferencedSeriesSequence")
    images = referenced_images(series, "ReferencedInstanceSequence")
    images |= referenced_images([dataset], "SourceImageSequence")
    return StoredSegmentation(
        file.sop_instance_uid,
        text(dataset, "ContentLabel") or text(dataset, "SeriesDescription"),
        kind,
        _with_undescribed(described, frames),
        frames,
        uid(dataset, "FrameOfReferenceUID"),
        images | {one for frame in frames for one in frame.image_uids},
        tuple(uid(item, "SeriesInstanceUID") for item in series),
        _maximum(dataset, kind),
        text(dataset, "SegmentationFractionalType").upper(),
        _background(dataset, described),
        instance.spacing_between_slices_mm,
        _is_tiled(dataset),
        tuple(_notes(described, frames)),
        instance.slice_thickness_mm,
    )


def _kind(dataset: Dataset, sop_class_uid: str) -> SegmentationKind:
    """As stated; else what the class and the depth of the pixels tell."""
    stated = text(dataset, "SegmentationType").upper()
    if stated in set(SegmentationKind):
        return SegmentationKind(stated)
    if sop_class_uid == LABEL_MAP:
        return SegmentationKind.LABELMAP
    is_deep = (integer(dataset, "BitsAllocated") or 1) > 1
    return SegmentationKind.FRACTIONAL if is_deep else SegmentationKind.BINARY


def _maximum(dataset: Dataset, kind: SegmentationKind) -> int:
    if kind is not SegmentationKind.FRACTIONAL:
        return 1
    stated = integer(dataset, "MaximumFractionalValue")
    return stated if stated is not None and stated > 0 else FULL_FRACTION


def _background(dataset: Dataset, described: Sequence[StoredSegment]) -> frozenset[int]:
    """Numbers of a label map that mark nothing: padding, what is coded as background, and nearly always 0.

    0 is a segment like others where it is described as one and another number pads (PS3.3 C.8.20.2).
    """
    padding = integer(dataset, "PixelPaddingValue")
    found = {segment.number for segment in described if segment.property_type.matches(BACKGROUND)}
    is_zero_described = any(segment.number == 0 for segment in described)
    if padding is None or padding == 0 or not is_zero_described:
        found.add(0)
    return frozenset(found if padding is None else found | {padding})


def _is_tiled(dataset: Dataset) -> bool:
    is_larger = (integer(dataset, "TotalPixelMatrixColumns") or 0) > (
        integer(dataset, "Columns") or 0
    )
    return is_larger or text(dataset, "DimensionOrganizationType").upper() in TILED


def _frames(
    dataset: Dataset,
    sources: Sequence[FrameSource],
    kind: SegmentationKind,
    described: Sequence[StoredSegment],
) -> tuple[SegmentFrame, ...]:
    """Those there can be, each with its segment and the images it was drawn on."""
    shared = items(dataset, "SharedFunctionalGroupsSequence")[:1]
    groups = items(dataset, "PerFrameFunctionalGroupsSequence")
    shared_number = _segment_number(shared)
    # One segment, and nothing says whose the frames are: nobody else's.
    only = described[0].number if len(described) == 1 else None
    frames = []
    for source in sources:
        own = groups[source.frame_index : source.frame_index + 1]
        numbered = _segment_number(own)
        number = next((n for n in (numbered, shared_number, only) if n is not None), None)
        is_mixed = kind is SegmentationKind.LABELMAP
        drawn_on = _images((*own, *shared)), _image_frames((*own, *shared))
        frames.append(SegmentFrame(source, None if is_mixed else number, *drawn_on))
    return tuple(frames)


def _segment_number(groups: Sequence[Dataset]) -> int | None:
    """Of the Segment Identification group (PS3.3 C.8.20.3.1), per frame or shared alike."""
    for group in groups:
        item = first_item(group, "SegmentIdentificationSequence")
        found = None if item is None else number(item, "ReferencedSegmentNumber")
        if found is not None:
            return int(found)
    return None


def _images(groups: Sequence[Dataset]) -> tuple[str, ...]:
    """The images a frame was derived from (PS3.3 C.7.6.16.2.6)."""
    for group in groups:
        found = referenced_images(
            items(group, "DerivationImageSequence")[:IMAGES_A_FRAME], "SourceImageSequence"
        )
        if found:
            return tuple(sorted(found)[:IMAGES_A_FRAME])
    return ()


def _image_frames(groups: Sequence[Dataset]) -> tuple[int, ...]:
    """Which frames of them, where these are several (Referenced Frame Number)."""
    for group in groups:
        for derivation in items(group, "DerivationImageSequence")[:1]:
            sources = items(derivation, "SourceImageSequence")[:IMAGES_A_FRAME]
            stated = [numbers(item, "ReferencedFrameNumber") for item in sources]
            return tuple(int(one) for each in stated for one in each)[:IMAGES_A_FRAME]
    return ()


def _with_undescribed(
    described: Sequence[StoredSegment], frames: Sequence[SegmentFrame]
) -> tuple[StoredSegment, ...]:
    known = {segment.number for segment in described}
    drawn = {frame.segment_number for frame in frames if frame.segment_number is not None}
    return (*described, *(nameless(number) for number in sorted(drawn - known)))


def _notes(described: Sequence[StoredSegment], frames: Sequence[SegmentFrame]) -> list[Message]:
    known = {segment.number for segment in described}
    unknown = sorted({f.segment_number for f in frames if f.segment_number is not None} - known)
    found = []
    if unknown:
        found.append(
            message(
                "Objects",
                "The file has frames of segment {numbers}, which it does not describe.",
                numbers=", ".join(map(str, unknown[:8])),
            )
        )
    if not frames:
        found.append(message("Objects", "The file has no frames: nothing is segmented."))
    if not described:
        found.append(message("Objects", "The file describes no segment."))
    return found
