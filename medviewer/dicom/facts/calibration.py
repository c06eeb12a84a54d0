"""How large a pixel is, from whatever the header says of it, in the order it can be trusted.

Cross-sections: PixelSpacing lies in the patient. Projections: PixelSpacing with its calibration type, else
the detector's spacing over a magnification, else the detector's spacing under its own name. Then scanned
film, ultrasound regions, a mere aspect ratio, nothing (PS3.3 sections 10.7 and C.8.5.5).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pydicom.dataset import Dataset

from medviewer.dicom.facts.ultrasound_regions import ultrasound_regions
from medviewer.dicom.reading.attributes import number, numbers, stating, text
from medviewer.domain.calibration import (
    UNCALIBRATED,
    AxisUnit,
    CalibrationKind,
    PixelCalibration,
    with_regions,
)
from medviewer.words import Message, message

# Storage classes whose pixels lie on a receptor behind the patient.
PROJECTIONS = frozenset(
    f"1.2.840.10008.5.1.4.1.1.{suffix}"
    for suffix in (
        "1",  # Computed Radiography
        "1.1",  # Digital X-Ray for presentation, and for processing
        "1.1.1",
        "1.2",  # Digital Mammography
        "1.2.1",
        "1.3",  # Digital Intra-Oral
        "1.3.1",
        "12.1",  # X-Ray Angiographic, also enhanced
        "12.1.1",
        "12.2",  # X-Ray Radiofluoroscopic, also enhanced
        "12.2.1",
        "12.3",  # X-Ray Angiographic Bi-Plane (retired)
        "13.1.4",  # Breast Projection
        "13.1.5",
        "481.1",  # RT Image
    )
)
CALIBRATION_TYPES = {
    "GEOMETRY": CalibrationKind.GEOMETRY,
    "FIDUCIAL": CalibrationKind.FIDUCIAL,
}
SAME_SPACING = 1e-3  # relative; spacings closer than this are one number written twice
# A thick patient has no single magnification: factors for its surface and its middle differ by this much.
AGREEING_FACTORS = 0.1
SMALLEST_MM, LARGEST_MM = 1e-6, 1e3  # beyond them a header holds nonsense
LARGEST_MAGNIFICATION = 20.0
LARGEST_ASPECT = 16.0

Places = Sequence[Dataset]


@dataclass(frozen=True, slots=True)
class Spacing:
    """A pixel's size in millimetres: between rows, between columns."""

    row_mm: float
    column_mm: float

    def over(self, factor: float) -> "Spacing":
        return Spacing(self.row_mm / factor, self.column_mm / factor)

    def agrees_with(self, other: "Spacing", tolerance: float) -> bool:
        pairs = ((self.row_mm, other.row_mm), (self.column_mm, other.column_mm))
        return all(abs(one - two) <= tolerance * two for one, two in pairs)


def pixel_calibration(places: Places, sop_class_uid: str) -> PixelCalibration:
    """What a frame's pixels measure.

    Args:
        places: the data sets that may say so, the frame's own functional groups first.
    """
    stated = _spacing(places, "PixelMeasuresSequence", "PixelSpacing")
    if regions := ultrasound_regions(stating(places, "", "SequenceOfUltrasoundRegions")):
        return with_regions(regions)
    if sop_class_uid in PROJECTIONS:
        found = _of_projection(places, stated)
    else:
        found = _of_cross_section(places, stated)
    return found or _of_aspect(places)


def _of_cross_section(places: Places, stated: Spacing | None) -> PixelCalibration | None:
    """Also secondary captures, which may say that their film was scanned, or was calibrated."""
    film = _spacing(places, "", "NominalScannedPixelSpacing")
    if stated is None:
        detector = _detector_spacing(places)
        if detector is not None:  # only projections have one, whatever the storage class says
            return _of_detector(places, detector)
        return _calibration(film, CalibrationKind.SCANNER) if film else None
    kind = _calibration_type(places)
    if kind is None and film is not None and stated.agrees_with(film, SAME_SPACING):
        kind = CalibrationKind.SCANNER
    return _calibration(stated, kind or CalibrationKind.PATIENT)


def _of_projection(places: Places, stated: Spacing | None) -> PixelCalibration | None:
    in_beam = _object_spacing(places)
    if stated is None and in_beam is not None:
        return _calibration(in_beam, CalibrationKind.GEOMETRY)
    detector = _detector_spacing(places)
    kind = _calibration_type(places)
    if stated is None:
        if detector is not None:
            return _of_detector(places, detector)
        film = _spacing(places, "", "NominalScannedPixelSpacing")
        return _calibration(film, CalibrationKind.SCANNER) if film else None
    if kind is CalibrationKind.FIDUCIAL:
        return _calibration(stated, kind)  # measured in this image: no estimate can gainsay it
    if kind is None and detector is not None and stated.agrees_with(detector, SAME_SPACING):
        return _of_detector(places, detector)
    return _checked(places, stated, detector, kind)


