"""Marks lie where the conventions say: pixel centres are integers, a box's edge is half a pixel outside."""

import math

import pytest

from medviewer.domain.finding import VoxelBox
from medviewer.imaging.marks import (
    PictureScale,
    Point,
    Rectangle,
    Segment,
    box_edges,
    dashed_outline,
    dashed_rectangle,
    dashes,
    picture_scale,
    scale_bar,
)


def test_that_a_boxs_edges_are_half_a_pixel_outside_its_first_and_last_pixel() -> None:
    box = VoxelBox(first=(4, 10, 20), last=(6, 12, 25))

    assert box_edges(box) == Rectangle(left=19.5, top=9.5, right=25.5, bottom=12.5)


def test_that_a_box_of_one_pixel_is_one_pixel_wide_in_the_picture() -> None:
    edges = box_edges(VoxelBox((0, 3, 2), (0, 3, 2)))

    # pixel (row 3, column 2) covers 2..3 across and 3..4 down, twice and four times enlarged
    assert PictureScale(2.0, 4.0).place(edges) == Rectangle(4.0, 12.0, 6.0, 16.0)


@pytest.mark.parametrize(
    ("px_per_mm", "available_px", "length_mm", "length_px", "label"),
    [
        (2.0, 250.0, 100.0, 200.0, "10 cm"),
        (2.0, 199.0, 50.0, 100.0, "5 cm"),
        (2.0, 99.0, 20.0, 40.0, "2 cm"),
        (2.0, 39.0, 10.0, 20.0, "1 cm"),
        (10.0, 50.0, 5.0, 50.0, "5 mm"),
        (100.0, 60.0, 0.5, 50.0, "0.5 mm"),
    ],
)
def test_that_the_scale_bar_is_the_longest_1_2_5_length_that_fits(
    px_per_mm: float, available_px: float, length_mm: float, length_px: float, label: str
) -> None:
    bar = scale_bar(px_per_mm, available_px)

    assert bar is not None
    assert bar.length_mm == pytest.approx(length_mm)
    assert bar.length_px == pytest.approx(length_px)
    assert str(bar.label) == label


@pytest.mark.parametrize(
    ("px_per_mm", "available_px"), [(0.0, 100.0), (math.nan, 100.0), (1.0, 0.0)]
)
def test_that_there_is_no_scale_bar_without_a_calibration(
    px_per_mm: float, available_px: float
) -> None:
    assert scale_bar(px_per_mm, available_px) is None


def test_that_dashes_begin_and_end_with_a_full_dash() -> None:
    strokes = dashes(Point(0, 0), Point(40, 0), dash=7, gap=5)

    # (40 - 7) / 12 rounds to 3 periods of 11
    assert [(stroke.start.x, stroke.end.x) for stroke in strokes] == [
        pytest.approx(pair) for pair in [(0, 7), (11, 18), (22, 29), (33, 40)]
    ]


def test_that_a_line_too_short_for_a_gap_is_drawn_whole() -> None:
    (stroke,) = dashes(Point(0, 0), Point(0, 10), dash=7, gap=5)

    assert (stroke.start, stroke.end) == (Point(0, 0), Point(0, 10))
    assert dashes(Point(1, 1), Point(1, 1), 7, 5) == ()


def test_that_every_corner_of_a_dashed_frame_is_closed() -> None:
    frame = Rectangle(10, 20, 110, 60)

    strokes = dashed_rectangle(frame, 7, 5)

    ends = [(p.x, p.y) for stroke in strokes for p in (stroke.start, stroke.end)]
    for corner in [(10, 20), (110, 20), (110, 60), (10, 60)]:
        assert sum(end == pytest.approx(corner) for end in ends) == 2


@pytest.mark.parametrize(
    ("shape", "aspect", "expected"),
    [
        ((100, 200), 1.0, PictureScale(3.5, 3.5)),  # limited by the width
        ((400, 100), 1.0, PictureScale(2.0, 2.0)),  # limited by the height
        ((100, 100), 4.0, PictureScale(2.0, 8.0)),  # four times as tall as wide in truth
    ],
)
def test_that_a_picture_fills_its_frame_in_true_proportion(
    shape: tuple[int, int], aspect: float, expected: PictureScale
) -> None:
    assert picture_scale(shape, aspect, (700, 800)) == expected


def test_that_an_outline_is_dashed_along_its_whole_length() -> None:
    square = [Point(0, 0), Point(10, 0), Point(10, 10), Point(0, 10)]

    strokes = dashed_outline(square, dash=6.0, gap=4.0)

    assert strokes == (
        Segment(Point(0, 0), Point(6, 0)),
        Segment(Point(10, 0), Point(10, 6)),
        Segment(Point(10, 10), Point(4, 10)),
        Segment(Point(0, 10), Point(0, 4)),
    )


def test_that_a_dash_goes_round_a_corner() -> None:
    square = [Point(0, 0), Point(10, 0), Point(10, 10), Point(0, 10)]

    strokes = dashed_outline(square, dash=15.0, gap=5.0)

    assert strokes[:2] == (Segment(Point(0, 0), Point(10, 0)), Segment(Point(10, 0), Point(10, 5)))


def test_that_an_outline_without_gaps_is_drawn_whole() -> None:
    triangle = [Point(0, 0), Point(10, 0), Point(0, 10)]

    assert len(dashed_outline(triangle, dash=7.0, gap=0.0)) == 3
