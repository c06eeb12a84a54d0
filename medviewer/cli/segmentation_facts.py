"""A segmentation's segments: what they are, how many voxels and millilitres."""

from dataclasses import dataclass
from pathlib import Path

from medviewer.dicom.objects.segment_masks import SegmentExtent, SegmentMasks
from medviewer.dicom.objects.segmentation import read_segmentation
from medviewer.domain.code import Code
from medviewer.domain.stored_segmentation import StoredSegment
from medviewer.progress import CancelToken


@dataclass(frozen=True, slots=True)
class SegmentFacts:
    """One segment; `volume_ml` is None where its frames lie nowhere, as in tiles of a slide.

    Nor has the background of a label map a volume, and a lone slice that does not say how thick it is.
    """

    number: int
    label: str
    volume_ml: float | None
    type: Code | None
    anatomic_region: Code | None
    voxels: float
    frames: int
    category: Code | None
    algorithm_type: str | None
    algorithm_name: str | None
    tracking_id: str | None
    tracking_uid: str | None
    description: str | None
    rgb: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class SegmentationContents:
    """`type` is Segmentation Type; `slices` counts the places its frames lie at."""

    label: str | None
    type: str
    fractional_type: str | None
    maximum_fractional_value: int | None
    frame_of_reference_uid: str | None
    referenced_series_uids: tuple[str, ...]
    referenced_images: int
    slices: int | None
    segments: tuple[SegmentFacts, ...]
    notes: tuple[str, ...]


def segmentation_contents(path: Path) -> SegmentationContents:
    """Decodes every frame; raises UnreadableFile as the reader does."""
    stored = read_segmentation(path)
    masks = SegmentMasks(stored)
    extents = masks.extents(CancelToken())
    voxel_ml = masks.pile.voxel_ml if masks.pile is not None else None
    is_fractional = stored.kind == "FRACTIONAL"
    return SegmentationContents(
        stored.label or None,
        str(stored.kind),
        stored.fractional_type or None,
        stored.maximum if is_fractional else None,
        stored.frame_of_reference_uid or None,
        tuple(filter(None, stored.series_uids)),
        len(stored.image_uids),
        len(masks.pile.planes) if masks.pile is not None else None,
        tuple(
            segment_facts(
                one,
                extents.get(one.number, SegmentExtent()),
                None if one.number in stored.background else voxel_ml,
            )
            for one in stored.segments
        ),
        tuple(map(str, stored.notes)),
    )


def segment_facts(
    segment: StoredSegment, extent: SegmentExtent, voxel_ml: float | None
) -> SegmentFacts:
    author = segment.author
    return SegmentFacts(
        segment.number,
        segment.label,
        extent.volume_ml(voxel_ml),
        known(segment.property_type),
        known(segment.anatomic_region),
        extent.voxels,
        extent.frames,
        known(segment.category),
        author.algorithm_type or None,
        author.algorithm_name or None,
        segment.tracking_id or None,
        segment.tracking_uid or None,
        segment.description or None,
        segment.colour,
    )


def known(code: Code) -> Code | None:
    """None for a code that says nothing."""
    return code if code.is_known else None
