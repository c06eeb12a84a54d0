"""Which way the patient lies in an image: letters for its four edges, and the name of its plane.

Letters of PS3.3 C.7.6.1.1.1. Bipeds: R, L (right, left), A, P (anterior, posterior), H, F (head, foot).
Quadrupeds: RT, LE (right, left), D, V (dorsal, ventral), CR, CD (cranial, caudal), and others on the head and
the limbs.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from medviewer.domain.geometry import ImagePlane, Vector
from medviewer.domain.turn import AS_STORED, Direction, Turn
from medviewer.words import Message, message

SMALLEST_COSINE = 0.05  # under 3 degrees off an axis is not worth a letter
EDGES = ((-1, 0), (1, 0), (0, -1), (0, 1))  # of the screen: left, right, top, bottom
PLANE_COSINE = (
    0.8  # within 37 degrees of an axis a plane still has that axis' name (as in PixelMed)
)


@dataclass(frozen=True, slots=True, eq=False)  # there are two, each itself
class DirectionLetters:
    """The abbreviations of one kind of body.

    `positive` and `negative` stand at the ends of the LPS axes; `pairs` has every abbreviation's opposite.
    """

    positive: tuple[str, str, str]
    negative: tuple[str, str, str]
    pairs: Mapping[str, str]

    def normal(self, stated: str) -> str:
        """A value of PatientOrientation in capitals; "" where any part of it is not known."""
        known = self._parts(stated.strip().upper())
        return "".join(known)

    def opposite(self, letters: str) -> str:
        return "".join(self.pairs[part] for part in self._parts(letters))

    def _parts(self, letters: str) -> list[str]:
        longest_first = sorted(self.pairs, key=len, reverse=True)
        parts = re.findall("|".join(longest_first), letters)
        return parts if "".join(parts) == letters else []


def _both_ways(pairs: dict[str, str]) -> dict[str, str]:
    return {other: one for one, other in pairs.items()} | pairs


# H because a biped's superior end is the head.
BIPED = DirectionLetters(
    ("L", "P", "H"), ("R", "A", "F"), _both_ways({"L": "R", "P": "A", "H": "F"})
)
# A quadruped's +y is dorsal, its +z cranial (PS3.3 C.7.6.2.1.1). Rostral is towards the nose, so caudal is
# its opposite; palmar and plantar are the undersides of the paws, dorsal their upper side.
QUADRUPED = DirectionLetters(
    ("LE", "D", "CR"),
    ("RT", "V", "CD"),
    _both_ways({"LE": "RT", "D": "V", "CR": "CD", "M": "L", "PR": "DI"})
    | {"R": "CD", "PA": "D", "PL": "D"},
)


@dataclass(frozen=True, slots=True)
class EdgeLetters:
    """What lies towards each edge of an image shown with row 0 on top and column 0 on the left."""

    left: str
    right: str
    top: str
    bottom: str


def edge_letters(
    plane: ImagePlane | None,
    patient_orientation: Sequence[str] = (),
    *,
    is_quadruped: bool = False,
    turn: Turn = AS_STORED,
) -> EdgeLetters | None:
    """Letters from the plane, else from PatientOrientation (0020,0020); None when neither is known.

    Args:
        turn: how the image is shown; row 0 is on top and column 0 on the left where it is as stored.
    """
    letters = QUADRUPED if is_quadruped else BIPED
    if plane is not None:
        along_row = direction_letters(plane.row_direction, letters)
        along_column = direction_letters(plane.column_direction, letters)
    elif len(patient_orientation) == 2:
        along_row, along_column = (letters.normal(stated) for stated in patient_orientation)
    else:
        return None
    if not along_row or not along_column:
        return None
    of_image: dict[Direction, str] = {
        (1, 0): along_row,
        (-1, 0): letters.opposite(along_row),
        (0, 1): along_column,
        (0, -1): letters.opposite(along_column),
    }
    left, right, top, bottom = (of_image[turn.to_image(edge)] for edge in EDGES)
    return EdgeLetters(left, right, top, bottom)


def direction_letters(direction: ArrayLike, letters: DirectionLetters = BIPED) -> str:
    """Up to three letters for a direction in patient space, the nearest axis first ("LA")."""
    x, y, z = np.asarray(direction, dtype=float).tolist()
    return _letters((x, y, z), letters)


@lru_cache(maxsize=256)  # asked for with every paint, and the same for every slice
def _letters(direction: Vector, letters: DirectionLetters) -> str:
    cosines = np.asarray(direction, dtype=float)
    cosines = cosines / np.linalg.norm(cosines)
    nearest_first = sorted(range(3), key=lambda axis: -abs(cosines[axis]))
    return "".join(
        letters.positive[axis] if cosines[axis] > 0 else letters.negative[axis]
        for axis in nearest_first
        if abs(cosines[axis]) > SMALLEST_COSINE
    )


def opposite(letters: str) -> str:
    """The letters of the opposite direction: "LA" gives "RP"."""
    return BIPED.opposite(letters)


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
