"""What a pixel measures: its size, in which unit, and how that is known.

A length on a projection radiograph is only as good as its magnification, so every calibration carries its
origin, and every number that is shown carries the origin's word ("mm ERMF"). Nothing known means pixels,
never millimetres.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from medviewer.words import Message, message

Pixel = tuple[float, float]  # (column, row), integers on pixel centres


class AxisUnit(StrEnum):
    """What a step along one axis of an image counts; ultrasound knows more than lengths."""

    PIXEL = "px"
    MILLIMETRE = "mm"
    PERCENT = "%"
    DECIBEL = "dB"
    SECOND = "s"
    HERTZ = "Hz"
    DECIBEL_PER_SECOND = "dB/s"
    CENTIMETRE_PER_SECOND = "cm/s"
    SQUARE_CENTIMETRE = "cm²"
    SQUARE_CENTIMETRE_PER_SECOND = "cm²/s"
    CUBIC_CENTIMETRE = "cm³"
    CUBIC_CENTIMETRE_PER_SECOND = "cm³/s"
    DEGREE = "°"


class CalibrationKind(StrEnum):
    """Where a pixel's size comes from (PS3.3 section 10.7.1)."""

    PATIENT = "patient"  # a cross-section: the pixels lie in the patient
    GEOMETRY = "geometry"  # corrected for an assumed or known magnification
    FIDUCIAL = "fiducial"  # measured against an object of known size
    CALIBRATED = "calibrated"  # in one of these two ways, the header does not say in which
    MAGNIFIED = "magnified"  # ours: the detector's pixel over the stated magnification
    DETECTOR = "detector"  # at the image receptor, larger than in the patient
    SCANNER = "scanner"  # on the film that was scanned
    UNSTATED = "unstated"  # a projection whose header does not say what its spacing means
    REGION = "region"  # regions of an ultrasound image
    USER = "user"  # the reader drew a known length
    CONFLICTING = "conflicting"  # the header contradicts itself: not to be trusted
    NONE = "none"


SUFFIXES = {
    CalibrationKind.GEOMETRY: message("Calibration", "ERMF"),
    CalibrationKind.FIDUCIAL: message("Calibration", "Calibrated"),
    CalibrationKind.CALIBRATED: message("Calibration", "Calibrated"),
    CalibrationKind.MAGNIFIED: message("Calibration", "Magnified"),
    CalibrationKind.DETECTOR: message("Calibration", "At detector"),
    CalibrationKind.SCANNER: message("Calibration", "At scanner"),
    CalibrationKind.UNSTATED: message("Calibration", "Unverified"),
    CalibrationKind.USER: message("Calibration", "User calibrated"),
}


@dataclass(frozen=True, slots=True)
class AxisScale:
    """How much one pixel step along an axis is, always positive."""

    per_pixel: float
    unit: AxisUnit


@dataclass(frozen=True, slots=True)
class PixelScale:
    """What a step across (column to column) and down (row to row) measures at some place of an image."""

    across: AxisScale
    down: AxisScale

    @property
    def is_length(self) -> bool:
        """Whether distances in any direction are millimetres."""
        return self.across.unit is self.down.unit is AxisUnit.MILLIMETRE


@dataclass(frozen=True, slots=True)
class CalibratedRegion:
    """A part of an ultrasound image with a scale of its own (PS3.3 C.8.5.5).

    Edges are pixel indices, the last ones included. `is_low_priority` yields where regions overlap
    (bit 0 of RegionFlags).
    """

    left: int
    top: int
    right: int
    bottom: int
    scale: PixelScale
    is_low_priority: bool = False

    def contains(self, pixel: Pixel) -> bool:
        column, row = pixel
        return (
            self.left - 0.5 <= column <= self.right + 0.5
            and self.top - 0.5 <= row <= self.bottom + 0.5
        )

    @property
    def area(self) -> int:
        return (self.right - self.left + 1) * (self.bottom - self.top + 1)


