"""Noise as filtered back-projection leaves it in CT: Gaussian, coloured by the ramp filter and its roll-off.

Riederer, Pelc and Chesler, The noise power spectrum in computed X-ray tomography (1978): the spectrum rises
with frequency and falls where the reconstruction filter ends.
"""

import numpy as np
from numpy.typing import NDArray

ROLL_OFF = 0.3  # cycles a pixel: where a soft-tissue kernel ends


def quantum_noise(shape: tuple[int, int, int], random: np.random.Generator) -> NDArray[np.float32]:
    """(n, rows, columns) of noise with mean 0 and standard deviation 1, every image its own."""
    white = random.standard_normal(shape)
    coloured = np.fft.ifft2(np.fft.fft2(white) * spectrum(shape[1], shape[2])).real
    unit: NDArray[np.float32] = (coloured / coloured.std(axis=(1, 2), keepdims=True)).astype(
        np.float32
    )
    return unit


def spectrum(rows: int, columns: int) -> NDArray[np.float64]:
    """The amplitude at every frequency of `fft2`: √f · exp(−(f/roll-off)²/2); power rises with f."""
    vertical, horizontal = np.fft.fftfreq(rows)[:, None], np.fft.fftfreq(columns)[None]
    frequency = np.hypot(vertical, horizontal)
    amplitude: NDArray[np.float64] = np.sqrt(frequency) * np.exp(-((frequency / ROLL_OFF) ** 2) / 2)
    return amplitude


def grey_sigma(sigma: float, span: tuple[float, float]) -> float:
    """A standard deviation in the image's unit as a share of its grey range 0..1."""
    return sigma / (span[1] - span[0])
