"""The graphic annotations of a presentation state, as marks over one image."""

from medviewer.domain.calibration import Pixel
from medviewer.domain.image_mark import ImageMark, MarkText
from medviewer.domain.presentation_state import (
    DisplayedArea,
    GraphicAnnotation,
    PresentationState,
    PresentedGraphic,
    PresentedShape,
    PresentedText,
    Rgb,
    Units,
)
from medviewer.imaging.mark_strokes import circle, ellipse, interpolated, pairs, rectangle

PAIRED = {PresentedGraphic.MULTILINE, PresentedGraphic.CUTLINE}


def presentation_marks(
    state: PresentationState, sop_instance_uid: str, frame: int, shape: tuple[int, int]
) -> tuple[ImageMark, ...]:
    """Everything on a frame, 1 first, the lowest layer first.

    Args:
        shape: (rows, columns) of the image, for what is placed relative to the displayed area.
    """
    area = state.area_of(sop_instance_uid) or DisplayedArea((1, 1), (shape[1], shape[0]))
    annotations = state.annotations_on(sop_instance_uid, frame)
    return tuple(
        mark
        for annotation in annotations
        for mark in _marks(annotation, area, state.colour_of(annotation.layer))
    )


def _marks(
    annotation: GraphicAnnotation, area: DisplayedArea, colour: Rgb | None
) -> tuple[ImageMark, ...]:
    shapes = (_shape_mark(shape, area, colour) for shape in annotation.shapes)
    texts = (_text_mark(text, area, colour) for text in annotation.texts)
    return (*shapes, *texts)


def _shape_mark(shape: PresentedShape, area: DisplayedArea, colour: Rgb | None) -> ImageMark:
    points = tuple(_in_pixels(point, shape.units, area) for point in shape.points)
    own = shape.colour or colour
    if shape.kind is PresentedGraphic.POINT or len(points) == 1:
        return ImageMark(dots=points, colour=own)
    return ImageMark(_lines(shape.kind, points), colour=own, is_filled=shape.is_filled)


def _lines(kind: PresentedGraphic, points: tuple[Pixel, ...]) -> tuple[tuple[Pixel, ...], ...]:
    if kind is PresentedGraphic.CIRCLE:
        return (circle(points[0], points[1]),)
    if kind is PresentedGraphic.ELLIPSE and len(points) >= 4:
        return (ellipse((points[0], points[1]), (points[2], points[3])),)
    if kind is PresentedGraphic.INTERPOLATED:
        return (interpolated(points),)
    if kind is PresentedGraphic.RECTANGLE:
        return (rectangle(points),)
    return pairs(points) if kind in PAIRED else (points,)


def _text_mark(text: PresentedText, area: DisplayedArea, colour: Rgb | None) -> ImageMark:
    """In its box where it has one, else beside its anchor."""
    anchor = None if text.anchor is None else _in_pixels(text.anchor, text.anchor_units, area)
    lines = tuple(text.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    if text.box is not None:
        first, last = (_in_pixels(corner, text.box_units, area) for corner in text.box)
        at = (min(first[0], last[0]), min(first[1], last[1]))
        leads_to = anchor if text.is_anchor_visible else None
        return ImageMark(texts=(MarkText(at, lines, leads_to),), colour=text.colour or colour)
    place = anchor or (0.0, 0.0)
    return ImageMark(texts=(MarkText(place, lines),), colour=text.colour or colour)


def _in_pixels(point: Pixel, units: Units, area: DisplayedArea) -> Pixel:
    """0..1 of the displayed area, whose first pixel's corner is 0, in pixels (C.10.5.1.1)."""
    if units is not Units.DISPLAY:
        return point
    left, top = area.first[0] - 1.5, area.first[1] - 1.5
    width, height = (last - first + 1 for first, last in zip(area.first, area.last, strict=True))
    return (left + point[0] * width, top + point[1] * height)
