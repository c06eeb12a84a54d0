"""Turns a slice so that it lies as a radiologist hangs it, and takes places found there back.

axial      anterior up, the patient's left on the right
coronal    head up, the patient's left on the right
sagittal   head up, anterior on the left
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.geometry import ImagePlane, Vector, as_vector

Number = TypeVar("Number", bound=np.generic)

# By the axis nearest the normal (x sagittal, y coronal, z axial): what lies to the right, and down; LPS.
HANGING = (
    ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0)),
    ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0)),
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0)),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Quarter turns and mirrors, in this order: rows and columns swapped, rows reversed, columns reversed."""

    swaps: bool = False
    reverses_rows: bool = False
    reverses_columns: bool = False

    def upright(self, array: NDArray[Number]) -> NDArray[Number]:
        """A view of (rows, columns) as hung."""
        turned = array.T if self.swaps else array
        return turned[:: -1 if self.reverses_rows else 1, :: -1 if self.reverses_columns else 1]

    def back(self, array: NDArray[Number]) -> NDArray[Number]:
        """A view of what is hung, on the slice's own rows and columns."""
        turned = array[:: -1 if self.reverses_rows else 1, :: -1 if self.reverses_columns else 1]
        return turned.T if self.swaps else turned

    def turned_plane(self, plane: ImagePlane, shape: tuple[int, int]) -> ImagePlane:
        """The place of an image after the turn; `shape` is (rows, columns) before it.

        What letters, scales and lines are drawn from: there is no other record of how an image is turned.
        """
        right, down = plane.row_direction, plane.column_direction
        spacings = (plane.row_spacing_mm, plane.column_spacing_mm)
        if self.swaps:
            right, down, spacings, shape = down, right, spacings[::-1], shape[::-1]
        swapped = ImagePlane(plane.position, right, down, *spacings)
        corner = swapped.pixel_to_patient(
            (shape[0] - 1) * self.reverses_rows, (shape[1] - 1) * self.reverses_columns
        )
        return ImagePlane(
            as_vector(corner),
            _reversed(right) if self.reverses_columns else right,
            _reversed(down) if self.reverses_rows else down,
            *spacings,
        )

    def points_back(
        self, points: NDArray[np.float64], shape: tuple[int, int]
    ) -> NDArray[np.float64]:
        """(n, 2) of (row, column) edges as hung to those of the slice, whose hung `shape` is given."""
        turned = points.copy()
        if self.reverses_rows:
            turned[:, 0] = shape[0] - turned[:, 0]
        if self.reverses_columns:
            turned[:, 1] = shape[1] - turned[:, 1]
        return turned[:, ::-1] if self.swaps else turned


def _reversed(direction: Vector) -> Vector:
    x, y, z = direction
    return (-x, -y, -z)


def turn_upright(plane: ImagePlane | None) -> Turn:
    """The turn that hangs a slice; none where its place in the patient is unknown."""
    if plane is None:
        return Turn()
    right, down = (np.array(way) for way in HANGING[int(np.abs(plane.normal).argmax())])
    along_row, down_column = np.array(plane.row_direction), np.array(plane.column_direction)
    swaps = abs(along_row @ right) < abs(down_column @ right)
    if swaps:
        along_row, down_column = down_column, along_row
    return Turn(bool(swaps), bool(down_column @ down < 0), bool(along_row @ right < 0))
