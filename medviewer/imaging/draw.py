"""Burns marks into pictures: AI boxes, badge, attention, letters, scale bar, corner texts.

Where each mark lies comes from `imaging.marks`, which the canvas on screen uses too. Every function draws
on the Pillow image it is given; `imaging.key_images` puts them together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from medviewer.domain.model_card import AttentionPatch
from medviewer.imaging.colormaps import AI_COLOUR, Rgb, attention_rgba, legend_stops
from medviewer.imaging.lettering import HALO, Align, Lettering
from medviewer.imaging.marks import (
    PictureScale,
    Point,
    Rectangle,
    ScaleBar,
    Segment,
    dashed_outline,
    dashed_rectangle,
)
from medviewer.imaging.orientation import EdgeLetters
from medviewer.imaging.render import ImageArray

TEXT_COLOUR: Rgb = (235, 235, 235)
BADGE_BACKGROUND: Rgb = (24, 12, 32)
STROKE_PX = 2
DASH_PX = 7.0
GAP_PX = 5.0
MARGIN_PX = 10
LEGEND_WIDTH_PX = 140
LEGEND_HEIGHT_PX = 8


@dataclass(frozen=True, slots=True)
class CornerTexts:
    """Lines in the corners of a picture, already in the reader's language."""

    top_left: tuple[str, ...] = ()
    bottom_right: tuple[str, ...] = ()


def enlarge(image: ImageArray, scale: PictureScale) -> Image.Image:
    """Scale a grey or RGB image to an RGB picture of true proportions."""
    rows, columns = image.shape[:2]
    size = (max(1, round(columns * scale.x)), max(1, round(rows * scale.y)))
    # Bilinear: smooth, and it cannot ring around bones and clips as sharper kernels do.
    return Image.fromarray(image).convert("RGB").resize(size, Image.Resampling.BILINEAR)


def draw_attention(
    picture: Image.Image,
    scale: PictureScale,
    patches: Iterable[AttentionPatch],
    scale_logit: float,
) -> None:
    """Lay class-activation maps over the picture, cell by cell: never smoother than the network saw."""
    for patch in patches:
        (top, bottom), (left, right) = patch.row_range, patch.column_range
        place = scale.place(Rectangle(left, top, right, bottom))
        corner = (round(place.left), round(place.top))
        size = (round(place.right) - corner[0], round(place.bottom) - corner[1])
        cells = Image.fromarray(attention_rgba(patch.contributions, scale_logit))
        overlay = cells.resize((max(1, size[0]), max(1, size[1])), Image.Resampling.NEAREST)
        picture.paste(overlay.convert("RGB"), corner, overlay.getchannel("A"))


def draw_attention_legend(
    picture: Image.Image, lettering: Lettering, title: str, scale_logit: float
) -> None:
    """The fixed colour scale with its title and ends, along the bottom."""
    draw = ImageDraw.Draw(picture)
    left = (picture.width - LEGEND_WIDTH_PX) // 2
    # Two lines up: its own figures and the bottom edge letter stand below it.
    top = picture.height - MARGIN_PX - 2 * lettering.line_height_px - LEGEND_HEIGHT_PX - 4
    colours = legend_stops(scale_logit, LEGEND_WIDTH_PX)
    for x, stop in enumerate(colours):
        alpha = stop.rgba[3] / 255
        shown = tuple(round(channel * alpha) for channel in stop.rgba[:3])
        draw.line((left + x, top, left + x, top + LEGEND_HEIGHT_PX), fill=shown)
    above = Point(picture.width / 2, top - 6)
    lettering.write(draw, above, title, TEXT_COLOUR, Align.CENTER)
    below = top + LEGEND_HEIGHT_PX + lettering.size_px
    for share, text in ((0.0, f"−{scale_logit:g}"), (0.5, "0"), (1.0, f"+{scale_logit:g}")):
        at = Point(left + share * LEGEND_WIDTH_PX, below)
        lettering.write(draw, at, text, TEXT_COLOUR, Align.CENTER)


def draw_ai_box(
    picture: Image.Image,
    lettering: Lettering,
    frame: Rectangle,
    label: str,
    colour: Rgb = AI_COLOUR,
) -> None:
    """A dashed frame just outside `frame` (picture coordinates) and its label beside it."""
    draw = ImageDraw.Draw(picture)
    # Inner edges lie on the box's edge, halo outside only: nothing of the lesion is covered.
    outside = frame.grown(STROKE_PX / 2)
    halo = frame.grown((STROKE_PX + 1) / 2)
    _stroke(draw, dashed_rectangle(halo, DASH_PX, GAP_PX), HALO, STROKE_PX + 1)
    _stroke(draw, dashed_rectangle(outside, DASH_PX, GAP_PX), colour, STROKE_PX)
    draw_ai_label(picture, lettering, frame, label, colour)


