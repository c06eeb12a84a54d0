"""Outlines by expected overlap: levels worked out by hand on maps of four pixels."""

import numpy as np
import pytest

from medviewer.ai.runtime.lesion_outline import outline_levels
from medviewer.domain.model_trust import Interval, LesionRule

ANY = Interval(0, 0, 0)


def rule(outline: float = 0.05, slope: float = 1.0, shift: float = 0.0) -> LesionRule:
    return LesionRule(0.5, ANY, ANY, "", "", outline, slope, shift)


def level(pixels: list[float], by: LesionRule) -> float:
    return float(outline_levels(np.array([[pixels]], np.float32), by)[0])


def test_that_the_level_gives_the_best_overlap_to_be_expected() -> None:
    pixels = [0.3, 0.9, 0.6, 0.0]  # 2·0.9/(1+1.8)=0.64, 2·1.5/(2+1.8)=0.79, 2·1.8/(3+1.8)=0.75

    assert level(pixels, rule()) == pytest.approx((0.6 + 0.3) / 2)


def test_that_a_faint_lesion_is_outlined_from_lower_probabilities() -> None:
    pixels = [
        0.25,
        0.25,
        0.2,
        0.01,
    ]  # 2·0.25/1.71=0.29, 2·0.5/2.71=0.37, 2·0.7/3.71=0.38, 2·0.71/4.71=0.30

    assert level(pixels, rule()) == pytest.approx((0.2 + 0.01) / 2)


def test_that_no_outline_goes_below_the_faintest() -> None:
    pixels = [0.02, 0.02, 0.02, 0.02]

    assert level(pixels, rule(outline=0.1)) == pytest.approx(0.1)


def test_that_overlap_is_expected_of_calibrated_probabilities() -> None:
    pixels = [0.9, 0.45, 0.0, 0.0]  # as they are: 2·0.9/2.35=0.77 and 2·1.35/3.35=0.81

    assert level(pixels, rule()) == pytest.approx(0.45 / 2)
    # logits less 2: 0.549 and 0.100; 2·0.549/1.649=0.67 and 2·0.649/2.649=0.49
    assert level(pixels, rule(shift=-2.0)) == pytest.approx((0.9 + 0.45) / 2)


def test_that_the_faintest_is_meant_after_calibration() -> None:
    pixels = [0.001, 0.0, 0.0, 0.0]

    found = level(pixels, rule(outline=0.5, slope=0.5, shift=1.0))

    assert found == pytest.approx(1 / (1 + np.exp(2)))  # 0.5 · -2 + 1 = 0: one half
