"""A line above a picture that goes with it everywhere: who made it, and whether anybody verified it."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from medviewer.domain.typeface import FontSet
from medviewer.imaging.colormaps import Rgb
from medviewer.imaging.lettering import Lettering
from medviewer.imaging.marks import Point

TEXT_PX = 16
MARGIN_PX = 6
WARNING: Rgb = (255, 214, 10)
SIGNED: Rgb = (255, 255, 255)


def with_banner(
    pixels: NDArray[np.uint8], text: str, fonts: FontSet, *, is_verified: bool
) -> NDArray[np.uint8]:
    """The RGB picture under a black strip with one line; nothing of the picture is covered."""
    lettering = Lettering(fonts, TEXT_PX)
    height = lettering.line_height_px + 2 * MARGIN_PX
    whole = Image.new("RGB", (pixels.shape[1], pixels.shape[0] + height))
    whole.paste(Image.fromarray(pixels), (0, height))
    line = lettering.shortened(text, pixels.shape[1] - 2 * MARGIN_PX)
    colour = SIGNED if is_verified else WARNING
    baseline = Point(MARGIN_PX, MARGIN_PX + TEXT_PX)
    lettering.write(ImageDraw.Draw(whole), baseline, line, colour)
    return np.asarray(whole)
