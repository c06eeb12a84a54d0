"""Reads the calibrated regions of an ultrasound image (PS3.3 C.8.5.5, US Region Calibration)."""

from pydicom.dataset import Dataset

from medviewer.dicom.reading.attributes import integer, items, number
from medviewer.domain.calibration import AxisScale, AxisUnit, CalibratedRegion, PixelScale

MAX_REGIONS = 256  # real images have one to six; more are damage
MM_PER_CM = 10.0
# PS3.3 C.8.5.5.1.15; centimetres become millimetres below.
CENTIMETRES = 3
UNITS = {
    1: AxisUnit.PERCENT,
    2: AxisUnit.DECIBEL,
    4: AxisUnit.SECOND,
    5: AxisUnit.HERTZ,
    6: AxisUnit.DECIBEL_PER_SECOND,
    7: AxisUnit.CENTIMETRE_PER_SECOND,
    8: AxisUnit.SQUARE_CENTIMETRE,
    9: AxisUnit.SQUARE_CENTIMETRE_PER_SECOND,
    10: AxisUnit.CUBIC_CENTIMETRE,
    11: AxisUnit.CUBIC_CENTIMETRE_PER_SECOND,
    12: AxisUnit.DEGREE,
}


def ultrasound_regions(dataset: Dataset) -> tuple[CalibratedRegion, ...]:
    """Every region whose place and scale make sense, in the order stated."""
    stated = items(dataset, "SequenceOfUltrasoundRegions")[:MAX_REGIONS]
    return tuple(region for item in stated if (region := _region(item)) is not None)


def _region(item: Dataset) -> CalibratedRegion | None:
    edges = [integer(item, f"RegionLocation{end}") for end in ("MinX0", "MinY0", "MaxX1", "MaxY1")]
    across, down = _axis(item, "X"), _axis(item, "Y")
    if across is None or down is None or None in edges:
        return None
    left, top, right, bottom = (edge or 0 for edge in edges)
    if left > right or top > bottom:
        return None
    is_low_priority = bool((integer(item, "RegionFlags") or 0) & 1)
    return CalibratedRegion(left, top, right, bottom, PixelScale(across, down), is_low_priority)


def _axis(item: Dataset, axis: str) -> AxisScale | None:
    """One axis' scale, None where the header gives none; velocities may grow upwards, sizes may not."""
    unit = integer(item, f"PhysicalUnits{axis}Direction")
    delta = abs(number(item, f"PhysicalDelta{axis}") or 0.0)
    if unit is None:
        return None
    if unit != CENTIMETRES and unit not in UNITS:
        return AxisScale(
            1.0, AxisUnit.PIXEL
        )  # a colour bar, an ECG: a region where nothing is measured
    if delta == 0:
        return None
    if unit == CENTIMETRES:
        return AxisScale(delta * MM_PER_CM, AxisUnit.MILLIMETRE)
    return AxisScale(delta, UNITS[unit])
