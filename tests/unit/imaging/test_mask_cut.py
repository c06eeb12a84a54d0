"""Marked voxels cut by planes: the same voxels, wherever the plane comes from."""

import math

import numpy as np
import pytest

from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.section import Section
from medviewer.domain.segmentation import Segment
from medviewer.imaging.mask_cut import block_of, cut_of_mask

SHAPE = (10, 20, 30)
GRID = VolumeGeometry(
    ImagePlane((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 1.0, 1.0), (0.0, 0.0, 2.0), SHAPE
)


def segment(marked: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Segment:
    empty = Segment("s", "1", "study", "set", SHAPE[1:], 2.0)
    return empty.with_masks({index: mask for index, mask in enumerate(marked) if mask.any()})


def marked_box() -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Slices 3 to 5, rows 8 to 11, columns 20 to 24."""
    marked = np.zeros(SHAPE, np.bool_)
    marked[3:6, 8:12, 20:25] = True
    return marked


def test_that_a_coronal_plane_cuts_the_voxels_of_its_row() -> None:
    block = block_of(segment(marked_box()))
    assert block is not None
    # From the head down: slice 9 lies at z 18 mm.
    plane = ImagePlane((0.0, 9.0, 18.0), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), 2.0, 1.0)

    cut = cut_of_mask(block, GRID, Section(plane, (10, 30)))

    assert cut is not None
    whole = np.zeros((10, 30), np.bool_)
    rows, columns = cut.mask.shape
    whole[cut.top : cut.top + rows, cut.left : cut.left + columns] = cut.mask
    np.testing.assert_array_equal(whole, marked_box()[::-1, 9])


def test_that_a_plane_beside_it_cuts_nothing() -> None:
    block = block_of(segment(marked_box()))
    assert block is not None
    plane = ImagePlane((0.0, 13.0, 18.0), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), 2.0, 1.0)

    assert cut_of_mask(block, GRID, Section(plane, (10, 30))) is None


def test_that_a_turned_plane_cuts_the_area_it_should() -> None:
    block = block_of(segment(marked_box()))
    assert block is not None
    half = math.sqrt(0.5)
    start = (22.0 - 30 * 0.1, 9.5 - 30 * 0.1, -1.0)  # through the box's middle, 45 degrees
    plane = ImagePlane(start, (half, half, 0.0), (0.0, 0.0, 1.0), 0.1, 0.1)

    cut = cut_of_mask(block, GRID, Section(plane, (140, 120)))

    assert cut is not None
    # Four rows of 1 mm across the diagonal, three slices of 2 mm.
    assert cut.mask.sum() * 0.01 == pytest.approx(4 * math.sqrt(2) * 6, rel=0.03)


def test_that_an_empty_segment_has_no_block() -> None:
    assert block_of(segment(np.zeros(SHAPE, np.bool_))) is None
