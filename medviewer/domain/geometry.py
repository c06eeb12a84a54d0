"""Where pixels lie in the patient: image planes and volume grids, LPS millimetres, voxel centres."""

from dataclasses import dataclass
from typing import NewType

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = tuple[float, float, float]
FloatArray = NDArray[np.float64]
FrameOfReferenceUID = NewType("FrameOfReferenceUID", str)


@dataclass(frozen=True, slots=True)
class ImagePlane:
    """One image's place: the plane of its pixel centres (DICOM PS3.3 C.7.6.2).

    Attributes:
        position: patient mm of the centre of pixel (row 0, column 0), ImagePositionPatient.
        row_direction: unit vector along a row, the way the column index grows.
        column_direction: unit vector down a column, the way the row index grows.
        row_spacing_mm: distance between rows, the first value of PixelSpacing.
        column_spacing_mm: distance between columns, the second value of PixelSpacing.
    """

    position: Vector
    row_direction: Vector
    column_direction: Vector
    row_spacing_mm: float
    column_spacing_mm: float

    @property
    def normal(self) -> FloatArray:
        """Unit vector: row direction cross column direction."""
        (a, b, c), (d, e, f) = self.row_direction, self.column_direction
        normal = np.array(
            (b * f - c * e, c * d - a * f, a * e - b * d)
        )  # np.cross takes ten times as long
        unit: FloatArray = normal / np.linalg.norm(normal)
        return unit

    @property
    def distance_mm(self) -> float:
        """Signed distance of the plane from the patient origin along its normal; the sort key of slices."""
        return float(np.dot(self.normal, self.position))

    def pixel_to_patient(self, row: float, column: float) -> FloatArray:
        """Patient mm of a pixel position (PS3.3 equation C.7.6.2.1-1)."""
        return (
            np.asarray(self.position)
            + np.asarray(self.row_direction) * column * self.column_spacing_mm
            + np.asarray(self.column_direction) * row * self.row_spacing_mm
        )

    def patient_to_pixel(self, point: Vector) -> tuple[float, float]:
        """(column, row) of a patient point in mm, projected onto the plane along its normal."""
        x, y, z = (a - b for a, b in zip(point, self.position, strict=True))
        (a, b, c), (d, e, f) = self.row_direction, self.column_direction
        return (
            (x * a + y * b + z * c) / self.column_spacing_mm,
            (x * d + y * e + z * f) / self.row_spacing_mm,
        )


@dataclass(frozen=True, slots=True)
class VolumeGeometry:
    """A grid of parallel slices of one pixel size.

    `slice_step_mm` is the true step from one slice's first pixel to the next one's, so a tilted gantry
    gives a sheared grid rather than a wrong one. `shape` is (slices, rows, columns).
    """

    plane: ImagePlane
    slice_step_mm: Vector
    shape: tuple[int, int, int]

    @property
    def affine_lps(self) -> FloatArray:
        """4 x 4 matrix from voxel (slice, row, column, 1) to patient (x, y, z, 1) mm."""
        affine = np.eye(4)
        affine[:3, 0] = self.slice_step_mm
        affine[:3, 1] = np.asarray(self.plane.column_direction) * self.plane.row_spacing_mm
        affine[:3, 2] = np.asarray(self.plane.row_direction) * self.plane.column_spacing_mm
        affine[:3, 3] = self.plane.position
        return affine

    @property
    def slice_spacing_mm(self) -> float:
        """Distance between neighbouring slices along the normal, always positive."""
        return abs(float(np.dot(self.plane.normal, self.slice_step_mm)))

    @property
    def spacing_mm(self) -> Vector:
        """Voxel size as (slice, row, column) mm."""
        return (self.slice_spacing_mm, self.plane.row_spacing_mm, self.plane.column_spacing_mm)

    @property
    def is_sheared(self) -> bool:
        """Whether the slice step leaves the normal by more than half a degree (tilted gantry)."""
        step = np.asarray(self.slice_step_mm)
        cosine = self.slice_spacing_mm / float(np.linalg.norm(step))
        return cosine < SHEAR_COSINE

    def voxel_to_patient(self, voxel: ArrayLike) -> FloatArray:
        """Map voxel points, shape (..., 3) as (slice, row, column), to patient mm of the same shape."""
        affine = self.affine_lps
        return np.asarray(voxel, float) @ affine[:3, :3].T + affine[:3, 3]

    def patient_to_voxel(self, patient: ArrayLike) -> FloatArray:
        """Map patient mm, shape (..., 3), to voxel points (slice, row, column) of the same shape."""
        affine = self.affine_lps
        inverse = np.linalg.inv(affine[:3, :3])
        return (np.asarray(patient, float) - affine[:3, 3]) @ inverse.T

    def slice_plane(self, index: int) -> ImagePlane:
        """The image plane of one slice."""
        position = np.asarray(self.plane.position) + index * np.asarray(self.slice_step_mm)
        return ImagePlane(
            as_vector(position),
            self.plane.row_direction,
            self.plane.column_direction,
            self.plane.row_spacing_mm,
            self.plane.column_spacing_mm,
        )


SHEAR_COSINE = float(np.cos(np.deg2rad(0.5)))


def as_vector(values: ArrayLike) -> Vector:
    """Three numbers as a plain tuple of floats."""
    x, y, z = (float(value) for value in np.asarray(values, float).ravel())
    return (x, y, z)
