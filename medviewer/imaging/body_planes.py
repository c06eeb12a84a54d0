"""The planes a reader thinks in, laid through a volume: axial, coronal, sagittal, or turned from there.

At first they run along the volume's own axes, each named after the patient's axis it is nearest to: so the
first sections show voxels as they were acquired, and the letters say how oblique they lie.
"""

from dataclasses import dataclass
from itertools import permutations, product

import numpy as np
from numpy.typing import ArrayLike

from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.geometry import FloatArray, ImagePlane, Vector, VolumeGeometry, as_vector
from medviewer.domain.section import Section
from medviewer.imaging.upright import HANGING

LARGEST_SIDE = 1024  # pixels of an oblique section; no cell of a screen shows more of them
ON_AXIS = 1e-6  # the share of a direction that may leave a volume's axis and still run along it


@dataclass(frozen=True, slots=True)
class View:
    """Which way a reader looks: unit vectors in patient space, at right angles."""

    right: Vector
    down: Vector

    @property
    def normal(self) -> FloatArray:
        return np.cross(self.right, self.down)

    def turned(self, about: ArrayLike, radians: float) -> "View":
        """The view rotated about an axis through the patient (right-hand rule)."""
        turn = rotation(about, radians)
        # Rounding errors of many small turns must not add up to a shear.
        right = turn @ self.right
        right /= np.linalg.norm(right)
        down = turn @ self.down
        down -= right * (right @ down)
        return View(as_vector(right), as_vector(down / np.linalg.norm(down)))


def hung(geometry: VolumeGeometry, plane: BodyPlane) -> View:
    """The view of a body plane as radiologists hang it."""
    axes = body_axes(geometry)
    right, down = (axes @ np.array(way) for way in HANGING[plane.value])
    return View(as_vector(right), as_vector(down))


def body_axes(geometry: VolumeGeometry) -> FloatArray:
    """[3, 3]: in column i the volume's axis that is nearest to the patient's axis i, pointing its way."""
    plane = geometry.plane
    own = np.stack([plane.row_direction, plane.column_direction, plane.normal], axis=1)
    order = max(permutations(range(3)), key=lambda order: np.abs(own[order, range(3)]).sum())
    # own[i, j]: how far the volume's axis j runs along the patient's axis i.
    chosen = own[:, np.argsort(order)]
    axes: FloatArray = chosen * np.where(np.diag(chosen) < 0, -1.0, 1.0)
    return axes


def section_through(geometry: VolumeGeometry, view: View, at: ArrayLike) -> Section:
    """All that a view sees of a volume in the plane through patient point `at`.

    Along the volume's axes its pixels are voxels; otherwise they are square, as long as a voxel's shortest
    side.
    """
    corners = geometry.voxel_to_patient(
        [
            [(size - 1) * end for size, end in zip(geometry.shape, ends, strict=True)]
            for ends in product((0, 1), repeat=3)
        ]
    )
    right, down, normal = np.array(view.right), np.array(view.down), view.normal
    across, along = corners @ right, corners @ down
    column_mm, row_mm = _spacings(geometry, right, down, max(np.ptp(across), np.ptp(along)))
    start = right * across.min() + down * along.min() + normal * (normal @ np.asarray(at, float))
    shape = tuple(
        int(length / step + ON_AXIS) + 1
        for length, step in ((np.ptp(along), row_mm), (np.ptp(across), column_mm))
    )
    plane = ImagePlane(as_vector(start), view.right, view.down, row_mm, column_mm)
    return Section(plane, (shape[0], shape[1]))


def step_mm(geometry: VolumeGeometry, view: View) -> float:
    """How far a view moves from one section to the next: a voxel along the axis nearest its normal."""
    return float(1 / np.abs(_in_voxels(geometry, view.normal)).max())


def at_voxel(geometry: VolumeGeometry, at: ArrayLike) -> Vector:
    """The centre of the voxel of the volume that is nearest to patient point `at`."""
    voxel = np.rint(geometry.patient_to_voxel(at))
    return as_vector(geometry.voxel_to_patient(np.clip(voxel, 0, np.array(geometry.shape) - 1)))


def within(geometry: VolumeGeometry, at: ArrayLike) -> Vector:
    """Patient point `at`, or the point of the volume's outermost voxel centres that is nearest in voxels."""
    voxel = np.clip(geometry.patient_to_voxel(at), 0, np.array(geometry.shape) - 1)
    return as_vector(geometry.voxel_to_patient(voxel))


def runs_along_axes(geometry: VolumeGeometry, view: View) -> bool:
    """Whether the view's pixels are voxels."""
    ways = (np.array(view.right), np.array(view.down), view.normal)
    return all(_is_on_axis(_in_voxels(geometry, way)) for way in ways)


def rotation(about: ArrayLike, radians: float) -> FloatArray:
    """Rodrigues' matrix of a turn about an axis."""
    x, y, z = np.asarray(about, float) / np.linalg.norm(about)
    cross = np.array(((0, -z, y), (z, 0, -x), (-y, x, 0)))
    turn: FloatArray = np.eye(3) + np.sin(radians) * cross + (1 - np.cos(radians)) * cross @ cross
    return turn


def _spacings(
    geometry: VolumeGeometry, right: FloatArray, down: FloatArray, longest_mm: float
) -> tuple[float, float]:
    """Between columns and between rows."""
    steps = [_in_voxels(geometry, way) for way in (right, down)]
    if all(_is_on_axis(step) for step in steps):
        return (float(1 / np.abs(steps[0]).max()), float(1 / np.abs(steps[1]).max()))
    square = max(min(geometry.spacing_mm), longest_mm / (LARGEST_SIDE - 1))
    return (square, square)


def _in_voxels(geometry: VolumeGeometry, direction: FloatArray) -> FloatArray:
    """A direction of 1 mm in voxels."""
    to_voxel = np.asarray(np.linalg.inv(geometry.affine_lps[:3, :3]), np.float64)
    steps: FloatArray = to_voxel @ direction
    return steps


def _is_on_axis(step: FloatArray) -> bool:
    sizes = np.sort(np.abs(step))
    return bool(sizes[1] <= ON_AXIS * sizes[2])
