"""Which way the patient lies in an image: letters for its four edges, and the name of its plane.

Biped letters of PS3.3 C.7.6.1.1.1: R, L (right, left), A, P (anterior, posterior), H, F (head, foot).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from medviewer.domain.geometry import ImagePlane, Vector
from medviewer.words import Message, message

POSITIVE = "LPH"  # the LPS axes' positive ends; H because a biped's superior end is the head
NEGATIVE = "RAF"
OPPOSITE = str.maketrans(POSITIVE + NEGATIVE, NEGATIVE + POSITIVE)
SMALLEST_COSINE = 0.05  # under 3 degrees off an axis is not worth a letter
PLANE_COSINE = (
    0.8  # within 37 degrees of an axis a plane still has that axis' name (as in PixelMed)
)


@dataclass(frozen=True, slots=True)
class EdgeLetters:
    """What lies towards each edge of an image shown with row 0 on top and column 0 on the left."""

    left: str
    right: str
    top: str
    bottom: str


def edge_letters(
    plane: ImagePlane | None, patient_orientation: Sequence[str] = ()
) -> EdgeLetters | None:
    """Letters from the plane, else from PatientOrientation (0020,0020); None when neither is known."""
    if plane is not None:
        towards = (
            direction_letters(plane.row_direction),
            direction_letters(plane.column_direction),
        )
    elif len(patient_orientation) == 2 and all(map(_is_biped, patient_orientation)):
        towards = (patient_orientation[0], patient_orientation[1])
    else:
        return None
    right, bottom = towards
    return EdgeLetters(opposite(right), right, opposite(bottom), bottom)


def direction_letters(direction: ArrayLike) -> str:
    """Up to three letters for a direction in patient space, the nearest axis first ("LA")."""
    x, y, z = np.asarray(direction, dtype=float).tolist()
    return _letters((x, y, z))


@lru_cache(maxsize=256)  # asked for with every paint, and the same for every slice
def _letters(direction: Vector) -> str:
    cosines = np.asarray(direction, dtype=float)
    cosines = cosines / np.linalg.norm(cosines)
    nearest_first = sorted(range(3), key=lambda axis: -abs(cosines[axis]))
    return "".join(
        POSITIVE[axis] if cosines[axis] > 0 else NEGATIVE[axis]
        for axis in nearest_first
        if abs(cosines[axis]) > SMALLEST_COSINE
    )


def opposite(letters: str) -> str:
    """The letters of the opposite direction: "LA" gives "RP"."""
    return letters.translate(OPPOSITE)


def slice_orientation_name(plane: ImagePlane | None) -> Message | None:
    """Axial, coronal, sagittal or oblique; None when the plane is unknown."""
    if plane is None:
        return None
    cosines = np.abs(plane.normal)
    axis = int(np.argmax(cosines))
    if cosines[axis] < PLANE_COSINE:
        return message("Orientation", "oblique")
    return (
        message("Orientation", "sagittal"),
        message("Orientation", "coronal"),
        message("Orientation", "axial"),
    )[axis]


def _is_biped(letters: str) -> bool:
    return bool(letters) and set(letters) <= set(POSITIVE + NEGATIVE)
