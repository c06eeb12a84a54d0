"""A grid seen from any side, as slices that are shifted and laid on one another.

A ray of parallel light meets the slices across the axis it runs along most at places that move on by the
same step from slice to slice; so shifting the slices replaces following the rays, and what comes out has only
to be stretched into the view (Lacroute and Levoy 1994, shear-warp, for parallel light).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.geometry import FloatArray
from medviewer.imaging.body_planes import View

Number = NDArray[np.float32] | NDArray[np.uint8]
SMALLEST_SHIFT = 1e-6  # voxels: rounding, not a step


@dataclass(frozen=True, slots=True)
class Placed:
    """One slice on the sheet: its index, and the row and column its first voxel lies at."""

    index: int
    row: float
    column: float


@dataclass(frozen=True, slots=True, eq=False)
class Shear:
    """How a grid is seen from one side.

    Attributes:
        order: the grid's axes: across the slices, down the sheet, along its rows.
        is_reversed: the last slice lies nearest the reader.
        slope: (down, along) voxels that a ray moves on from one slice to the next.
        shape: (rows, columns) of the sheet.
        base: (row, column) of the first slice on the sheet.
        step_mm: between two slices along a ray.
        spacing_mm: between voxels: across, down, along.
        slices: how many.
        to_view: [2, 3] maps (column, row, 1) of the sheet to mm right of and below the grid's middle.
    """

    order: tuple[int, int, int]
    is_reversed: bool
    slope: tuple[float, float]
    shape: tuple[int, int]
    base: tuple[float, float]
    step_mm: float
    spacing_mm: tuple[float, float, float]
    slices: int
    to_view: FloatArray

    def placed(self) -> Iterator[Placed]:
        """The slices from the reader backwards."""
        indices = range(self.slices)
        for index in reversed(indices) if self.is_reversed else indices:
            row, column = (b - s * index for b, s in zip(self.base, self.slope, strict=True))
            yield Placed(index, row, column)


def shear(shape: tuple[int, int, int], axes: FloatArray, view: View) -> Shear:
    """The shear of a grid of `shape`, whose column i of `axes` is the step in mm along its axis i."""
    ray = np.linalg.inv(axes) @ view.normal  # voxels a mm, away from the reader
    across = int(np.abs(ray).argmax())
    down, along = (axis for axis in range(3) if axis != across)
    slope = np.array((ray[down], ray[along])) / ray[across]
    slope[np.abs(slope) < SMALLEST_SHIFT] = 0.0
    reach = slope * (shape[across] - 1)
    base = np.maximum(reach, 0)  # so that no slice begins before the sheet
    rows, columns = np.ceil(np.abs(reach)).astype(int) + np.array((shape[down], shape[along])) + 1
    spacing = np.linalg.norm(axes, axis=0)
    screen = np.array((view.right, view.down)) @ axes
    middle = screen @ ((np.array(shape) - 1) / 2)
    start = -middle - screen[:, down] * base[0] - screen[:, along] * base[1]
    return Shear(
        (across, down, along),
        bool(ray[across] < 0),
        (float(slope[0]), float(slope[1])),
        (int(rows), int(columns)),
        (float(base[0]), float(base[1])),
        float(1 / abs(ray[across])),
        (float(spacing[across]), float(spacing[down]), float(spacing[along])),
        shape[across],
        np.stack([screen[:, along], screen[:, down], start], axis=1),
    )


def laid(
    image: NDArray[np.float32], placed: Placed, corner: tuple[int, int] = (0, 0)
) -> tuple[NDArray[np.float32], slice, slice]:
    """A slice, or a part of one that begins at `corner`, between the sheet's pixels.

    Returns:
        Values one row and column more than `image` has, 0 beyond it, and the sheet's rows and columns they
        lie on.
    """
    top, left = placed.row + corner[0], placed.column + corner[1]
    row, column = int(np.floor(top)), int(np.floor(left))
    values = _shifted(_shifted(image, np.float32(top - row), 0), np.float32(left - column), 1)
    return values, slice(row, row + values.shape[0]), slice(column, column + values.shape[1])


def _shifted(image: NDArray[np.float32], part: np.float32, axis: int) -> NDArray[np.float32]:
    """Moved on by a part of a pixel; one longer."""
    rows, columns = image.shape
    if axis == 0:
        result = np.zeros((rows + 1, columns), np.float32)
        np.multiply(image, 1 - part, out=result[:-1])
        result[1:] += image * part
    else:
        result = np.zeros((rows, columns + 1), np.float32)
        np.multiply(image, 1 - part, out=result[:, :-1])
        result[:, 1:] += image * part
    return result
