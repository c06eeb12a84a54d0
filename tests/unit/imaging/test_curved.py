"""Sheets along curves whose lengths are known."""

import numpy as np
import pytest

from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.imaging.curved import sheet_lattice, smooth_path
from medviewer.imaging.reslice import sampled


def test_that_two_points_make_a_straight_path() -> None:
    path = smooth_path([(0, 0, 0), (0, 3, 4)], 1.0)

    np.testing.assert_allclose(path, [(0, 0.6 * k, 0.8 * k) for k in range(6)], atol=1e-9)


def test_that_a_path_passes_through_every_point_drawn() -> None:
    drawn = np.array([(0, 0, 0), (10, 0, 0), (14, 8, 0), (5, 20, 3)], float)

    path = smooth_path(drawn, 0.05)

    nearest = [np.linalg.norm(path - point, axis=1).min() for point in drawn]
    assert max(nearest) < 0.05


def test_that_a_drawn_quarter_circle_is_as_long_as_one() -> None:
    angles = np.linspace(0, np.pi / 2, 9)
    circle = np.stack([50 * np.cos(angles), 50 * np.sin(angles), 0 * angles], axis=1)

    path = smooth_path(circle, 0.5)

    assert (len(path) - 1) * 0.5 == pytest.approx(50 * np.pi / 2, abs=0.6)


def test_that_a_point_clicked_twice_counts_once() -> None:
    path = smooth_path([(0, 0, 0), (4, 0, 0), (4, 0, 0)], 2.0)

    np.testing.assert_allclose(path[:, 0], [0, 2, 4], atol=1e-9)


def test_that_the_sheet_shows_what_lies_along_the_path() -> None:
    z, y, x = np.indices((9, 30, 30))
    array = 100.0 * z + np.hypot(y - 5.0, x - 5.0)  # the distance from an axis, and the height
    plane = ImagePlane((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 1.0, 1.0)
    geometry = VolumeGeometry(plane, (0.0, 0.0, 1.0), array.shape)
    angles = np.linspace(0, np.pi / 2, 13)
    arc = np.stack([5 + 20 * np.cos(angles), 5 + 20 * np.sin(angles), 4 + 0 * angles], axis=1)
    path = smooth_path(arc, 1.0)

    sheet = sampled(array, sheet_lattice(geometry, path, (0, 0, -1), 4.0, 1.0), outside=-1)

    assert sheet.shape == (5, len(path))
    # Everywhere on the arc the distance from its axis is its radius; rows go down, towards slice 2.
    expected = np.array([620.0, 520.0, 420.0, 320.0, 220.0])[:, np.newaxis]
    np.testing.assert_allclose(sheet, np.broadcast_to(expected, sheet.shape), atol=0.05)
