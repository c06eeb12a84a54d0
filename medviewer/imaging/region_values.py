"""Which pixels lie in a region, and what their values say.

A pixel belongs to a region when its centre lies inside or on the edge; of an outline's edges, those to the
left and above count as inside and those to the right and below as outside, so that two regions that touch
share no pixel.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.appearance import MaskArray
from medviewer.domain.calibration import Pixel
from medviewer.domain.measurement import MeasurementKind
from medviewer.domain.study import FrameSource
from medviewer.domain.volume import Frame

Values = NDArray[np.float64]
ROUNDING = 1e-6  # pixels; an edge computed to lie on a pixel's centre holds it


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of finite values; `sd` is the population's (divided by n)."""

    mean: float
    sd: float
    minimum: float
    maximum: float
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class RegionMask:
    """bool[rows, columns] of a part of an image whose first pixel is (`top`, `left`)."""

    mask: MaskArray
    top: int
    left: int

    @property
    def rows(self) -> slice:
        return slice(self.top, self.top + self.mask.shape[0])

    @property
    def columns(self) -> slice:
        return slice(self.left, self.left + self.mask.shape[1])


def statistics_of(values: Values) -> Statistics:
    """In double precision; `values` holds at least one."""
    return Statistics(
        float(values.mean()),
        float(values.std()),
        float(values.min()),
        float(values.max()),
        int(values.size),
    )


def region_mask(
    kind: MeasurementKind, pixels: Sequence[Pixel], shape: tuple[int, int]
) -> RegionMask:
    """The pixels of an image of (rows, columns) whose centres lie in the region; it may leave the image."""
    columns, rows = zip(*pixels, strict=True)
    top, bottom = _span(rows, shape[0])
    left, right = _span(columns, shape[1])
    r, c = np.arange(top, bottom + 1, dtype=float), np.arange(left, right + 1, dtype=float)
    if r.size == 0 or c.size == 0:
        return RegionMask(np.zeros((0, 0), np.bool_), 0, 0)
    if kind is MeasurementKind.RECTANGLE:
        mask = np.ones((r.size, c.size), np.bool_)  # the span is the rectangle
    elif kind is MeasurementKind.ELLIPSE:
        mask = _ellipse(pixels, r, c)
    else:
        mask = _outline(pixels, r, c)
    return RegionMask(mask, top, left)


def values_in(
    frame: Frame, source: FrameSource | None, region: RegionMask, factor: float = 1.0
) -> Values:
    """float64[n]: the measured values inside, times `factor`; none of a colour image.

    Left out are padding, values that are no numbers, and pixels nobody measured.

    Args:
        source: where the frame comes from; None for a reformat.
    """
    if frame.is_colour or (source is not None and source.is_interpolated):
        return np.zeros(0)
    values = frame.array[region.rows, region.columns]
    wanted = region.mask.copy()
    if frame.appearance.padding is not None:
        wanted &= ~frame.appearance.padding.holds(values)
    if source is not None and source.shifted is not None:
        wanted &= _measured(source, region)
    found = values[wanted].astype(np.float64)
    return np.asarray(found[np.isfinite(found)] * factor)


def value_at(frame: Frame, source: FrameSource | None, pixel: Pixel, factor: float = 1.0) -> Values:
    """float64[1], the value of the pixel that holds a point; float64[0] where there is none."""
    column, row = (math.floor(place + 0.5) for place in pixel)
    rows, columns = frame.shape
    if not (0 <= row < rows and 0 <= column < columns):
        return np.zeros(0)
    return values_in(frame, source, RegionMask(np.ones((1, 1), np.bool_), row, column), factor)


def _span(places: Sequence[float], count: int) -> tuple[int, int]:
    """First and last pixel whose centre lies between the outermost places."""
    first = math.ceil(min(places) - ROUNDING)
    last = math.floor(max(places) + ROUNDING)
    return max(first, 0), min(last, count - 1)


def _ellipse(corners: Sequence[Pixel], r: Values, c: Values) -> MaskArray:
    (x0, y0), (x1, y1) = corners[0], corners[1]
    across, down = max(abs(x1 - x0) / 2, ROUNDING), max(abs(y1 - y0) / 2, ROUNDING)
    x, y = (c - (x0 + x1) / 2) / across, (r - (y0 + y1) / 2) / down
    return np.asarray(x[np.newaxis] ** 2 + y[:, np.newaxis] ** 2 <= 1 + ROUNDING)


def _outline(points: Sequence[Pixel], r: Values, c: Values) -> MaskArray:
    """Even-odd: every side flips what lies to its right, row by row."""
    flips = np.zeros((r.size, c.size + 1), np.int32)
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        if y0 == y1:
            continue
        first, last = min(y0, y1), max(y0, y1)
        crossed = np.flatnonzero((r >= first) & (r < last))
        x = x0 + (r[crossed] - y0) * (x1 - x0) / (y1 - y0)
        at = np.clip(np.ceil(x - ROUNDING - c[0]), 0, c.size).astype(int)
        flips[crossed, at] += 1  # one side crosses a row once
    return np.asarray(np.cumsum(flips, axis=1)[:, :-1] % 2 == 1)


def _measured(source: FrameSource, region: RegionMask) -> MaskArray:
    """Of a slice moved onto a regular grid, the pixels that lie on what was acquired."""
    shifted = source.shifted
    assert shifted is not None  # for the type checker: asked before
    rows = np.arange(region.rows.start, region.rows.stop) - shifted.row_shift
    columns = np.arange(region.columns.start, region.columns.stop) - shifted.column_shift
    inside_rows = (rows >= 0) & (rows <= source.instance.rows - 1)
    inside_columns = (columns >= 0) & (columns <= source.instance.columns - 1)
    return np.asarray(inside_rows[:, np.newaxis] & inside_columns[np.newaxis])
