"""What of the reader's drawings lies under the mouse: a handle, a line, or a point to snap to."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from medviewer.domain.calibration import Pixel
from medviewer.domain.measurement import Measurement
from medviewer.gui.canvas.measure_marks import MeasureMark
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.imaging.marks import Point

HANDLE_REACH_PX, LINE_REACH_PX = 8.0, 6.0
SNAP_PX = 6.0


@dataclass(frozen=True, slots=True)
class Grip:
    """A place to hold a measurement by: one of its handles, or, where that is None, its line."""

    measurement: Measurement
    handle: int | None = None


def grip_at(geometry: ViewGeometry, marks: Iterable[MeasureMark], screen: Point) -> Grip | None:
    """The nearest handle within reach, the selected measurement's first; else the nearest line."""
    finished = [mark for mark in marks if not mark.is_draft]
    handles = [
        (not mark.is_selected, distance, Grip(mark.measurement, index))
        for mark in finished
        for index, handle in enumerate(mark.shape.handles)
        if (distance := _apart(geometry.point_to_screen(handle), screen)) <= HANDLE_REACH_PX
    ]
    if handles:
        return min(handles, key=lambda each: each[:2])[2]
    lines = [
        (distance, Grip(mark.measurement))
        for mark in finished
        if (distance := _distance_to_lines(geometry, mark, screen)) <= LINE_REACH_PX
    ]
    return min(lines, key=lambda each: each[0])[1] if lines else None


def snapped(
    geometry: ViewGeometry, marks: Iterable[MeasureMark], screen: Point, moving_id: str = ""
) -> Pixel:
    """The image position under a screen position, or another drawing's handle that is this near.

    Args:
        moving_id: the measurement that is being moved; nothing snaps to itself.
    """
    near = [
        (distance, handle)
        for mark in marks
        if not mark.is_draft and mark.measurement.measurement_id != moving_id
        for handle in mark.shape.handles
        if (distance := _apart(geometry.point_to_screen(handle), screen)) <= SNAP_PX
    ]
    if near:
        handle = min(near, key=lambda each: each[0])[1]
        return (handle.x, handle.y)
    free = geometry.to_image(screen.x, screen.y)
    return (free.x, free.y)


def _distance_to_lines(geometry: ViewGeometry, mark: MeasureMark, screen: Point) -> float:
    runs = [[geometry.point_to_screen(point) for point in run] for run in mark.shape.lines]
    sides = [side for run in runs for side in pairwise(run)]
    return min((_to_side(start, end, screen) for start, end in sides), default=math.inf)


def _to_side(start: Point, end: Point, at: Point) -> float:
    x, y = end.x - start.x, end.y - start.y
    length = x * x + y * y
    share = ((at.x - start.x) * x + (at.y - start.y) * y) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return math.hypot(at.x - start.x - share * x, at.y - start.y - share * y)


def _apart(first: Point, second: Point) -> float:
    return math.hypot(first.x - second.x, first.y - second.y)
