"""A rigid motion from one frame of reference into another: turn, then shift, in LPS millimetres."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from medviewer.domain.geometry import FloatArray, Vector, as_vector

Rotation = tuple[Vector, Vector, Vector]  # rows
NO_TURN: Rotation = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class RigidTransform:
    """y = rotation · x + translation_mm."""

    translation_mm: Vector = (0.0, 0.0, 0.0)
    rotation: Rotation = NO_TURN

    def apply(self, points: ArrayLike) -> FloatArray:
        """Map points, shape (..., 3), mm."""
        moved: FloatArray = np.asarray(points, float) @ np.array(self.rotation).T
        return moved + self.translation_mm

    @property
    def is_rigid(self) -> bool:
        """Whether it keeps lengths and handedness: what came from a file may not."""
        turn = np.array(self.rotation)
        is_orthonormal = np.allclose(turn @ turn.T, np.eye(3), atol=1e-6)
        return bool(is_orthonormal and np.linalg.det(turn) > 0)

    @property
    def inverse(self) -> "RigidTransform":
        back = np.array(self.rotation).T
        return RigidTransform(as_vector(-back @ self.translation_mm), rotation_of(back))


def rotation_of(matrix: ArrayLike) -> Rotation:
    """A 3 x 3 matrix as plain numbers."""
    first, second, third = (as_vector(row) for row in np.asarray(matrix, float))
    return (first, second, third)
