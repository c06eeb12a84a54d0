"""A CT's HU on a coarser cubic grid, or on a box of it: every axis by a small matrix of weights.

    slice, clipped ──► rows' weights @ slice @ columns' weights ──► slices' weights ──► (slice, row, column)

Weights are linear between voxels, after a Gaussian where voxels would be skipped. Only what the box needs is
read, one slice after another: a scan is never held as floats, and the work is matrix products.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.domain.volume import Volume

HU_LIMITS = (-1024, 3071)  # of a CT's twelve bits; metal shall not ring
SKIPPING = 1.5  # voxels to a cell: with more of them some are passed over between two cells
SMOOTHING = 0.4  # Gaussian sigma, of a cell's edge: no speckle from skipped voxels
REACH = 4  # sigmas at which the Gaussian ends

Box = tuple[slice, slice, slice]  # of cells; each with a start and a stop
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Axis:
    """What cells take from the voxels of one axis: `weights` (cells, voxels of `stretch`)."""

    stretch: slice
    weights: Weights


def grid_shape(volume: Volume, spacing_mm: float) -> tuple[int, int, int]:
    """Cells along each axis, from the first voxel's centre to the last one's at most."""
    s, r, c = (
        int((count - 1) * step / spacing_mm) + 1
        for count, step in zip(volume.array.shape, volume.geometry.spacing_mm, strict=True)
    )
    return s, r, c


def on_cubic_grid(volume: Volume, spacing_mm: float, box: Box | None = None) -> NDArray[np.float32]:
    """HU (slice, row, column) at cells `spacing_mm` apart, the first one on the first voxel's centre.

    Args:
        box: the cells wanted; all of them without.
    """
    wanted = box or [slice(0, size) for size in grid_shape(volume, spacing_mm)]
    is_smoothed = min(volume.geometry.spacing_mm) < spacing_mm / SKIPPING
    slices, rows, columns = (
        _axis(count, spacing_mm / step, cells, is_smoothed)
        for count, step, cells in zip(
            volume.array.shape, volume.geometry.spacing_mm, wanted, strict=True
        )
    )
    planes = np.stack([_resampled(plane, rows, columns) for plane in volume.array[slices.stretch]])
    return _product(slices.weights, planes.reshape(len(planes), -1)).reshape(-1, *planes.shape[1:])


def _resampled(plane: NDArray[np.int16], rows: _Axis, columns: _Axis) -> NDArray[np.float32]:
    hu = np.clip(plane[rows.stretch, columns.stretch], *HU_LIMITS).astype(np.float32)
    return _product(_product(rows.weights, hu), columns.weights.T)


def _axis(count: int, cell_voxels: float, cells: slice, is_smoothed: bool) -> _Axis:
    """Weights of `count` voxels in the cells wanted, which are `cell_voxels` apart."""
    places = np.arange(cells.start, cells.stop) * cell_voxels
    weights = np.maximum(0, 1 - np.abs(places[:, None] - np.arange(count)))
    if is_smoothed:
        weights = weights @ _gaussian(count, SMOOTHING * cell_voxels)
    used = np.flatnonzero(weights.any(axis=0))
    stretch = slice(int(used[0]), int(used[-1]) + 1)
    return _Axis(stretch, np.ascontiguousarray(weights[:, stretch], np.float32))


def _gaussian(count: int, sigma_voxels: float) -> NDArray[np.float64]:
    """(voxels, voxels): each smoothed voxel's share of the others; the border repeats itself."""
    reach = max(1, round(REACH * sigma_voxels))
    offsets = np.arange(-reach, reach + 1)
    shares = np.exp(-((offsets / sigma_voxels) ** 2) / 2)
    shares /= shares.sum()
    matrix = np.zeros((count, count))
    for offset, share in zip(offsets, shares, strict=True):
        voxels = np.arange(count)
        matrix[voxels, np.clip(voxels + offset, 0, count - 1)] += share
    return matrix


def _product(one: Weights, other: Weights) -> Weights:
    """By torch, which leaves a core to the viewer; numpy's takes all of them."""
    product: Weights = (torch.from_numpy(one) @ torch.from_numpy(other)).numpy()
    return product
