"""Values between voxels by numba, for whoever has it installed: `trilinear`'s arithmetic, compiled.

Import it off the GUI thread: numba takes its time, and the first call of a type compiles (a second, kept
on disk afterwards).
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

import numba
import numpy as np

from medviewer.domain.section import Projection
from medviewer.domain.volume import PixelArray
from medviewer.imaging.lattice import Lattice
from medviewer.imaging.trilinear import HALF_VOXEL, Band, working_type

Function = TypeVar("Function", bound=Callable[..., Any])

MEAN = 0
CODES = {Projection.MAXIMUM: 1, Projection.MINIMUM: -1, Projection.MEAN: MEAN}


def fill(array: PixelArray, lattice: Lattice, how: Projection, out: PixelArray, band: Band) -> None:
    """`trilinear.fill`, with the same result to the last bit."""
    fill_band = _band_filler(working_type(array.dtype) == np.float32)
    places = (lattice.rows, lattice.columns, lattice.depths)
    is_whole = out.dtype.kind in "iu"
    fill_band(array.reshape(-1), array.shape, places, (CODES[how], is_whole), out, band)


def _compiled(function: Function) -> Function:
    """Without the global lock, and without the reordering that would make other bits of it."""
    ready: Function = numba.njit(nogil=True, cache=True, fastmath=False)(function)
    return ready


@_compiled
def _first_voxel(place: float, last: int) -> tuple[int, float]:
    """The voxel before a place in the volume, and how far on from it the place lies, 0..1."""
    inside = min(max(place, 0.0), float(last))
    voxel = min(int(inside), max(last - 1, 0))
    return voxel, inside - voxel


@_compiled
def _is_outside(place: float, last: int) -> bool:
    return place < -HALF_VOXEL or place > last + HALF_VOXEL


@_compiled
def _blend(line: Any, next_line: Any, fx: Any, fy: Any) -> Any:
    """Between four values: two of a line of voxels, two of the next one."""
    here = line[0] + (line[1] - line[0]) * fx
    there = next_line[0] + (next_line[1] - next_line[0]) * fx
    return here + (there - here) * fy


@_compiled
def _joined(total: float, value: Any, count: int, code: int) -> float:
    if count == 0:
        return float(value)
    if code == MEAN:
        return float(total + value)
    return max(total, float(value)) if code > 0 else min(total, float(value))


@lru_cache(maxsize=2)
def _band_filler(is_single: bool) -> Callable[..., None]:
    """The loop over the pixels of a band, interpolating in single or in double precision."""
    kind = np.float32 if is_single else np.float64

    @_compiled
    def fill_band(flat: Any, shape: Any, places: Any, code: Any, out: Any, band: Band) -> None:
        rows, columns, depths = places
        last_z, last_y, last_x = shape[0] - 1, shape[1] - 1, shape[2] - 1
        # A flat axis has no next voxel; its place is always on the only one.
        dx = min(last_x, 1)
        dy = min(last_y, 1) * shape[2]
        dz = min(last_z, 1) * shape[1] * shape[2]
        for row in range(band[0], band[1]):
            for column in range(len(columns)):
                total, count = 0.0, 0
                for depth in range(len(depths)):
                    z = (rows[row, 0] + depths[depth, 0]) + columns[column, 0]
                    y = (rows[row, 1] + depths[depth, 1]) + columns[column, 1]
                    x = (rows[row, 2] + depths[depth, 2]) + columns[column, 2]
                    if _is_outside(z, last_z) or _is_outside(y, last_y) or _is_outside(x, last_x):
                        continue
                    iz, z_part = _first_voxel(z, last_z)
                    iy, y_part = _first_voxel(y, last_y)
                    ix, x_part = _first_voxel(x, last_x)
                    fz, fy, fx = kind(z_part), kind(y_part), kind(x_part)
                    # Unsigned, or numba tests each index for counting from the end.
                    a = np.uint64((iz * shape[1] + iy) * shape[2] + ix)
                    b = np.uint64(a + np.uint64(dy))
                    c = np.uint64(a + np.uint64(dz))
                    d = np.uint64(c + np.uint64(dy))
                    e = np.uint64(dx)
                    near = _blend(
                        (kind(flat[a]), kind(flat[a + e])),
                        (kind(flat[b]), kind(flat[b + e])),
                        fx,
                        fy,
                    )
                    far = _blend(
                        (kind(flat[c]), kind(flat[c + e])),
                        (kind(flat[d]), kind(flat[d + e])),
                        fx,
                        fy,
                    )
                    total = _joined(total, near + (far - near) * fz, count, code[0])
                    count += 1
                if count > 0:
                    value = total / count if code[0] == MEAN else total
                    out[row, column] = np.rint(value) if code[1] else value

    return fill_band
