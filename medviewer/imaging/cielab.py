"""Colours as DICOM recommends them: CIELab on a D50 white, three words of 16 bits (PS3.3 C.10.7.1.1)."""

from collections.abc import Sequence

import numpy as np

Rgb = tuple[int, int, int]

FULL = 0xFFFF
WHITE_D50 = (0.9642, 1.0, 0.8249)
EPSILON, KAPPA = 216 / 24389, 24389 / 27  # CIE 15:2004
# XYZ on D50 to linear sRGB: IEC 61966-2-1's matrix after Bradford's adaptation from D50 to D65.
TO_LINEAR = np.array(
    (
        (3.1338561, -1.6168667, -0.4906146),
        (-0.9787684, 1.9161415, 0.0334540),
        (0.0719453, -0.2289914, 1.4052427),
    )
)


def rgb_of_cielab(stored: Sequence[float]) -> Rgb | None:
    """The sRGB nearest to L*, a*, b* as words from 0 to 65535; None where these are no colour."""
    if len(stored) != 3 or not all(0 <= word <= FULL for word in stored):
        return None
    lightness = stored[0] / FULL * 100
    a, b = (word / FULL * 255 - 128 for word in stored[1:])
    return _srgb(lightness, a, b)


def _srgb(lightness: float, a: float, b: float) -> Rgb:
    y = (lightness + 16) / 116
    x, z = y + a / 500, y - b / 200
    cubes = [each**3 if each**3 > EPSILON else (116 * each - 16) / KAPPA for each in (x, z)]
    luminance = y**3 if lightness > KAPPA * EPSILON else lightness / KAPPA
    xyz = np.array((cubes[0], luminance, cubes[1])) * WHITE_D50
    linear = np.clip(TO_LINEAR @ xyz, 0, 1)
    curved = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    red, green, blue = (round(255 * float(channel)) for channel in np.clip(curved, 0, 1))
    return (red, green, blue)
