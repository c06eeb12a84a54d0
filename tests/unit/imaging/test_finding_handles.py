"""Handles of a finding on one slice, and what moving one of them makes of its box or outline."""

import dataclasses

import pytest

from medviewer.domain.finding import Finding, SliceOutline, VoxelBox
from medviewer.imaging.finding_handles import handles, moved, outlined, shifted, stretched
from medviewer.imaging.marks import Point
from tests.gui.canvas.samples import finding

SQUARE = SliceOutline(10, ((19.5, 9.5), (19.5, 19.5), (29.5, 19.5), (29.5, 9.5)))


def box_finding() -> Finding:
    return finding("f", 0.9, (8, 20, 10), (12, 31, 19))


def outlined_finding() -> Finding:
    return dataclasses.replace(box_finding(), outlines=(SQUARE,))


def test_that_a_box_is_held_by_corners_and_sides() -> None:
    found = [handle.at for handle in handles(box_finding(), 10)]

    assert found[0] == Point(9.5, 19.5)  # half a pixel outside its first pixel
    assert found[3] == Point(19.5, 25.5)  # the middle of the right side
    assert len(found) == 8


def test_that_there_is_nothing_to_hold_beyond_its_slices() -> None:
    assert handles(box_finding(), 13) == ()


def test_that_a_corner_moves_two_sides() -> None:
    corner = handles(box_finding(), 10)[0]

    box, _ = moved(box_finding(), corner, Point(-2.2, 3.4))

    assert box == VoxelBox((8, 23, 8), (12, 31, 19))


def test_that_a_side_stops_at_the_one_across() -> None:
    right = handles(box_finding(), 10)[3]

    box, _ = moved(box_finding(), right, Point(-50, 0))

    assert box == VoxelBox((8, 20, 10), (12, 31, 10))


def test_that_all_of_it_moves_by_whole_pixels() -> None:
    box, [outline] = shifted(outlined_finding(), Point(2.4, -1.6))

    assert box == VoxelBox((8, 18, 12), (12, 29, 21))
    assert outline.points[0] == (17.5, 11.5)


def test_that_a_point_of_an_outline_moves_by_itself() -> None:
    corner = handles(outlined_finding(), 10)[2]

    _, [outline] = moved(outlined_finding(), corner, Point(3.0, 1.0))

    assert outline.points == ((19.5, 9.5), (19.5, 19.5), (30.5, 22.5), (29.5, 9.5))


def test_that_neighbours_on_a_fine_outline_follow_less_and_less() -> None:
    fine = SliceOutline(10, tuple((20.0, float(i)) for i in range(64)))  # a handle every 4 points
    drawn = dataclasses.replace(box_finding(), outlines=(fine,))

    _, [bent] = moved(drawn, handles(drawn, 10)[2], Point(0.0, 8.0))

    rows = [row for row, _ in bent.points[8 - 4 : 8 + 5]]
    assert rows == pytest.approx([20, 21.1716, 24, 26.8284, 28, 26.8284, 24, 21.1716, 20], abs=1e-4)


@pytest.mark.parametrize(
    ("before", "now", "first", "last"),
    [
        (12, 13, 8, 13),  # outwards from the last slice
        (8, 7, 7, 12),
        (12, 11, 8, 11),  # inwards
        (9, 10, 10, 12),
        (15, 16, 8, 16),  # from beyond it
        (8, 30, 12, 12),  # an end does not pass the other
    ],
)
def test_that_the_nearer_end_follows_the_slice_shown(
    before: int, now: int, first: int, last: int
) -> None:
    box, _ = stretched(box_finding(), before, now)

    assert (box.first[0], box.last[0]) == (first, last)


@pytest.mark.parametrize(("now", "ends"), [(9, (9, 10)), (11, (10, 11))])
def test_that_a_single_slice_grows_to_either_side(now: int, ends: tuple[int, int]) -> None:
    single = finding("f", 0.9, (10, 20, 10), (10, 31, 19))

    box, _ = stretched(single, 10, now)

    assert (box.first[0], box.last[0]) == ends


def test_that_an_outline_drawn_anew_takes_the_place_of_the_old_one() -> None:
    box, [outline] = outlined(outlined_finding(), 10, [Point(10, 20), Point(14, 20), Point(14, 26)])

    assert outline == SliceOutline(10, ((20, 10), (20, 14), (26, 14)))
    assert (box.first[0], box.last[0]) == (8, 12)
