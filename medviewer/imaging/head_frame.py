"""Brings a slice through a head to one frame and one grey scale, whatever its field of view and gain.

slice ──► where the head is (brighter than half of Otsu's threshold) ──► square about it ──► pixels of that
square at the wanted size, grey values such that the head's median is `MEDIAN_GREY`

Field of view and gain tell scanners apart, not diseases; a network that never sees them cannot learn them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

MEDIAN_GREY = (
    0.35  # of 0..1; enhancing lesions and fat are up to three times as bright as the brain
)
BRIGHT_PERCENTILE = 99.5  # beyond it a single artefact would decide the scale
BRIGHT_GREY = 200.0  # of 0..255: where that percentile goes; what is brighter still differs
COARSE_PX = 64  # the head is found on a reduced image: it is large, and noise is averaged away
SEEN_SHARE = 0.04  # of a row or column that must be head for it to count as within
LONGEST_TO_WIDTH = 1.25  # a head is no longer than this; what hangs below is neck
LEAST_SHARE = (
    0.55  # of the image's width: a slice through the scalp alone is not blown up to a head
)
MARGIN = 0.03  # of the frame, on each side
FEWEST_CELLS = 8  # of COARSE_PX; less is no head

FloatImage = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class HeadFrame:
    """A square in the patient, cut out of a slice: its first row and column edge and its sides, in pixels.

    `height` and `width` differ where pixels are not square. Parts of it may lie outside the slice.
    """

    top: float
    left: float
    height: float
    width: float

    def to_frame(self, points: NDArray[np.float64], size: int) -> NDArray[np.float64]:
        """(n, 2) of (row, column) edges in the slice's pixels to those of the framed image."""
        scale = (size / self.height, size / self.width)
        return (points - (self.top, self.left)) * scale

    def from_frame(self, points: NDArray[np.float64], size: int) -> NDArray[np.float64]:
        """The way back."""
        scale = (self.height / size, self.width / size)
        return points * scale + (self.top, self.left)


def find_head(pixels: NDArray[np.generic], row_to_column: float = 1.0) -> HeadFrame:
    """The frame about the head on one slice; the whole slice, squared, where none stands out.

    Args:
        pixels: (rows, columns), background dark.
        row_to_column: distance of rows by distance of columns.
    """
    rows, columns = pixels.shape
    high, wide = rows * row_to_column, float(columns)  # in column spacings
    coarse = resampled(_bytes(pixels), (0.0, 0.0, float(rows), float(columns)), COARSE_PX)
    seen = coarse > otsu_threshold(coarse) / 2
    inside = [np.flatnonzero(seen.mean(axis=axis) > SEEN_SHARE) for axis in (1, 0)]
    if min(map(len, inside)) < FEWEST_CELLS:
        return _square(0.0, wide / 2, max(high, wide), row_to_column)
    (top, bottom), (left, right) = (
        (within[0] * length / COARSE_PX, (within[-1] + 1) * length / COARSE_PX)
        for within, length in zip(inside, (high, wide), strict=True)
    )
    width = right - left
    side = max(width, min(bottom - top, LONGEST_TO_WIDTH * width), LEAST_SHARE * wide)
    side *= 1 + 2 * MARGIN
    return _square(top - MARGIN * side, (left + right) / 2, side, row_to_column)


def head_image(
    pixels: NDArray[np.generic], size: int, row_to_column: float = 1.0
) -> tuple[NDArray[np.uint8], HeadFrame]:
    """What a network sees of a slice: (size, size) of 0..255, and where it was cut out."""
    frame = find_head(pixels, row_to_column)
    grey = head_grey(framed(pixels, frame, size))
    return np.round(grey * 255).astype(np.uint8), frame


def framed(pixels: NDArray[np.generic], frame: HeadFrame, size: int) -> FloatImage:
    """(size, size) of the frame's pixels, 0..255; dark outside the slice."""
    box = (frame.top, frame.left, frame.height, frame.width)
    return resampled(_bytes(pixels), box, size)


def head_grey(image: FloatImage) -> FloatImage:
    """Grey values 0..1, the median of the head at `MEDIAN_GREY`."""
    head = image[image > otsu_threshold(image) / 2]
    median = float(np.median(head)) if len(head) else 0.0
    scaled: FloatImage = (image * (MEDIAN_GREY / max(median, 1.0))).clip(0, 1).astype(np.float32)
    return scaled


def resampled(image: FloatImage, box: tuple[float, float, float, float], size: int) -> FloatImage:
    """(size, size) of the box (top, left, height, width) in pixel edges, 0 outside the image.

    Pillow's filter widens with the reduction, so that shrinking never aliases.
    """
    top, left, height, width = box
    rows, columns = image.shape
    before = (max(0, int(np.ceil(-top))), max(0, int(np.ceil(-left))))
    after = (
        max(0, int(np.ceil(top + height - rows))),
        max(0, int(np.ceil(left + width - columns))),
    )
    padded = np.pad(image, tuple(zip(before, after, strict=True)))
    top, left = top + before[0], left + before[1]
    edges = (left, top, min(left + width, padded.shape[1]), min(top + height, padded.shape[0]))
    picture = Image.fromarray(padded).resize((size, size), Image.Resampling.BILINEAR, box=edges)
    return np.asarray(picture, np.float32)


def otsu_threshold(image: FloatImage) -> float:
    """The threshold that parts an image of 0..255 best into dark and bright (Otsu 1979)."""
    counts, edges = np.histogram(image, bins=256, range=(0, 256))
    values = (edges[:-1] + edges[1:]) / 2
    below, mass = np.cumsum(counts), np.cumsum(counts * values)
    above = below[-1] - below
    apart = (mass[-1] * below - mass * below[-1]) ** 2 / np.maximum(below * above, 1)
    return float(edges[int(np.argmax(apart))])


def _bytes(pixels: NDArray[np.generic]) -> FloatImage:
    """Any grey scale to 0..255 as floats; 8-bit pictures as they are."""
    if pixels.dtype == np.uint8:
        return pixels.astype(np.float32)
    finite = np.nan_to_num(pixels.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(finite.min()), float(np.percentile(finite, BRIGHT_PERCENTILE))
    scaled: FloatImage = ((finite - low) * (BRIGHT_GREY / max(high - low, 1e-6))).clip(0, 255)
    return scaled


def _square(top: float, middle: float, side: float, row_to_column: float) -> HeadFrame:
    """From column spacings to pixels."""
    return HeadFrame(top / row_to_column, middle - side / 2, side / row_to_column, side)
