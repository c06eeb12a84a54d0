"""Names a place in the lungs as a reader would: side and zone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.analyzers.lungs import GRID_MM, Lungs
from medviewer.domain.geometry import Vector, VolumeGeometry
from medviewer.words import Message, message

ZONES_FROM_MM = 180.0  # lungs shown over less than this height cannot be divided into zones

RIGHT = (
    message("Lung site", "Right lower zone"),
    message("Lung site", "Right middle zone"),
    message("Lung site", "Right upper zone"),
)
LEFT = (
    message("Lung site", "Left lower zone"),
    message("Lung site", "Left middle zone"),
    message("Lung site", "Left upper zone"),
)
RIGHT_LUNG = message("Lung site", "Right lung")
LEFT_LUNG = message("Lung site", "Left lung")


@dataclass(frozen=True, slots=True)
class LungPlaces:
    """How far the lungs reach: the plane between them and their height (LPS mm)."""

    middle_x_mm: float
    lowest_z_mm: float
    highest_z_mm: float

    @classmethod
    def of(cls, lungs: Lungs, geometry: VolumeGeometry) -> "LungPlaces":
        """Read from a segmentation of both lungs."""
        voxels = _ends_of_rows(lungs.mask) * GRID_MM / np.asarray(geometry.spacing_mm)
        points = geometry.voxel_to_patient(voxels)
        low, high = points.min(axis=0), points.max(axis=0)
        return cls(float(low[0] + high[0]) / 2, float(low[2]), float(high[2]))

    def site(self, center: Vector) -> Message:
        """Side, and the third of the lungs' height; x grows to the patient's left."""
        is_left = center[0] > self.middle_x_mm
        height = self.highest_z_mm - self.lowest_z_mm
        if height < ZONES_FROM_MM:
            return LEFT_LUNG if is_left else RIGHT_LUNG
        zone = min(2, max(0, int(3 * (center[2] - self.lowest_z_mm) / height)))
        return LEFT[zone] if is_left else RIGHT[zone]


def _ends_of_rows(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The first and the last voxel (slice, row, column) of every row: what is extreme lies among them."""
    rows = np.argwhere(mask.any(axis=2))
    lines = mask[tuple(rows.T)]
    ends = [lines.argmax(axis=1), lines.shape[1] - 1 - lines[:, ::-1].argmax(axis=1)]
    return np.concatenate([np.column_stack([rows, columns]) for columns in ends])