@dataclass(frozen=True, slots=True)
class PixelCalibration:
    """The size of an image's pixels and how it is known.

    Attributes:
        row_spacing: distance between rows, in `unit`. In pixels it still says how much higher than wide a
            pixel is to be shown.
        column_spacing: distance between columns.
        unit: millimetres or pixels.
        note: what a reader should know about how this came to be.
        regions: where there are any, measuring asks them (`scale_at`); spacing then only sizes the display.
    """

    row_spacing: float = 1.0
    column_spacing: float = 1.0
    unit: AxisUnit = AxisUnit.PIXEL
    kind: CalibrationKind = CalibrationKind.NONE
    note: Message | None = None
    regions: tuple[CalibratedRegion, ...] = ()

    @property
    def is_calibrated(self) -> bool:
        """Whether lengths are millimetres, of whatever plane `suffix` says."""
        return self.unit is AxisUnit.MILLIMETRE

    @property
    def suffix(self) -> Message | None:
        """The word that goes with every number, None where millimetres are simply the patient's."""
        return SUFFIXES.get(self.kind)

    @property
    def aspect(self) -> float:
        """Height of a pixel over its width; 1 where the spacing makes no sense."""
        if self.row_spacing <= 0 or self.column_spacing <= 0:
            return 1.0
        return self.row_spacing / self.column_spacing

    def scale_at(self, *pixels: Pixel) -> PixelScale | None:
        """The scale that holds at all the pixels together; None where they lie in different regions.

        Outside every region of an ultrasound image nothing is known: pixels.
        """
        if not self.regions:
            return self._whole
        regions = {self._region_at(pixel) for pixel in pixels}
        if len(regions) != 1:
            return None
        (region,) = regions
        return IN_PIXELS if region is None else region.scale

    @property
    def _whole(self) -> PixelScale:
        if not self.is_calibrated:
            return IN_PIXELS
        return PixelScale(
            AxisScale(self.column_spacing, self.unit), AxisScale(self.row_spacing, self.unit)
        )

    def _region_at(self, pixel: Pixel) -> CalibratedRegion | None:
        """The region that holds a pixel: of several, the one of higher priority, then the smallest."""
        holding = [region for region in self.regions if region.contains(pixel)]
        return min(holding, key=lambda r: (r.is_low_priority, r.area), default=None)


IN_PIXELS = PixelScale(AxisScale(1.0, AxisUnit.PIXEL), AxisScale(1.0, AxisUnit.PIXEL))
UNCALIBRATED = PixelCalibration()


def in_patient(row_spacing_mm: float, column_spacing_mm: float) -> PixelCalibration:
    """The calibration of a cross-section."""
    return PixelCalibration(
        row_spacing_mm, column_spacing_mm, AxisUnit.MILLIMETRE, CalibrationKind.PATIENT
    )


def with_regions(regions: Iterable[CalibratedRegion]) -> PixelCalibration:
    """The calibration of an ultrasound image.

    The image as a whole has millimetres where all its regions of tissue agree on them; without one of them
    it is shown pixel by pixel and has no scale bar.
    """
    kept = tuple(regions)
    lengths = {region.scale for region in kept if region.scale.is_length}
    if len(lengths) != 1:
        return PixelCalibration(kind=CalibrationKind.REGION, regions=kept)
    (scale,) = lengths
    whole = in_patient(scale.down.per_pixel, scale.across.per_pixel)
    return replace(whole, kind=CalibrationKind.REGION, regions=kept)


def measure_text(value: str, unit: str, calibration: PixelCalibration) -> Message:
    """A number as it is shown everywhere: value, unit and the word for where the scale comes from."""
    if calibration.suffix is None or unit == AxisUnit.PIXEL:
        return message("Calibration", "{value} {unit}", value=value, unit=unit)
    return message(
        "Calibration",
        "{value} {unit} {origin}",
        value=value,
        unit=unit,
        origin=calibration.suffix,
    )
