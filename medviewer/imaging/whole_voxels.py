"""Sections that run along a volume's own axes: their pixels are voxels, copied and not computed."""

from dataclasses import dataclass

import numpy as np

from medviewer.domain.geometry import FloatArray
from medviewer.domain.section import Projection
from medviewer.domain.volume import PixelArray
from medviewer.imaging.lattice import WHOLE_VOXEL, Lattice

NEXT_VOXEL = 1e-6  # how far a step may be from one voxel, in voxels; times thousands of steps


@dataclass(frozen=True, slots=True)
class Run:
    """One direction of the lattice: `step` (1 or -1) voxels along `axis` each time."""

    axis: int
    step: int


def along_axes(lattice: Lattice) -> tuple[Run, Run] | None:
    """How rows and columns run if every sample is a voxel's centre; None where one is not."""
    down, right = _run(lattice.rows), _run(lattice.columns)
    if down is None or right is None or down.axis == right.axis:
        return None
    first = lattice.rows[0]
    is_whole = np.abs(first - np.rint(first)).max() <= WHOLE_VOXEL
    if not is_whole or not _runs_through(lattice.depths, 3 - down.axis - right.axis):
        return None
    return down, right


def copied(
    array: PixelArray, lattice: Lattice, runs: tuple[Run, Run], how: Projection, outside: float
) -> PixelArray:
    """The section of a lattice that `along_axes` gave `runs` for; a copy.

    Args:
        array: [slice, row, column].
        outside: for pixels beyond the volume. In a slab only layers within the volume count.
    """
    first = np.rint(lattice.rows[0]).astype(int)
    down, right = runs
    through = 3 - down.axis - right.axis
    layers = _layers(lattice.depths, through, int(first[through]), array.shape[through])
    rows, row_part = _reach(first[down.axis], down.step, lattice.shape[0], array.shape[down.axis])
    columns, column_part = _reach(
        first[right.axis], right.step, lattice.shape[1], array.shape[right.axis]
    )
    selection: list[slice] = [slice(None)] * 3
    selection[down.axis], selection[right.axis], selection[through] = rows, columns, layers
    block = array[tuple(selection)]
    if block.size == 0:
        return np.full(lattice.shape, outside, array.dtype)
    # Rows first, columns next: an axis is named by its place among those that are left.
    flat = block.squeeze(through) if block.shape[through] == 1 else _projected(block, through, how)
    seen = flat if down.axis < right.axis else flat.T
    if seen.shape == lattice.shape:
        return np.ascontiguousarray(seen)
    result = np.full(lattice.shape, outside, array.dtype)
    result[row_part, column_part] = seen
    return result


def _projected(block: PixelArray, axis: int, how: Projection) -> PixelArray:
    if how is Projection.MAXIMUM:
        return np.asarray(block.max(axis))
    if how is Projection.MINIMUM:
        return np.asarray(block.min(axis))
    mean = block.mean(axis, dtype=np.float64)
    is_whole = block.dtype.kind in "iu"
    return np.asarray((np.rint(mean) if is_whole else mean).astype(block.dtype))


def _run(places: FloatArray) -> Run | None:
    """How places follow one another; None unless by one voxel along one axis."""
    if len(places) < 2:
        return None
    steps = (places[-1] - places[0]) / (len(places) - 1)
    axis = int(np.abs(steps).argmax())
    step = 1 if steps[axis] > 0 else -1
    steps[axis] -= step
    return Run(axis, step) if np.abs(steps).max() <= NEXT_VOXEL else None


def _runs_through(depths: FloatArray, axis: int) -> bool:
    run = _run(depths) if len(depths) > 1 else Run(axis, 1)
    return run is not None and run.axis == axis


def _layers(depths: FloatArray, axis: int, at: int, size: int) -> slice:
    reach = len(depths) // 2
    return slice(min(max(at - reach, 0), size), min(max(at + reach + 1, 0), size))


def _reach(first: int, step: int, count: int, size: int) -> tuple[slice, slice]:
    """The part of an axis that a run covers, and the part of the run that lies on it."""
    begin, end = (
        (max(0, -first), min(count, size - first))
        if step > 0
        else (max(0, first - size + 1), min(count, first + 1))
    )
    if end <= begin:
        return slice(0, 0), slice(0, 0)
    low, high = sorted((first + step * begin, first + step * (end - 1)))
    covered = slice(low, high + 1) if step > 0 else slice(high, low - 1 if low else None, -1)
    return covered, slice(begin, end)
