"""Segmentations of probabilities (FRACTIONAL, PROBABILITY; PS3.3 C.8.20.2.3): 8 bits a voxel, 255 is certain.

For findings that a model drew pixel by pixel, as it drew them: what a reader edited is in the binary ones.
Attention maps are no probabilities.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from medviewer.dicom.derived.object_series import SeriesKind
from medviewer.dicom.derived.segment_frames import (
    SegmentFacts,
    around_one_frame,
    frame_item,
    lay_frames,
)
from medviewer.dicom.derived.segmentations import finding_facts
from medviewer.dicom.derived.sources import Sources
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.finding import ReviewState
from medviewer.domain.probability_map import CERTAIN  # Maximum Fractional Value
from medviewer.domain.reading_record import RecordedFinding


def probability_segmentations(bench: Workbench) -> Iterator[Dataset]:
    """One for each finding that was drawn pixel by pixel and that the reader has not changed or rejected."""
    record = bench.record
    for recorded in (*record.confirmed, *record.unverified):
        by_reader = recorded.proposed.provenance.is_by_reader
        if by_reader or recorded.review.state is ReviewState.EDITED:
            continue
        sources = bench.sources(recorded.display_set_id)
        maps = _maps(recorded, sources)
        if maps:
            facts = finding_facts(recorded, recorded.proposed, "AUTOMATIC")
            written = probability_segmentation(bench, sources, facts, maps)
            if written is not None:
                yield written


def _maps(recorded: RecordedFinding, sources: Sources) -> dict[int, NDArray[np.float32]]:
    """By slice; none where slices were shifted, and so lie not where the files have them."""
    display_set = sources.display_set
    if recorded.result is None or display_set.is_resampled:
        return {}
    found = {}
    for each in recorded.result.probabilities:
        is_its = each.finding_id == recorded.proposed.finding_id
        if is_its and 0 <= each.slice_index < display_set.count:
            frame = display_set.frames[each.slice_index]
            with suppress(ValueError):  # a session file may say anything
                found[each.slice_index] = each.on_slice((frame.rows, frame.columns))
    return found


def probability_segmentation(
    bench: Workbench,
    sources: Sources,
    segment: SegmentFacts,
    probabilities: Mapping[int, NDArray[np.float32]],
) -> Dataset | None:
    """One object of one segment; None where nothing is probable.

    Args:
        probabilities: 0..1, [rows, columns] by slice of the display set, which was not shifted.
    """
    levels = {index: _levels(each) for index, each in sorted(probabilities.items())}
    levels = {index: each for index, each in levels.items() if each.any()}
    if not levels:
        return None
    dataset = around_one_frame(
        bench, sources, [segment], next(iter(levels)), "FRACTIONAL", SeriesKind.PROBABILITY
    )
    items = [frame_item(sources, 1, index, rank) for rank, index in enumerate(levels, start=1)]
    joined = b"".join(each.tobytes() for each in levels.values())
    return lay_frames(dataset, sources, items, joined + b"\0" * (len(joined) % 2))


def _levels(probability: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Not a number is not probable."""
    sound = np.clip(np.nan_to_num(probability, nan=0.0), 0.0, 1.0)
    return np.rint(sound * CERTAIN).astype(np.uint8)
