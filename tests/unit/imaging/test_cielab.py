"""Colours recommended as CIELab."""

import pytest

from medviewer.imaging.cielab import rgb_of_cielab


@pytest.mark.parametrize(
    ("stored", "rgb"),
    [
        ((0, 0x8080, 0x8080), (0, 0, 0)),
        ((0xFFFF, 0x8080, 0x8080), (255, 255, 255)),
        ((35579, 53666, 50858), (255, 0, 0)),  # L* 54.29, a* 80.81, b* 69.89 on D50
    ],
)
def test_that_stored_words_are_the_colour_meant(
    stored: tuple[int, ...], rgb: tuple[int, int, int]
) -> None:
    found = rgb_of_cielab(stored)

    assert found is not None
    assert max(abs(a - b) for a, b in zip(found, rgb, strict=True)) <= 1


@pytest.mark.parametrize("stored", [(), (1, 2), (-1, 0, 0), (70_000, 0, 0)])
def test_that_what_is_no_colour_gives_none(stored: tuple[int, ...]) -> None:
    assert rgb_of_cielab(stored) is None
