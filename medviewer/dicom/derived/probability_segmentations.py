"""Segmentations of probabilities (FRACTIONAL, PROBABILITY; PS3.3 C.8.20.2.3): 8 bits a voxel, 255 is certain.

For models that give a probability for every voxel. Those shipped give none today: their findings are outlines
and boxes, and their attention maps are no probabilities.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from medviewer.dicom.derived.segment_frames import (
    SegmentFacts,
    around_one_frame,
    frame_item,
    lay_frames,
)
from medviewer.dicom.derived.sources import Sources
from medviewer.dicom.derived.workbench import Workbench

CERTAIN = 255  # Maximum Fractional Value


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
    dataset = around_one_frame(bench, sources, [segment], next(iter(levels)), "FRACTIONAL")
    items = [frame_item(sources, 1, index, rank) for rank, index in enumerate(levels, start=1)]
    joined = b"".join(each.tobytes() for each in levels.values())
    return lay_frames(dataset, sources, items, joined + b"\0" * (len(joined) % 2))


def _levels(probability: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Not a number is not probable."""
    sound = np.clip(np.nan_to_num(probability, nan=0.0), 0.0, 1.0)
    return np.rint(sound * CERTAIN).astype(np.uint8)
