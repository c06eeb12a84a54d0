"""Planes through volumes stored in every way there is; letters told by the pixels themselves."""

from itertools import permutations, product

import numpy as np
import pytest

from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.geometry import FloatArray, ImagePlane, VolumeGeometry, as_vector
from medviewer.domain.section import Section
from medviewer.domain.volume import Unit, Volume
from medviewer.imaging.body_planes import (
    View,
    at_voxel,
    hung,
    runs_along_axes,
    section_through,
    step_mm,
)
from medviewer.imaging.orientation import edge_letters
from medviewer.imaging.reslice import reslice
from medviewer.imaging.upright import Turn

SIZE = 5
ORIENTATIONS = [
    (order, signs) for order in permutations(range(3)) for signs in product((1, -1), repeat=3)
]
TURNS = [Turn(*flags) for flags in product((False, True), repeat=3)]


def stored(order: tuple[int, ...], signs: tuple[int, ...]) -> VolumeGeometry:
    """A cube about the origin: its slice, row and column axes run along patient axes `order`."""
    slice_axis, row_axis, column_axis = (
        np.eye(3)[axis] * sign for axis, sign in zip(order, signs, strict=True)
    )
    start = -(SIZE - 1) / 2 * (slice_axis + row_axis + column_axis)
    plane = ImagePlane(as_vector(start), as_vector(column_axis), as_vector(row_axis), 1.0, 1.0)
    return VolumeGeometry(plane, as_vector(slice_axis), (SIZE, SIZE, SIZE))


def lettered(geometry: VolumeGeometry) -> Volume:
    """Each voxel's value tells its patient place, -2..2 on each axis: (x + 2) + 5 (y + 2) + 25 (z + 2)."""
    voxels = np.moveaxis(np.indices(geometry.shape), 0, -1)
    places = np.rint(geometry.voxel_to_patient(voxels)).astype(int) + SIZE // 2
    return Volume((places @ [1, SIZE, SIZE**2]).astype(np.int16), geometry, Unit.NONE)


def letter_of(value: int, middle: int) -> str:
    """Where a pixel lies seen from the middle, read from their values."""
    places = [np.array((v % SIZE, v // SIZE % SIZE, v // SIZE**2)) for v in (value, middle)]
    away: FloatArray = places[0] - places[1]
    axis = int(np.abs(away).argmax())
    return "LPH"[axis] if away[axis] > 0 else "RAF"[axis]


@pytest.mark.parametrize(("order", "signs"), ORIENTATIONS)
def test_that_letters_are_what_the_pixels_at_the_edges_say(
    order: tuple[int, ...], signs: tuple[int, ...]
) -> None:
    volume = lettered(stored(order, signs))

    for body_plane, turn in product(BodyPlane, TURNS):
        cut = section_through(volume.geometry, hung(volume.geometry, body_plane), (0, 0, 0))
        turned = Section(turn.turned_plane(cut.plane, cut.shape), cut.shape)
        pixels = reslice(volume, turned, outside=-1)
        letters = edge_letters(turned.plane)
        m = SIZE // 2
        edges = [pixels[m, 0], pixels[m, -1], pixels[0, m], pixels[-1, m]]

        assert letters is not None
        seen = [letter_of(int(edge), int(pixels[m, m])) for edge in edges]
        assert [letters.left, letters.right, letters.top, letters.bottom] == seen


@pytest.mark.parametrize("turn", TURNS, ids=str)
def test_that_a_turned_plane_holds_the_turned_pixels(turn: Turn) -> None:
    volume = lettered(stored((2, 1, 0), (1, 1, 1)))
    cut = Section(ImagePlane((-2.0, -1.0, 1.0), (1, 0, 0), (0, 1, 0), 1.0, 1.0), (4, 3))
    shape = cut.shape[::-1] if turn.swaps else cut.shape

    turned = reslice(volume, Section(turn.turned_plane(cut.plane, cut.shape), shape), outside=-1)

    np.testing.assert_array_equal(turned, turn.upright(reslice(volume, cut, outside=-1)))


@pytest.mark.parametrize(("order", "signs"), ORIENTATIONS)
def test_that_planes_hang_as_radiologists_hang_them(
    order: tuple[int, ...], signs: tuple[int, ...]
) -> None:
    geometry = stored(order, signs)

    letters = {plane: _right_and_down(hung(geometry, plane)) for plane in BodyPlane}

    assert letters == {
        BodyPlane.AXIAL: ("L", "P"),
        BodyPlane.CORONAL: ("L", "F"),
        BodyPlane.SAGITTAL: ("P", "F"),
    }


def _right_and_down(view: View) -> tuple[str, str]:
    letters = edge_letters(ImagePlane((0.0, 0.0, 0.0), view.right, view.down, 1.0, 1.0))
    assert letters is not None
    return letters.right, letters.bottom


def test_that_views_follow_an_oblique_volumes_own_axes() -> None:
    geometry = _oblique()

    views = [hung(geometry, plane) for plane in BodyPlane]

    assert all(runs_along_axes(geometry, view) for view in views)
    assert not runs_along_axes(geometry, views[0].turned((0, 0, 1), 0.1))


def _oblique() -> VolumeGeometry:
    """Sagittal slices of 3 mm, turned by 20 degrees about the long axis; pixels of 0.5 mm."""
    a = np.deg2rad(20)
    back = (float(-np.sin(a)), float(np.cos(a)), 0.0)
    plane = ImagePlane((1.0, 2.0, 3.0), back, (0.0, 0.0, -1.0), 0.5, 0.5)
    return VolumeGeometry(plane, as_vector(plane.normal * -3.0), (10, 16, 20))


def test_that_a_section_along_the_axes_has_the_volumes_pixels() -> None:
    geometry = _oblique()

    sections = {
        plane: section_through(geometry, hung(geometry, plane), (0, 0, 0)) for plane in BodyPlane
    }

    assert {plane: section.shape for plane, section in sections.items()} == {
        BodyPlane.SAGITTAL: (16, 20),
        BodyPlane.CORONAL: (16, 10),
        BodyPlane.AXIAL: (20, 10),
    }
    assert sections[BodyPlane.CORONAL].plane.column_spacing_mm == pytest.approx(3.0)


def test_that_a_turned_section_sees_every_corner_in_square_pixels() -> None:
    geometry = stored((2, 1, 0), (1, 1, 1))
    view = hung(geometry, BodyPlane.AXIAL).turned((0, 0, 1), np.pi / 4)

    section = section_through(geometry, view, (0, 0, 0))

    # The diagonal of 4 x 4 mm is 5.66 mm: 6 pixels of 1 mm from its beginning.
    assert section.shape == (6, 6)
    assert section.plane.row_spacing_mm == section.plane.column_spacing_mm == 1.0


def test_that_many_small_turns_make_one_large_one() -> None:
    view = View((1, 0, 0), (0, 1, 0))

    for _ in range(900):
        view = view.turned((1, 0, 0), np.deg2rad(0.1))

    np.testing.assert_allclose(view.right, (1, 0, 0), atol=1e-9)
    np.testing.assert_allclose(view.down, (0, 0, 1), atol=1e-9)


def test_that_the_next_section_is_the_next_voxel() -> None:
    geometry = _oblique()

    steps = [step_mm(geometry, hung(geometry, plane)) for plane in BodyPlane]

    assert steps == pytest.approx([0.5, 0.5, 3.0])


def test_that_a_point_outside_is_brought_to_the_nearest_voxel() -> None:
    geometry = stored((2, 1, 0), (1, 1, 1))

    assert at_voxel(geometry, (0.4, -9.0, 1.7)) == (0.0, -2.0, 2.0)
