"""How clearly a lesion net draws: the figure that decides whether anything is proposed.

evidence = mean of the highest probabilities of a map, over as many pixels as a small lesion has
"""

import numpy as np
from numpy.typing import NDArray

SMALL_LESION_SHARE = 0.001  # of the framed head: about 6 mm across in a head of 190 mm


def evidence(probabilities: NDArray[np.float32], small_lesion_px: float) -> float:
    """Of one lesion's (or one map's) pixels; what it lacks of a small lesion counts as 0."""
    count = max(1, round(small_lesion_px))
    highest = np.sort(probabilities, axis=None)[-count:]
    return float(highest.sum() / count)


def map_evidence(maps: NDArray[np.float32]) -> NDArray[np.float64]:
    """(n,) evidence of (n, rows, columns) maps of framed heads."""
    small = small_lesion_px(maps)
    return np.array([evidence(each, small) for each in maps])


def small_lesion_px(maps: NDArray[np.float32]) -> float:
    """How many pixels a small lesion has on maps (…, rows, columns) of framed heads."""
    rows, columns = maps.shape[-2:]
    return float(SMALL_LESION_SHARE * rows * columns)
