"""One frame to the bytes a screen or a report shows; nothing is drawn on them here."""

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.voi import Voi
from medviewer.domain.volume import Frame, PixelArray
from medviewer.imaging.luts import WHITE, GreyArray, grey_lut, greys, has_lut, tone_curve

ImageArray = NDArray[np.uint8]


def render_grey(
    frame: Frame,
    window: Voi,
    is_inverted: bool = False,
    out: GreyArray | None = None,
    stride: int = 1,
) -> ImageArray:
    """Render a frame through its VOI. Safe off the GUI thread.

    Args:
        frame: grey, or RGB; RGB is passed through, the window says nothing about it.
        window: in the frame's modality units.
        is_inverted: the reader's wish, on top of the image's own (MONOCHROME1, Presentation LUT Shape).
        out: uint8 of the result's shape, to be written instead of allocating.
        stride: take every n-th row and column (thumbnails).

    Returns:
        uint8[rows, columns], or uint8[rows, columns, 3] for an RGB frame.
    """
    pixels = frame.array[::stride, ::stride]
    if frame.is_colour:
        return _colour(pixels, is_inverted, out)
    curve = tone_curve(frame, window, is_inverted)
    if has_lut(pixels.dtype):
        return look_up(pixels, grey_lut(curve, pixels.dtype), out)
    return _written(greys(pixels, curve), out)


def look_up(pixels: PixelArray, lut: GreyArray, out: GreyArray | None = None) -> ImageArray:
    """Send 8- or 16-bit pixels through a table of `grey_lut`'s, by their bit patterns."""
    native = np.ascontiguousarray(pixels).astype(pixels.dtype.newbyteorder("="), copy=False)
    patterns = native.view(np.dtype(f"u{native.dtype.itemsize}"))
    # "clip" writes straight into out; no pattern lies outside the table.
    return np.take(lut, patterns, out=out, mode="clip")


def _colour(pixels: PixelArray, is_inverted: bool, out: GreyArray | None) -> ImageArray:
    rgb = np.asarray(pixels, dtype=np.uint8)
    return _written(WHITE - rgb if is_inverted else rgb, out)


def _written(image: ImageArray, out: GreyArray | None) -> ImageArray:
    if out is None:
        return image
    out[...] = image
    return out
