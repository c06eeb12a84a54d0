"""Values of a pile of slices under the pixels of a section: linear between them, or the nearest."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.geometry import FloatArray
from medviewer.domain.section import Section
from medviewer.imaging.slice_pile import SlicePile, places_in

Values = NDArray[np.float32]


class Piled(Protocol):
    """Values [slice, row, column] of a pile."""

    @property
    def pile(self) -> SlicePile: ...

    @property
    def values(self) -> Values: ...


def nearest_values(piled: Piled, section: Section) -> Values | None:
    """[rows, columns]; NaN beside the pile, None where the section misses it."""
    places = places_in(piled.pile, section)
    if places is None:
        return None
    found = piled.values[places.slices, places.rows, places.columns]
    return np.where(places.inside, found, np.float32(np.nan))


def linear_values(piled: Piled, section: Section) -> Values | None:
    """As `nearest_values`, linear in all three directions."""
    rows, columns = section.shape
    plane = section.plane
    right = np.asarray(plane.row_direction) * plane.column_spacing_mm
    down = np.asarray(plane.column_direction) * plane.row_spacing_mm
    points = (
        np.asarray(plane.position)
        + np.arange(rows)[:, np.newaxis, np.newaxis] * down
        + np.arange(columns)[np.newaxis, :, np.newaxis] * right
    )
    found = values_at(piled, points.reshape(-1, 3)).reshape(rows, columns)
    return found if np.isfinite(found).any() else None


def values_at(piled: Piled, points: FloatArray) -> Values:
    """[n] for points [n, 3]; NaN outside the grid's voxel centres, and half a slice beyond a lone slice."""
    pile, values = piled.pile, piled.values
    first, distances = pile.planes[0], pile.distances
    along = points @ pile.normal
    lower = np.clip(np.searchsorted(distances, along, side="right") - 1, 0, len(distances) - 1)
    upper = np.minimum(lower + 1, len(distances) - 1)
    gap = distances[upper] - distances[lower]
    share = np.clip(
        np.where(gap > 0, (along - distances[lower]) / np.where(gap > 0, gap, 1), 0), 0, 1
    )
    margin = pile.depth_mm / 2 if len(distances) == 1 else 1e-3
    inside = (along >= distances[0] - margin) & (along <= distances[-1] + margin)
    off = points - np.asarray(first.position)
    shifts = pile.positions - np.asarray(first.position)
    result = np.full(len(points), np.nan, np.float32)
    row_axis = np.asarray(first.column_direction) / first.row_spacing_mm
    column_axis = np.asarray(first.row_direction) / first.column_spacing_mm
    rows, columns = off @ row_axis, off @ column_axis
    layers = []
    for level in (lower, upper):
        r, c = rows - (shifts @ row_axis)[level], columns - (shifts @ column_axis)[level]
        layers.append(_bilinear(values, level, r, c))
    mixed = layers[0] * (1 - share) + np.where(share > 0, layers[1], 0) * share
    result[inside] = mixed[inside]
    return result


def _bilinear(
    values: Values, level: NDArray[np.intp], rows: FloatArray, columns: FloatArray
) -> FloatArray:
    height, width = values.shape[1:]
    tolerance = 1e-6
    inside = (rows >= -tolerance) & (rows <= height - 1 + tolerance)
    inside &= (columns >= -tolerance) & (columns <= width - 1 + tolerance)
    rows = np.clip(np.where(inside, rows, 0), 0, height - 1)
    columns = np.clip(np.where(inside, columns, 0), 0, width - 1)
    top, left = np.floor(rows).astype(np.intp), np.floor(columns).astype(np.intp)
    bottom, right = np.minimum(top + 1, height - 1), np.minimum(left + 1, width - 1)
    down, across = rows - top, columns - left
    upper = values[level, top, left] * (1 - across) + values[level, top, right] * across
    lower = values[level, bottom, left] * (1 - across) + values[level, bottom, right] * across
    return np.asarray(np.where(inside, upper * (1 - down) + lower * down, np.nan), np.float64)
