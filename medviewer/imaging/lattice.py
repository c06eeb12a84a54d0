"""Where the samples of a reformatted image lie among a volume's voxels.

A sample's place is its row's plus its column's plus its depth's: straight sections, slabs and sheets along
a curved path are all of that form.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from medviewer.domain.geometry import FloatArray, VolumeGeometry
from medviewer.domain.section import THIN, Section, Slab

WHOLE_VOXEL = 1e-3  # samples this close to voxel centres, in voxels, are those voxels


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """Places in voxel coordinates (slice, row, column), integers on voxel centres.

    Attributes:
        rows: [rows, 3], the place of each row's first sample.
        columns: [columns, 3], what each column adds.
        depths: [depths, 3], what each layer of a slab adds; one of zeros for a plane.
    """

    rows: FloatArray
    columns: FloatArray
    depths: FloatArray

    @property
    def shape(self) -> tuple[int, int]:
        return (len(self.rows), len(self.columns))


def section_lattice(geometry: VolumeGeometry, section: Section, slab: Slab = THIN) -> Lattice:
    """The samples of a section: one for each of its pixels, and one a voxel's length through a slab.

    A slab's layers lie on the section and to both sides of it, as far as half the thickness reaches.
    """
    plane, (row_count, column_count) = section.plane, section.shape
    to_voxel, origin = _inverse(geometry)
    right, down = np.array(plane.row_direction), np.array(plane.column_direction)
    start = to_voxel @ (np.array(plane.position) - origin)
    row_step = to_voxel @ (down * plane.row_spacing_mm)
    column_step = to_voxel @ (right * plane.column_spacing_mm)
    return Lattice(
        start + np.arange(row_count)[:, np.newaxis] * row_step,
        np.arange(column_count)[:, np.newaxis] * column_step,
        _depths(to_voxel @ plane.normal, slab.thickness_mm),
    )


def layer_spacing_mm(geometry: VolumeGeometry, section: Section) -> float:
    """Distance between a slab's layers: one voxel along the axis that the normal is nearest to."""
    to_voxel, _ = _inverse(geometry)
    return float(1 / np.abs(to_voxel @ section.plane.normal).max())


def _depths(voxels_a_mm: FloatArray, thickness_mm: float) -> FloatArray:
    """`voxels_a_mm`: the slab's normal of 1 mm in voxels."""
    if thickness_mm <= 0:
        return np.zeros((1, 3))
    fastest = float(np.abs(voxels_a_mm).max())
    reach = int(thickness_mm / 2 * fastest + WHOLE_VOXEL)
    depths: FloatArray = np.arange(-reach, reach + 1)[:, np.newaxis] * (voxels_a_mm / fastest)
    return depths


@lru_cache(maxsize=16)  # asked for with every step of a drag
def _inverse(geometry: VolumeGeometry) -> tuple[FloatArray, FloatArray]:
    affine = geometry.affine_lps
    to_voxel = np.asarray(np.linalg.inv(affine[:3, :3]), np.float64)
    return to_voxel, affine[:3, 3]
