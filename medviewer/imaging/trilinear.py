"""Values between voxels, by numpy alone: trilinear, for a band of rows at a time.

Edges: a sample up to half a voxel beyond the outermost centres lies in the volume and takes the edge's
value, as in SimpleITK; further out there is nothing. `trilinear_compiled` does the same arithmetic in the
same order, so that both give the same bits.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.geometry import FloatArray
from medviewer.domain.section import Projection
from medviewer.domain.volume import PixelArray
from medviewer.imaging.lattice import Lattice

AXES = 3
BAND_SAMPLES = (
    65536  # computed at once: with fewer, threads wait for Python's lock more than they compute
)
HALF_VOXEL = 0.5
EXACT_IN_FLOAT32 = (
    2  # bytes of the widest whole numbers that float32 holds, with what is between them
)

Mask = NDArray[np.bool_]
Band = tuple[int, int]  # rows from, up to
Fill = Callable[[PixelArray, Lattice, Projection, PixelArray, Band], None]


def working_type(kind: np.dtype[np.generic]) -> np.dtype[np.floating]:
    """The type that values of `kind` are interpolated in."""
    is_exact = kind.itemsize <= EXACT_IN_FLOAT32 or kind == np.float32
    return np.dtype(np.float32 if is_exact else np.float64)


def fill(array: PixelArray, lattice: Lattice, how: Projection, out: PixelArray, band: Band) -> None:
    """Compute some rows of a section; pixels without a sample in the volume are left as they are.

    Runs in any thread; bands that do not overlap may be filled at the same time.

    Args:
        array: [slice, row, column], contiguous.
        out: [rows, columns] of the whole lattice, in the array's type.
    """
    columns = lattice.shape[1]
    height = max(1, min(BAND_SAMPLES // max(1, columns), band[1] - band[0]))
    whole_bench = Workbench.of((height, columns), array.dtype)
    for top in range(band[0], band[1], height):
        part = (top, min(top + height, band[1]))
        bench = whole_bench.first_rows(part[1] - part[0])
        _fill_part(array, lattice, how, out[part[0] : part[1]], part, bench)


@dataclass(frozen=True, slots=True)
class Workbench:
    """Arrays [rows, columns] that every layer of every band is computed in.

    New ones each time would go back to the system and come again page by page: that took half of the time.

    Attributes:
        places: along one axis, in voxels.
        whole: the voxel before each of them.
        index: of each sample's first voxel in the volume.
        taken: values as they are stored.
        parts: of a voxel, towards the next one, for each axis.
        values: for each step of the interpolation, and the first layer of a slab.
    """

    places: FloatArray
    whole: NDArray[np.intp]
    index: NDArray[np.intp]
    taken: PixelArray
    parts: tuple[FloatArray, ...]
    values: tuple[FloatArray, ...]

    @classmethod
    def of(cls, shape: tuple[int, int], kind: np.dtype[np.generic]) -> Self:
        """For bands of up to `shape` samples of a volume of that type."""
        floats = [np.empty(shape, working_type(kind)) for _ in range(AXES + AXES + 2)]
        return cls(
            np.empty(shape),
            np.empty(shape, np.intp),
            np.empty(shape, np.intp),
            np.empty(shape, kind),
            tuple(floats[:AXES]),
            tuple(floats[AXES:]),
        )

    def first_rows(self, count: int) -> Self:
        """The same arrays for a band of fewer rows."""
        if count == len(self.places):
            return self
        return type(self)(
            self.places[:count],
            self.whole[:count],
            self.index[:count],
            self.taken[:count],
            tuple(each[:count] for each in self.parts),
            tuple(each[:count] for each in self.values),
        )


def _fill_part(
    array: PixelArray,
    lattice: Lattice,
    how: Projection,
    out: PixelArray,
    band: Band,
    bench: Workbench,
) -> None:
    pile = Pile(how)
    for depth in lattice.depths:
        target = bench.values[
            0 if pile.is_empty else 1
        ]  # the first one stays, others are laid on it
        pile.add(*_layer(array, lattice, depth, band, bench, target))
    values = pile.values()
    if values is None:
        return
    if out.dtype.kind in "iu":
        np.rint(values, out=values)
    if isinstance(pile.count, int):
        out[...] = values
    else:
        is_inside = pile.count > 0
        out[is_inside] = values[is_inside].astype(out.dtype)


class Pile:
    """Layers of a slab, laid on one another as they are computed."""

    def __init__(self, how: Projection) -> None:
        self._how = how
        self._total: FloatArray | None = None
        # Layers that have a value, the same number for all pixels or each pixel's own.
        self.count: int | NDArray[np.signedinteger] = 0

    @property
    def is_empty(self) -> bool:
        return self._total is None

    def add(self, layer: FloatArray | None, is_inside: Mask | None) -> None:
        """`layer` None: none of it lies in the volume; `is_inside` None: all of it does."""
        if layer is None:
            return
        if is_inside is not None:
            layer[~is_inside] = NOTHING[self._how]
        self.count = self.count + (1 if is_inside is None else is_inside)
        if self._total is None:
            is_sum = self._how is Projection.MEAN
            self._total = layer.astype(np.float64) if is_sum else layer
        else:
            LAID_ON[self._how](self._total, layer, out=self._total)

    def values(self) -> FloatArray | None:
        """What the slab shows; meaningless where nothing was counted."""
        if self._total is not None and self._how is Projection.MEAN:
            self._total /= np.maximum(self.count, 1)
        return self._total


NOTHING = {Projection.MAXIMUM: -np.inf, Projection.MINIMUM: np.inf, Projection.MEAN: 0.0}
LAID_ON = {
    Projection.MAXIMUM: np.maximum,
    Projection.MINIMUM: np.minimum,
    Projection.MEAN: np.add,
}


def _layer(
    array: PixelArray,
    lattice: Lattice,
    depth: FloatArray,
    band: Band,
    bench: Workbench,
    target: FloatArray,
) -> tuple[FloatArray | None, Mask | None]:
    """One layer's values [rows, columns] of a band in `target`, and which of them lie in the volume."""
    starts, columns = lattice.rows[band[0] : band[1]] + depth, lattice.columns
    last = np.array(array.shape) - 1.0
    low, high = starts.min(0) + columns.min(0), starts.max(0) + columns.max(0)
    if (high < -HALF_VOXEL).any() or (low > last + HALF_VOXEL).any():
        return None, None
    is_inside: Mask | None = None
    places, whole, index = bench.places, bench.whole, bench.index
    steps = []
    for axis, size in enumerate(array.shape):
        np.add.outer(starts[:, axis], columns[:, axis], out=places)
        if low[axis] < 0 or high[axis] >= last[axis]:  # a band's corners are its extremes
            here = (places >= -HALF_VOXEL) & (places <= last[axis] + HALF_VOXEL)
            is_inside = here if is_inside is None else is_inside & here
            np.clip(places, 0, last[axis], out=places)
        np.copyto(whole, places, casting="unsafe")
        np.minimum(
            whole, max(size - 2, 0), out=whole
        )  # the last voxel: all of its neighbour's next
        np.subtract(places, whole, out=places)
        np.copyto(bench.parts[axis], places, casting="same_kind")
        steps.append(int(np.prod(array.shape[axis + 1 :])) if size > 1 else 0)
        if axis == 0:
            np.copyto(index, whole)
        else:
            index *= size
            index += whole
    _interpolate(array.reshape(-1), steps, bench, target)
    return target, is_inside


def _interpolate(
    flat: PixelArray, steps: Sequence[int], bench: Workbench, target: FloatArray
) -> None:
    """Interpolate along the columns, the rows, then the slices, into `target`.

    Args:
        steps: how far away the next voxel is in `flat`, for the axes that are left.
    """
    if not steps:
        # Nothing lies outside.
        flat.take(bench.index, mode="clip", out=bench.taken)
        np.copyto(target, bench.taken, casting="same_kind")
        return
    axis = AXES - len(steps)
    there = bench.values[2 + axis]
    _interpolate(flat, steps[1:], bench, target)
    _interpolate(flat[steps[0] :], steps[1:], bench, there)
    there -= target
    there *= bench.parts[axis]
    target += there
