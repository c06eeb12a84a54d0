"""From modality values to grey: VOI, Presentation LUT and inversion of PS3.3 C.11, exactly and as tables.

modality values → VOI window or VOI LUT → Presentation LUT → inversion, once → 0..255; padding is black
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import DTypeLike, NDArray

from medviewer.domain.geometry import FloatArray
from medviewer.domain.lookup_table import LookupTable
from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.voi import Voi, VoiFunction, VoiLut, VoiWindow, WindowPreset
from medviewer.domain.volume import Frame, PixelArray

GreyArray = NDArray[np.uint8]

WHITE = 255
PERCENTILES = (1.0, 99.0)  # a single bright clip or pad of metal must not set the window
PERCENTILE_SAMPLE = 1_000_000  # pixels; more are thinned, a percentile does not need them


def tone_curve(frame: Frame, voi: Voi, is_inverted: bool = False) -> ToneCurve:
    """The curve of a frame; `is_inverted` is the reader's wish, on top of the image's own inversion."""
    look = frame.appearance
    # One exclusive-or: an inverted MONOCHROME1 image shows its low values black again.
    return ToneCurve(voi, look.is_inverse != is_inverted, look.padding, look.presentation_lut)


def greys(values: PixelArray, curve: ToneCurve) -> GreyArray:
    """The grey of each modality value, any shape."""
    return np.asarray(shown_values(values, curve) * WHITE + 0.5, dtype=np.uint8)


def shown_values(values: PixelArray, curve: ToneCurve) -> FloatArray:
    """The brightness 0..1 of each modality value before it is rounded to a grey, any shape."""
    display = apply_presentation_lut(apply_voi(values, curve.voi), curve.presentation_lut)
    shown: FloatArray = np.nan_to_num(1.0 - display if curve.is_inverted else display, nan=0.0)
    if curve.padding is not None:
        shown[curve.padding.holds(values)] = 0.0
    return shown


def grey_lut(curve: ToneCurve, dtype: DTypeLike) -> GreyArray:
    """Tabulate a curve for every value of an integer type of 8 or 16 bits.

    The table is indexed by the value's unsigned bit pattern, so that int16 pixels are looked up as they
    lie in memory: `grey_lut(curve, np.int16)[pixels.view(np.uint16)]`.
    """
    kind = np.dtype(dtype).newbyteorder("=")
    if not has_lut(kind):
        raise ValueError(f"no lookup table for {kind}: use greys")
    unsigned = np.dtype(f"u{kind.itemsize}")
    patterns = np.arange(np.iinfo(unsigned).max + 1).astype(unsigned)
    return greys(patterns.view(kind), curve)


def apply_voi(values: PixelArray, voi: Voi) -> FloatArray:
    """Map modality values to the display range 0..1 through a window or a VOI LUT; NaN stays NaN."""
    if isinstance(voi, VoiWindow):
        return apply_voi_window(values, voi)
    return _apply_voi_lut(values, voi)


def _apply_voi_lut(values: PixelArray, voi: VoiLut) -> FloatArray:
    """PS3.3 C.11.2.1.1: the whole output range of the table's bits is shown."""
    shown: FloatArray = voi.table.look_up(values) / float(voi.table.largest)
    return np.where(np.isnan(values), np.nan, shown) if values.dtype.kind == "f" else shown


def apply_presentation_lut(display: FloatArray, table: LookupTable | None) -> FloatArray:
    """From P-values as the VOI leaves them to those shown, 0..1 both; the table spans the whole range.

    DICOM PS3.3 C.11.6.1.
    """
    if table is None:
        return display
    places = display * (table.count - 1) + table.first_mapped
    shown: FloatArray = table.look_up(places) / float(table.largest)
    return np.where(np.isnan(display), np.nan, shown)


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


def has_lut(dtype: DTypeLike) -> bool:
    """Whether `grey_lut` serves this pixel type."""
    kind = np.dtype(dtype)
    return kind.kind in "iu" and kind.itemsize <= 2


def to_grey(display: FloatArray, is_inverted: bool) -> GreyArray:
    """Turn display values 0..1 into 0..255, inverted if asked; NaN (no value) is black either way."""
    shown = 1.0 - display if is_inverted else display
    return np.asarray(np.nan_to_num(shown, nan=0.0) * WHITE + 0.5, dtype=np.uint8)


def default_window(frame: Frame, presets: Sequence[WindowPreset]) -> Voi:
    """The header's first VOI, otherwise the automatic window."""
    return presets[0].window if presets else automatic_window(frame)


def whole_range_window(frame: Frame) -> VoiWindow:
    """From the smallest to the largest value that is image: nothing is clipped, padding is no image."""
    values, padding = frame.array, frame.appearance.padding
    is_image = np.isfinite(values)
    if padding is not None:
        is_image &= ~padding.holds(values)
    image = values[is_image]
    low, high = (float(image.min()), float(image.max())) if image.size else (0.0, 0.0)
    return VoiWindow((low + high) / 2, high - low, VoiFunction.LINEAR_EXACT)


def automatic_window(frame: Frame) -> VoiWindow:
    """From the 1st to the 99th percentile of what is image; padding is none."""
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
    if frame.appearance.padding is not None:
        values = values[~frame.appearance.padding.holds(values)]
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
