"""Burns what a reader drew on an image into a picture of it: measurements, arrows, texts, segments.

Shapes come from `imaging.measurement_shapes`, which the canvas draws from, too; numbers come as finished
words.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from medviewer.domain.calibration import PixelCalibration
from medviewer.domain.segmentation import PackedMask
from medviewer.imaging.colormaps import READER_COLOUR, SEGMENT_COLOURS, SEGMENT_OPACITY, Rgb
from medviewer.imaging.lettering import HALO, Align, Lettering
from medviewer.imaging.marks import PictureScale, Point, Segment
from medviewer.imaging.measurement_shapes import Shape
from medviewer.words import Message

STROKE_PX = 2
ARROW_SHARE, ARROW_SPREAD = 0.8, math.radians(22)  # of the height of the text; half the angle
BESIDE_PX = 8
MARGIN_PX = 10


@dataclass(frozen=True, slots=True)
class Drawing:
    """One measurement in pixel coordinates, and the lines beside it."""

    shape: Shape
    lines: tuple[Message | str, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnSegment:
    """The pixels of one segment on the image; `colour` is its place in the palette."""

    mask: PackedMask
    shape: tuple[int, int]
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Drawings:
    """Everything of the reader's on one image; `scale` is set where the reader has calibrated it."""

    items: tuple[Drawing, ...] = ()
    segments: tuple[DrawnSegment, ...] = ()
    scale: PixelCalibration | None = None


NOTHING_DRAWN = Drawings()


def lay_segments(picture: Image.Image, segments: Sequence[DrawnSegment]) -> None:
    """Translucent colour on the pixels a segment holds, never smoothed; the picture shows all the image."""
    for segment in segments:
        mask = segment.mask.unpacked(segment.shape)
        alpha = Image.fromarray(np.where(mask, SEGMENT_OPACITY, 0).astype(np.uint8))
        colour = SEGMENT_COLOURS[segment.colour % len(SEGMENT_COLOURS)]
        picture.paste(colour, (0, 0), alpha.resize(picture.size, Image.Resampling.NEAREST))


def draw_drawings(
    picture: Image.Image,
    lettering: Lettering,
    scale: PictureScale,
    items: Sequence["TranslatedDrawing"],
) -> None:
    """All strokes, then all words over them."""
    draw = ImageDraw.Draw(picture)
    for item in items:
        for run in _runs(item.shape, scale, lettering.size_px):
            stroke(draw, run, READER_COLOUR)
    for item in items:
        _write_beside(picture, draw, lettering, scale.place_point(item.shape.anchor), item.lines)


@dataclass(frozen=True, slots=True)
class TranslatedDrawing:
    """A drawing whose lines are in the reader's language."""

    shape: Shape
    lines: tuple[str, ...]


def stroke(draw: ImageDraw.ImageDraw, run: Sequence[Point], colour: Rgb) -> None:
    """A line of any direction on a dark edge, so that it reads on lung and on bone."""
    points = [(point.x, point.y) for point in run]
    for ink, width in ((HALO, STROKE_PX + 2), (colour, STROKE_PX)):
        draw.line(points, fill=ink, width=width, joint="curve")


def _runs(shape: Shape, scale: PictureScale, text_px: int) -> list[list[Point]]:
    runs = [[scale.place_point(point) for point in line] for line in shape.lines]
    if shape.helper is not None:
        runs.append([scale.place_point(shape.helper.start), scale.place_point(shape.helper.end)])
    if shape.head is not None:
        head = Segment(scale.place_point(shape.head.start), scale.place_point(shape.head.end))
        runs.append(_arrow_head(head, ARROW_SHARE * text_px))
    if not runs:  # a place, not a way: a small cross
        runs += [
            _cross(scale.place_point(at), way) for at in shape.handles for way in ((1, 0), (0, 1))
        ]
    return runs


def _cross(at: Point, way: tuple[int, int]) -> list[Point]:
    x, y = way[0] * STROKE_PX * 2, way[1] * STROKE_PX * 2
    return [Point(at.x - x, at.y - y), Point(at.x + x, at.y + y)]


def _arrow_head(head: Segment, length_px: float) -> list[Point]:
    back = math.atan2(head.start.y - head.end.y, head.start.x - head.end.x)
    barbs = [
        Point(
            head.end.x + length_px * math.cos(back + side),
            head.end.y + length_px * math.sin(back + side),
        )
        for side in (-ARROW_SPREAD, ARROW_SPREAD)
    ]
    return [barbs[0], head.end, barbs[1]]


def _write_beside(
    picture: Image.Image,
    draw: ImageDraw.ImageDraw,
    lettering: Lettering,
    at: Point,
    lines: Sequence[str],
) -> None:
    """To the right of the drawing where there is room, else to the left; never beyond the picture."""
    if not lines:
        return
    width = max(lettering.width_px(line) for line in lines)
    left = at.x + BESIDE_PX
    if left + width > picture.width - MARGIN_PX:
        left = at.x - BESIDE_PX - width
    left = min(max(left, MARGIN_PX), max(MARGIN_PX, picture.width - MARGIN_PX - width))
    lowest = picture.height - MARGIN_PX - (len(lines) - 1) * lettering.line_height_px
    first = min(max(at.y + lettering.size_px / 3, MARGIN_PX + lettering.size_px), lowest)
    lettering.write_lines(draw, Point(left, first), lines, READER_COLOUR, Align.LEFT)
