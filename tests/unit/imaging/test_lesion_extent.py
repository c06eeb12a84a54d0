"""Sizes and places of painted and outlined lesions, counted by hand."""

from dataclasses import replace

import numpy as np
import pytest

from medviewer.domain.finding import Finding, Provenance, SliceOutline, VoxelBox
from medviewer.domain.segmentation import PackedMask, Segment
from medviewer.imaging.lesion_extent import outlined_volume_ml, segment_extent
from medviewer.words import message
from tests.unit.session.several_series import series

SHOWN = series("1.1").display_sets[0]  # 9 slices 2 mm apart of 8 x 8 pixels of 1 mm


def segment(*boxes: tuple[int, int, int, int, int]) -> Segment:
    """Each (slice, first row, first column, rows, columns)."""
    masks = {}
    for index, row, column, rows, columns in boxes:
        mask = np.zeros((8, 8), np.bool_)
        mask[row : row + rows, column : column + columns] = True
        masks[index] = PackedMask.of(mask)
    return Segment("s", "1", "1.2", SHOWN.display_set_id, (8, 8), 2.0, masks)


def test_that_the_centre_is_that_of_all_voxels() -> None:
    """Four voxels on slice 2 and four on slice 4: in the middle, 6 mm up."""
    found = segment_extent(segment((2, 1, 1, 2, 2), (4, 5, 5, 2, 2)), SHOWN)

    assert found is not None
    assert found.center_lps_mm == pytest.approx((3.5, 3.5, 6.0))


def test_that_the_diameters_are_those_of_the_longest_slice() -> None:
    """Outlines run through the middles of pixels' edges: a strip of 1 x 6 is 6 mm long and 1 mm wide."""
    found = segment_extent(segment((2, 1, 1, 3, 3), (3, 4, 1, 1, 6)), SHOWN)

    assert found is not None
    assert found.size.longest_mm == pytest.approx(6.0)
    assert found.size.short_axis_mm == pytest.approx(1.0, abs=0.3)
    assert found.key_slice == 2  # the one with most voxels


def test_that_the_volume_is_voxels_times_their_size() -> None:
    found = segment_extent(segment((2, 1, 1, 2, 2)), SHOWN)

    assert found is not None
    assert found.size.volume_ml == pytest.approx(4 * 2.0 / 1000)


def test_that_an_empty_segment_has_no_extent() -> None:
    assert segment_extent(segment(), SHOWN) is None


def test_that_whoever_no_longer_waits_is_heard_between_slices() -> None:
    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        segment_extent(segment((2, 1, 1, 2, 2)), SHOWN, stop)


def outlined(*slices: int) -> Finding:
    """The centres of 4 x 4 pixels on each of these slices; its box holds slices 1 and 2."""
    square = ((0.5, 0.5), (0.5, 4.5), (4.5, 4.5), (4.5, 0.5))
    return Finding(
        "f",
        "lung_nodule",
        message("Test", "Nodule"),
        message("Test", "Lung"),
        (3.0, 3.0, 3.0),
        (1, 3, 3),
        None,
        VoxelBox((1, 1, 1), (2, 5, 5)),
        5.7,
        0.9,
        is_calibrated=False,
        sop_instance_uids=("1.1.1", "1.1.2"),
        provenance=Provenance("m", "1", "00", "1.1", "CPU", "2026-01-01T00:00:00+00:00"),
        outlines=tuple(SliceOutline(index, square) for index in slices),
    )


def test_that_outlines_on_every_slice_give_a_volume() -> None:
    """Two squares of 4 x 4 mm on slices 2 mm apart: 64 mm³."""
    assert outlined_volume_ml(outlined(1, 2), SHOWN.geometry) == pytest.approx(0.064)


def test_that_a_volume_is_that_of_the_voxels_a_segmentation_holds() -> None:
    """A sliver between the centres of pixels holds none; its area by the outline would not be nought."""
    sliver = ((1.1, 1.1), (1.1, 4.9), (1.4, 4.9), (1.4, 1.1))
    thin = replace(outlined(), outlines=tuple(SliceOutline(index, sliver) for index in (1, 2)))

    assert outlined_volume_ml(thin, SHOWN.geometry) == 0.0


def test_that_one_outlined_slice_of_several_is_no_volume() -> None:
    assert outlined_volume_ml(outlined(1), SHOWN.geometry) is None
