"""Segmentation objects (PS3.3 A.51): outlined findings and what the reader painted, one object a series.

highdicom writes the object around one frame; the other frames are laid into it one by one. Given all of them
it would ask for one array of rows × columns × slices × segments: 15 GB for 200 findings in a thorax CT.
Every frame names its own segment, also where there is only one: readers that look at the frames alone would
not find it among what frames share (OHIF #2252, dcmqi #428, `ReferencedSegment.from_segmentation`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.mended_headers import plain_text
from medviewer.dicom.derived.object_series import (
    MANUFACTURER,
    Arguments,
    SeriesKind,
    contributors,
    enhanced_equipment,
    finish_image,
    own_scheme,
    person,
)
from medviewer.dicom.derived.segment_masks import (
    BitPacker,
    OutlinedMasks,
    PaintedMasks,
    SliceMasks,
    filled,
    on_frame,
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
from medviewer.dicom.derived.workbench import Workbench, WrittenSegment
from medviewer.domain.finding import ReviewState
from medviewer.domain.geometry import Vector, as_vector
from medviewer.domain.reading_record import RecordedFinding, RecordedSegment
from medviewer.imaging.colormaps import AI_COLOUR, READER_COLOUR, SEGMENT_COLOURS, Rgb

SEGMENTATION_CODE = Code("113076", "DCM", "Segmentation")  # CID 7203
SEGMENT_NUMBER, SEGMENT_IDENTIFICATION = 0x0062000B, 0x0062000A


@dataclass(frozen=True, slots=True)
class SegmentToWrite:
    """A segment with all its description."""

    label: str
    tracking_id: str
    tracking_uid: str
    masks: SliceMasks
    category: Code
    kind: Code
    colour: Rgb
    algorithm_type: str
    algorithm: AlgorithmIdentificationSequence | None = None
    site: Code | None = None


def segmentations(bench: Workbench) -> Iterator[Dataset]:
    """One object for each display set on which something is outlined or painted; none where nothing is."""
    for display_set_id, segments in _by_display_set(bench).items():
        written = segmentation(bench, bench.sources(display_set_id), segments)
        if written is not None:
            yield written


def segmentation(
    bench: Workbench, sources: Sources, segments: Sequence[SegmentToWrite]
) -> Dataset | None:
    """One object; None where no segment has a voxel. Notes in `bench` where each segment lies."""
    segments = [each for each in segments if next(filled(each.masks), None) is not None]
    if not segments:
        return None
    dataset = _around_one_frame(bench, sources, segments)
    _lay_frames(dataset, bench, sources, segments)
    for number, segment in enumerate(segments, start=1):
        bench.segments[segment.tracking_uid] = WrittenSegment(dataset, number)
    finish_image(dataset, sources.headers[0])
    if "Laterality" in dataset:
        del dataset.Laterality  # not of this object (A.51): segments name their own place
    return dataset


def _by_display_set(bench: Workbench) -> dict[str, list[SegmentToWrite]]:
    found: dict[str, list[SegmentToWrite]] = {}
    for recorded in bench.record.confirmed:
        if recorded.finding.outlines:
            segment = _of_finding(bench.sources(recorded.display_set_id), recorded)
            found.setdefault(recorded.display_set_id, []).append(segment)
    for painted in bench.record.segments:
        found.setdefault(painted.segment.display_set_id, []).append(_of_painted(painted))
    return found


def _of_finding(sources: Sources, recorded: RecordedFinding) -> SegmentToWrite:
    finding = recorded.finding
    frames = sources.display_set.frames
    shape = (frames[0].rows, frames[0].columns)
    coded = codes.finding_codes(finding.label, str(finding.name))
    site = codes.site_codes(finding.label, str(finding.site))
    is_edited = recorded.review.state is ReviewState.EDITED
    by_reader = finding.provenance.is_by_reader
    kind = "MANUAL" if by_reader else "SEMIAUTOMATIC" if is_edited else "AUTOMATIC"
    return SegmentToWrite(
        label=plain_text(f"{recorded.number} {finding.name}", codes.LONGEST_MEANING),
        tracking_id=f"Finding {recorded.number}",
        tracking_uid=recorded.tracking_uid,
        masks=OutlinedMasks.of(finding, shape, len(frames)),
        category=codes.ABNORMAL,
        kind=coded.finding,
        colour=READER_COLOUR if by_reader else AI_COLOUR,
        algorithm_type=kind,
        algorithm=None if by_reader else _algorithm(recorded),
        site=site.site if site is not None else None,
    )


def _of_painted(painted: RecordedSegment) -> SegmentToWrite:
    segment = painted.segment
    name = plain_text(segment.name, codes.LONGEST_MEANING) or "Segment"
    return SegmentToWrite(
        label=name,
        tracking_id=name,
        tracking_uid=painted.tracking_uid,
        masks=PaintedMasks(segment),
        category=codes.TISSUE,
        kind=codes.PAINTED,
        colour=SEGMENT_COLOURS[segment.colour % len(SEGMENT_COLOURS)],
        algorithm_type="MANUAL",
    )


def _algorithm(recorded: RecordedFinding) -> AlgorithmIdentificationSequence:
    told = recorded.finding.provenance
    return AlgorithmIdentificationSequence(
        name=plain_text(told.model_id, codes.LONGEST_MEANING),
        family=codes.ALGORITHM_FAMILY,
        version=plain_text(told.model_version, codes.LONGEST_MEANING) or "0",
        source=MANUFACTURER,
        parameters={"weights_sha256": told.weights_sha256},
    )


def _description(number: int, segment: SegmentToWrite) -> SegmentDescription:
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


def _around_one_frame(
    bench: Workbench, sources: Sources, segments: Sequence[SegmentToWrite]
) -> Dataset:
    """The object with one frame that stands for all; its description is complete."""
    index, _ = next(filled(segments[0].masks))
    source = sources.of_slice(index)
    frame = np.zeros((1, source.frame.rows, source.frame.columns), np.uint8)
    frame[0, 0, 0] = 1
    descriptions = [_description(n, each) for n, each in enumerate(segments, start=1)]
    written = Segmentation(
        source_images=[as_single_frame(sources, source)],
        pixel_array=frame,
        segmentation_type="BINARY",
        segment_descriptions=descriptions,
        content_label="SEGMENTATION",
        content_description="Findings and regions of a reading",
        content_creator_name=person(bench.record.content.reader) or None,
        contributing_equipment=contributors(bench.record),
        coding_schemes=own_scheme(),
        **_geometry(sources, index),
        **bench.series(SeriesKind.SEGMENTATION).next_instance(),
        **enhanced_equipment(bench.record),
    )
    reference_all(written, sources.headers)
    _restore_spacing(written, sources)
    if not sources.has_places:
        written.PatientOrientation = []  # type 2C, unknown
    return written


def _restore_spacing(written: Dataset, sources: Sources) -> None:
    """highdicom, which is given one frame, takes the distance to the next one for 1 mm."""
    geometry = sources.display_set.geometry
    for measures in written.SharedFunctionalGroupsSequence[0].get("PixelMeasuresSequence", ()):
        if geometry is not None:
            measures.SpacingBetweenSlices = decimal(geometry.slice_spacing_mm)
        elif "SpacingBetweenSlices" in measures:
            del measures.SpacingBetweenSlices


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


def _lay_frames(
    dataset: Dataset, bench: Workbench, sources: Sources, segments: Sequence[SegmentToWrite]
) -> None:
    places = {
        index: _position(sources, index) for each in segments for index in each.masks.slices()
    }
    ranks = _ranks(sources, places)
    packer, taken, items, overlap = BitPacker(), dict[int, bytes](), list[Dataset](), False
    for number, segment in enumerate(segments, start=1):
        bench.token.check()
        for index, mask in filled(segment.masks):
            on_source = on_frame(mask, sources.of_slice(index))
            packed = packer.add(on_source)
            overlap = overlap or _overlaps(taken, index, packed)
            items.append(_frame_item(sources, number, index, ranks[index], places[index]))
    _make_frames_name_segments(dataset, has_places=sources.has_places)
    dataset.PerFrameFunctionalGroupsSequence = items
    dataset.NumberOfFrames = len(items)
    dataset.SegmentsOverlap = "YES" if overlap else "NO"
    dataset.PixelData = packer.data()


def _make_frames_name_segments(dataset: Dataset, *, has_places: bool) -> None:
    shared = dataset.SharedFunctionalGroupsSequence[0]
    if SEGMENT_IDENTIFICATION in shared:
        del shared[SEGMENT_IDENTIFICATION]
    if "DimensionOrganizationType" in dataset:
        del dataset.DimensionOrganizationType
    if not has_places:
        add_stack_dimension(dataset)


def _position(sources: Sources, index: int) -> Vector | None:
    """Of the first pixel; a slice that nobody acquired has a place, too."""
    source, frame = sources.of_slice(index), sources.display_set.frames[index]
    if source.plane is None or frame.plane is None or not sources.has_places:
        return None
    if frame.is_interpolated:
        return as_vector(frame.plane.pixel_to_patient(source.row_shift, source.column_shift))
    return source.plane.position


def _ranks(sources: Sources, places: dict[int, Vector | None]) -> dict[int, int]:
    """Dimension index values, 1 first: along the normal; in display order where places are unknown."""
    if not sources.has_places:
        return {index: index + 1 for index in places}
    return {index: rank for rank, index in enumerate(sorted(places), start=1)}


def _overlaps(taken: dict[int, bytes], index: int, packed: bytes) -> bool:
    """Whether the frame marks a pixel that another segment holds already; `taken` takes it in."""
    before = taken.get(index)
    if before is None:
        taken[index] = packed
        return False
    old, new = np.frombuffer(before, np.uint8), np.frombuffer(packed, np.uint8)
    taken[index] = (old | new).tobytes()
    return bool((old & new).any())


def _frame_item(
    sources: Sources, number: int, index: int, rank: int, position: Vector | None
) -> Dataset:
    """Functional groups of one frame (PS3.3 C.8.20.3)."""
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
