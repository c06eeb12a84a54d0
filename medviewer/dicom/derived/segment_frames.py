"""Segmentation objects around their frames: header by highdicom, frames laid in one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from highdicom import AlgorithmIdentificationSequence
from highdicom.color import CIELabColor
from highdicom.content import (
    PixelMeasuresSequence,
    PlaneOrientationSequence,
    PlanePositionSequence,
)
from highdicom.seg import Segmentation, SegmentDescription
from pydicom.dataset import Dataset
from pydicom.sr.coding import Code

from medviewer.dicom.derived.object_series import (
    NOT_VERIFIED,
    Arguments,
    SeriesKind,
    contributors,
    enhanced_equipment,
    finish_image,
    own_scheme,
    person,
)
from medviewer.dicom.derived.source_references import (
    STACK,
    add_stack_dimension,
    as_single_frame,
    derivation,
    reference_all,
    thickness_mm,
)
from medviewer.dicom.derived.sources import Sources, decimal
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.geometry import Vector, as_vector
from medviewer.imaging.colormaps import Rgb

SEGMENTATION_CODE = Code("113076", "DCM", "Segmentation")  # CID 7203
SEGMENT_IDENTIFICATION = 0x0062000A
Kind = Literal["BINARY", "FRACTIONAL"]


DESCRIPTIONS = {
    SeriesKind.SEGMENTATION: "Findings and regions of a reading",
    SeriesKind.PROPOSED_SEGMENTATION: f"AI proposals - {NOT_VERIFIED}",
    SeriesKind.PROBABILITY: f"Probability the model drew - {NOT_VERIFIED}",
}


@dataclass(frozen=True, slots=True)
class SegmentFacts:
    """All that is said of a segment beside its voxels."""

    label: str
    tracking_id: str
    tracking_uid: str
    category: Code
    kind: Code
    colour: Rgb
    algorithm_type: str
    algorithm: AlgorithmIdentificationSequence | None = None
    site: Code | None = None


def _description(number: int, segment: SegmentFacts) -> SegmentDescription:
    return SegmentDescription(
        segment_number=number,
        segment_label=segment.label,
        segmented_property_category=segment.category,
        segmented_property_type=segment.kind,
        algorithm_type=segment.algorithm_type,
        algorithm_identification=segment.algorithm,
        tracking_uid=segment.tracking_uid,
        tracking_id=segment.tracking_id,
        anatomic_regions=[segment.site] if segment.site is not None else None,
        display_color=CIELabColor.from_rgb(*segment.colour),
    )


def around_one_frame(
    bench: Workbench,
    sources: Sources,
    segments: Sequence[SegmentFacts],
    index: int,
    kind: Kind,
    series: SeriesKind = SeriesKind.SEGMENTATION,
) -> Dataset:
    """The object with one frame, of slice `index`, that stands for all; its description is complete."""
    source = sources.of_slice(index)
    frame = np.zeros((1, source.frame.rows, source.frame.columns), np.uint8)
    frame[0, 0, 0] = 1
    descriptions = [_description(n, each) for n, each in enumerate(segments, start=1)]
    written = Segmentation(
        source_images=[as_single_frame(sources, source)],
        pixel_array=frame,
        segmentation_type=kind,
        segment_descriptions=descriptions,
        content_label="SEGMENTATION",
        content_description=DESCRIPTIONS[series],
        content_creator_name=person(bench.record.content.reader) or None,
        contributing_equipment=contributors(bench.record),
        coding_schemes=own_scheme(),
        **_geometry(sources, index),
        **bench.series(series).next_instance(),
        **enhanced_equipment(bench.record),
    )
    reference_all(written, sources.headers)
    _restore_spacing(written, sources)
    if not sources.has_places:
        written.PatientOrientation = []  # type 2C, unknown
    finish_image(written, sources.headers[0], bench.record)
    if "Laterality" in written:
        del written.Laterality  # not of this object (A.51): segments name their own place
    return written


def _restore_spacing(written: Dataset, sources: Sources) -> None:
    """One frame says nothing of the next, so that highdicom takes the distance between them for 1 mm."""
    geometry = sources.display_set.geometry
    for measures in written.SharedFunctionalGroupsSequence[0].get("PixelMeasuresSequence", ()):
        if geometry is not None:
            measures.SpacingBetweenSlices = decimal(geometry.slice_spacing_mm)
        elif "SpacingBetweenSlices" in measures:
            del measures.SpacingBetweenSlices


def lay_frames(dataset: Dataset, sources: Sources, items: list[Dataset], pixels: bytes) -> Dataset:
    """Put the frames in. Each names its own segment, also where there is only one, see `segmentations`."""
    shared = dataset.SharedFunctionalGroupsSequence[0]
    if SEGMENT_IDENTIFICATION in shared:
        del shared[SEGMENT_IDENTIFICATION]
    if "DimensionOrganizationType" in dataset:
        del dataset.DimensionOrganizationType
    if not sources.has_places:
        add_stack_dimension(dataset)
    dataset.PerFrameFunctionalGroupsSequence = items
    dataset.NumberOfFrames = len(items)
    dataset.PixelData = pixels
    return dataset


def frame_item(sources: Sources, number: int, index: int, rank: int) -> Dataset:
    """Functional groups of one frame (PS3.3 C.8.20.3): of segment `number` on slice `index`."""
    position = _position(sources, index)
    content = Dataset()
    content.DimensionIndexValues = [number, rank]
    if position is None:
        content.StackID, content.InStackPositionNumber = STACK, rank
    identification = Dataset()
    identification.ReferencedSegmentNumber = number
    item = Dataset()
    item.FrameContentSequence = [content]
    item.SegmentIdentificationSequence = [identification]
    item.DerivationImageSequence = [derivation(sources, index, SEGMENTATION_CODE)]
    if position is not None:
        place = Dataset()
        place.ImagePositionPatient = [decimal(value) for value in position]
        item.PlanePositionSequence = [place]
    return item


def _position(sources: Sources, index: int) -> Vector | None:
    """Of the first pixel; a slice that nobody acquired has a place, too."""
    source, frame = sources.of_slice(index), sources.display_set.frames[index]
    if source.plane is None or frame.plane is None or not sources.has_places:
        return None
    if frame.is_interpolated:
        return as_vector(frame.plane.pixel_to_patient(source.row_shift, source.column_shift))
    return source.plane.position


def _geometry(sources: Sources, index: int) -> Arguments:
    plane = sources.of_slice(index).plane
    if plane is None or not sources.has_places:
        return {}
    geometry = sources.display_set.geometry
    spacing = geometry.slice_spacing_mm if geometry is not None else None
    return {
        "pixel_measures": PixelMeasuresSequence(
            (float(decimal(plane.row_spacing_mm)), float(decimal(plane.column_spacing_mm))),
            thickness_mm(sources),
            float(decimal(spacing)) if spacing else None,
        ),
        "plane_orientation": PlaneOrientationSequence(
            "PATIENT", [float(decimal(v)) for v in (*plane.row_direction, *plane.column_direction)]
        ),
        "plane_positions": [PlanePositionSequence("PATIENT", plane.position)],
    }
