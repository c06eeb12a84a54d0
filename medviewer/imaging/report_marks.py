"""What a report measured, as marks over its images."""

from collections.abc import Iterator

from medviewer.domain.calibration import Pixel
from medviewer.domain.content_tree import StructuredReport
from medviewer.domain.geometry import Vector
from medviewer.domain.image_mark import ImageMark, MarkSet, MarkText, PatientMark, PlacedMark
from medviewer.domain.measured_group import MeasuredGroup, MeasuredValue
from medviewer.domain.spatial_coordinates import GraphicType, SpatialCoordinates
from medviewer.imaging.mark_strokes import circle, ellipse

ORIGIN = "SR"
# UCUM as it is written on an image.
UNITS = {"[hnsf'U]": "HU", "deg": "°", "mm2": "mm²", "cm2": "cm²", "mm3": "mm³", "cm3": "cm³"}
VALUES_SHOWN = 4  # beside one mark
MOST_MARKS = 5000
DOTS = {GraphicType.POINT, GraphicType.MULTIPOINT}


def report_marks(report: StructuredReport, study_key: str) -> MarkSet:
    """Every shape of every group, with the values of its group."""
    placed: list[PlacedMark] = []
    in_patient: list[PatientMark] = []
    for region, words in _worded(report.groups):
        if len(placed) + len(in_patient) >= MOST_MARKS:
            break
        if region.is_in_patient:
            in_patient.append(patient_mark(region, words))
        elif region.image is not None and region.points:
            placed.append(PlacedMark(region.image, image_mark(region, words)))
    return MarkSet(report.sop_instance_uid, study_key, tuple(placed), tuple(in_patient))


def _worded(
    groups: tuple[MeasuredGroup, ...],
) -> Iterator[tuple[SpatialCoordinates, tuple[str, ...]]]:
    """A group's shapes with all it says; a number's own shape with that number."""
    for group in groups:
        title = (group.title,) if group.title else ()
        own = [value for value in group.values if not value.regions]
        told = title + tuple(map(value_words, own[:VALUES_SHOWN]))
        for number, region in enumerate(group.regions):
            yield region, (told if number == 0 else ())
        for value in group.values:
            for number, region in enumerate(value.regions):
                yield region, ((*title, value_words(value)) if number == 0 else ())


def value_words(value: MeasuredValue) -> str:
    """`Length 12.5 mm`, `Attenuation Coefficient (Mean) -12 HU`."""
    unit = UNITS.get(value.unit, value.unit)
    told = value.qualifier if value.value is None else f"{value.value:.4g} {unit}".strip()
    how = f"({', '.join(value.modifiers)})" if value.modifiers else ""
    return " ".join(part for part in (str(value.name), how, told) if part)


def image_mark(region: SpatialCoordinates, words: tuple[str, ...]) -> ImageMark:
    """A shape of pixels."""
    points = [(x, y) for x, y, _ in region.points]
    dots, lines = _strokes(region.graphic_type, points)
    drawn = [point for run in lines for point in run] + list(dots)
    anchor = max(drawn) if drawn else (0.0, 0.0)
    texts = (MarkText(anchor, words),) if words else ()
    return ImageMark(lines, dots, texts, origin=ORIGIN)


def patient_mark(region: SpatialCoordinates, words: tuple[str, ...]) -> PatientMark:
    """A shape of millimetres: circles and ellipses as their axes, all else through its points."""
    space, points = region.frame_of_reference_uid, region.points
    if region.graphic_type in DOTS or len(points) == 1:
        return PatientMark(space, dots=points, words=words, origin=ORIGIN)
    if region.graphic_type in (GraphicType.ELLIPSE, GraphicType.ELLIPSOID):
        axes = tuple(points[at : at + 2] for at in range(0, len(points) - 1, 2))
        return PatientMark(space, axes, words=words, origin=ORIGIN)
    return PatientMark(space, (_closed(region),), words=words, origin=ORIGIN)


def _closed(region: SpatialCoordinates) -> tuple[Vector, ...]:
    is_ring = region.graphic_type is GraphicType.POLYGON
    return (*region.points, region.points[0]) if is_ring else region.points


def _strokes(
    kind: GraphicType, points: list[Pixel]
) -> tuple[tuple[Pixel, ...], tuple[tuple[Pixel, ...], ...]]:
    """Dots and lines."""
    if kind is GraphicType.CIRCLE and len(points) >= 2:
        return (), (circle(points[0], points[1]),)
    if kind is GraphicType.ELLIPSE and len(points) >= 4:
        return (), (ellipse((points[0], points[1]), (points[2], points[3])),)
    if kind in DOTS or len(points) == 1:
        return tuple(points), ()
    if kind is GraphicType.POLYGON and points:
        return (), ((*points, points[0]),)
    return (), (tuple(points),) if points else ()
