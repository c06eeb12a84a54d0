"""Axes of outlines whose size is known."""

import math

import pytest

from medviewer.imaging.marks import Point, Segment
from medviewer.imaging.outline_axes import outline_axes


def length_mm(segment: Segment, spacing_mm: tuple[float, float]) -> float:
    return math.hypot(
        (segment.end.x - segment.start.x) * spacing_mm[1],
        (segment.end.y - segment.start.y) * spacing_mm[0],
    )


def ellipse(half_x: float, half_y: float) -> list[Point]:
    turns = [i * math.pi / 90 for i in range(180)]
    return [Point(50 + half_x * math.cos(t), 40 + half_y * math.sin(t)) for t in turns]


def test_that_an_ellipse_has_its_own_two_diameters() -> None:
    long, short = outline_axes(ellipse(10, 6), (1.0, 1.0))

    assert length_mm(long, (1.0, 1.0)) == pytest.approx(20.0, abs=1e-3)
    assert length_mm(short, (1.0, 1.0)) == pytest.approx(12.0, abs=0.02)


def test_that_axes_are_measured_in_millimetres_not_in_pixels() -> None:
    spacing_mm = (3.0, 1.0)  # 12 pixels of 3 mm are longer than 20 of 1 mm

    long, short = outline_axes(ellipse(10, 6), spacing_mm)

    assert abs(long.end.x - long.start.x) == pytest.approx(0.0, abs=0.5)
    assert length_mm(long, spacing_mm) == pytest.approx(36.0, abs=1e-3)
    assert length_mm(short, spacing_mm) == pytest.approx(20.0, abs=0.05)


def test_that_the_short_axis_stands_at_right_angles_to_the_long_one() -> None:
    long, short = outline_axes([Point(0, 0), Point(8, 6), Point(5, 8)], (1.0, 1.0))

    along = (long.end.x - long.start.x, long.end.y - long.start.y)
    across = (short.end.x - short.start.x, short.end.y - short.start.y)
    assert along[0] * across[0] + along[1] * across[1] == pytest.approx(0.0, abs=1e-9)
