"""Where marks lie on an image: box edges, dashes, scale bar, true proportions.

The canvas on screen and the pictures in reports both draw from these functions, so that they agree.
Pixel coordinates put integers on pixel centres: a box's edge is half a pixel outside its first and last
pixel. Picture coordinates are continuous, 0 at the outer edge of the first pixel.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from medviewer.domain.finding import VoxelBox
from medviewer.words import Message, message

STEPS = (5, 2, 1)  # a reader counts in these, times a power of ten


@dataclass(frozen=True, slots=True)
class Point:
    """x to the right, y down."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight stroke."""

    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Edges, not pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> "Rectangle":
        """Each edge moved outwards."""
        return Rectangle(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A length that is easy to count, and how long it is on the screen."""

    length_mm: float
    length_px: float

    @property
    def label(self) -> Message:
        if self.length_mm >= 10:
            return message("Marks", "{length} cm", length=f"{self.length_mm / 10:g}")
        return message("Marks", "{length} mm", length=f"{self.length_mm:g}")


@dataclass(frozen=True, slots=True)
class PictureScale:
    """How many picture pixels one image pixel takes, across and down."""

    x: float
    y: float

    def place_point(self, pixel: Point) -> Point:
        """Pixel coordinates to picture coordinates."""
        return Point((pixel.x + 0.5) * self.x, (pixel.y + 0.5) * self.y)

    def place(self, rectangle: Rectangle) -> Rectangle:
        """Pixel coordinates to picture coordinates."""
        return Rectangle(
            (rectangle.left + 0.5) * self.x,
            (rectangle.top + 0.5) * self.y,
            (rectangle.right + 0.5) * self.x,
            (rectangle.bottom + 0.5) * self.y,
        )


def box_edges(box: VoxelBox) -> Rectangle:
    """The in-plane edges of a box, in pixel coordinates (half a pixel outside its end pixels)."""
    return Rectangle(box.first[2] - 0.5, box.first[1] - 0.5, box.last[2] + 0.5, box.last[1] + 0.5)


def picture_scale(shape: tuple[int, int], aspect: float, largest: tuple[int, int]) -> PictureScale:
    """The scale at which (rows, columns) of that pixel aspect fill a (width, height) without distortion."""
    rows, columns = shape
    x = min(largest[0] / columns, largest[1] / (rows * aspect))
    return PictureScale(x, x * aspect)


def scale_bar(px_per_mm: float, available_px: float) -> ScaleBar | None:
    """The longest bar of 1, 2 or 5 times a power of ten mm that fits; None without a calibration."""
    if not (px_per_mm > 0 and available_px > 0):
        return None
    longest_mm = available_px / px_per_mm
    decade = 10.0 ** math.floor(math.log10(longest_mm))
    length_mm = next(step * decade for step in STEPS if step * decade <= longest_mm or step == 1)
    return ScaleBar(length_mm, length_mm * px_per_mm)


def dashes(start: Point, end: Point, dash: float, gap: float) -> tuple[Segment, ...]:
    """Strokes of `dash` from start to end; the gaps are stretched so that both ends carry a full dash."""
    length = math.hypot(end.x - start.x, end.y - start.y)
    if length <= 2 * dash:
        return (Segment(start, end),) if length else ()
    gaps = max(1, round((length - dash) / (dash + gap)))
    period = (length - dash) / gaps
    return tuple(
        Segment(
            _along(start, end, index * period / length),
            _along(start, end, (index * period + dash) / length),
        )
        for index in range(gaps + 1)
    )


def dashed_rectangle(rectangle: Rectangle, dash: float, gap: float) -> tuple[Segment, ...]:
    """The strokes of a dashed frame; every corner is closed."""
    corners = (
        Point(rectangle.left, rectangle.top),
        Point(rectangle.right, rectangle.top),
        Point(rectangle.right, rectangle.bottom),
        Point(rectangle.left, rectangle.bottom),
    )
    sides = zip(corners, corners[1:] + corners[:1], strict=True)
    return tuple(stroke for start, end in sides for stroke in dashes(start, end, dash, gap))


def dashed_outline(points: Sequence[Point], dash: float, gap: float) -> tuple[Segment, ...]:
    """The strokes of a closed outline, dashed along its length; a gap of 0 draws it whole.

    Dashes and gaps are stretched a little, so that the last one ends where the first begins.
    """
    sides = [
        (Segment(start, end), math.hypot(end.x - start.x, end.y - start.y))
        for start, end in zip(points, [*points[1:], *points[:1]], strict=True)
    ]
    length = sum(side for _, side in sides)
    if gap <= 0 or length < dash + gap:
        return tuple(segment for segment, side in sides if side)
    period = length / max(1, round(length / (dash + gap)))
    drawn = period * dash / (dash + gap)
    strokes: list[Segment] = []
    done = 0.0
    for segment, side in sides:
        strokes += _dashes_on_side(segment, side, done, period, drawn)
        done += side
    return tuple(strokes)


def _dashes_on_side(
    side: Segment, length: float, done: float, period: float, drawn: float
) -> Iterator[Segment]:
    """The parts of one side that lie in a dash; `done` is the length of the outline before it."""
    for index in range(int(done / period), int((done + length) / period) + 1):
        first, last = max(index * period, done), min(index * period + drawn, done + length)
        if last > first:
            yield Segment(
                _along(side.start, side.end, (first - done) / length),
                _along(side.start, side.end, (last - done) / length),
            )


def _along(start: Point, end: Point, share: float) -> Point:
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
