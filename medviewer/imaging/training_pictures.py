"""Pictures as training sets have them: 8-bit grey patches about a place, and whole images, small."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

PATCH_SIZE = 50  # pixels, as LUNA16's patches and the nodule model's
PATCH_PIXEL_MM = 0.7
LONGEST_SIDE = 512


def patch_about(
    grey: NDArray[np.uint8], centre: tuple[float, float], spacing_mm: tuple[float, float] | None
) -> NDArray[np.uint8]:
    """A square patch about (row, column); black beyond the image.

    Args:
        spacing_mm: of rows and columns; None where it is unknown: then one pixel of the patch is one of the
            image.
    """
    step = tuple(PATCH_PIXEL_MM / mm for mm in spacing_mm) if spacing_mm else (1.0, 1.0)
    offsets = np.arange(PATCH_SIZE) - (PATCH_SIZE - 1) / 2
    rows, columns = (at + offsets * each for at, each in zip(centre, step, strict=True))
    values = grey.astype(np.float32)
    down = _weights(rows, grey.shape[0])
    across = _weights(columns, grey.shape[1])
    return np.asarray(down @ values @ across.T + 0.5, np.uint8)


def whole_picture(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The whole image, no side longer than `LONGEST_SIDE`."""
    picture = Image.fromarray(grey)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return np.asarray(picture, np.uint8)


def _weights(places: NDArray[np.floating], size: int) -> NDArray[np.float32]:
    """Linear interpolation as a matrix (places, size); rows of places beyond the image are zero."""
    distance = np.abs(places[:, None] - np.arange(size))
    weights: NDArray[np.float32] = np.maximum(0, 1 - distance).astype(np.float32)
    return weights
