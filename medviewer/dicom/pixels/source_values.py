"""Modality values of frames exactly as their files have them: float64, nothing clipped, nothing resampled.

What is shown lives in the smallest type that holds it (`modality_values`); what scripts are told does not.
"""

from dataclasses import dataclass

import numpy as np

from medviewer.dicom.pixels.encapsulation import LocatedFrames
from medviewer.dicom.pixels.frames import read_stored
from medviewer.domain.geometry import FloatArray
from medviewer.domain.study import FrameSource, Rescale
from medviewer.domain.volume import PixelArray


@dataclass(frozen=True, slots=True)
class ValueSummary:
    """Of all samples that are numbers: the extremes, their sum, how many there are."""

    low: float
    high: float
    total: float
    count: int

    @property
    def mean(self) -> float:
        return self.total / self.count


class SourceReader:
    """Reads stored values; the fragments of a multi-frame file are looked for once. Any thread may ask."""

    def __init__(self) -> None:
        self._located = LocatedFrames()

    def read(self, source: FrameSource) -> PixelArray:
        """Stored values as `frames.read_stored` gives them.

        Raises:
            UndecodablePixels: the frame cannot be read.
        """
        return read_stored(source, self._located.of(source.instance))


def modality_values(stored: PixelArray, rescale: Rescale) -> FloatArray:
    """The Modality LUT in float64 (PS3.3 C.11.1); colour samples have none and stay as they are."""
    if stored.ndim == 3:
        return stored.astype(np.float64)
    if rescale.lut is not None:
        return rescale.lut.look_up(stored).astype(np.float64)
    return stored.astype(np.float64) * rescale.slope + rescale.intercept


def summarize(stored: PixelArray, rescale: Rescale) -> ValueSummary | None:
    """Extremes and sum of a frame's modality values, padding included; None where it has no number at all.

    Summed as stored and rescaled once: exact for integers.
    """
    if rescale.lut is not None and stored.ndim == 2:
        return summarize(rescale.lut.look_up(stored), Rescale())
    numbers = stored[np.isfinite(stored)] if stored.dtype.kind == "f" else stored
    if numbers.size == 0:
        return None
    is_wide = stored.dtype.kind == "f" or stored.dtype.itemsize > 4
    total = float(numbers.sum(dtype=np.float64 if is_wide else np.int64))
    slope, intercept = (1.0, 0.0) if stored.ndim == 3 else (rescale.slope, rescale.intercept)
    ends = sorted(float(end) * slope + intercept for end in (numbers.min(), numbers.max()))
    return ValueSummary(
        ends[0], ends[1], total * slope + intercept * numbers.size, int(numbers.size)
    )


def joined(one: ValueSummary | None, other: ValueSummary | None) -> ValueSummary | None:
    """Two summaries as one."""
    if one is None or other is None:
        return one or other
    return ValueSummary(
        min(one.low, other.low),
        max(one.high, other.high),
        one.total + other.total,
        one.count + other.count,
    )
