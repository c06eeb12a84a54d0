"""Circles, ellipses and curves as points."""

import math

from medviewer.imaging.mark_strokes import circle, ellipse, interpolated, pairs, rectangle


def test_that_every_point_of_a_circle_is_its_radius_away() -> None:
    assert {round(math.dist((3, 4), point), 9) for point in circle((3, 4), (6, 8))} == {5.0}


def test_that_an_ellipse_goes_through_the_ends_of_its_axes() -> None:
    drawn = ellipse(((0, 5), (10, 5)), ((5, 3), (5, 7)))

    for end in ((0, 5), (10, 5), (5, 3), (5, 7)):
        assert min(math.dist(end, point) for point in drawn) < 1e-9


def test_that_a_curve_goes_through_its_points_and_ends_at_the_last() -> None:
    points = [(0.0, 0.0), (5.0, 8.0), (10.0, 0.0)]

    drawn = interpolated(points)

    assert drawn[-1] == points[-1]
    assert all(min(math.dist(point, each) for each in drawn) < 1e-9 for point in points)
    assert len(drawn) > len(points)


def test_that_two_corners_make_a_rectangle_and_an_odd_point_no_line() -> None:
    assert rectangle(((0, 0), (4, 3))) == ((0, 0), (4, 0), (4, 3), (0, 3), (0, 0))
    assert pairs(((0, 0), (1, 1), (2, 2))) == (((0, 0), (1, 1)),)
