"""Whether a coder's percentages hold is asked of the suggestions a reader sees."""

import math

import numpy as np
import pytest

from medviewer.ai.evaluation.text.choosing import shown_error


def log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def test_that_labels_nobody_is_shown_do_not_make_a_coder_calibrated() -> None:
    scores = np.full((10, 20), log_odds(0.001))
    scores[:, 0] = log_odds(0.9)  # and it never comes true

    error = shown_error(scores, np.zeros((10, 20), dtype=np.bool_))

    assert error == pytest.approx(0.9)


def test_that_a_coder_that_shows_nothing_has_no_error() -> None:
    scores = np.full((3, 4), log_odds(0.001))

    assert math.isnan(shown_error(scores, np.zeros((3, 4), dtype=np.bool_)))
