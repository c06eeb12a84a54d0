"""One modality's values in colour over another's greys: PET over CT."""

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import PixelArray
from medviewer.imaging.render import ImageArray

FADES_BELOW = 0.1  # of the window: no uptake leaves the anatomy as it is, without an edge


def hot_iron() -> ImageArray:
    """[256, 3]: DICOM's palette of that name (PS3.6 B.1.1): black, red, orange, yellow, white."""
    place = np.arange(256)
    channels = (2 * place, 2 * (place - 128), 4 * (place - 192))
    return np.stack([np.clip(each, 0, 255) for each in channels], axis=1).astype(np.uint8)


def strength(values: PixelArray, window: VoiWindow) -> NDArray[np.float32]:
    """Where values lie in the window, 0 to 1; what is no number is nothing."""
    low = window.center - window.width / 2
    share = (np.asarray(values, np.float32) - np.float32(low)) / np.float32(window.width)
    return np.asarray(np.clip(np.nan_to_num(share), 0, 1), np.float32)


def fused(under: ImageArray, over: PixelArray, window: VoiWindow, opacity: float) -> ImageArray:
    """Colours over greys.

    Args:
        under: uint8[rows, columns].
        over: [rows, columns] of the same pixels.
        window: of `over`'s values: its lower end is black and transparent, its upper end white.
        opacity: 0 to 1, of what lies above the lowest tenth of the window.

    Returns:
        uint8[rows, columns, 3].
    """
    share = strength(over, window)
    alpha = (np.minimum(share / FADES_BELOW, 1) * np.float32(opacity))[..., np.newaxis]
    colours = hot_iron()[np.rint(share * 255).astype(np.uint8)].astype(np.float32)
    mixed = under[..., np.newaxis] * (1 - alpha) + colours * alpha
    return np.asarray(np.rint(mixed), np.uint8)
