"""Where an image lies in the patient, from position, orientation and pixel spacing (PS3.3 C.7.6.2)."""

from collections.abc import Sequence

import numpy as np
from pydicom.dataset import Dataset

from medviewer.dicom.reading.attributes import numbers, stating
from medviewer.domain.geometry import ImagePlane, as_vector

FARTHEST_MM = 1e6  # from the origin; no scanner's table is that long
SPACINGS_MM = (1e-6, 1e4)  # from an electron microscope's pixel to more than a room
UNIT_COSINE_TOLERANCE = 0.01  # how far direction cosines may be from unit length and a right angle


def image_plane(
    places: list[Dataset], position: tuple[float, ...] | None = None
) -> ImagePlane | None:
    """The image plane, None where the header gives none or gives nonsense.

    Args:
        position: to be taken instead of the header's.

    Pixel Spacing only: Imager Pixel Spacing lies at the detector, not in the patient.
    """
    if position is None:
        position = numbers(
            stating(places, "PlanePositionSequence", "ImagePositionPatient"), "ImagePositionPatient"
        )
    orientation = numbers(
        stating(places, "PlaneOrientationSequence", "ImageOrientationPatient"),
        "ImageOrientationPatient",
    )
    spacing = numbers(stating(places, "PixelMeasuresSequence", "PixelSpacing"), "PixelSpacing")
    if len(position) != 3 or len(orientation) != 6 or len(spacing) != 2:
        return None
    if (
        not is_near(position)
        or not SPACINGS_MM[0] <= min(spacing) <= max(spacing) <= SPACINGS_MM[1]
    ):
        return None
    row, column = np.array(orientation[:3]), np.array(orientation[3:])
    lengths = np.linalg.norm([row, column], axis=1)
    is_square = abs(float(np.dot(row, column))) <= UNIT_COSINE_TOLERANCE
    if np.any(np.abs(lengths - 1) > UNIT_COSINE_TOLERANCE) or not is_square:
        return None
    return ImagePlane(
        as_vector(position),
        as_vector(row / lengths[0]),
        as_vector(column / lengths[1]),
        spacing[0],
        spacing[1],
    )


def is_near(millimetres: Sequence[float]) -> bool:
    """Whether all of them may be places or distances in a scanner; arithmetic on others overflows."""
    return all(abs(one) <= FARTHEST_MM for one in millimetres)
