"""Slices computed from acquired ones: between two neighbours, or moved within their plane.

Linear, in the type of what goes in.
"""

import numpy as np

from medviewer.domain.volume import PixelArray

WHOLE_PIXEL = 0.01  # a shift this close to whole pixels is whole: pixels stay as they were acquired


def between(before: PixelArray, after: PixelArray, weight: float) -> PixelArray:
    """The image `weight` of the way from `before` to `after`; [rows, columns], in the type of `before`."""
    mixed = before.astype(np.float32)
    mixed *= 1 - weight
    mixed += np.float32(weight) * after
    return _as_type(mixed, before.dtype)


def shifted(
    image: PixelArray,
    shift: tuple[float, float],
    shape: tuple[int, int],
    outside: float,
) -> PixelArray:
    """`image` within a larger one: its pixel (0, 0) lies at (row, column) = `shift` of the result.

    Args:
        image: [rows, columns].
        shift: rows and columns, each from 0 to what leaves the image inside `shape`.
        outside: the value of pixels that `image` does not reach.
    """
    result = np.full(shape, outside, image.dtype)
    row, row_part = _whole_and_part(shift[0])
    column, column_part = _whole_and_part(shift[1])
    if row_part or column_part:
        values = _moved(_moved(image.astype(np.float32), row_part, 0), column_part, 1)
        image = _as_type(values, image.dtype)
    # The first row and column of a part shift lie between acquired pixels 0 and 1.
    top, left = row + bool(row_part), column + bool(column_part)
    room = result[top : top + image.shape[0], left : left + image.shape[1]]
    room[...] = image[: room.shape[0], : room.shape[1]]
    return result


def _whole_and_part(shift: float) -> tuple[int, float]:
    nearest = round(shift)
    if abs(shift - nearest) <= WHOLE_PIXEL:
        return nearest, 0.0
    whole = int(np.floor(shift))
    return whole, shift - whole


def _moved(values: PixelArray, part: float, axis: int) -> PixelArray:
    """Values a part of a pixel further on along an axis; one fewer of them than before."""
    if not part:
        return values
    length = values.shape[axis]
    earlier = values.take(range(length - 1), axis)
    later = values.take(range(1, length), axis)
    moved: PixelArray = earlier * np.float32(part) + later * np.float32(1 - part)
    return moved


def _as_type(values: PixelArray, dtype: np.dtype[np.generic]) -> PixelArray:
    """Rounded where the type is whole; linear interpolation never leaves the range of what went in."""
    if dtype.kind in "iu":
        np.rint(values, out=values)
    return values.astype(dtype)
