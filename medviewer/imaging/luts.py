"""From modality values to grey: the VOI windows of DICOM PS3.3 C.11.2, exactly and as lookup tables."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import DTypeLike, NDArray

from medviewer.domain.geometry import FloatArray
from medviewer.domain.voi import VoiFunction, VoiWindow, WindowPreset
from medviewer.domain.volume import Frame, PixelArray

GreyArray = NDArray[np.uint8]

WHITE = 255
PERCENTILES = (1.0, 99.0)  # a single bright clip or pad of metal must not set the window
PERCENTILE_SAMPLE = 1_000_000  # pixels; more are thinned, a percentile does not need them


def apply_voi_window(values: PixelArray, window: VoiWindow) -> FloatArray:
    """Map modality values to the display range 0..1.

    Args:
        values: any shape, in modality units (HU for CT); NaN stays NaN.
        window: its width is already at or above the standard's minimum.

    DICOM PS3.3 C.11.2.1.2.1 (LINEAR), C.11.2.1.3.1 (SIGMOID), C.11.2.1.3.2 (LINEAR_EXACT).
    """
    x = np.asarray(values, dtype=np.float64)
    if window.function is VoiFunction.SIGMOID:
        return _sigmoid(4.0 * (x - window.center) / window.width)
    if window.function is VoiFunction.LINEAR_EXACT:
        return _ramp(x, window.center, window.width)
    # LINEAR counts discrete steps: the first and the last grey both belong to the width.
    return _ramp(x, window.center - 0.5, window.width - 1.0)


def grey_lut(window: VoiWindow, dtype: DTypeLike, is_inverted: bool) -> GreyArray:
    """Tabulate a window for every value of an integer type of 8 or 16 bits.

    The table is indexed by the value's unsigned bit pattern, so that int16 pixels are looked up as they
    lie in memory: `grey_lut(window, np.int16, False)[pixels.view(np.uint16)]`.
    """
    kind = np.dtype(dtype).newbyteorder("=")
    if not has_lut(kind):
        raise ValueError(f"no lookup table for {kind}: use apply_voi_window")
    unsigned = np.dtype(f"u{kind.itemsize}")
    patterns = np.arange(np.iinfo(unsigned).max + 1).astype(unsigned)
    return to_grey(apply_voi_window(patterns.view(kind), window), is_inverted)


def has_lut(dtype: DTypeLike) -> bool:
    """Whether `grey_lut` serves this pixel type."""
    kind = np.dtype(dtype)
    return kind.kind in "iu" and kind.itemsize <= 2


def to_grey(display: FloatArray, is_inverted: bool) -> GreyArray:
    """Turn display values 0..1 into 0..255, inverted if asked; NaN (no value) is black either way."""
    shown = 1.0 - display if is_inverted else display
    return np.asarray(np.nan_to_num(shown, nan=0.0) * WHITE + 0.5, dtype=np.uint8)


def default_window(frame: Frame, presets: Sequence[WindowPreset]) -> VoiWindow:
    """The header's first window, otherwise one that spans the 1st to the 99th percentile."""
    if presets:
        return presets[0].window
    low, high = _percentile_range(frame)
    return VoiWindow((low + high) / 2, high - low, VoiFunction.LINEAR_EXACT)


def _sigmoid(x: FloatArray) -> FloatArray:
    # tanh never overflows; exp(-x) does on ordinary CT values and a narrow window.
    result: FloatArray = 0.5 * (1.0 + np.tanh(0.5 * x))
    return result


def _ramp(x: FloatArray, middle: float, span: float) -> FloatArray:
    """0 up to middle - span/2, 1 beyond middle + span/2, straight between; a step where span is 0."""
    if span == 0.0:
        step: FloatArray = np.where(np.isnan(x), np.nan, (x > middle).astype(np.float64))
        return step
    result: FloatArray = np.clip((x - middle) / span + 0.5, 0.0, 1.0)
    return result


def _percentile_range(frame: Frame) -> tuple[float, float]:
    values = frame.array.reshape(-1)
    values = values[:: max(1, values.size // PERCENTILE_SAMPLE)]
    values = values[np.isfinite(values)]
    low, high = _percentiles(values)
    if low == high:  # nearly all one value (a mask, an empty edge slice): look at the rest
        rest = values[values != low]
        other_low, other_high = _percentiles(rest) if rest.size else (low, high)
        low, high = min(low, other_low), max(high, other_high)
    return low, (high if high > low else low + 1.0)


def _percentiles(values: PixelArray) -> tuple[float, float]:
    if values.size == 0:
        return (0.0, 0.0)
    low, high = np.percentile(values, PERCENTILES)
    return (float(low), float(high))
