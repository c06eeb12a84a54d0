"""Stored values become modality values (PS3.3 C.11.1) in the smallest type that holds them."""

from typing import Any, cast

import numpy as np

from medviewer.domain.study import DisplaySet, FrameSource
from medviewer.domain.volume import PixelArray, Unit

INT16 = np.iinfo(np.int16)
MOST_BITS = 64  # PS3.3 C.7.6.24: Double Float Pixel Data have the most; what says more is refused
EXACT_IN_FLOAT32 = 24  # bits of a whole number that float32 holds
RGB_BYTES = 3
FRAMES_SAMPLED = 16
INTEGERS = (np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64)
AnyDtype = np.dtype[Any]


def modality_dtype(source: FrameSource) -> AnyDtype:
    """The type of a frame's modality values, from its header alone.

    The smallest integer type that holds every value the header allows where slope is 1 and the intercept
    whole, or a table maps them; float32 otherwise, float64 where float32 has too few digits. HU are int16
    always: beyond it lies padding only, whatever the header allows (65535 with an intercept of -1024), and
    is held at the end of the range: half the memory for such a CT.
    """
    encoding, rescale = source.instance.encoding, source.rescale
    if encoding.is_float:
        return np.dtype(np.float64 if encoding.bits_allocated == 64 else np.float32)
    if rescale.lut is not None:
        return _integer_dtype(0, int(rescale.lut.values.max()))
    if rescale.slope != 1 or rescale.intercept % 1:
        return np.dtype(np.float32 if encoding.bits_stored <= EXACT_IN_FLOAT32 else np.float64)
    if (
        rescale.unit == Unit.HU
        and abs(rescale.intercept) < INT16.max
        and encoding.bits_allocated <= 16
    ):
        return np.dtype(np.int16)
    low, high = stored_range(source)
    return _integer_dtype(low + int(rescale.intercept), high + int(rescale.intercept))


def _integer_dtype(low: int, high: int) -> AnyDtype:
    """The first integer type that holds a range; float64 where none does."""
    for dtype in INTEGERS:
        if np.iinfo(dtype).min <= low and high <= np.iinfo(dtype).max:
            return np.dtype(dtype)
    return np.dtype(np.float64)


def stored_range(source: FrameSource) -> tuple[int, int]:
    """The smallest and largest value the header's stored bits can say."""
    encoding = source.instance.encoding
    bits = min(encoding.bits_stored, MOST_BITS)  # 2 to the power of a hostile number fills memory
    if encoding.pixel_representation == 1:
        return -(1 << (bits - 1)), (1 << (bits - 1)) - 1
    return 0, (1 << bits) - 1


def common_dtype(dtypes: set[AnyDtype]) -> AnyDtype:
    """One type for a volume whose slices may differ: the smallest that holds the values of them all."""
    common = np.result_type(*dtypes)
    is_mixed = len({dtype.kind == "f" for dtype in dtypes}) > 1
    if is_mixed and all(dtype.itemsize <= 2 for dtype in dtypes if dtype.kind != "f"):
        return np.result_type(np.float32, *(dtype for dtype in dtypes if dtype.kind == "f"))
    return common


def decoded_bytes(display_set: DisplaySet) -> int:
    """About what its pixels take once they are decoded, by the types of some of its frames."""
    frames = display_set.frames
    sample = frames[:: max(1, len(frames) // FRAMES_SAMPLED)]
    pixels = sum(frame.rows * frame.columns for frame in frames)
    if frames[0].is_colour:
        return pixels * RGB_BYTES
    return pixels * common_dtype({modality_dtype(frame) for frame in sample}).itemsize


def to_modality(stored: PixelArray, source: FrameSource, out: PixelArray) -> None:
    """Write the modality values of `stored` into `out`, [rows, columns] of any type that holds them.

    `stored` may be changed, and may share its memory with `out`.
    """
    rescale = source.rescale
    if rescale.lut is not None:
        np.copyto(out, rescale.lut.look_up(stored), casting="unsafe")
    elif not np.issubdtype(out.dtype, np.integer):
        with np.errstate(over="ignore", invalid="ignore"):  # values beyond the type become infinite
            _apply_line(stored, rescale.slope, rescale.intercept, out)
    else:
        _add(stored, source, out)


def _apply_line(stored: PixelArray, slope: float, intercept: float, out: PixelArray) -> None:
    """In double precision, rounded once: as anybody else computes it."""
    if intercept == 0:
        np.multiply(stored, slope, out=out, casting="unsafe", dtype=np.float64)
        return
    for values, written in zip(stored, out, strict=True):  # by rows: no second image in memory
        written[...] = values * np.float64(slope) + intercept


def _add(stored: PixelArray, source: FrameSource, out: PixelArray) -> None:
    """The intercept alone, in whole numbers."""
    intercept = int(source.rescale.intercept)
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
