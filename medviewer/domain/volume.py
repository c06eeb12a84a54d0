"""Pixels with a meaning: one frame, or a volume, in modality units."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.appearance import Appearance
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.unit import Unit

__all__ = ["Frame", "ImageStack", "Images", "PixelArray", "Unit", "Volume", "as_volume"]

PixelArray = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """One image: `array[row, column]` in modality units, or `array[row, column, 3]` uint8 RGB.

    `is_second_choice`: the decoder gave up on its pixels and a more lenient one read them.
    """

    array: PixelArray
    unit: Unit
    appearance: Appearance = field(default_factory=Appearance)
    is_second_choice: bool = False

    @property
    def is_colour(self) -> bool:
        return self.array.ndim == 3

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return (int(self.array.shape[0]), int(self.array.shape[1]))

    def value_range(self) -> tuple[float, float]:
        """The smallest and largest finite value; (0, 0) where there is none. Padding counts."""
        values = self.array
        if not np.issubdtype(values.dtype, np.integer):
            values = values[np.isfinite(values)]
        if values.size == 0:
            return (0.0, 0.0)
        return (float(values.min()), float(values.max()))


@dataclass(frozen=True, slots=True)
class Volume:
    """`array[slice, row, column]` in modality units, on a grid in the patient; in its slices' planes."""

    array: PixelArray
    geometry: VolumeGeometry
    unit: Unit


@dataclass(frozen=True, slots=True)
class ImageStack:
    """`array[slice, row, column]` in modality units; no volume: a radiograph, single slices.

    Attributes:
        planes: each one's place in the patient, None where unknown.
        curves: how each one's values become the greys a reader sees at first: the header's first VOI, else
            all values its bits can hold.
    """

    array: PixelArray
    planes: tuple[ImagePlane | None, ...]
    unit: Unit
    curves: tuple[ToneCurve, ...] = ()


Images = Volume | ImageStack


def as_volume(images: Images) -> Volume:
    """For a model whose card asks for volumes: who calls it keeps other images away."""
    if not isinstance(images, Volume):
        raise TypeError("single images where a volume was promised")
    return images
