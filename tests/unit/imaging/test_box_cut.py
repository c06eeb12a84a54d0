"""A box of 4 x 4 x 4 mm cut by planes: what is seen of it."""

import math

import pytest

from medviewer.domain.finding import VoxelBox
from medviewer.domain.geometry import ImagePlane, Vector, VolumeGeometry
from medviewer.imaging.box_cut import cut_of_box
from medviewer.imaging.marks import Point

GRID = VolumeGeometry(
    ImagePlane((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 1.0, 1.0),
    (0.0, 0.0, 1.0),
    (20, 20, 20),
)
BOX = VoxelBox((8, 8, 8), (11, 11, 11))  # from 7.5 to 11.5 mm
ACROSS = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))


def plane(z_mm: float, right: Vector = ACROSS[0], down: Vector = ACROSS[1]) -> ImagePlane:
    return ImagePlane((0.0, 0.0, z_mm), right, down, 1.0, 1.0)


def area(outline: tuple[Point, ...]) -> float:
    pairs = zip(outline, outline[1:] + outline[:1], strict=True)
    return abs(sum(a.x * b.y - b.x * a.y for a, b in pairs)) / 2


def test_that_a_plane_along_the_axes_cuts_a_square() -> None:
    corners = {(round(p.x, 6), round(p.y, 6)) for p in cut_of_box(BOX, GRID, plane(9.0))}

    assert corners == {(7.5, 7.5), (11.5, 7.5), (11.5, 11.5), (7.5, 11.5)}


@pytest.mark.parametrize(
    ("z_mm", "is_seen"), [(7.4, False), (7.6, True), (11.4, True), (11.6, False)]
)
def test_that_the_box_ends_half_a_voxel_beyond_its_last_slice(z_mm: float, is_seen: bool) -> None:
    assert bool(cut_of_box(BOX, GRID, plane(z_mm))) is is_seen


def test_that_a_slab_shows_what_lies_in_its_thickness() -> None:
    beside = plane(13.0)

    assert not cut_of_box(BOX, GRID, beside, 2.0)
    assert area(cut_of_box(BOX, GRID, beside, 4.0)) == pytest.approx(16.0)


def test_that_a_plane_through_a_diagonal_cuts_a_longer_rectangle() -> None:
    half = math.sqrt(0.5)
    diagonal = ImagePlane((0.0, 0.0, 0.0), (half, half, 0.0), (0.0, 0.0, 1.0), 1.0, 1.0)

    assert area(cut_of_box(BOX, GRID, diagonal)) == pytest.approx(16 * math.sqrt(2))


def test_that_a_plane_across_the_corners_cuts_a_hexagon() -> None:
    a, b = 1 / math.sqrt(2), 1 / math.sqrt(6)
    across = ImagePlane((9.5, 9.5, 9.5), (a, -a, 0.0), (b, b, -2 * b), 1.0, 1.0)

    outline = cut_of_box(BOX, GRID, across)

    assert len(outline) == 6
    assert area(outline) == pytest.approx(3 * math.sqrt(3) / 4 * 16)  # of a cube of 4 mm
