"""A radiograph as MedMNIST's were prepared: as seen, cut to the square in its middle, reduced.

Yang et al. 2023 (MedMNIST v2): "center-cropped with a window size of length of the short edge" and resized by
cubic interpolation. The power spectrum of their images is that of a reduction which averages (compared
with cut radiographs of our own), so the filter widens with the reduction, as Pillow's does.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.volume import PixelArray
from medviewer.imaging.luts import shown_values


@dataclass(frozen=True, slots=True)
class RadiographSquare:
    """The square in the middle of an image: its first row and column, and its side, in pixels."""

    top: int
    left: int
    side: int

    @classmethod
    def of(cls, rows: int, columns: int) -> Self:
        """The largest one; where it cannot be centred, it lies half a pixel to the top left."""
        side = min(rows, columns)
        return cls((rows - side) // 2, (columns - side) // 2, side)

    @property
    def row_range(self) -> tuple[float, float]:
        """Its edges in pixel rows; centres are whole numbers."""
        return (self.top - 0.5, self.top + self.side - 0.5)

    @property
    def column_range(self) -> tuple[float, float]:
        return (self.left - 0.5, self.left + self.side - 0.5)

    def cut(self, array: PixelArray) -> PixelArray:
        """Its part of `array[row, column]`; shares the memory."""
        return array[self.top : self.top + self.side, self.left : self.left + self.side]


def prepared(values: PixelArray, curve: ToneCurve, size: tuple[int, int]) -> NDArray[np.float32]:
    """One image's modality values as a network takes them.

    Args:
        values: `[row, column]`, any size.
        curve: how a reader sees them; MONOCHROME1 is inverted there, once.
        size: (rows, columns) of the result, 0..1.
    """
    square = RadiographSquare.of(*values.shape).cut(values)
    shown = shown_values(square, curve).astype(np.float32)
    rows, columns = size
    if shown.shape == size:
        return shown
    picture = Image.fromarray(shown).resize((columns, rows), Image.Resampling.BICUBIC)
    return np.clip(np.asarray(picture, np.float32), 0, 1)  # cubic weights overshoot at edges
