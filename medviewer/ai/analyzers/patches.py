"""Cuts the patches a network was trained on out of a scan: 50 x 50 pixels of 0.7 mm, lung window to 0..1."""

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.volume import PixelArray, Volume

PATCH_SIZE = 50
PATCH_PIXEL_MM = 0.7  # the mean of the training patches' own spacings (0.69)
HU_WINDOW = (-1000.0, 400.0)

Patch = NDArray[np.float32]


def axial_patch(volume: Volume, slice_index: int, row: float, column: float) -> Patch:
    """The patch of one slice about a voxel position."""
    _, row_mm, column_mm = volume.geometry.spacing_mm
    return _cut(volume.array[slice_index], (row, column), (row_mm, column_mm))


def upright_patches(volume: Volume, voxel: tuple[float, float, float]) -> tuple[Patch, Patch]:
    """The patches across the slices about a voxel position: along the rows, and along the columns."""
    at, row, column = voxel
    slice_mm, row_mm, column_mm = volume.geometry.spacing_mm
    _, rows, columns = volume.array.shape
    along_rows = volume.array[:, min(max(round(row), 0), rows - 1)]
    along_columns = volume.array[:, :, min(max(round(column), 0), columns - 1)]
    return (
        _cut(along_rows, (at, column), (slice_mm, column_mm)),
        _cut(along_columns, (at, row), (slice_mm, row_mm)),
    )


def patch_edges(center: float, spacing_mm: float) -> tuple[float, float]:
    """First and last edge of a patch along an axis, in voxel indices (centres are integers)."""
    half = PATCH_SIZE * PATCH_PIXEL_MM / 2 / spacing_mm
    return (center - half, center + half)


def _cut(plane: PixelArray, center: tuple[float, float], spacing_mm: tuple[float, float]) -> Patch:
    """A patch of any plane, linear between pixels; air beyond the image."""
    offsets = (np.arange(PATCH_SIZE) - (PATCH_SIZE - 1) / 2) * PATCH_PIXEL_MM
    down, row_weights = _weights(center[0] + offsets / spacing_mm[0], plane.shape[0])
    across, column_weights = _weights(center[1] + offsets / spacing_mm[1], plane.shape[1])
    low, high = HU_WINDOW
    shown = np.clip((plane[down, across].astype(np.float32) - low) / (high - low), 0, 1)
    patch: Patch = (row_weights @ shown @ column_weights.T).astype(np.float32)
    return patch


def _weights(places: NDArray[np.floating], size: int) -> tuple[slice, Patch]:
    """The stretch of an axis that is needed, and linear weights (places, stretch); 0 beyond the image."""
    first = int(np.clip(np.floor(places[0]), 0, size - 1))
    last = int(np.clip(np.ceil(places[-1]), first, size - 1))
    indices = np.arange(first, last + 1)
    weights = np.maximum(0, 1 - np.abs(places[:, None] - indices)).astype(np.float32)
    return slice(first, last + 1), weights
