"""Lettering is seen where it stands; smooth shapes and noise are not taken for it."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from medviewer.imaging.burned_in_text import text_lines

TEXT = "DOE JANE 1970-01-31"
SIDE = 256


def lettered(background: float, ink: int, size: int = 16) -> np.ndarray:
    values = np.random.default_rng(1).normal(background, 6, (SIDE, SIDE)).clip(0, 255)
    image = Image.fromarray(values.astype(np.uint8))
    ImageDraw.Draw(image).text((20, 30), TEXT, fill=ink, font=ImageFont.load_default(size))
    return np.asarray(image)


@pytest.mark.parametrize(("background", "ink"), [(20, 255), (90, 255), (200, 0)])
@pytest.mark.parametrize("size", [14, 20])
def test_that_lettering_is_found_where_it_stands(background: float, ink: int, size: int) -> None:
    lines = text_lines(lettered(background, ink, size))

    assert lines
    assert all(line.top < 30 + 1.5 * size and line.bottom > 30 for line in lines)


def test_that_colour_is_looked_at_too() -> None:
    grey = lettered(20, 255)

    assert text_lines(np.dstack([grey, grey, grey]))


def test_that_nothing_is_read_into_noise_or_a_disc() -> None:
    noise = np.random.default_rng(2).normal(100, 30, (SIDE, SIDE))
    rows, columns = np.mgrid[:SIDE, :SIDE]
    disc = np.hypot(rows - 128, columns - 128) < 60

    assert text_lines(noise) == ()
    assert text_lines(disc.astype(np.int16) * 1000) == ()


def test_that_a_flat_and_a_tiny_image_have_no_lettering() -> None:
    assert text_lines(np.zeros((64, 64), np.uint8)) == ()
    assert text_lines(np.zeros((4, 4), np.uint8)) == ()
