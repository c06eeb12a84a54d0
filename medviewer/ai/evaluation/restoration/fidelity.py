"""How near a restored image is to its reference: PSNR and SSIM of images in 0..1."""

import numpy as np
from numpy.typing import NDArray

SSIM_SIGMA = 1.5  # pixels, of the Gaussian window
SSIM_REACH = 5  # pixels either way: the window of 11
K1, K2 = 0.01, 0.03
LARGEST_PSNR = 100.0  # dB, of equal images

Pictures = NDArray[np.float64]


def psnr(reference: Pictures, image: Pictures) -> Pictures:
    """(n,) decibels of (n, rows, columns): 10 log₁₀(1 / mean squared difference)."""
    error = ((reference - image) ** 2).mean(axis=(1, 2))
    found: Pictures = -10 * np.log10(np.maximum(error, 10 ** (-LARGEST_PSNR / 10)))
    return found


def ssim(reference: Pictures, image: Pictures) -> Pictures:
    """(n,) mean structural similarity over the pixels whose whole window lies in the image.

    Wang et al., Image quality assessment: from error visibility to structural similarity (2004).
    """
    c1, c2 = K1**2, K2**2
    mean_r, mean_i = _blurred(reference), _blurred(image)
    variance_r = _blurred(reference**2) - mean_r**2
    variance_i = _blurred(image**2) - mean_i**2
    shared = _blurred(reference * image) - mean_r * mean_i
    likeness = (2 * mean_r * mean_i + c1) * (2 * shared + c2)
    likeness /= (mean_r**2 + mean_i**2 + c1) * (variance_r + variance_i + c2)
    inner = likeness[:, SSIM_REACH:-SSIM_REACH, SSIM_REACH:-SSIM_REACH]
    found: Pictures = inner.mean(axis=(1, 2))
    return found


def _blurred(images: Pictures) -> Pictures:
    from scipy.ndimage import gaussian_filter

    reach = SSIM_REACH / SSIM_SIGMA
    found: Pictures = gaussian_filter(images, (0, SSIM_SIGMA, SSIM_SIGMA), truncate=reach)
    return found
