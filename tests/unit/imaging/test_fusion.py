"""Colours over greys, by hand."""

import numpy as np

from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.imaging.fusion import fused, hot_iron

FROM_0_TO_10 = VoiWindow(5, 10, VoiFunction.LINEAR_EXACT)
GREY = np.full((1, 3), 100, np.uint8)


def test_that_the_palette_is_dicoms_hot_iron() -> None:
    palette = hot_iron()

    # PS3.6 table B.1-1: entries 0, 64, 128, 192 and 255.
    expected = [[0, 0, 0], [128, 0, 0], [255, 0, 0], [255, 128, 0], [255, 254, 252]]
    assert palette[[0, 64, 128, 192, 255]].tolist() == expected


def test_that_no_uptake_leaves_the_greys() -> None:
    picture = fused(GREY, np.array([[0.0, -4.0, np.nan]]), FROM_0_TO_10, 1.0)

    assert (picture == 100).all()


def test_that_full_opacity_shows_the_colour_alone() -> None:
    picture = fused(GREY, np.array([[10.0, 25.0, 10.0]]), FROM_0_TO_10, 1.0)

    assert picture[0, 0].tolist() == [255, 254, 252]
    assert picture[0, 1].tolist() == [255, 254, 252]


def test_that_half_opacity_mixes_half_and_half() -> None:
    picture = fused(GREY, np.array([[10.0, 0.5, 10.0]]), FROM_0_TO_10, 0.5)

    assert picture[0, 0].tolist() == [178, 177, 176]  # (100 + 255) / 2 = 177.5, and so on
    # Half of the lowest tenth: a quarter of the colour, entry 13 of the palette, (26, 0, 0).
    assert picture[0, 1].tolist() == [82, 75, 75]
