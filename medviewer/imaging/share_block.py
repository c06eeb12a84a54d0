"""A segment's slices in one array, as small as it can be: for planes that cross them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.imaging.slice_pile import Places

Shares = NDArray[np.uint8]
MOST_BYTES = 1 << 30  # of one segment: more than any organ fills


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """`shares[slice, row, column]` of the part of a pile that holds anything; `first` is its corner.

    `step` is 2 or more where only every second, third … pixel is kept: a segment too large for memory.
    """

    shares: Shares
    first: tuple[int, int, int] = (0, 0, 0)
    step: int = 1

    def under(self, places: Places) -> Shares:
        """The shares of a section's pixels; 0 outside."""
        if not self.shares.size:
            return np.zeros(places.inside.shape, np.uint8)
        at = [np.asarray(one) for one in (places.slices, places.rows, places.columns)]
        inside, within = places.inside.copy(), []
        for axis, (place, first) in enumerate(zip(at, self.first, strict=True)):
            index = (place - first) // (self.step if axis else 1)
            inside &= (index >= 0) & (index < self.shares.shape[axis])
            within.append(np.clip(index, 0, self.shares.shape[axis] - 1))
        return np.where(inside, self.shares[tuple(within)], np.uint8(0))


def block_of(slices: Mapping[int, Shares]) -> Block:
    """The slices that hold anything, cropped to what they hold."""
    if not slices:
        return Block(np.empty((0, 0, 0), np.uint8))
    boxes = np.array([_box(shares) for shares in slices.values()])
    top, left = int(boxes[:, 0].min()), int(boxes[:, 2].min())
    bottom, right = int(boxes[:, 1].max()), int(boxes[:, 3].max())
    lowest, count = min(slices), max(slices) - min(slices) + 1
    step = 1
    while count * (bottom - top) * (right - left) // step**2 > MOST_BYTES:
        step += 1
    shape = (count, -(-(bottom - top) // step), -(-(right - left) // step))
    block = np.zeros(shape, np.uint8)
    for index, shares in slices.items():
        block[index - lowest] = shares[top:bottom:step, left:right:step]
    return Block(block, (lowest, top, left), step)


def _box(shares: Shares) -> tuple[int, int, int, int]:
    """First and beyond the last row and column that hold anything; all of a slice that holds nothing."""
    rows, columns = np.flatnonzero(shares.any(axis=1)), np.flatnonzero(shares.any(axis=0))
    if rows.size == 0:
        return (0, shares.shape[0], 0, shares.shape[1])
    return (int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1)
