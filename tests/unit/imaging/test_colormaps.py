"""The attention scale is fixed, symmetric, transparent at zero and readable by the colour-blind."""

import numpy as np
import pytest

from medviewer.imaging.colormaps import (
    AGAINST_COLOUR,
    AI_COLOUR,
    FOR_COLOUR,
    Rgb,
    attention_rgba,
    legend_stops,
)


def lightness(colour: Rgb) -> float:
    """CIELAB L* of an sRGB colour (IEC 61966-2-1)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in np.divide(colour, 255)
    ]
    return float(116 * np.dot((0.2126, 0.7152, 0.0722), linear) ** (1 / 3) - 16)


def test_that_zero_is_transparent() -> None:
    assert attention_rgba([[0.0]], 1.0)[0, 0, 3] == 0


def test_that_missing_values_are_transparent() -> None:
    assert attention_rgba([[np.nan]], 1.0)[0, 0, 3] == 0


def test_that_the_ends_of_the_scale_have_the_end_colours_at_full_opacity() -> None:
    rgba = attention_rgba([[-2.0, 2.0]], 2.0)

    opacity = 179  # 0.7 of 255, rounded half up
    assert tuple(rgba[0, 0]) == (*AGAINST_COLOUR, opacity)
    assert tuple(rgba[0, 1]) == (*FOR_COLOUR, opacity)


def test_that_values_beyond_the_scale_are_shown_as_its_end() -> None:
    rgba = attention_rgba([[-9.0, -2.0], [2.0, np.inf]], 2.0)

    np.testing.assert_array_equal(rgba[0, 0], rgba[0, 1])
    np.testing.assert_array_equal(rgba[1, 0], rgba[1, 1])


def test_that_opacity_grows_with_magnitude_alike_for_both_signs() -> None:
    values = np.linspace(0, 1, 11)

    positive = attention_rgba(values[np.newaxis], 1.0)[0, :, 3].astype(int)
    negative = attention_rgba(-values[np.newaxis], 1.0)[0, :, 3].astype(int)

    assert (np.diff(positive) > 0).all()
    np.testing.assert_array_equal(positive, negative)


def test_that_the_scale_is_fixed_and_not_stretched_to_the_map() -> None:
    weak = attention_rgba([[0.1, 0.2]], 1.0)

    assert weak[0, 1, 3] == 36  # 0.2 * 0.7 of 255


def test_that_both_ends_are_equally_light() -> None:
    assert lightness(FOR_COLOUR) == pytest.approx(lightness(AGAINST_COLOUR), abs=1.0)


def test_that_the_ai_colour_is_neither_yellow_nor_green() -> None:
    red, green, blue = AI_COLOUR

    assert green < red < blue


def test_that_the_legend_runs_over_the_whole_scale_with_zero_in_the_middle() -> None:
    stops = legend_stops(0.5)

    assert [stop.value_logit for stop in stops] == [-0.5, -0.25, 0.0, 0.25, 0.5]
    assert stops[2].rgba[3] == 0
    assert stops[4].rgba == (*FOR_COLOUR, 179)
