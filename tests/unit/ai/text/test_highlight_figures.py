"""What a card says of highlights is counted over all of them, text by text."""

import math

import numpy as np
import pytest

from medviewer.ai.text.deletion_test import AskedSpan, DeletionOutcome
from medviewer.ai.text.highlight_figures import highlight_figures

ASKED = AskedSpan(0, (0, 1))


def test_that_figures_are_means_over_highlights_with_texts_resampled() -> None:
    texts = [
        [DeletionOutcome(ASKED, 0.6, 0.1, True), DeletionOutcome(ASKED, 0.0, 0.2, False)],
        [DeletionOutcome(ASKED, 0.3, 0.0, True)],
        [DeletionOutcome(ASKED, 0.9, math.nan, False)],  # too short to be tested
    ]

    found = highlight_figures(texts)

    assert found["highlights_standing"].value == pytest.approx(2 / 3)
    assert found["highlight_drop"].value == pytest.approx(0.3)
    assert found["random_drop"].value == pytest.approx(0.1)
    assert found["highlights_standing"].low == pytest.approx(0.5)
    assert found["highlights_standing"].high == pytest.approx(1.0)


def test_that_the_two_languages_of_one_case_are_resampled_together() -> None:
    texts = [
        [DeletionOutcome(ASKED, 0.6, 0.1, True)],
        [DeletionOutcome(ASKED, 0.9, math.nan, False)],  # too short, and of a case of its own
        [DeletionOutcome(ASKED, 0.0, 0.2, False)],
    ]

    found = highlight_figures(texts, np.array([0, 1, 0]))

    one_case = found["highlights_standing"]
    assert (one_case.low, one_case.value, one_case.high) == pytest.approx((0.5, 0.5, 0.5))


def test_that_without_a_tested_highlight_nothing_is_said() -> None:
    assert highlight_figures([[], [DeletionOutcome(ASKED, 0.9, math.nan, False)]]) == {}
