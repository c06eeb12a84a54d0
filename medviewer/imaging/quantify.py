"""From what was drawn to numbers: lengths, angles, areas and the values inside a region.

points (column, row) ─► steps of the calibration that holds there ─► length, angle, area
                    └─► mask of pixel centres ─► values that were measured ─► mean, SD, min, max, n

Nothing here ever returns NaN: what cannot be told is left out, with a note that says why.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.calibration import AxisUnit, Pixel, PixelCalibration
from medviewer.domain.measurement import CORNERED, REGIONS, MeasurementKind
from medviewer.domain.quantity import Measured, Quantity, QuantityKind
from medviewer.imaging.region_values import statistics_of
from medviewer.words import message

OTHER_REGIONS = message("Quantify", "Lies in regions with different scales: not measured")
MIXED_AXES = message("Quantify", "The axes count different things here: no angle, no area")
NO_LENGTH = message("Quantify", "Too short to measure")


@dataclass(frozen=True, slots=True)
class Steps:
    """What one pixel step counts, and in which units."""

    across: float
    down: float
    across_unit: AxisUnit
    down_unit: AxisUnit
    calibration: PixelCalibration

    @property
    def is_uniform(self) -> bool:
        """Whether a slanted distance means anything."""
        return self.across_unit is self.down_unit

    @property
    def unit(self) -> str:
        return self.across_unit.value

    def scaled(self, pixels: Sequence[Pixel]) -> tuple[Pixel, ...]:
        return tuple((column * self.across, row * self.down) for column, row in pixels)


def steps_at(pixels: Sequence[Pixel], calibration: PixelCalibration) -> Steps | None:
    """The steps that hold at all the points; None where they lie in different regions.

    Pixels without a size still have a shape: lengths in px count columns, rows weigh by the aspect.
    """
    scale = calibration.scale_at(*pixels)
    if scale is None:
        return None
    down = scale.down.per_pixel
    if not calibration.is_calibrated and not calibration.regions:
        down = calibration.aspect
    return Steps(scale.across.per_pixel, down, scale.across.unit, scale.down.unit, calibration)


def quantify(
    kind: MeasurementKind, pixels: Sequence[Pixel], calibration: PixelCalibration
) -> Measured:
    """What the shape alone tells: lengths, angles, areas.

    Args:
        pixels: (column, row), integers on pixel centres.
    """
    steps = steps_at(pixels, calibration) if pixels else None
    if kind in {MeasurementKind.PROBE, MeasurementKind.TEXT, MeasurementKind.ARROW}:
        return Measured()
    if steps is None:
        return Measured(note=OTHER_REGIONS if pixels else None)
    if kind is MeasurementKind.LENGTH:
        return Measured(_extent(QuantityKind.LENGTH, pixels[0], pixels[1], steps))
    if not steps.is_uniform:
        return Measured(note=MIXED_AXES)
    if kind in REGIONS:
        return Measured((_area(kind, steps.scaled(pixels), steps),))
    if kind is MeasurementKind.BIDIRECTIONAL:
        return Measured(_axes(steps.scaled(pixels), steps))
    return _angle(kind, steps.scaled(pixels))


def quantify_values(
    kind: MeasurementKind, values: NDArray[np.float64], unit: str
) -> tuple[Quantity, ...]:
    """What the pixels inside say.

    Args:
        values: float64[n], finite, those that were measured; none gives nothing.
    """
    if values.size == 0:
        return ()
    if kind is MeasurementKind.PROBE:
        return (Quantity(QuantityKind.VALUE, float(values[0]), unit),)
    found = statistics_of(values)
    return (
        Quantity(QuantityKind.MEAN, found.mean, unit),
        Quantity(QuantityKind.SD, found.sd, unit),
        Quantity(QuantityKind.MINIMUM, found.minimum, unit),
        Quantity(QuantityKind.MAXIMUM, found.maximum, unit),
        Quantity(QuantityKind.COUNT, found.count, "px"),
    )


def _extent(kind: QuantityKind, start: Pixel, end: Pixel, steps: Steps) -> tuple[Quantity, ...]:
    across, down = (end[0] - start[0]) * steps.across, (end[1] - start[1]) * steps.down
    if steps.is_uniform:
        return (Quantity(kind, math.hypot(across, down), steps.unit, steps.calibration),)
    return (
        Quantity(QuantityKind.ACROSS, abs(across), steps.unit, steps.calibration),
        Quantity(QuantityKind.DOWN, abs(down), steps.down_unit.value, steps.calibration),
    )


def _axes(points: Sequence[Pixel], steps: Steps) -> tuple[Quantity, ...]:
    """Long and short axis; the longer one is the long one, however it was drawn."""
    lengths = sorted((math.dist(points[0], points[1]), math.dist(points[2], points[3])))
    return (
        Quantity(QuantityKind.LONG_AXIS, lengths[1], steps.unit, steps.calibration),
        Quantity(QuantityKind.SHORT_AXIS, lengths[0], steps.unit, steps.calibration),
    )


def _area(kind: MeasurementKind, points: Sequence[Pixel], steps: Steps) -> Quantity:
    if kind in CORNERED:
        (x0, y0), (x1, y1) = points[0], points[1]
        area = abs((x1 - x0) * (y1 - y0))
        area *= math.pi / 4 if kind is MeasurementKind.ELLIPSE else 1.0
    else:
        after = [*points[1:], points[0]]
        area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, after, strict=True)) / 2)
    return Quantity(QuantityKind.AREA, area, f"{steps.unit}²", steps.calibration)


def _angle(kind: MeasurementKind, points: Sequence[Pixel]) -> Measured:
    if kind is MeasurementKind.ANGLE:
        first, second = _way(points[1], points[0]), _way(points[1], points[2])
    else:
        first, second = _same_sense(points)
    if math.hypot(*first) == 0 or math.hypot(*second) == 0:
        return Measured(note=NO_LENGTH)
    cross = first[0] * second[1] - first[1] * second[0]
    dot = first[0] * second[0] + first[1] * second[1]
    degrees = math.degrees(abs(math.atan2(cross, dot)))
    return Measured((Quantity(QuantityKind.ANGLE, degrees, AxisUnit.DEGREE.value),))


def _way(start: Pixel, end: Pixel) -> Pixel:
    return (end[0] - start[0], end[1] - start[1])


def _same_sense(points: Sequence[Pixel]) -> tuple[Pixel, Pixel]:
    """Two lines, both walked to the same side of the way from one's middle to the other's: the spine's.

    A Cobb angle may pass 90°, so the acute angle between the lines would be wrong, and the reader need not
    draw both end plates from the same side. Lines that cross in the middle have no such way: as drawn.
    """
    first, second = _way(points[0], points[1]), _way(points[2], points[3])
    spine = (
        points[2][0] + points[3][0] - points[0][0] - points[1][0],
        points[2][1] + points[3][1] - points[0][1] - points[1][1],
    )

    def to_one_side(way: Pixel) -> Pixel:
        is_back = spine[0] * way[1] - spine[1] * way[0] < 0
        return (-way[0], -way[1]) if is_back else way

    return to_one_side(first), to_one_side(second)
