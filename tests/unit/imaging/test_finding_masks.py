"""The pixels of a finding's outlines, counted by hand."""

import dataclasses

from medviewer.domain.finding import SliceOutline
from medviewer.imaging.finding_masks import outline_mask, outlines_by_slice
from tests.gui.canvas.samples import finding

SQUARE = SliceOutline(1, ((0.5, 0.5), (0.5, 3.5), (3.5, 3.5), (3.5, 0.5)))  # rows, columns 1 to 3
BESIDE = SliceOutline(
    1, ((0.5, 2.5), (0.5, 5.5), (2.5, 5.5), (2.5, 2.5))
)  # rows 1, 2; columns 3 to 5


def test_that_outlines_that_overlap_count_a_pixel_once() -> None:
    mask = outline_mask((SQUARE, BESIDE), (6, 8))

    assert mask.shape == (6, 8)
    assert int(mask.sum()) == 9 + 6 - 2  # column 3 of rows 1 and 2 is in both
    assert bool(mask[3, 1])
    assert not bool(mask[3, 4])


def test_that_outlines_beside_the_slices_or_without_area_are_left_out() -> None:
    line = SliceOutline(0, ((0.0, 0.0), (5.0, 5.0)))
    outside = dataclasses.replace(SQUARE, slice_index=7)
    outlined = dataclasses.replace(finding(), outlines=(SQUARE, line, outside, BESIDE))

    assert outlines_by_slice(outlined, 7) == {1: (SQUARE, BESIDE)}