def draw_ai_outline(
    picture: Image.Image, points: Sequence[Point], *, is_whole: bool, colour: Rgb = AI_COLOUR
) -> None:
    """A lesion's outline (picture coordinates): dashed while nobody has accepted it."""
    draw = ImageDraw.Draw(picture)
    strokes = dashed_outline(points, DASH_PX, 0.0 if is_whole else GAP_PX)
    for ink, width in ((HALO, STROKE_PX + 2), (colour, STROKE_PX)):
        for each in strokes:
            ends = (each.start.x, each.start.y, each.end.x, each.end.y)
            draw.line(ends, fill=ink, width=width)


def draw_ai_label(
    picture: Image.Image,
    lettering: Lettering,
    frame: Rectangle,
    label: str,
    colour: Rgb = AI_COLOUR,
) -> None:
    """Beside a frame (picture coordinates)."""
    outside = frame.grown(STROKE_PX / 2)
    at = _label_baseline(picture, lettering, outside, label)
    lettering.write(ImageDraw.Draw(picture), at, label, colour)


def draw_badge(picture: Image.Image, lettering: Lettering, text: str) -> None:
    """The framed word on who vouches for the AI's marks, top right below the first line of texts."""
    draw = ImageDraw.Draw(picture)
    text = lettering.shortened(text, picture.width - 4 * MARGIN_PX)
    height = lettering.line_height_px + 4
    right, top = picture.width - MARGIN_PX, MARGIN_PX + lettering.line_height_px + 2
    left = right - lettering.width_px(text) - 2 * 8
    draw.rounded_rectangle(
        (left, top, right, top + height), radius=4, fill=BADGE_BACKGROUND, outline=AI_COLOUR
    )
    baseline = Point(left + 8, top + (height + lettering.size_px * 0.72) / 2)
    lettering.write(draw, baseline, text, AI_COLOUR)


def draw_edge_letters(picture: Image.Image, lettering: Lettering, letters: EdgeLetters) -> None:
    """Patient directions at the middle of each edge."""
    draw = ImageDraw.Draw(picture)
    width, height, size = picture.width, picture.height, lettering.size_px
    middle = height / 2 + size * 0.36
    for point, text, align in (
        (Point(MARGIN_PX, middle), letters.left, Align.LEFT),
        (Point(width - MARGIN_PX, middle), letters.right, Align.RIGHT),
        (Point(width / 2, MARGIN_PX + size), letters.top, Align.CENTER),
        (Point(width / 2, height - MARGIN_PX), letters.bottom, Align.CENTER),
    ):
        lettering.write(draw, point, text, TEXT_COLOUR, align)


def draw_scale_bar(picture: Image.Image, lettering: Lettering, bar: ScaleBar, label: str) -> None:
    """A calibrated length, bottom left."""
    draw = ImageDraw.Draw(picture)
    left, right = float(MARGIN_PX + 2), MARGIN_PX + 2 + bar.length_px
    y = float(picture.height - MARGIN_PX - 3)
    strokes = (
        Segment(Point(left, y), Point(right, y)),
        Segment(Point(left, y - 5), Point(left, y + 5)),
        Segment(Point(right, y - 5), Point(right, y + 5)),
    )
    _stroke(draw, strokes, HALO, STROKE_PX + 2)
    _stroke(draw, strokes, TEXT_COLOUR, STROKE_PX)
    lettering.write(draw, Point(left, y - 10), label, TEXT_COLOUR)


def draw_corner_texts(picture: Image.Image, lettering: Lettering, texts: CornerTexts) -> None:
    """Lines at the top left and the bottom right."""
    draw = ImageDraw.Draw(picture)
    top = float(MARGIN_PX + lettering.size_px)
    lettering.write_lines(draw, Point(MARGIN_PX, top), texts.top_left, TEXT_COLOUR)
    lines = texts.bottom_right
    first = picture.height - MARGIN_PX - (len(lines) - 1) * lettering.line_height_px
    at = Point(picture.width - MARGIN_PX, first)
    lettering.write_lines(draw, at, lines, TEXT_COLOUR, Align.RIGHT)


def as_array(picture: Image.Image) -> ImageArray:
    """uint8[row, column, 3]."""
    return np.asarray(picture, dtype=np.uint8)


def _stroke(
    draw: ImageDraw.ImageDraw, segments: Sequence[Segment], colour: Rgb, width_px: int
) -> None:
    """Fill axis-aligned segments as rectangles of whole pixels; Pillow's wide lines wander by one."""
    half = width_px / 2
    for segment in segments:
        (x0, x1) = sorted((segment.start.x, segment.end.x))
        (y0, y1) = sorted((segment.start.y, segment.end.y))
        box = (round(x0 - half), round(y0 - half), round(x1 + half) - 1, round(y1 + half) - 1)
        draw.rectangle(box, fill=colour)


def _label_baseline(
    picture: Image.Image, lettering: Lettering, box: Rectangle, label: str
) -> Point:
    """Above the box where there is room, else below; never beyond the picture's sides."""
    above, below = box.top - 6, box.bottom + lettering.size_px + 4
    y = above if above > lettering.size_px + MARGIN_PX else below
    furthest = picture.width - MARGIN_PX - lettering.width_px(label)
    return Point(min(max(box.left, MARGIN_PX), furthest), y)
