"""Radiographs with every combination of what says how large a pixel is, believable or not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.uid import (
    ComputedRadiographyImageStorage,
    DigitalMammographyXRayImageStorageForPresentation,
    DigitalXRayImageStorageForPresentation,
    SecondaryCaptureImageStorage,
    XRayAngiographicImageStorage,
)

from tests.phantoms.dicom_files import write_image

WITHOUT_PLACE: dict[str, Any] = dict.fromkeys(
    (
        "ImageOrientationPatient",
        "ImagePositionPatient",
        "PixelSpacing",
        "RescaleSlope",
        "RescaleIntercept",
        "FrameOfReferenceUID",
    )
)
DETECTOR, CALIBRATED, NOMINAL = [0.2, 0.2], [0.16, 0.16], [0.25, 0.25]


@dataclass(frozen=True, slots=True)
class SpacingCase:
    """One radiograph: what its header says, and the size in mm of a pixel (None: pixels only)."""

    name: str
    attributes: dict[str, Any] = field(hash=False)
    spacing_mm: float | None

    def write(self, path: Path) -> Path:
        pixels = np.arange(32 * 24, dtype=np.uint16).reshape(32, 24)
        write_image(path, pixels, **{**WITHOUT_PLACE, **self.attributes})
        return path


def spacing_cases() -> Iterator[SpacingCase]:
    """The ladder from calibrated in the image down to nothing at all (PS3.3 10.7, C.8.11.7)."""
    dx = {"SOPClassUID": DigitalXRayImageStorageForPresentation, "Modality": "DX"}
    cr = {"SOPClassUID": ComputedRadiographyImageStorage, "Modality": "CR"}
    mg = {"SOPClassUID": DigitalMammographyXRayImageStorageForPresentation, "Modality": "MG"}
    xa = {"SOPClassUID": XRayAngiographicImageStorage, "Modality": "XA"}
    sc = {"SOPClassUID": SecondaryCaptureImageStorage, "Modality": "OT"}
    at_detector = {"ImagerPixelSpacing": DETECTOR}
    yield SpacingCase("nothing", cr, None)
    yield SpacingCase("at the detector", {**dx, **at_detector}, 0.2)
    yield SpacingCase(
        "magnified by a factor",
        {**mg, **at_detector, "EstimatedRadiographicMagnificationFactor": 1.25},
        0.16,
    )
    yield SpacingCase(
        "magnified by distances",
        {**xa, **at_detector, "DistanceSourceToDetector": 1250, "DistanceSourceToPatient": 1000},
        0.16,
    )
    yield SpacingCase(
        "factor and distances disagree",
        {
            **xa,
            **at_detector,
            "EstimatedRadiographicMagnificationFactor": 2.0,
            "DistanceSourceToDetector": 1250,
            "DistanceSourceToPatient": 1000,
        },
        None,
    )
    for calibration in ("GEOMETRY", "FIDUCIAL"):
        yield SpacingCase(
            f"calibrated by {calibration.lower()}",
            {**dx, **at_detector, "PixelSpacing": CALIBRATED}
            | {"PixelSpacingCalibrationType": calibration},
            0.16,
        )
    yield SpacingCase("equal spacings", {**dx, **at_detector, "PixelSpacing": DETECTOR}, 0.2)
    yield SpacingCase("nominal", {**sc, "NominalScannedPixelSpacing": NOMINAL}, 0.25)
    yield SpacingCase("aspect ratio only", {**sc, "PixelAspectRatio": [2, 1]}, None)
    yield SpacingCase("zero spacing", {**dx, "ImagerPixelSpacing": [0, 0]}, None)


def write_with_regions(path: Path) -> Path:
    """A radiograph with an ultrasound region by mistake: it must not calibrate anything."""
    region = Dataset()
    region.PhysicalDeltaX = region.PhysicalDeltaY = 0.01
    region.PhysicalUnitsXDirection = region.PhysicalUnitsYDirection = 3
    case = SpacingCase("region", {"SequenceOfUltrasoundRegions": Items([region])}, None)
    return case.write(path)
