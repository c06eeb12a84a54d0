"""Segmentation objects (PS3.3 A.51): outlined findings and what the reader painted, one object a series.

What nobody has decided on stands in an object of its own, marked as not verified, until a reader has signed.
highdicom writes the object around one frame; the other frames are laid into it one by one. Given all of them
it would ask for one array of rows × columns × slices × segments: 15 GB for 200 findings in a thorax CT.
Every frame names its own segment, also where there is only one: readers that look at the frames alone would
not find it among what frames share (OHIF #2252, dcmqi #428, `ReferencedSegment.from_segmentation`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from highdicom import AlgorithmIdentificationSequence
from pydicom.dataset import Dataset

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.letters import plain_text
from medviewer.dicom.derived.object_series import (
    MANUFACTURER,
    SeriesKind,
)
from medviewer.dicom.derived.segment_frames import (
    SegmentFacts,
    around_one_frame,
    frame_item,
    lay_frames,
)
from medviewer.dicom.derived.segment_masks import (
    BitPacker,
    OutlinedMasks,
    PaintedMasks,
    SliceMasks,
    filled,
    on_frame,
)
from medviewer.dicom.derived.sources import Sources
from medviewer.dicom.derived.workbench import Workbench, WrittenSegment
from medviewer.domain.finding import Finding, ReviewState
from medviewer.domain.reading_record import RecordedFinding, RecordedSegment
from medviewer.imaging.colormaps import AI_COLOUR, READER_COLOUR, SEGMENT_COLOURS


@dataclass(frozen=True, slots=True)
class SegmentToWrite:
    """A segment with its voxels; `key` of what is recorded."""

    key: str
    facts: SegmentFacts
    masks: SliceMasks


def segmentations(bench: Workbench) -> Iterator[Dataset]:
    """One object for each display set on which something is outlined or painted; none where nothing is."""
    record = bench.record
    for series, findings, painted in (
        (SeriesKind.SEGMENTATION, record.confirmed, record.segments),
        (SeriesKind.PROPOSED_SEGMENTATION, record.unverified, ()),
    ):
        for display_set_id, segments in _by_display_set(bench, findings, painted).items():
            written = segmentation(bench, bench.sources(display_set_id), segments, series)
            if written is not None:
                yield written


def segmentation(
    bench: Workbench,
    sources: Sources,
    segments: Sequence[SegmentToWrite],
    series: SeriesKind = SeriesKind.SEGMENTATION,
) -> Dataset | None:
    """One object; None where no segment has a voxel. Notes in `bench` where each segment lies."""
    places = [_first_slice(each.masks, sources) for each in segments]
    segments = [s for s, index in zip(segments, places, strict=True) if index is not None]
    index = next((index for index in places if index is not None), None)
    if index is None:
        return None
    facts = [each.facts for each in segments]
    dataset = around_one_frame(bench, sources, facts, index, "BINARY", series)
    _lay_masks(dataset, bench, sources, segments)
    for number, segment in enumerate(segments, start=1):
        bench.segments[segment.key] = WrittenSegment(dataset, number)
    return dataset


def _first_slice(masks: SliceMasks, sources: Sources) -> int | None:
    """The first one with a voxel that lies on a frame of the files: shifted slices reach beyond theirs."""
    marked = (i for i, mask in filled(masks) if on_frame(mask, sources.of_slice(i)).any())
    return next(marked, None)


def _by_display_set(
    bench: Workbench,
    findings: Iterable[RecordedFinding],
    segments: Iterable[RecordedSegment],
) -> dict[str, list[SegmentToWrite]]:
    found: dict[str, list[SegmentToWrite]] = {}
    for recorded in findings:
        if recorded.finding.outlines:
            segment = _of_finding(bench.sources(recorded.display_set_id), recorded)
            found.setdefault(recorded.display_set_id, []).append(segment)
    for painted in segments:
        found.setdefault(painted.segment.display_set_id, []).append(_of_painted(painted))
    return found


def _of_finding(sources: Sources, recorded: RecordedFinding) -> SegmentToWrite:
    finding = recorded.finding
    frames = sources.display_set.frames
    shape = (frames[0].rows, frames[0].columns)
    is_edited = recorded.review.state is ReviewState.EDITED
    by_reader = finding.provenance.is_by_reader
    kind = "MANUAL" if by_reader else "SEMIAUTOMATIC" if is_edited else "AUTOMATIC"
    facts = finding_facts(recorded, finding, kind)
    return SegmentToWrite(recorded.key, facts, OutlinedMasks.of(finding, shape, len(frames)))


def finding_facts(recorded: RecordedFinding, finding: Finding, algorithm_type: str) -> SegmentFacts:
    """What is said of a finding's segment: as the reader has it, or as it was proposed."""
    by_reader = finding.provenance.is_by_reader
    coded = codes.finding_codes(finding.label, str(finding.name))
    site = codes.site_codes(finding.label, str(finding.site))
    return SegmentFacts(
        label=plain_text(f"{recorded.number} {finding.name}", codes.LONGEST_MEANING),
        tracking_id=f"Finding {recorded.number}",
        tracking_uid=recorded.tracking_uid,
        category=codes.ABNORMAL,
        kind=coded.finding,
        colour=READER_COLOUR if by_reader else AI_COLOUR,
        algorithm_type=algorithm_type,
        algorithm=None if by_reader else _algorithm(recorded),
        site=site.site if site is not None else None,
    )


