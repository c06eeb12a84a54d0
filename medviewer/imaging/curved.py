"""Curved sections: a sheet that follows a drawn path and stands straight across the plane it was drawn in.

Lengths along the path and across it are true; what is bent in the patient is straight on the sheet.
"""

import numpy as np
from numpy.typing import ArrayLike

from medviewer.domain.geometry import FloatArray, VolumeGeometry
from medviewer.imaging.lattice import Lattice

STEPS_A_PIECE = 32  # between two drawn points: what the length of the curve is summed from


def smooth_path(points: ArrayLike, step_mm: float) -> FloatArray:
    """Places `step_mm` apart along a smooth curve through the drawn points.

    Args:
        points: [n, 3] patient mm, at least two of them different.

    Returns:
        [m, 3] patient mm, from the first point to less than a step before the last.
    """
    drawn = _without_repeats(np.asarray(points, float))
    curve = _catmull_rom(drawn) if len(drawn) > 2 else drawn
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(curve, axis=0), axis=1))])
    wanted = np.arange(0.0, along[-1] + step_mm * 1e-6, step_mm)
    return np.stack([np.interp(wanted, along, curve[:, axis]) for axis in range(3)], axis=1)


def sheet_lattice(
    geometry: VolumeGeometry, path: FloatArray, down: ArrayLike, height_mm: float, step_mm: float
) -> Lattice:
    """The samples of a sheet: a column for every place of the path, centred on it.

    Args:
        path: [columns, 3] patient mm.
        down: unit vector in patient space, the way that rows follow one another.
        height_mm: from the first row to the last.
    """
    affine = geometry.affine_lps
    to_voxel = np.asarray(np.linalg.inv(affine[:3, :3]), np.float64)
    reach = int(height_mm / 2 / step_mm)
    across = np.arange(-reach, reach + 1)[:, np.newaxis] * step_mm * np.asarray(down, float)
    rows: FloatArray = across @ to_voxel.T
    columns: FloatArray = (path - affine[:3, 3]) @ to_voxel.T
    return Lattice(rows, columns, np.zeros((1, 3)))


def _without_repeats(points: FloatArray) -> FloatArray:
    """A double click leaves two points in one place, between which there is no direction."""
    moves = np.linalg.norm(np.diff(points, axis=0), axis=1) > 0
    kept: FloatArray = points[np.concatenate([[True], moves])]
    return kept


def _catmull_rom(points: FloatArray) -> FloatArray:
    """A curve through every point (centripetal: no loops between unevenly spaced ones)."""
    first, last = 2 * points[0] - points[1], 2 * points[-1] - points[-2]
    guides = np.concatenate([[first], points, [last]])
    pieces = [_piece(guides[at : at + 4]) for at in range(len(points) - 1)]
    return np.concatenate([*pieces, points[-1:]])


def _piece(guides: FloatArray) -> FloatArray:
    """From the second of four points to before the third (Barry and Goldman's pyramid)."""
    gaps = np.sqrt(np.linalg.norm(np.diff(guides, axis=0), axis=1))
    t0, t1, t2, t3 = np.concatenate([[0.0], np.cumsum(gaps)])
    at = np.linspace(t1, t2, STEPS_A_PIECE, endpoint=False)[:, np.newaxis]
    p0, p1, p2, p3 = guides
    a1 = (t1 - at) / (t1 - t0) * p0 + (at - t0) / (t1 - t0) * p1
    a2 = (t2 - at) / (t2 - t1) * p1 + (at - t1) / (t2 - t1) * p2
    a3 = (t3 - at) / (t3 - t2) * p2 + (at - t2) / (t3 - t2) * p3
    b1 = (t2 - at) / (t2 - t0) * a1 + (at - t0) / (t2 - t0) * a2
    b2 = (t3 - at) / (t3 - t1) * a2 + (at - t1) / (t3 - t1) * a3
    curve: FloatArray = (t2 - at) / (t2 - t1) * b1 + (at - t1) / (t2 - t1) * b2
    return curve
