"""Circles, ellipses and curves of objects as runs of points, in any flat space."""

import math
from collections.abc import Sequence

from medviewer.domain.calibration import Pixel

STROKES = 72  # of a full turn
BETWEEN = 8  # strokes between two points of an interpolated line


def circle(centre: Pixel, on_it: Pixel) -> tuple[Pixel, ...]:
    """Around a centre, through a point."""
    radius = math.dist(centre, on_it)
    return _turned(centre, (radius, 0.0), (0.0, radius))


def ellipse(major: tuple[Pixel, Pixel], minor: tuple[Pixel, Pixel]) -> tuple[Pixel, ...]:
    """Through the ends of both axes (PS3.3 C.10.5.1.2: major axis first)."""
    centre = ((major[0][0] + major[1][0]) / 2, (major[0][1] + major[1][1]) / 2)
    along = ((major[1][0] - major[0][0]) / 2, (major[1][1] - major[0][1]) / 2)
    across = ((minor[1][0] - minor[0][0]) / 2, (minor[1][1] - minor[0][1]) / 2)
    return _turned(centre, along, across)


def _turned(centre: Pixel, along: Pixel, across: Pixel) -> tuple[Pixel, ...]:
    turns = (2 * math.pi * step / STROKES for step in range(STROKES + 1))
    return tuple(
        (
            centre[0] + along[0] * math.cos(turn) + across[0] * math.sin(turn),
            centre[1] + along[1] * math.cos(turn) + across[1] * math.sin(turn),
        )
        for turn in turns
    )


def interpolated(points: Sequence[Pixel]) -> tuple[Pixel, ...]:
    """A smooth curve through all points (Catmull and Rom 1974), closed where the last is the first."""
    if len(points) < 3:
        return tuple(points)
    is_closed = points[0] == points[-1]
    before = points[-2] if is_closed else points[0]
    after = points[1] if is_closed else points[-1]
    run = [before, *points, after]
    curve = [
        _between(run[at : at + 4], step / BETWEEN)
        for at in range(len(run) - 3)
        for step in range(BETWEEN)
    ]
    return (*curve, points[-1])


def _between(four: Sequence[Pixel], share: float) -> Pixel:
    a, b, c, d = four
    x, y = (_cubic(a[i], b[i], c[i], d[i], share) for i in (0, 1))
    return (x, y)


def _cubic(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


def rectangle(points: Sequence[Pixel]) -> tuple[Pixel, ...]:
    """From two opposite corners, or from four."""
    if len(points) == 2:
        (left, top), (right, bottom) = points
        points = ((left, top), (right, top), (right, bottom), (left, bottom))
    return (*points, points[0])


def pairs(points: Sequence[Pixel]) -> tuple[tuple[Pixel, ...], ...]:
    """Every two points one line; a last one alone is none."""
    return tuple(tuple(points[at : at + 2]) for at in range(0, len(points) - 1, 2))
