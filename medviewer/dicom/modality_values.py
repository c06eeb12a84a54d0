"""Stored values become modality values (PS3.3 C.11.1) in the smallest type that holds them."""

from typing import Any, cast

import numpy as np

from medviewer.domain.study import FrameSource
from medviewer.domain.volume import PixelArray, Unit

INT16 = np.iinfo(np.int16)
AnyDtype = np.dtype[Any]


def modality_dtype(source: FrameSource) -> AnyDtype:
    """The type of a frame's modality values, from its header alone.

    The stored type or int16 where slope 1 and a whole intercept keep every value the header allows in
    range; float32 otherwise. HU are int16 always: beyond it lies padding only, whatever the header allows
    (65535 with an intercept of -1024), and is held at the end of the range: half the memory for such a CT.
    """
    encoding, rescale = source.instance.encoding, source.rescale
    if encoding.is_float or encoding.bits_allocated > 32:
        return np.dtype(np.float32)
    if rescale.slope != 1 or rescale.intercept % 1:
        return np.dtype(np.float32)
    if rescale.unit == Unit.HU and abs(rescale.intercept) < INT16.max:
        return np.dtype(np.int16)
    low, high = (int(limit + rescale.intercept) for limit in stored_range(source))
    for dtype in (np.uint8, np.int16, np.uint16):
        if np.iinfo(dtype).min <= low and high <= np.iinfo(dtype).max:
            return np.dtype(dtype)
    return np.dtype(np.float32)


def stored_range(source: FrameSource) -> tuple[int, int]:
    """The smallest and largest value the header's stored bits can say."""
    encoding = source.instance.encoding
    if encoding.pixel_representation == 1:
        return -(1 << (encoding.bits_stored - 1)), (1 << (encoding.bits_stored - 1)) - 1
    return 0, (1 << encoding.bits_stored) - 1


def common_dtype(dtypes: set[AnyDtype]) -> AnyDtype:
    """One type for a volume whose slices may differ."""
    if len(dtypes) == 1:
        return next(iter(dtypes))
    if dtypes == {np.dtype(np.uint8), np.dtype(np.int16)}:
        return np.dtype(np.int16)
    return np.dtype(np.float32)


def to_modality(stored: PixelArray, source: FrameSource, out: PixelArray) -> None:
    """Write the modality values of `stored` into `out`, [rows, columns] of any type that holds them.

    `stored` may be changed, and may share its memory with `out`.
    """
    rescale = source.rescale
    if not np.issubdtype(out.dtype, np.integer):
        np.multiply(stored, np.float32(rescale.slope), out=out, casting="unsafe")
        if rescale.intercept:
            out += np.float32(rescale.intercept)
        return
    intercept = int(rescale.intercept)
    room, kind = np.iinfo(out.dtype), np.iinfo(stored.dtype)
    lowest, highest = max(room.min - intercept, kind.min), min(room.max - intercept, kind.max)
    can_exceed = stored_range(source)[0] < lowest or stored_range(source)[1] > highest
    if can_exceed:
        np.clip(stored, lowest, highest, out=stored)
    # Two's complement: values that fit after the addition come out right even if they did not before.
    if not np.may_share_memory(stored, out):
        np.copyto(out, stored, casting="unsafe")
    if intercept:
        np.add(out, _wrapped(intercept, out.dtype), out=out)


def _wrapped(value: int, dtype: AnyDtype) -> np.generic:
    """`value` modulo the type's range."""
    return cast("np.generic", np.array(value, np.int64).astype(dtype)[()])
