"""Extremes and mean of what an object's frames mean, in float64 and with one frame in memory at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from medviewer.dicom.pixels.source_values import SourceReader
from medviewer.domain.geometry import FloatArray
from medviewer.domain.study import FrameSource
from medviewer.domain.volume import PixelArray
from medviewer.errors import UndecodablePixels


@dataclass(frozen=True, slots=True)
class ExactValues:
    """Of all values that are finite numbers; `most_at` is the frame, row and column of the first highest."""

    low: float
    high: float
    mean: float
    most_at: tuple[int, int, int]


def exact_values(
    frames: Sequence[FrameSource], meaning: Callable[[PixelArray, int], FloatArray]
) -> ExactValues | None:
    """None where no frame can be decoded or none has a number.

    Args:
        meaning: stored values and their frame's index to what they mean.
    """
    reader = SourceReader()
    low, high, total, count, most_at = np.inf, -np.inf, 0.0, 0, (0, 0, 0)
    for index, frame in enumerate(frames):
        try:
            values = meaning(reader.read(frame), index)
        except UndecodablePixels:
            continue
        known = np.isfinite(values)
        if not known.any():
            continue
        low = min(low, float(values.min(where=known, initial=np.inf)))
        most = float(values.max(where=known, initial=-np.inf))
        if most > high:
            row, column = np.argwhere((values == most) & known)[0].tolist()
            high, most_at = most, (index, row, column)
        total += float(values.sum(where=known))
        count += int(known.sum())
    return ExactValues(low, high, total / count, most_at) if count else None
