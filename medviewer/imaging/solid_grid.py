"""A volume made small and even enough to be turned while one drags: about as long voxels on every axis.

    volume ─► neighbours pooled where they are too fine ─► steps put between slices that are far apart

Nothing is measured on it; what is shown says how long its voxels are.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.geometry import FloatArray
from medviewer.domain.section import Projection
from medviewer.domain.transfer_function import CODES, TransferFunction
from medviewer.domain.volume import PixelArray, Volume
from medviewer.progress import CancelToken

MOST_VOXELS = 20_000_000  # float32: 80 MB; half a second to see from another side in numpy
COARSE_VOXELS = 2_000_000  # while it is turned
MOST_BETWEEN = 12  # steps put between two slices
ROBUST_PERCENT = (0.5, 99.5)  # of the values, which single bright voxels do not shift
SAMPLED = 200_000  # values that decide it
Single = NDArray[np.float32]


@dataclass(frozen=True)
class SolidGrid:
    """`values[slice, row, column]`, finite; `axes[:, i]` the step along axis i, mm; `centre` its middle."""

    values: Single
    axes: FloatArray
    centre: FloatArray
    voxel_mm: float  # the longest side of what was measured, not of steps put between

    @property
    def radius_mm(self) -> float:
        """From the middle to the farthest corner."""
        return float(np.linalg.norm(np.abs(self.axes) @ (np.array(self.values.shape) / 2)))

    @cached_property
    def robust_range(self) -> tuple[float, float]:
        """About the lowest and highest value."""
        flat = self.values.reshape(-1)
        low, high = np.percentile(flat[:: max(1, flat.size // SAMPLED)], ROBUST_PERCENT)
        return float(low), float(high if high > low else low + 1)


def solid_grid(
    volume: Volume, how: Projection, most: int = MOST_VOXELS, token: CancelToken | None = None
) -> SolidGrid:
    """Runs in any thread; a second for a large CT.

    Args:
        how: which of pooled voxels stays: their mean, or their maximum for a MIP.
        most: voxels, about.

    Raises:
        Cancelled: as asked.
    """
    spacing = np.array([np.linalg.norm(step) for step in volume.geometry.affine_lps[:3, :3].T])
    extent = spacing * volume.array.shape
    target_mm = max(float(np.cbrt(np.prod(extent) / most)), float(spacing.min()))
    pooled = [max(1, int(target_mm / each + 0.5)) for each in spacing]
    pooled = [min(times, size) for times, size in zip(pooled, volume.array.shape, strict=True)]
    values = _pooled(volume.array, pooled, how, token or CancelToken())
    between = [min(MOST_BETWEEN, max(1, int(each / target_mm + 0.5))) for each in spacing]
    for axis, times in enumerate(between):
        values = _with_steps_between(values, axis, times)
        if how is Projection.MEAN:
            _smooth(values, axis)
    axes = volume.geometry.affine_lps[:3, :3] * np.array(pooled) / np.array(between)
    counts = np.array(volume.array.shape) // np.array(pooled) * np.array(pooled)
    centre = volume.geometry.voxel_to_patient((counts - 1) / 2)
    return SolidGrid(values, axes, centre, float((spacing * np.array(pooled)).max()))


def coarser(grid: SolidGrid, how: Projection) -> SolidGrid:
    """The same in voxels twice as long, for as long as it moves."""
    times = [2 if size > 2 else 1 for size in grid.values.shape]
    values = _pooled(grid.values, times, how, CancelToken())
    lost = np.array(grid.values.shape) - np.array(values.shape) * times
    axes = grid.axes * np.array(times)
    voxel_mm = max(grid.voxel_mm, float(np.linalg.norm(axes, axis=0).max()))
    return SolidGrid(values, axes, grid.centre - grid.axes @ lost / 2, voxel_mm)


def codes_of(grid: SolidGrid, seen_as: TransferFunction) -> NDArray[np.uint8]:
    """Every voxel's place in the range of a transfer function, 0 to 255."""
    low, high = range_of(grid, seen_as)
    scaled = grid.values - np.float32(low)
    scaled *= np.float32((CODES - 1) / (high - low))
    np.clip(scaled, 0, CODES - 1, out=scaled)
    return scaled.astype(np.uint8)


def range_of(grid: SolidGrid, seen_as: TransferFunction) -> tuple[float, float]:
    """The values of the first and the last code."""
    if not seen_as.is_relative:
        return seen_as.low, seen_as.high
    low, high = grid.robust_range
    return low + (high - low) * seen_as.low, low + (high - low) * seen_as.high


def edge_codes(seen_as: TransferFunction) -> float:
    """`edge_per_mm` of a transfer function in codes: shares and units are scaled alike."""
    return seen_as.edge_per_mm * (CODES - 1) / (seen_as.high - seen_as.low)


def _pooled(array: PixelArray, times: list[int], how: Projection, token: CancelToken) -> Single:
    """Blocks of voxels made one; what is left over at the far ends is left out."""
    slices, rows, columns = (size // n for size, n in zip(array.shape, times, strict=True))
    join = np.maximum if how is Projection.MAXIMUM else np.add
    result = np.empty((slices, rows, columns), np.float32)
    for place in range(slices):
        token.check()
        block = array[place * times[0] : (place + 1) * times[0], : rows * times[1]]
        block = block[:, :, : columns * times[2]]
        flat = _finite(join.reduce(block.astype(np.float32), axis=0))
        flat = join.reduce(flat.reshape(rows, times[1], -1), axis=1)
        result[place] = join.reduce(flat.reshape(rows, columns, times[2]), axis=2)
    if join is np.add:
        result /= np.prod(times)
    return result


def _finite(values: Single) -> Single:
    """What is no number becomes the lowest that is one."""
    is_number = np.isfinite(values)
    if is_number.all():
        return values
    lowest = values[is_number].min() if is_number.any() else 0.0
    found: Single = np.where(is_number, values, np.float32(lowest))
    return found


def _with_steps_between(values: Single, axis: int, times: int) -> Single:
    """Each voxel cut into `times` along an axis, with values that run straight between the centres."""
    size = values.shape[axis]
    if times == 1 or size < 2:
        return values if times == 1 else np.repeat(values, times, axis)
    places = np.clip((np.arange(size * times) + 0.5) / times - 0.5, 0, size - 1)
    before = np.minimum(places.astype(np.intp), size - 2)
    part = (places - before).astype(np.float32).reshape([-1 if i == axis else 1 for i in range(3)])
    low, high = values.take(before, axis), values.take(before + 1, axis)
    high -= low
    high *= part
    found: Single = high + low
    return found


def _smooth(values: Single, axis: int) -> None:
    """A quarter, a half, a quarter of three neighbours: noise and steps would be seen as grain."""
    if values.shape[axis] < 3:
        return
    turned = np.moveaxis(values, axis, 0)
    kept = turned[0].copy()
    for place in range(1, len(turned) - 1):
        here = turned[place].copy()
        kept += turned[place + 1]
        turned[place] *= 0.5
        kept *= 0.25
        turned[place] += kept
        kept = here
