"""Greys made smaller, as a whole: what a model that looks at small pictures needs of a large radiograph."""

import numpy as np
from PIL import Image

from medviewer.imaging.luts import GreyArray


def reduced_picture(greys: GreyArray, longest: int) -> GreyArray:
    """`[row, column]` with its longer side at most `longest` (Lanczos); smaller ones as they are."""
    rows, columns = greys.shape
    scale = longest / max(rows, columns)
    if scale >= 1:
        return greys
    size = (max(1, round(columns * scale)), max(1, round(rows * scale)))
    return np.asarray(Image.fromarray(greys).resize(size, Image.Resampling.LANCZOS))
