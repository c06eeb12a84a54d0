"""A scan on a cubic grid says what its voxels say, whatever their spacing, and nothing of those skipped."""

import numpy as np
import pytest

from medviewer.ai.analyzers.cubic_grid import grid_shape, on_cubic_grid
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.volume import Unit, Volume


def volume_of(array: np.ndarray, spacing_mm: tuple[float, float, float]) -> Volume:
    slice_mm, row_mm, column_mm = spacing_mm
    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), row_mm, column_mm)
    return Volume(array, VolumeGeometry(plane, (0, 0, slice_mm), array.shape), Unit.HU)


@pytest.mark.parametrize("cell_mm", [1.0, 2.0])  # without skipped voxels, and with them: smoothed
def test_that_a_slope_in_the_scan_is_the_same_slope_on_the_grid(cell_mm: float) -> None:
    s, r, c = np.ogrid[:5, :40, :60]
    # 4 HU a slice of 2 mm, 8 a row of 0.8 mm, 5 a column of 0.5 mm: 2, 10 and 10 HU a millimetre.
    volume = volume_of((4 * s + 8 * r + 5 * c).astype(np.int16), (2.0, 0.8, 0.5))

    hu = on_cubic_grid(volume, cell_mm)

    z, y, x = np.ogrid[: hu.shape[0], : hu.shape[1], : hu.shape[2]]
    expected = cell_mm * (2 * z + 10 * y + 10 * x)
    inside = (slice(1, -1), slice(3, -3), slice(3, -3))  # the border repeats itself
    np.testing.assert_allclose(hu[inside], expected[inside], atol=0.5)


def test_that_the_grid_ends_with_the_last_voxel() -> None:
    volume = volume_of(np.zeros((3, 11, 10), np.int16), (5.0, 0.5, 0.7))

    # Centres lie 10, 5 and 6.3 mm apart from first to last.
    assert grid_shape(volume, 1.0) == (11, 6, 7)
    assert on_cubic_grid(volume, 1.0).shape == (11, 6, 7)


def test_that_a_box_is_the_same_part_of_the_whole() -> None:
    array = np.random.default_rng(0).integers(-1000, 1000, (9, 30, 40)).astype(np.int16)
    volume = volume_of(array, (1.5, 0.7, 0.7))

    box = (slice(2, 5), slice(3, 9), slice(4, 11))
    part = on_cubic_grid(volume, 2.0, box)

    np.testing.assert_allclose(part, on_cubic_grid(volume, 2.0)[box], atol=0.01)


def test_that_single_voxels_do_not_stand_for_those_skipped() -> None:
    array = np.zeros((9, 41, 41), np.int16)
    array[4, 20, 20] = 1000

    hu = on_cubic_grid(volume_of(array, (0.5, 0.5, 0.5)), 2.0)

    # Of a voxel an eighth of a cubic millimetre a Gaussian of 0.8 mm leaves 1000 / 8 / (0.8 √2π)³ = 15.5.
    assert hu[1, 5, 5] == pytest.approx(15.5, rel=0.05)


def test_that_metal_and_what_lies_outside_the_image_are_clipped() -> None:
    array = np.full((2, 4, 4), 30000, np.int16)
    array[1] = -3000

    hu = on_cubic_grid(volume_of(array, (1.0, 1.0, 1.0)), 1.0)

    assert hu[0].tolist() == np.full((4, 4), 3071).tolist()
    assert hu[1].tolist() == np.full((4, 4), -1024).tolist()
