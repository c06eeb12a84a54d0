"""Which voxel lies at a point: nearest centre, half a voxel and half a step around it, nothing beyond."""

import numpy as np
import pytest

from medviewer.domain.geometry import ImagePlane, Vector
from medviewer.imaging.probes import ProbeMap, Voxel, slabs

SHAPE = (4, 6)  # rows, columns


def axial(z: float, y: float = 0.0) -> ImagePlane:
    """Columns 2 mm apart along x, rows 3 mm apart along y."""
    return ImagePlane((0.0, y, z), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 3.0, 2.0)


def voxel_at(point: Vector, *planes: ImagePlane, depth_mm: float = 1.0) -> Voxel | None:
    return ProbeMap(slabs(planes, [SHAPE] * len(planes), depth_mm)).voxel_at(point)


@pytest.mark.parametrize(
    ("point", "voxel"),
    [
        ((0.0, 0.0, 0.0), Voxel(0, 0, 0)),
        ((10.0, 9.0, 10.0), Voxel(2, 3, 5)),
        ((4.9, 4.4, 7.4), Voxel(1, 1, 2)),
        ((5.1, 4.6, 7.6), Voxel(2, 2, 3)),
    ],
)
def test_that_the_nearest_centre_is_found(point: Vector, voxel: Voxel) -> None:
    assert voxel_at(point, axial(0), axial(5), axial(10)) == voxel


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ((-1.0, 0.0, 0.0), (-1.1, 0.0, 0.0)),
        ((11.0, 0.0, 0.0), (11.1, 0.0, 0.0)),
        ((0.0, -1.5, 0.0), (0.0, -1.6, 0.0)),
        ((0.0, 10.5, 0.0), (0.0, 10.6, 0.0)),
        ((0.0, 0.0, -2.5), (0.0, 0.0, -2.6)),
        ((0.0, 0.0, 12.5), (0.0, 0.0, 12.6)),
    ],
)
def test_that_half_a_voxel_beyond_the_last_centres_is_the_end(
    inside: Vector, outside: Vector
) -> None:
    planes = (axial(0), axial(5), axial(10))

    assert voxel_at(inside, *planes) is not None
    assert voxel_at(outside, *planes) is None


def test_that_a_gap_belongs_to_the_slices_on_either_side() -> None:
    planes = (axial(0), axial(5), axial(15))

    found = [voxel_at((0.0, 0.0, z), *planes) for z in (9.9, 10.1)]

    assert found == [Voxel(1, 0, 0), Voxel(2, 0, 0)]


def test_that_slices_in_descending_order_are_found() -> None:
    assert voxel_at((0.0, 0.0, 1.0), axial(10), axial(5), axial(0)) == Voxel(2, 0, 0)


def test_that_a_tilted_stack_is_asked_in_its_own_slices() -> None:
    """Each slice lies 3 mm (a row) further along y than the one before, as under a tilted gantry."""
    planes = (axial(0, y=0.0), axial(5, y=3.0), axial(10, y=6.0))

    assert voxel_at((0.0, 6.0, 10.0), *planes) == Voxel(2, 0, 0)
    assert voxel_at((0.0, 0.0, 10.0), *planes) is None


def test_that_a_single_slice_is_as_deep_as_it_is_said_to_be() -> None:
    assert voxel_at((0.0, 0.0, 1.9), axial(0), depth_mm=4.0) == Voxel(0, 0, 0)
    assert voxel_at((0.0, 0.0, 2.1), axial(0), depth_mm=4.0) is None


def test_that_the_first_of_several_images_at_one_place_counts() -> None:
    planes = (axial(0), axial(0), axial(5))

    assert voxel_at((0.0, 0.0, 1.0), *planes) == Voxel(0, 0, 0)


def test_that_an_oblique_grid_returns_every_centre_to_its_voxel() -> None:
    turn = np.deg2rad(30)
    row, column = (np.cos(turn), np.sin(turn), 0.0), (0.0, 0.0, -1.0)
    first = ImagePlane((-20.0, 7.0, 33.0), row, column, 0.7, 0.4)
    second = ImagePlane(tuple(first.position + 2.5 * first.normal), row, column, 0.7, 0.4)

    for index, plane in enumerate((first, second)):
        point = plane.pixel_to_patient(3, 5)
        assert voxel_at((point[0], point[1], point[2]), first, second) == Voxel(index, 3, 5)