def _checked(
    places: Places, stated: Spacing, detector: Spacing | None, kind: CalibrationKind | None
) -> PixelCalibration:
    """PixelSpacing of a projection that is not the detector's, against what the geometry says."""
    if detector is None:
        return _calibration(stated, kind or CalibrationKind.UNSTATED)
    factor = number(
        stating(places, "", "EstimatedRadiographicMagnificationFactor"),
        "EstimatedRadiographicMagnificationFactor",
    )
    if factor is not None and _is_magnification(factor):
        expected = detector.over(factor)
        if not stated.agrees_with(expected, AGREEING_FACTORS):
            return _conflicting(stated, expected)
    # Before the type had an attribute, a spacing other than the detector's was how a calibration showed.
    return _calibration(stated, kind or CalibrationKind.CALIBRATED)


def _of_detector(places: Places, detector: Spacing) -> PixelCalibration:
    """The detector's pixel, brought into the patient where the header says how."""
    factors = _magnifications(places)
    if not factors:
        return _calibration(detector, CalibrationKind.DETECTOR)
    if max(factors) > min(factors) * (1 + AGREEING_FACTORS):
        return _conflicting(detector.over(factors[0]), detector.over(factors[-1]))
    return _calibration(detector.over(factors[0]), CalibrationKind.MAGNIFIED)


def _magnifications(places: Places) -> tuple[float, ...]:
    """Every factor the header gives, the most trusted first: ERMF, detector over patient, over isocentre."""
    detector_mm = _number(places, "XRayGeometrySequence", "DistanceSourceToDetector")
    stated = _number(places, "", "EstimatedRadiographicMagnificationFactor")
    patient_mm = _number(places, "", "DistanceSourceToPatient")
    if detector_mm is None:
        detector_mm = _number(places, "", "RTImageSID")
        patient_mm = _number(places, "", "RadiationMachineSAD")
    if patient_mm is None:
        patient_mm = _number(places, "XRayGeometrySequence", "DistanceSourceToIsocenter")
    measured = detector_mm / patient_mm if detector_mm and patient_mm else None
    return tuple(one for one in (stated, measured) if one is not None and _is_magnification(one))


def _is_magnification(factor: float) -> bool:
    """Behind the patient everything is larger; zeros and placeholders are seen."""
    return 1.0 <= factor <= LARGEST_MAGNIFICATION


def _object_spacing(places: Places) -> Spacing | None:
    """Enhanced XA and XRF: the pixel in the middle of the beam (PS3.3 C.8.19.6.9)."""
    return _spacing(
        places, "ProjectionPixelCalibrationSequence", "ObjectPixelSpacingInCenterOfBeam"
    )


def _detector_spacing(places: Places) -> Spacing | None:
    return _spacing(places, "FramePixelDataPropertiesSequence", "ImagerPixelSpacing") or _spacing(
        places, "", "ImagePlanePixelSpacing"
    )


def _of_aspect(places: Places) -> PixelCalibration:
    """Vertical over horizontal size (PS3.3 C.7.6.3.1.7): how to show pixels, not how large they are."""
    ratio = numbers(stating(places, "", "PixelAspectRatio"), "PixelAspectRatio")
    if len(ratio) != 2 or min(ratio) <= 0:
        return UNCALIBRATED
    aspect = ratio[0] / ratio[1]
    if not 1 / LARGEST_ASPECT <= aspect <= LARGEST_ASPECT:
        return UNCALIBRATED
    return PixelCalibration(row_spacing=aspect)


def _calibration_type(places: Places) -> CalibrationKind | None:
    stated = stating(places, "PixelMeasuresSequence", "PixelSpacingCalibrationType")
    return CALIBRATION_TYPES.get(text(stated, "PixelSpacingCalibrationType").upper())


def _spacing(places: Places, sequence: str, keyword: str) -> Spacing | None:
    values = numbers(stating(places, sequence, keyword), keyword)
    if len(values) == 1:
        values *= 2  # one number for both directions, against the standard but often
    if len(values) != 2 or not all(SMALLEST_MM <= one <= LARGEST_MM for one in values):
        return None
    return Spacing(values[0], values[1])


def _number(places: Places, sequence: str, keyword: str) -> float | None:
    value = number(stating(places, sequence, keyword), keyword)
    return value if value is not None and value > 0 else None


def _calibration(spacing: Spacing, kind: CalibrationKind) -> PixelCalibration:
    return PixelCalibration(spacing.row_mm, spacing.column_mm, AxisUnit.MILLIMETRE, kind)


def _conflicting(one: Spacing, other: Spacing) -> PixelCalibration:
    """True proportions, but no millimetres."""
    return PixelCalibration(
        row_spacing=one.row_mm / one.column_mm,
        kind=CalibrationKind.CONFLICTING,
        note=_contradiction(one, other),
    )


def _contradiction(one: Spacing, other: Spacing) -> Message:
    return message(
        "Calibration",
        "The header contradicts itself about the size of a pixel ({one} mm or {other} mm), so lengths are "
        "in pixels. Calibrate on an object of known size.",
        one=f"{one.column_mm:.4g}",
        other=f"{other.column_mm:.4g}",
    )
