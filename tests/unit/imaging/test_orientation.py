"""Edge letters and plane names for the standard planes, obliques and all axis-aligned orientations."""

import itertools
import math

import pytest

from medviewer.domain.geometry import ImagePlane, Vector
from medviewer.imaging.orientation import (
    QUADRUPED,
    EdgeLetters,
    direction_letters,
    edge_letters,
    opposite,
    slice_orientation_name,
)


def plane(row: Vector, column: Vector) -> ImagePlane:
    return ImagePlane((0.0, 0.0, 0.0), row, column, 1.0, 1.0)


AXES: list[Vector] = [
    (1.0, 0.0, 0.0),
    (-1.0, 0.0, 0.0),
    (0.0, 1.0, 0.0),
    (0.0, -1.0, 0.0),
    (0.0, 0.0, 1.0),
    (0.0, 0.0, -1.0),
]
PERPENDICULAR = [
    (row, column)
    for row, column in itertools.permutations(AXES, 2)
    if sum(a * b for a, b in zip(row, column, strict=True)) == 0
]


@pytest.mark.parametrize(
    ("row", "column", "expected", "name"),
    [
        ((1, 0, 0), (0, 1, 0), EdgeLetters("R", "L", "A", "P"), "axial"),
        ((1, 0, 0), (0, 0, -1), EdgeLetters("R", "L", "H", "F"), "coronal"),
        ((0, 1, 0), (0, 0, -1), EdgeLetters("A", "P", "H", "F"), "sagittal"),
        ((-1, 0, 0), (0, -1, 0), EdgeLetters("L", "R", "P", "A"), "axial"),  # prone, feet first
    ],
)
def test_that_standard_planes_have_their_usual_letters(
    row: Vector, column: Vector, expected: EdgeLetters, name: str
) -> None:
    image_plane = plane(row, column)

    assert edge_letters(image_plane) == expected
    assert str(slice_orientation_name(image_plane)) == name


def test_that_an_oblique_direction_names_its_nearest_axis_first() -> None:
    assert direction_letters((0.9, -0.4, 0.0)) == "LA"
    assert direction_letters((-0.3, 0.5, 0.8)) == "HPR"


def test_that_less_than_three_degrees_off_an_axis_adds_no_letter() -> None:
    two_degrees = math.radians(2)

    assert direction_letters((math.cos(two_degrees), math.sin(two_degrees), 0)) == "L"


def test_that_a_plane_half_way_between_axes_is_oblique() -> None:
    half = math.sqrt(0.5)

    assert str(slice_orientation_name(plane((1, 0, 0), (0, half, -half)))) == "oblique"


def test_that_there_are_48_orientations_once_the_slice_order_is_counted() -> None:
    assert len(PERPENDICULAR) * 2 == 48


@pytest.mark.parametrize(("row", "column"), PERPENDICULAR)
def test_that_letters_are_consistent_for_every_axis_aligned_orientation(
    row: Vector, column: Vector
) -> None:
    letters = edge_letters(plane(row, column))

    assert letters is not None
    assert opposite(letters.left) == letters.right
    assert opposite(letters.top) == letters.bottom
    assert len({letters.left, letters.right, letters.top, letters.bottom}) == 4
    towards = dict(zip(AXES, "LRPAHF", strict=True))  # PS3.3 C.7.6.2.1.1: +x L, +y P, +z H
    assert (letters.right, letters.bottom) == (towards[row], towards[column])


@pytest.mark.parametrize(("row", "column"), PERPENDICULAR)
def test_that_the_plane_is_named_by_the_axis_it_leaves_out(row: Vector, column: Vector) -> None:
    used = {i for axis in (row, column) for i, value in enumerate(axis) if value}
    expected = {0: "sagittal", 1: "coronal", 2: "axial"}[({0, 1, 2} - used).pop()]

    assert str(slice_orientation_name(plane(row, column))) == expected


def test_that_patient_orientation_serves_where_there_is_no_plane() -> None:
    assert edge_letters(None, ("L", "FP")) == EdgeLetters("R", "L", "HA", "FP")


@pytest.mark.parametrize(
    ("patient_orientation", "expected"),
    [
        (("LE", "V"), EdgeLetters("RT", "LE", "D", "V")),
        (("CD", "V"), EdgeLetters("CR", "CD", "D", "V")),
        (("LECR", "PL"), EdgeLetters("RTCD", "LECR", "D", "PL")),
        (("PR", "M"), EdgeLetters("DI", "PR", "L", "M")),
    ],
)
def test_that_an_animal_on_four_legs_has_letters_of_its_own(
    patient_orientation: tuple[str, str], expected: EdgeLetters
) -> None:
    assert edge_letters(None, patient_orientation, is_quadruped=True) == expected


def test_that_an_animal_in_a_scanner_has_them_too() -> None:
    letters = edge_letters(plane(*PERPENDICULAR[0]), is_quadruped=True)

    assert letters is not None
    assert {letters.left, letters.right, letters.top, letters.bottom} <= set(QUADRUPED.pairs)


def test_that_small_letters_are_understood() -> None:
    assert edge_letters(None, ("l", "f")) == EdgeLetters("R", "L", "H", "F")


@pytest.mark.parametrize("patient_orientation", [(), ("L",), ("", "F"), ("LE", "V")])
def test_that_an_unknown_orientation_shows_nothing(patient_orientation: tuple[str, ...]) -> None:
    assert edge_letters(None, patient_orientation) is None
    assert slice_orientation_name(None) is None
