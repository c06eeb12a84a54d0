"""Which pixels a finding's outlines hold: for segmentations and for label maps, the same ones."""

from collections.abc import Iterable, Mapping

import numpy as np

from medviewer.domain.appearance import MaskArray
from medviewer.domain.finding import Finding, SliceOutline
from medviewer.domain.measurement import MeasurementKind
from medviewer.imaging.region_values import region_mask

LEAST_CORNERS = 3


def outlines_by_slice(finding: Finding, count: int) -> Mapping[int, tuple[SliceOutline, ...]]:
    """Of the `count` slices of its display set; what lies beside them, or has no area, is left out."""
    found: dict[int, tuple[SliceOutline, ...]] = {}
    for outline in finding.outlines:
        if 0 <= outline.slice_index < count and len(outline.points) >= LEAST_CORNERS:
            known = found.get(outline.slice_index, ())
            found[outline.slice_index] = (*known, outline)
    return found


def outline_mask(outlines: Iterable[SliceOutline], shape: tuple[int, int]) -> MaskArray:
    """bool[rows, columns] of one slice: the pixels whose centres lie within any of the outlines."""
    whole = np.zeros(shape, np.bool_)
    for outline in outlines:
        pixels = [(column, row) for row, column in outline.points]
        region = region_mask(MeasurementKind.FREEHAND, pixels, shape)
        whole[region.rows, region.columns] |= region.mask
    return whole
