"""Burns into a made picture that it is one: a strip above it and letters across it."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from medviewer.domain.typeface import FontSet
from medviewer.imaging.banner import WARNING, with_banner
from medviewer.imaging.lettering import Align, Lettering
from medviewer.imaging.marks import Point

WORDS = "SYNTHETIC — NOT A PATIENT"
ACROSS = "SYNTHETIC"
LEAST_WIDTH_PX = 320  # so that the words fit and can be read
ACROSS_PX = 18

Greys = NDArray[np.uint8]


def with_synthetic_mark(greys: Greys, fonts: FontSet) -> Greys:
    """(rows, columns) enlarged by a whole factor, lettered at its lower edge, under a strip of words.

    Cutting the strip off leaves the letters; both go with every copy of the pixels.
    """
    factor = max(1, -(-LEAST_WIDTH_PX // greys.shape[1]))
    large = greys.repeat(factor, axis=0).repeat(factor, axis=1)
    picture = Image.fromarray(np.stack([large] * 3, axis=-1))
    lettering = Lettering(fonts, ACROSS_PX)
    place = Point(large.shape[1] / 2, large.shape[0] - ACROSS_PX / 2)
    lettering.write(ImageDraw.Draw(picture), place, ACROSS, WARNING, Align.CENTER)
    whole = with_banner(np.asarray(picture), WORDS, fonts, is_verified=False)
    return np.asarray(Image.fromarray(whole).convert("L"))