def _of_painted(painted: RecordedSegment) -> SegmentToWrite:
    segment = painted.segment
    name = plain_text(segment.name, codes.LONGEST_MEANING) or "Segment"
    facts = SegmentFacts(
        label=name,
        tracking_id=name,
        tracking_uid=painted.tracking_uid,
        category=codes.TISSUE,
        kind=codes.PAINTED,
        colour=SEGMENT_COLOURS[segment.colour % len(SEGMENT_COLOURS)],
        algorithm_type="MANUAL",
    )
    return SegmentToWrite(painted.key, facts, PaintedMasks(segment))


def _algorithm(recorded: RecordedFinding) -> AlgorithmIdentificationSequence:
    told = recorded.finding.provenance
    return AlgorithmIdentificationSequence(
        name=plain_text(told.model_id, codes.LONGEST_MEANING),
        family=codes.ALGORITHM_FAMILY,
        version=plain_text(told.model_version, codes.LONGEST_MEANING) or "0",
        source=MANUFACTURER,
        parameters={"weights_sha256": told.weights_sha256},
    )


def _lay_masks(
    dataset: Dataset, bench: Workbench, sources: Sources, segments: Sequence[SegmentToWrite]
) -> None:
    touched = sorted({index for each in segments for index in each.masks.slices()})
    ranks = {index: rank for rank, index in enumerate(touched, start=1)}
    packer, taken, items, overlap = BitPacker(), dict[int, bytes](), list[Dataset](), False
    for number, segment in enumerate(segments, start=1):
        bench.token.check()
        for index, mask in filled(segment.masks):
            on_source = on_frame(mask, sources.of_slice(index))
            if on_source.any():  # not where a shifted slice has no pixel
                packed = packer.add(on_source)
                overlap = overlap or _overlaps(taken, index, packed)
                items.append(frame_item(sources, number, index, ranks[index]))
    dataset.SegmentsOverlap = "YES" if overlap else "NO"
    lay_frames(dataset, sources, items, packer.data())


def _overlaps(taken: dict[int, bytes], index: int, packed: bytes) -> bool:
    """Whether the frame marks a pixel that another segment holds already; `taken` takes it in."""
    before = taken.get(index)
    if before is None:
        taken[index] = packed
        return False
    old, new = np.frombuffer(before, np.uint8), np.frombuffer(packed, np.uint8)
    taken[index] = (old | new).tobytes()
    return bool((old & new).any())
