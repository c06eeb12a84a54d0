"""A grid seen as a solid: light goes from the reader into it, and every voxel holds some of it back.

    codes ─► shifted slices, front to back ─► colour, opacity and slope of each ─► laid under what is there

Shaded by a lamp at the reader's eye: what faces the reader is bright. Levoy 1988 (opacity by value and edge).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.transfer_function import CODES, TransferFunction
from medviewer.imaging.shear import Placed, Shear, laid
from medviewer.progress import CancelToken

Single = NDArray[np.float32]
Codes = NDArray[np.uint8]

FLAT = np.float32(1e-3)  # codes a mm: no slope to speak of
DEPTH_SHADE = 0.45  # of the light that is lost from the nearest to the farthest slice
GLOSS = 0.25  # of the light, thrown straight back


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where anything can be seen: [slices, 4] first and last-plus-one row and column, across one axis."""

    ends: NDArray[np.intp]

    def of(self, index: int) -> tuple[slice, slice] | None:
        """Rows and columns with one to spare; None where nothing is seen."""
        top, bottom, left, right = (int(end) for end in self.ends[index])
        if top >= bottom or left >= right:
            return None
        return slice(max(0, top - 1), bottom + 1), slice(max(0, left - 1), right + 1)


def seen_boxes(codes: Codes, seen_as: TransferFunction, axis: int) -> Boxes:
    """`codes[slice, row, column]`; in `axis` lies the way from slice to slice."""
    visible = np.flatnonzero(seen_as.opacities() > 0)
    first, last = (int(visible[0]), int(visible[-1])) if visible.size else (CODES, CODES)
    ends = np.zeros((codes.shape[axis], 4), np.intp)
    for index, image in enumerate(np.moveaxis(codes, axis, 0)):
        is_seen = (image >= first) & (image <= last)
        rows, columns = np.flatnonzero(is_seen.any(axis=1)), np.flatnonzero(is_seen.any(axis=0))
        if rows.size:
            ends[index] = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    return Boxes(ends)


def rendered(
    codes: Codes,
    seen_as: TransferFunction,
    edge: float,
    way: Shear,
    boxes: Boxes,
    token: CancelToken,
) -> NDArray[np.uint8]:
    """[rows, columns, 3] of the shear's sheet, over black. Runs in any thread.

    Args:
        edge: `edge_per_mm` of the transfer function in codes.
        boxes: of the shear's axis.

    Raises:
        Cancelled: as asked.
    """
    sheet = _Sheet(seen_as, edge, way)
    turned = codes.transpose(way.order)
    for placed in way.placed():
        token.check()
        box = boxes.of(placed.index)
        if box is not None:
            rows, columns = box
            image = turned[placed.index, rows, columns].astype(np.float32)
            sheet.lay_under(image, placed, (rows.start, columns.start))
    return sheet.picture()


class _Sheet:
    """What has been laid so far, nearest first."""

    def __init__(self, seen_as: TransferFunction, edge: float, way: Shear) -> None:
        self._way = way
        opacities, colours = seen_as.between(way.step_mm)
        self._opacities = np.ravel(opacities).astype(np.float32)
        self._colours = colours.reshape(3, -1).astype(np.float32)
        self._ambient = np.float32(seen_as.ambient)
        self._edge = np.float32(edge)
        self._light = np.zeros((3, *way.shape), np.float32)
        self._held_back = np.zeros(way.shape, np.float32)
        self._front = np.zeros(way.shape, np.float32)  # the slice in front
        self._covered = (slice(0, 0), slice(0, 0))

    def lay_under(self, image: Single, placed: Placed, corner: tuple[int, int]) -> None:
        codes, rows, columns = laid(image, placed, corner)
        front = self._take_front(codes, rows, columns)
        steep, facing = self._slopes(codes, front)
        pairs = front.astype(np.intp)
        pairs *= CODES
        pairs += codes.astype(np.uint8)
        weight = self._opacities.take(pairs)
        if self._edge > 0:
            steep /= self._edge
            weight *= np.minimum(steep, 1, out=steep)
        weight *= 1 - self._held_back[rows, columns]
        self._held_back[rows, columns] += weight
        weight *= self._shade(facing, placed.index)
        for channel, colours in zip(self._light, self._colours, strict=True):
            channel[rows, columns] += weight * colours.take(pairs)

    def _take_front(self, codes: Single, rows: slice, columns: slice) -> Single:
        """What lies in front of a slice, which takes its place; nothing where the last one did not reach."""
        front = self._front[rows, columns].copy()
        self._front[self._covered] = 0
        self._front[rows, columns] = codes
        self._covered = (rows, columns)
        return front

    def _slopes(self, codes: Single, front: Single) -> tuple[Single, Single]:
        """How steep the codes are, a mm, and how much of that faces the reader (0 to 1)."""
        way = self._way
        onward = codes - front  # along the ray
        middle = codes + front  # twice the codes half-way
        down, along = _difference(middle, 0), _difference(middle, 1)
        across = -onward if way.is_reversed else onward.copy()
        across -= down * np.float32(way.slope[0])
        across -= along * np.float32(way.slope[1])
        steep = (across / np.float32(way.spacing_mm[0])) ** 2
        steep += (down / np.float32(way.spacing_mm[1])) ** 2
        steep += (along / np.float32(way.spacing_mm[2])) ** 2
        np.sqrt(steep, out=steep)
        np.abs(onward, out=onward)
        onward /= np.float32(way.step_mm)
        onward /= np.maximum(steep, FLAT)
        return steep, np.minimum(onward, 1, out=onward)

    def _shade(self, facing: Single, index: int) -> Single:
        """The light that comes back: less from what is turned away, and from far behind."""
        way = self._way
        depth = (way.slices - 1 - index if way.is_reversed else index) / max(1, way.slices - 1)
        shine = facing**2
        shine *= shine
        shine *= shine
        shade = facing * (1 - self._ambient)
        shade += self._ambient
        shade += shine * np.float32(GLOSS)
        shade *= np.float32(1 - DEPTH_SHADE * depth)
        return shade

    def picture(self) -> NDArray[np.uint8]:
        bright = np.minimum(self._light, 1) * 255 + 0.5
        return np.ascontiguousarray(bright.astype(np.uint8).transpose(1, 2, 0))


def _difference(values: Single, axis: int) -> Single:
    """A quarter of what lies between the two neighbours; 0 at the ends, where one is missing."""
    result = np.zeros_like(values)
    if values.shape[axis] > 2:
        if axis == 0:
            np.subtract(values[2:], values[:-2], out=result[1:-1])
        else:
            np.subtract(values[:, 2:], values[:, :-2], out=result[:, 1:-1])
        result *= np.float32(0.25)
    return result
