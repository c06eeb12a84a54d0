"""Calibration figures against hand calculations and scikit-learn."""

import math

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss
from sklearn.metrics import log_loss as reference_log_loss

from medviewer.ai.figures.reliability import (
    brier_score,
    confidence_of,
    expected_calibration_error,
    log_loss,
    reliability_bins,
)


def two_columns(positive: np.ndarray) -> np.ndarray:
    return np.stack([1 - positive, positive], axis=1)


def test_that_bins_hold_equal_numbers_in_order_of_confidence() -> None:
    confidence = np.array([0.9, 0.1, 0.2, 0.8])

    low, high = reliability_bins(confidence, np.array([1, 0, 1, 1]), bins=2)

    assert (low.count, high.count) == (2, 2)
    assert [low.predicted, low.observed] == pytest.approx([0.15, 0.5])
    assert [high.predicted, high.observed] == pytest.approx([0.85, 1.0])


def test_that_the_calibration_error_is_the_mean_gap() -> None:
    confidence = np.array([0.9, 0.1, 0.2, 0.8])

    # |.15 - .5| and |.85 - 1|, two cases of four each.
    error = expected_calibration_error(confidence, np.array([1, 0, 1, 1]), bins=2)

    assert error == pytest.approx((0.35 + 0.15) / 2)


def test_that_fewer_cases_than_bins_is_one_bin_each() -> None:
    error = expected_calibration_error(np.array([0.75, 0.25]), np.array([1, 0]))

    assert error == pytest.approx(0.25)


def test_that_certainty_that_comes_true_has_no_error() -> None:
    truth = np.array([1, 0, 1, 0])

    assert expected_calibration_error(truth.astype(float), truth) == 0.0


def test_that_of_several_classes_the_decided_one_is_judged() -> None:
    probabilities = np.array([[0.6, 0.3, 0.1], [0.2, 0.3, 0.5]])

    confidence, is_true = confidence_of(np.array([0, 1]), probabilities)

    assert confidence.tolist() == [0.6, 0.5]
    assert is_true.tolist() == [1, 0]


def test_that_of_two_classes_the_second_is_judged() -> None:
    confidence, is_true = confidence_of(np.array([0, 1]), two_columns(np.array([0.2, 0.4])))

    assert confidence.tolist() == [0.2, 0.4]
    assert is_true.tolist() == [0, 1]


def test_that_brier_and_log_loss_agree_with_scikit_learn() -> None:
    labels, positive = np.array([1, 0, 1, 1]), np.array([0.9, 0.2, 0.4, 0.7])

    assert brier_score(labels, two_columns(positive)) == pytest.approx(
        brier_score_loss(labels, positive)
    )
    assert log_loss(labels, two_columns(positive)) == pytest.approx(
        reference_log_loss(labels, positive)
    )


def test_that_brier_of_several_classes_sums_over_them() -> None:
    # (0.6 - 1)^2 + 0.3^2 + 0.1^2
    assert brier_score(np.array([0]), np.array([[0.6, 0.3, 0.1]])) == pytest.approx(0.26)


def test_that_a_confident_mistake_stays_finite() -> None:
    assert math.isfinite(log_loss(np.array([1]), two_columns(np.array([0.0]))))
