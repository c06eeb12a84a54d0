"""When slices form a grid, and what is said of them."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from medviewer.dicom.splitting.grids import volume_grid
from medviewer.dicom.splitting.tilts import tilt_degrees
from medviewer.domain.geometry import ImagePlane, Vector
from medviewer.domain.study import Between, FrameSource, Instance, PixelEncoding

ENCODING = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 16, 16, 1)


def frames_at(positions: Sequence[Vector]) -> list[FrameSource]:
    """Axial frames of 4 rows and 6 columns at these places."""
    return [
        FrameSource(
            Instance(Path(f"/nowhere/{number}"), f"1.{number}", "1.2", 4, 6, 1, ENCODING),
            0,
            ImagePlane(position, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 0.5, 0.75),
        )
        for number, position in enumerate(positions)
    ]


def down(*z_mm: float) -> list[FrameSource]:
    return frames_at([(1.0, 2.0, z) for z in z_mm])


def test_that_even_slices_form_a_grid_without_a_note() -> None:
    grid = volume_grid(down(10, 7.5, 5, 2.5))

    assert grid.geometry is not None
    assert grid.geometry.shape == (4, 4, 6)
    assert grid.geometry.slice_step_mm == (0.0, 0.0, -2.5)
    assert grid.geometry.spacing_mm == (2.5, 0.5, 0.75)
    np.testing.assert_allclose(grid.geometry.voxel_to_patient((3, 0, 0)), (1, 2, 2.5))
    assert grid.notes == ()


def test_that_one_slice_is_no_volume() -> None:
    assert volume_grid(down(10)).geometry is None


def test_that_slices_a_hundredth_off_are_even() -> None:
    """0.0125 mm of 2.5 is half a percent, 0.009 mm of 0.5 below a hundredth of a millimetre."""
    assert volume_grid(down(10, 7.4875, 5, 2.5)).notes == ()
    assert volume_grid(down(1.5, 1.009, 0.5, 0)).notes == ()


def test_that_an_uneven_gap_is_named_with_its_slices() -> None:
    grid = volume_grid(down(10, 7.5, 5, 2.2, -0.3, -2.8))

    assert grid.geometry is not None
    [note] = grid.notes
    assert "2.80 mm between slices 3 and 4" in str(note)
    assert "2.50 mm elsewhere" in str(note)


def test_that_the_grid_ends_at_the_last_slice_however_uneven() -> None:
    grid = volume_grid(down(10, 7.5, 5, 2.2, -0.3, -2.8))

    assert grid.geometry is not None
    np.testing.assert_allclose(grid.geometry.voxel_to_patient((5, 0, 0)), (1, 2, -2.8))


def test_that_a_missing_slice_is_counted_and_filled() -> None:
    frames = down(12, 10, 8, 4, 2, 0)

    grid = volume_grid(frames)

    assert grid.geometry is not None
    assert grid.geometry.shape == (7, 4, 6)
    assert grid.geometry.slice_step_mm == (0.0, 0.0, -2.0)
    [note] = grid.notes
    assert "Missing slices: 1 between slices 3 and 5" in str(note)
    assert "4.00 mm apart where 2.00 mm is usual" in str(note)
    assert [frame for frame in grid.frames if not frame.is_interpolated] == frames
    assert grid.frames[3].between == Between(frames[2], frames[3], 0.5)
    assert grid.frames[3].plane == grid.geometry.slice_plane(3)


def test_that_several_missing_slices_are_weighted_by_their_place() -> None:
    frames = down(10, 8, 6, 0)

    grid = volume_grid(frames)

    weights = [frame.between.weight for frame in grid.frames if frame.between is not None]
    assert weights == pytest.approx([1 / 3, 2 / 3])
    assert [frame.instance.sop_instance_uid for frame in grid.frames[3:5]] == ["1.2", "1.3"]


def test_that_of_two_gaps_the_smaller_is_one_step() -> None:
    grid = volume_grid(down(15, 10, 0))

    assert grid.geometry is not None
    assert [frame.is_interpolated for frame in grid.frames] == [False, False, True, False]


def test_that_more_missing_slices_than_there_are_make_a_stack() -> None:
    """Head and pelvis in one series are no volume."""
    grid = volume_grid(down(504, 502, 500, 4, 2, 0))

    assert grid.geometry is None
    assert grid.frames == tuple(down(504, 502, 500, 4, 2, 0))
    assert "between slices 3 and 4 alone lie 496.00 mm" in str(grid.notes[0])


def test_that_remaining_steps_may_differ_by_a_fifth() -> None:
    """Gaps of 2.0, 2.4 (20 % more), 2.0 and 4.0, one of which hides a slice."""
    assert volume_grid(down(10.4, 8.4, 6.0, 4.0, 0)).geometry is not None
    assert volume_grid(down(10.5, 8.5, 6.0, 4.0, 0)).geometry is None


def test_that_a_gap_after_a_missing_slice_is_named_as_the_reader_counts() -> None:
    grid = volume_grid(down(12, 10, 6, 4, 1.9, -0.1))

    assert "2.10 mm between slices 5 and 6, 2.00 mm elsewhere" in str(grid.notes[1])


def test_that_many_missing_slices_are_counted_from_the_smallest_gap() -> None:
    """Steps 2, 4, 4, 2, 6: three wide gaps hide 1 + 1 + 2 slices, and the median is one of them."""
    grid = volume_grid(down(18, 16, 12, 8, 6, 0))

    assert "Missing slices: 4" in str(grid.notes[0])


def test_that_a_gap_that_is_no_multiple_is_called_uneven() -> None:
    grid = volume_grid(down(10, 8, 6, 3.1, 1.1))

    assert grid.geometry is None
    assert "Slices 3 and 4 are 2.90 mm apart where 2.00 mm is usual" in str(grid.notes[0])


@pytest.mark.parametrize("degrees", [10.0, -15.0])
def test_that_a_tilted_gantry_gives_a_sheared_grid(degrees: float) -> None:
    shift = float(np.tan(np.deg2rad(degrees)))
    grid = volume_grid(frames_at([(0.0, -5.0 * shift * i, -5.0 * i) for i in range(4)]))

    assert grid.geometry is not None
    np.testing.assert_allclose(grid.geometry.slice_step_mm, (0, -5 * shift, -5))
    assert grid.geometry.slice_spacing_mm == pytest.approx(5.0)
    assert tilt_degrees(grid.geometry) == pytest.approx(abs(degrees))


def test_that_slices_beside_the_line_are_no_volume() -> None:
    grid = volume_grid(frames_at([(0, 0, 10), (0, 3, 5), (0, 0, 0)]))

    assert grid.geometry is None
    assert "3.0 mm beside" in str(grid.notes[0])


@pytest.mark.parametrize(
    "encoding",
    [
        dataclasses.replace(ENCODING, samples_per_pixel=3, photometric_interpretation="RGB"),
        dataclasses.replace(ENCODING, photometric_interpretation="PALETTE COLOR"),
    ],
    ids=["RGB", "palette"],
)
def test_that_colour_is_no_volume(encoding: PixelEncoding) -> None:
    coloured = [
        dataclasses.replace(frame, instance=dataclasses.replace(frame.instance, encoding=encoding))
        for frame in down(4, 2, 0)
    ]

    assert volume_grid(coloured).geometry is None
