"""The nearest voxel's value on a section: for label maps, between whose values there is nothing."""

import numpy as np

from medviewer.domain.section import Projection
from medviewer.domain.volume import PixelArray
from medviewer.imaging.lattice import Lattice
from medviewer.imaging.trilinear import HALF_VOXEL, Band


def fill(array: PixelArray, lattice: Lattice, how: Projection, out: PixelArray, band: Band) -> None:
    """A sampler of `reslice`: of a slab only the middle layer counts. Halfway, the later voxel is nearer."""
    del how
    middle = lattice.depths[len(lattice.depths) // 2]
    starts = lattice.rows[band[0] : band[1]] + middle
    voxels = np.floor(starts[:, np.newaxis] + lattice.columns + HALF_VOXEL).astype(np.intp)
    is_inside = ((voxels >= 0) & (voxels < array.shape)).all(axis=2)
    z, y, x = np.moveaxis(voxels[is_inside], 1, 0)
    out[band[0] : band[1]][is_inside] = array[z, y, x]
