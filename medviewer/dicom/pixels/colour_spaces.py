"""Samples in the colour space of a Photometric Interpretation become RGB (PS3.3 C.7.6.3.1.2)."""

import numpy as np
from numpy.typing import NDArray
from pydicom.pixels.processing import convert_color_space

from medviewer.domain.volume import PixelArray

YBR_422 = ("YBR_FULL_422", "YBR_PARTIAL_422")
FULL = ("YBR_FULL", "YBR_FULL_422")
PARTIAL = ("YBR_PARTIAL_422", "YBR_PARTIAL_420", "YBR_PARTIAL")
# Luma from 16 to 235, chroma from 16 to 240 about 128 (ITU-R BT.601, as the retired definition has it).
FROM_PARTIAL = np.array(
    [[1.1644, 0.0, 1.5960], [1.1644, -0.3917, -0.8130], [1.1644, 2.0173, 0.0]], np.float32
)
PARTIAL_ZERO = np.array([16, 128, 128], np.float32)


class UnknownColours(ValueError):  # noqa: N818 - says what it found
    """Luma and chroma in a depth nobody uses."""


def to_rgb(values: PixelArray, photometric_interpretation: str) -> PixelArray:
    """`values`, [rows, columns, 3], in RGB; RGB and what codecs undo themselves (YBR_RCT, YBR_ICT) as it is.

    Raises:
        UnknownColours: luma and chroma deeper than 8 bits.
    """
    if photometric_interpretation not in (*FULL, *PARTIAL):
        return values
    if values.dtype != np.uint8:
        raise UnknownColours(photometric_interpretation)
    if photometric_interpretation in PARTIAL:
        return _from_partial(values)
    rgb: PixelArray = convert_color_space(values, "YBR_FULL", "RGB")
    return rgb


def _from_partial(values: PixelArray) -> NDArray[np.uint8]:
    rgb = (values.astype(np.float32) - PARTIAL_ZERO) @ FROM_PARTIAL.T
    return np.clip(np.rint(rgb), 0, 255).astype(np.uint8)
