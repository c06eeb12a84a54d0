"""The strokes of a measurement in pixel coordinates: the canvas and pictures for reports draw from them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from medviewer.domain.calibration import Pixel
from medviewer.domain.measurement import OUTLINED, MeasurementKind
from medviewer.imaging.marks import Point, Segment

ELLIPSE_STROKES = 72


@dataclass(frozen=True, slots=True)
class Shape:
    """What to draw.

    Attributes:
        lines: open or closed runs of points; a closed one repeats its first point.
        handles: what can be grasped and moved, in the order of the measurement's points.
        anchor: where the words stand, to the right of it.
        helper: a faint line that belongs to none of the points.
        head: from an arrow's tail to its head.
    """

    lines: tuple[tuple[Point, ...], ...]
    handles: tuple[Point, ...]
    anchor: Point
    helper: Segment | None = None
    head: Segment | None = None


def shape_of(kind: MeasurementKind, pixels: Sequence[Pixel], *, is_open: bool = False) -> Shape:
    """The shape through points (column, row); `is_open` leaves an outline unfinished."""
    points = tuple(Point(column, row) for column, row in pixels)
    anchor = max(points, key=lambda point: (point.x, point.y))
    if kind in OUTLINED:
        ring = points if is_open else (*points, points[0])
        handles = points if kind is MeasurementKind.POLYGON else ()
        return Shape((ring,), handles, anchor)
    if kind in {MeasurementKind.RECTANGLE, MeasurementKind.ELLIPSE} and len(points) == 2:
        return _cornered(kind, points[0], points[1])
    if kind in {MeasurementKind.COBB, MeasurementKind.BIDIRECTIONAL}:
        pairs = tuple(points[at : at + 2] for at in range(0, len(points), 2))
        helper = _between(points) if kind is MeasurementKind.COBB and len(points) == 4 else None
        return Shape(tuple(pair for pair in pairs if len(pair) == 2), points, anchor, helper)
    if kind is MeasurementKind.ARROW and len(points) == 2:
        return Shape((points,), points, points[0], head=Segment(points[0], points[1]))
    lines = (points,) if len(points) > 1 else ()
    return Shape(lines, points, anchor)


def _cornered(kind: MeasurementKind, first: Point, last: Point) -> Shape:
    corners = (first, Point(last.x, first.y), last, Point(first.x, last.y))
    handles = (first, last)
    if kind is MeasurementKind.RECTANGLE:
        anchor = Point(max(first.x, last.x), max(first.y, last.y))
        return Shape(((*corners, first),), handles, anchor)
    x, y = (first.x + last.x) / 2, (first.y + last.y) / 2
    across, down = (last.x - first.x) / 2, (last.y - first.y) / 2
    turn = 2 * math.pi / ELLIPSE_STROKES
    ring = tuple(
        Point(x + across * math.cos(step * turn), y + down * math.sin(step * turn))
        for step in range(ELLIPSE_STROKES + 1)
    )
    return Shape((ring,), handles, max(ring, key=lambda point: point.x))


def _between(points: Sequence[Point]) -> Segment:
    """From one line's middle to the other's."""
    first, second, third, fourth = points
    return Segment(
        Point((first.x + second.x) / 2, (first.y + second.y) / 2),
        Point((third.x + fourth.x) / 2, (third.y + fourth.y) / 2),
    )
