"""Pixels within outlines, counted by hand."""

import numpy as np
import pytest

from medviewer.imaging.polygon_fill import enclosed_area, even_odd

SQUARE = np.array([(0.5, 0.5), (0.5, 4.5), (4.5, 4.5), (4.5, 0.5)])
HOLE = np.array([(1.5, 1.5), (1.5, 3.5), (3.5, 3.5), (3.5, 1.5)])


def test_that_a_pixel_lies_inside_where_its_centre_does() -> None:
    mask = even_odd([SQUARE], (6, 6))

    expected = np.zeros((6, 6), bool)
    expected[1:5, 1:5] = True
    np.testing.assert_array_equal(mask, expected)


def test_that_an_outline_inside_another_is_a_hole() -> None:
    mask = even_odd([SQUARE, HOLE], (6, 6))

    assert (int(mask.sum()), bool(mask[2, 2]), bool(mask[1, 1])) == (12, False, True)


def test_that_a_keyhole_leaves_its_hole_empty() -> None:
    keyhole = np.concatenate([SQUARE, SQUARE[:1], HOLE[::-1], HOLE[-1:]])

    np.testing.assert_array_equal(even_odd([keyhole], (6, 6)), even_odd([SQUARE, HOLE], (6, 6)))


def test_that_an_outline_beyond_the_picture_fills_what_is_in_it() -> None:
    mask = even_odd([SQUARE * 100 - 100], (6, 6))

    assert mask.all()


@pytest.mark.parametrize("outline", [np.zeros((2, 2)), np.zeros((5, 2)), SQUARE * 0 + 3])
def test_that_a_line_or_a_point_fills_nothing(outline: np.ndarray) -> None:
    assert not even_odd([outline], (6, 6)).any()


def test_that_the_area_of_an_island_in_a_hole_counts_again() -> None:
    island = np.array([(2.0, 2.0), (2.0, 3.0), (3.0, 3.0), (3.0, 2.0)])

    assert enclosed_area([SQUARE, HOLE, island]) == pytest.approx(16 - 4 + 1)
