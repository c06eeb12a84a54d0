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
    ends = [end for part in (lattice.depths, lattice.columns) for end in (part.min(0), part.max(0))]
    places = (lattice.rows, lattice.columns, lattice.depths, np.array(ends))
    is_whole = out.dtype.kind in "iu"
    fill_band(array.reshape(-1), array.shape, places, (CODES[how], is_whole), out, band)


def _compiled(function: Function) -> Function:
    """Without the global lock, and without the reordering that would make other bits of it."""
    ready: Function = numba.njit(nogil=True, cache=True, fastmath=False)(function)
    return ready


@_compiled
def _is_deep_inside(row: Any, ends: Any, shape: Any) -> bool:
    """Whether every sample of a row has a next voxel along each axis, so that none need be tested.

    `ends`: least and largest of the depths, then of the columns: [4, 3].
    """
    for axis in range(3):
        low = (row[axis] + ends[0, axis]) + ends[2, axis]
        high = (row[axis] + ends[1, axis]) + ends[3, axis]
        if low < 0.0 or high >= shape[axis] - 1:
            return False
    return True


@_compiled
def _at_edge(place: float, last: int) -> float:
    return min(max(place, 0.0), float(last))


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
        rows, columns, depths, ends = places
        last_z, last_y, last_x = shape[0] - 1, shape[1] - 1, shape[2] - 1
        # A flat axis has no next voxel; its place is always on the only one.
        dx = min(last_x, 1)
        dy = min(last_y, 1) * shape[2]
        dz = min(last_z, 1) * shape[1] * shape[2]
        for row in range(band[0], band[1]):
            here = rows[row]
            is_deep = _is_deep_inside(here, ends, shape)
            for column in range(len(columns)):
                total, count = 0.0, 0
                for depth in range(len(depths)):
                    z = (here[0] + depths[depth, 0]) + columns[column, 0]
                    y = (here[1] + depths[depth, 1]) + columns[column, 1]
                    x = (here[2] + depths[depth, 2]) + columns[column, 2]
                    iz, iy, ix = int(z), int(y), int(x)
                    if not is_deep:
                        if _is_outside(z, last_z) or _is_outside(y, last_y):
                            continue
                        if _is_outside(x, last_x):
                            continue
                        z, y, x = _at_edge(z, last_z), _at_edge(y, last_y), _at_edge(x, last_x)
                        iz = min(int(z), max(last_z - 1, 0))
                        iy = min(int(y), max(last_y - 1, 0))
                        ix = min(int(x), max(last_x - 1, 0))
                    fz, fy, fx = kind(z - iz), kind(y - iy), kind(x - ix)
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
