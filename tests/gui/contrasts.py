"""Contrast (WCAG 2.1, 1.4.3), colour vision (Machado et al. 2009) and colour distance (CIE 1976)."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

FloatArray = NDArray[np.float64]
LUMINANCE = np.array((0.2126, 0.7152, 0.0722))
# IEEE Trans Vis Comput Graph 15(6), table 1, severity 1.0; for linear RGB.
VISIONS: dict[str, FloatArray] = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)  # sRGB, D65 (IEC 61966-2-1)
WHITE = TO_XYZ.sum(axis=1)


def linear(colour: "QColor | str") -> FloatArray:
    """Linear RGB, 0..1, of an sRGB colour."""
    value = QColor(colour)
    coded = np.array((value.redF(), value.greenF(), value.blueF()))
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def contrast(one: "QColor | str", other: "QColor | str") -> float:
    """1 to 21."""
    low, high = sorted(float(LUMINANCE @ linear(each)) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


def seen(colour: "QColor | str", vision: str) -> FloatArray:
    """CIELAB of a colour as an eye of that vision has it."""
    rgb = np.clip(VISIONS[vision] @ linear(colour), 0, 1)
    share = TO_XYZ @ rgb / WHITE
    f = np.where(share > (6 / 29) ** 3, np.cbrt(share), share / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array((116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])))


def distance(one: "QColor | str", other: "QColor | str", vision: str) -> float:
    """CIE 1976 colour difference; about 2.3 is just noticed side by side."""
    return float(np.linalg.norm(seen(one, vision) - seen(other, vision)))
