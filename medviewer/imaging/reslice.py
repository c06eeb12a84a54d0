"""Reformatted images: any section through a volume, thin or as a slab, in the volume's own values.

Along the volume's axes voxels are copied; anywhere else values are interpolated between the eight nearest
ones, by numba where it is installed and by numpy with the same result where it is not.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise

import numpy as np

from medviewer.domain.geometry import VolumeGeometry
from medviewer.domain.section import THIN, Section, Slab
from medviewer.domain.volume import PixelArray, Volume
from medviewer.imaging import trilinear
from medviewer.imaging.lattice import Lattice, section_lattice
from medviewer.imaging.trilinear import Band, Fill
from medviewer.imaging.whole_voxels import along_axes, copied

WORTH_A_THREAD = 50_000  # samples; with fewer a thread costs more than it saves


def reslice(
    volume: Volume,
    section: Section,
    slab: Slab = THIN,
    *,
    outside: float,
    threads: int = 1,
    sampler: Fill | None = None,
) -> PixelArray:
    """The volume's values on a section. Runs in any thread; the first call may take half a second.

    Args:
        volume: of single values, not colours.
        outside: for pixels more than half a voxel beyond the volume's outermost voxel centres.
        threads: that share the work.
        sampler: how values between voxels are found; None for the fastest there is.

    Returns:
        [rows, columns] of the section, in the volume's type; whole numbers are rounded to the nearest.
    """
    lattice = section_lattice(volume.geometry, section, slab)
    runs = along_axes(lattice)
    if runs is not None:
        return copied(volume.array, lattice, runs, slab.projection, outside)
    return sampled(volume.array, lattice, slab, outside=outside, threads=threads, sampler=sampler)


def is_copied(geometry: VolumeGeometry, section: Section, slab: Slab = THIN) -> bool:
    """Whether every sample of a section is a voxel's centre: then `reslice` copies, which is quick."""
    return along_axes(section_lattice(geometry, section, slab)) is not None


def sampled(
    array: PixelArray,
    lattice: Lattice,
    slab: Slab = THIN,
    *,
    outside: float,
    threads: int = 1,
    sampler: Fill | None = None,
) -> PixelArray:
    """Interpolate at every place of a lattice; what `reslice` does off the volume's axes."""
    fill = sampler or fastest()
    whole = np.ascontiguousarray(array)
    result = np.full(lattice.shape, outside, array.dtype)

    def fill_band(band: Band) -> None:
        fill(whole, lattice, slab.projection, result, band)

    bands = _bands(lattice, threads)
    if len(bands) == 1:
        fill_band(bands[0])
        return result
    with ThreadPoolExecutor(len(bands)) as pool:
        list(pool.map(fill_band, bands))  # asks each for its exception
    return result


@lru_cache(maxsize=1)
def fastest() -> Fill:
    """By numba where it is installed. Its import takes a third of a second."""
    if find_spec("numba") is None:
        return trilinear.fill
    from medviewer.imaging import trilinear_compiled

    return trilinear_compiled.fill


def warm_up(volume: Volume) -> None:
    """Load and compile what interpolates in a volume before a drag has to wait; off the GUI thread."""
    fill = fastest()
    if fill is not trilinear.fill:
        nowhere = np.zeros((1, 3))
        block = np.ascontiguousarray(volume.array[:1, :1, :1])
        lattice = Lattice(nowhere, nowhere, nowhere)
        fill(block, lattice, THIN.projection, np.empty((1, 1), volume.array.dtype), (0, 1))


def _bands(lattice: Lattice, threads: int) -> Sequence[Band]:
    """Rows in as many parts as are worth a thread each."""
    rows, columns = lattice.shape
    samples = rows * columns * len(lattice.depths)
    count = max(1, min(threads, rows, samples // WORTH_A_THREAD))
    edges = [rows * part // count for part in range(count + 1)]
    return list(pairwise(edges))
