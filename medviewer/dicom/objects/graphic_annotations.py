"""Layers, shapes, texts and colours of a presentation state (PS3.3 C.10.5, C.10.7)."""

from pydicom.dataset import Dataset

from medviewer.dicom.objects.object_file import references
from medviewer.dicom.reading.attributes import first_item, integer, items, numbers, text, uid
from medviewer.domain.calibration import Pixel
from medviewer.domain.presentation_state import (
    GraphicAnnotation,
    GraphicLayer,
    PresentedGraphic,
    PresentedShape,
    PresentedText,
    Rgb,
    Units,
)

MOST_NUMBERS = 100_000  # of one shape
MOST_SHAPES = 20_000  # of one annotation
HALF_PIXEL = 0.5
LAB_SCALE = 65535.0  # PS3.3 C.10.7.1.1: CIELab as unsigned 16 bit numbers
D50 = (0.9642, 1.0, 0.8249)  # white of the ICC's connection space
# XYZ under D50 to linear sRGB, chromatically adapted (Bradford).
TO_SRGB = (
    (3.1338561, -1.6168667, -0.4906146),
    (-0.9787684, 1.9161415, 0.0334540),
    (0.0719453, -0.2289914, 1.4052427),
)


def graphic_layer(item: Dataset) -> GraphicLayer:
    return GraphicLayer(
        text(item, "GraphicLayer"),
        integer(item, "GraphicLayerOrder") or 0,
        text(item, "GraphicLayerDescription"),
        layer_colour(item),
    )


def layer_colour(item: Dataset) -> Rgb | None:
    """The recommended colour: CIELab, older states RGB or a grey."""
    lab = numbers(item, "GraphicLayerRecommendedDisplayCIELabValue")
    if len(lab) == 3:
        return lab_to_rgb(lab)
    rgb = numbers(item, "GraphicLayerRecommendedDisplayRGBValue")
    if len(rgb) == 3:
        red, green, blue = (int(min(max(one, 0), 65535)) >> 8 for one in rgb)
        return (red, green, blue)
    grey = integer(item, "GraphicLayerRecommendedDisplayGrayscaleValue")
    return None if grey is None else ((grey & 0xFFFF) >> 8,) * 3


def lab_to_rgb(stored: tuple[float, ...]) -> Rgb:
    """Unsigned 16 bit CIELab, D50 → sRGB."""
    lightness = stored[0] * 100.0 / LAB_SCALE
    a, b = (one * 255.0 / LAB_SCALE - 128.0 for one in stored[1:3])
    y = (lightness + 16.0) / 116.0
    xyz = [
        white * _inverse(f) for white, f in zip(D50, (y + a / 500.0, y, y - b / 200.0), strict=True)
    ]
    linear = (sum(f * v for f, v in zip(row, xyz, strict=True)) for row in TO_SRGB)
    red, green, blue = (round(255 * _gamma(min(max(one, 0.0), 1.0))) for one in linear)
    return (red, green, blue)


def _inverse(f: float) -> float:
    return f**3 if f > 6.0 / 29.0 else 3.0 * (6.0 / 29.0) ** 2 * (f - 4.0 / 29.0)


def _gamma(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def annotation(item: Dataset) -> GraphicAnnotation:
    shapes = [_shape(each) for each in items(item, "GraphicObjectSequence")[:MOST_SHAPES]]
    compound = items(item, "CompoundGraphicSequence")[:MOST_SHAPES]
    shapes += [_compound(each) for each in compound]
    return GraphicAnnotation(
        text(item, "GraphicLayer"),
        references(item, "ReferencedImageSequence"),
        tuple(shape for shape in shapes if shape is not None),
        tuple(map(_text, items(item, "TextObjectSequence")[:MOST_SHAPES])),
    )


def _shape(item: Dataset) -> PresentedShape | None:
    stated = text(item, "GraphicType").upper()
    units = _units(item, "GraphicAnnotationUnits")
    points = pairs(numbers(item, "GraphicData"), units)
    if stated not in PresentedGraphic.__members__ or not points:
        return None
    return PresentedShape(
        PresentedGraphic[stated],
        points,
        units,
        text(item, "GraphicFilled") == "Y",
        _line_colour(item),
        uid(item, "TrackingUID"),
    )


def _compound(item: Dataset) -> PresentedShape | None:
    """Drawn by its own type, which viewers of today know; its simple parts stand beside it as well."""
    stated = text(item, "CompoundGraphicType").upper()
    units = _units(item, "CompoundGraphicUnits")
    points = pairs(numbers(item, "GraphicData"), units)
    if stated not in PresentedGraphic.__members__ or not points:
        return None
    kind = PresentedGraphic[stated]
    is_filled = text(item, "GraphicFilled") == "Y"
    return PresentedShape(kind, points, units, is_filled, _line_colour(item))


def _line_colour(item: Dataset) -> Rgb | None:
    style = first_item(item, "LineStyleSequence")
    lab = numbers(style, "PatternOnColorCIELabValue") if style is not None else ()
    return lab_to_rgb(lab) if len(lab) == 3 else None


def _text(item: Dataset) -> PresentedText:
    box_units = _units(item, "BoundingBoxAnnotationUnits")
    anchor_units = _units(item, "AnchorPointAnnotationUnits")
    corners = (
        *pairs(numbers(item, "BoundingBoxTopLeftHandCorner"), box_units),
        *pairs(numbers(item, "BoundingBoxBottomRightHandCorner"), box_units),
    )
    anchors = pairs(numbers(item, "AnchorPoint"), anchor_units)
    style = first_item(item, "TextStyleSequence")
    lab = numbers(style, "TextColorCIELabValue") if style is not None else ()
    return PresentedText(
        text(item, "UnformattedTextValue"),
        next(iter(anchors), None),
        anchor_units,
        text(item, "AnchorPointVisibility") == "Y",
        (corners[0], corners[1]) if len(corners) == 2 else None,
        box_units,
        lab_to_rgb(lab) if len(lab) == 3 else None,
    )


def _units(item: Dataset, keyword: str) -> Units:
    stated = text(item, keyword).upper()
    return Units[stated] if stated in Units.__members__ else Units.PIXEL


def pairs(flat: tuple[float, ...], units: Units) -> tuple[Pixel, ...]:
    """(column, row) pairs; of pixels, from the centre of the first one."""
    off = 0.0 if units is Units.DISPLAY else HALF_PIXEL
    flat = flat[:MOST_NUMBERS]
    return tuple((x - off, y - off) for x, y in zip(flat[::2], flat[1::2], strict=False))
