"""The brightest value along every ray through a grid: a MIP of all of it, from any side."""

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.imaging.shear import Shear, laid
from medviewer.progress import CancelToken

Single = NDArray[np.float32]
RANGE_PERCENT = (30.0, 99.7)  # of a MIP's pixels: what surrounds the patient is black


def brightest(values: Single, way: Shear, token: CancelToken) -> Single:
    """[rows, columns] of the shear's sheet; the grid's lowest value where nothing lies. In any thread.

    Raises:
        Cancelled: as asked.
    """
    lowest = np.float32(values.min())
    sheet = np.zeros(way.shape, np.float32)
    turned = values.transpose(way.order)
    for placed in way.placed():
        token.check()
        above, rows, columns = laid(turned[placed.index] - lowest, placed)
        np.maximum(sheet[rows, columns], above, out=sheet[rows, columns])
    sheet += lowest
    return sheet


def usual_window(values: Single) -> VoiWindow:
    """A window for a MIP, whose pixels are brighter than those of the slices it comes from."""
    low, high = (float(each) for each in np.percentile(values, RANGE_PERCENT))
    return VoiWindow((low + high) / 2, max(high - low, 1e-3), VoiFunction.LINEAR_EXACT)
