"""The classical filters a restorer is held against; unlike it, they are told how strong the noise is."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

SEARCH_PX, PATCH_PX = 5, 3  # of non-local means: reach of the search, side of the patches compared
CHOICES: dict[str, tuple[float, ...]] = {  # settings tried on the selection part
    "gaussian": (0.5, 0.7, 0.9, 1.2, 1.6),  # standard deviation in pixels
    "median": (3.0, 5.0),  # side of the window
    "wiener": (3.0, 5.0, 7.0),
    "non_local_means": (0.5, 0.7, 0.9, 1.2),  # strength, times the noise
}

Pictures = NDArray[np.float64]
Filter = Callable[[Pictures, float, float], Pictures]  # noisy, setting, sigma


def gaussian(images: Pictures, setting: float, sigma: float) -> Pictures:
    from scipy.ndimage import gaussian_filter

    del sigma
    found: Pictures = gaussian_filter(images, (0, setting, setting))
    return found


def median(images: Pictures, setting: float, sigma: float) -> Pictures:
    from scipy.ndimage import median_filter

    del sigma
    found: Pictures = median_filter(images, (1, int(setting), int(setting)))
    return found


def wiener(images: Pictures, setting: float, sigma: float) -> Pictures:
    """Towards the local mean where the local variance is that of the noise (Lee 1980)."""
    from scipy.ndimage import uniform_filter

    window = (1, int(setting), int(setting))
    mean = uniform_filter(images, window)
    variance = (uniform_filter(images**2, window) - mean**2).clip(1e-12)
    found: Pictures = mean + (variance - sigma**2).clip(0) / variance * (images - mean)
    return found


def non_local_means(images: Pictures, setting: float, sigma: float) -> Pictures:
    """Mean of the pixels around, weighted by how alike their surroundings are (Buades et al. 2005)."""
    from scipy.ndimage import uniform_filter

    reach = SEARCH_PX
    padded = np.pad(images, ((0, 0), (reach, reach), (reach, reach)), mode="reflect")
    rows, columns = images.shape[1:]
    total, weights = np.zeros_like(images), np.zeros_like(images)
    for down in range(2 * reach + 1):
        for right in range(2 * reach + 1):
            moved = padded[:, down : down + rows, right : right + columns]
            apart = uniform_filter((images - moved) ** 2, (1, PATCH_PX, PATCH_PX))
            weight = np.exp(-(apart - 2 * sigma**2).clip(0) / (setting * sigma) ** 2)
            total += weight * moved
            weights += weight
    found: Pictures = total / weights
    return found


FILTERS: dict[str, Filter] = {
    "gaussian": gaussian,
    "median": median,
    "wiener": wiener,
    "non_local_means": non_local_means,
}
