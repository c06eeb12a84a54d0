"""Marking voxels: a brush's stroke, a range of values, what hangs together with a seed, what lies between.

Pixels belong to a stroke when their centres do. Nothing is smoothed: what is counted is what was marked.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.appearance import MaskArray
from medviewer.domain.calibration import Pixel
from medviewer.imaging.region_values import RegionMask

SEED_REACH = 2  # pixels around a seed that tell what its tissue is like
SEED_SPREAD = 2.5  # standard deviations of them that still belong to it
LEAST_SPREAD = 0.01  # of all values there are: a seed in a perfectly even spot still grows


def stroke(
    start: Pixel,
    end: Pixel,
    radius_mm: float,
    spacing_mm: tuple[float, float],
    shape: tuple[int, int],
) -> RegionMask:
    """What a round brush covers on its straight way from (column, row) to (column, row).

    Args:
        spacing_mm: (between rows, between columns).
        shape: the image's (rows, columns); what lies outside is left out.
    """
    down, across = spacing_mm
    top, bottom = _span(start[1], end[1], radius_mm / down, shape[0])
    left, right = _span(start[0], end[0], radius_mm / across, shape[1])
    y = (np.arange(top, bottom + 1) - start[1])[:, np.newaxis] * down
    x = (np.arange(left, right + 1) - start[0])[np.newaxis] * across
    way_x, way_y = (end[0] - start[0]) * across, (end[1] - start[1]) * down
    length = way_x**2 + way_y**2
    share = np.clip((x * way_x + y * way_y) / length, 0, 1) if length else np.zeros((1, 1))
    apart = (x - share * way_x) ** 2 + (y - share * way_y) ** 2
    return RegionMask(np.asarray(apart <= radius_mm**2), top, left)


def painted(mask: MaskArray, region: RegionMask, *, is_erasing: bool = False) -> MaskArray:
    """`mask` with a region set or cleared; a new array."""
    result = mask.copy()
    part = result[region.rows, region.columns]
    result[region.rows, region.columns] = part & ~region.mask if is_erasing else part | region.mask
    return result


def within(volume: NDArray[Any], low: float, high: float) -> MaskArray:
    """bool[slice, row, column]: values from `low` to `high`, both included; NaN never."""
    return np.asarray((volume >= low) & (volume <= high))


def seed_range(volume: NDArray[Any], seed: tuple[int, int, int]) -> tuple[float, float]:
    """Values that count as the tissue around a seed (slice, row, column): mean ± 2.5 SD of what is near."""
    index, row, column = seed
    rows = slice(max(row - SEED_REACH, 0), row + SEED_REACH + 1)
    columns = slice(max(column - SEED_REACH, 0), column + SEED_REACH + 1)
    around = volume[index, rows, columns].astype(np.float64)
    plane = volume[index]
    spread = SEED_SPREAD * float(around.std())
    spread = max(spread, LEAST_SPREAD * float(plane.max() - plane.min()))
    return float(around.mean()) - spread, float(around.mean()) + spread


def grown(volume: NDArray[Any], seed: tuple[int, int, int], low: float, high: float) -> MaskArray:
    """What hangs together with a seed by faces and lies in a range of values.

    Args:
        volume: [slice, row, column].
        seed: (slice, row, column); outside of the range it grows nothing.
    """
    itk = _simpleitk()
    allowed = itk.GetImageFromArray(within(volume, low, high).astype(np.uint8))
    index, row, column = seed
    found = itk.ConnectedThreshold(allowed, [(column, row, index)], lower=1, upper=1)
    return np.asarray(itk.GetArrayFromImage(found), np.bool_)


def between_slices(
    masks: Mapping[int, MaskArray], spacing_mm: tuple[float, float]
) -> dict[int, MaskArray]:
    """Masks for the images between those that have one, by shape (Raya and Udupa 1990).

    The distance to the outline, negative inside, goes linearly from one mask to the next.

    Args:
        masks: by image index, none of them empty.
    """
    found: dict[int, MaskArray] = {}
    distances = {index: _signed_distance_mm(mask, spacing_mm) for index, mask in masks.items()}
    for before, after in pairwise(sorted(masks)):
        for index in range(before + 1, after):
            share = (index - before) / (after - before)
            mixed = (1 - share) * distances[before] + share * distances[after]
            found[index] = np.asarray(mixed <= 0)
    return found


def _signed_distance_mm(mask: MaskArray, spacing_mm: tuple[float, float]) -> NDArray[np.float32]:
    itk = _simpleitk()
    image = itk.GetImageFromArray(mask.astype(np.uint8))
    image.SetSpacing((float(spacing_mm[1]), float(spacing_mm[0])))
    found = itk.GetArrayFromImage(itk.SignedMaurerDistanceMap(image, False, False, True))
    # It is 0 on the outermost pixels inside; the outline lies half a pixel further out.
    return np.asarray(found - min(spacing_mm) / 2, np.float32)


def _simpleitk() -> Any:  # its filters carry no types
    import SimpleITK

    return SimpleITK


def _span(start: float, end: float, reach: float, count: int) -> tuple[int, int]:
    first, last = np.ceil(min(start, end) - reach), np.floor(max(start, end) + reach)
    return max(int(first), 0), min(int(last), count - 1)
