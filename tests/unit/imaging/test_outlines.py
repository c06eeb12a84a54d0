"""Outlines run between inside and outside; diameters are a reader's."""

import numpy as np
from numpy.typing import NDArray

from medviewer.imaging.outlines import diameters, outlines


def disc(radius: float, size: int = 64) -> NDArray[np.bool_]:
    y, x = np.mgrid[:size, :size] - size / 2
    inside: NDArray[np.bool_] = np.hypot(y, x) < radius
    return inside


def test_that_a_pixel_has_a_diamond_about_it() -> None:
    mask = np.zeros((5, 5), bool)
    mask[2, 3] = True

    (outline,) = outlines(mask)

    assert {(1.5, 3.0), (2.0, 3.5), (2.5, 3.0), (2.0, 2.5)} == set(map(tuple, outline.tolist()))


def test_that_a_rectangle_has_its_corners_cut() -> None:
    mask = np.zeros((6, 8), bool)
    mask[1:4, 2:7] = True  # rows 1-3, columns 2-6

    (outline,) = outlines(mask)

    assert len(outline) == 8
    assert outline.min(axis=0).tolist() == [0.5, 1.5]
    assert outline.max(axis=0).tolist() == [3.5, 6.5]


def test_that_pieces_come_by_size_and_touching_corners_join_nothing() -> None:
    mask = np.zeros((8, 8), bool)
    mask[0:2, 0:2] = True
    mask[2:6, 2:6] = True

    found = outlines(mask)

    assert [len(outline) > 0 for outline in found] == [True, True]
    assert found[0].mean(axis=0).tolist() == [3.5, 3.5]
    assert found[1].mean(axis=0).tolist() == [0.5, 0.5]


def test_that_a_hole_is_no_outline() -> None:
    ring = disc(12) & ~disc(5)

    assert len(outlines(ring)) == 1


def test_that_a_mask_at_the_edge_has_a_closed_outline() -> None:
    (outline,) = outlines(np.ones((3, 4), bool))

    assert outline.min(axis=0).tolist() == [-0.5, -0.5]
    assert outline.max(axis=0).tolist() == [2.5, 3.5]


def test_that_an_empty_mask_has_none() -> None:
    assert outlines(np.zeros((4, 4), bool)) == ()


def test_that_a_disc_is_as_wide_as_long() -> None:
    (outline,) = outlines(disc(20))

    found = diameters(outline, (0.5, 0.5))

    assert abs(found.long_mm - 20) < 0.7
    assert abs(found.short_mm - 20) < 0.7


def test_that_diameters_are_in_mm_on_oblong_pixels() -> None:
    (outline,) = outlines(disc(20))  # 40 pixels wide

    found = diameters(outline, (0.5, 1.0))

    assert abs(found.long_mm - 40) < 1.5
    assert abs(found.short_mm - 20) < 0.7


def test_that_the_short_axis_crosses_at_a_right_angle() -> None:
    y, x = np.mgrid[:80, :80] - 40.0
    turned = (np.abs(x + y) < 40) & (
        np.abs(x - y) < 10
    )  # 56.6 along one diagonal, 14.1 along the other

    found = diameters(outlines(turned)[0], (1.0, 1.0))

    assert abs(found.short_mm - 14.1) < 2.0
    assert 54 < found.long_mm < 60
