"""Brier scores with censoring, by hand, and calibration at a time of forecasts known to be right or wrong."""

import numpy as np
import pytest

from medviewer.ai.risk.brier import brier_scores, judged_times
from medviewer.ai.risk.horizon_calibration import calibration_groups, horizon_calibration
from medviewer.ai.risk.kaplan_meier import censoring_curve
from medviewer.ai.risk.logistic import fit_logistic, horizon_labels
from medviewer.ai.risk.outcomes import Followed, followed


def forecasts(rows: int = 4000) -> tuple[Followed, np.ndarray]:
    """Rows of a known hazard, censored at random, and the true risk of each by time 1."""
    random = np.random.default_rng(4)
    hazard = np.exp(random.normal(-0.7, 0.8, rows))
    reached, cut = random.exponential(1 / hazard), random.uniform(0.5, 3, rows)
    return followed(np.minimum(reached, cut), reached < cut), 1 - np.exp(-hazard)


def test_that_without_censoring_the_score_is_the_mean_squared_error() -> None:
    found = followed([1, 3], [True, True])

    scores = brier_scores(found, np.array([[0.2], [0.9]]), np.array([2.0]), censoring_curve(found))

    assert scores.at_each()[0] == pytest.approx((0.2**2 + 0.1**2) / 2)


def test_that_a_row_censored_before_is_spoken_for_by_the_others() -> None:
    found = followed([1, 3, 3], [False, True, True])

    scores = brier_scores(found, np.full((3, 1), 0.5), np.array([2.0]), censoring_curve(found))

    assert scores.errors[:, 0] == pytest.approx([0, 0.25 * 3 / 2, 0.25 * 3 / 2])
    assert scores.at_each()[0] == pytest.approx(0.25)


def test_that_the_integral_is_the_mean_over_time() -> None:
    found, times = followed([4, 4], [True, True]), np.array([1.0, 2.0, 3.0])

    scores = brier_scores(found, np.array([[1.0, 0.5, 0.0]] * 2), times, censoring_curve(found))

    assert scores.integrated() == pytest.approx(((0 + 0.25) / 2 + (0.25 + 1) / 2) / 2)


def test_that_times_nobody_is_followed_to_are_not_judged() -> None:
    found = followed([1, 2], [False, False])

    assert judged_times(np.array([0.5, 2.5]), censoring_curve(found)).tolist() == [0.5]


def test_that_true_risks_are_found_calibrated_and_exaggerated_ones_are_not() -> None:
    found, risk = forecasts()
    odds = 2 * np.log(risk / (1 - risk))

    right = horizon_calibration(found, risk, 1.0)
    wrong = horizon_calibration(found, 1 / (1 + np.exp(-odds)), 1.0)

    assert right.slope == pytest.approx(1, abs=0.12)
    assert right.observed_to_foretold == pytest.approx(1, abs=0.06)
    assert right.ici < 0.03
    assert wrong.slope < 0.75
    assert wrong.ici > 2 * right.ici


def test_that_groups_of_true_risks_hold_them_in_their_intervals() -> None:
    found, risk = forecasts()

    groups = calibration_groups(found, risk, 1.0)

    assert [group.count for group in groups] == [800] * 5
    assert sum(group.low <= group.foretold <= group.high for group in groups) >= 4


def test_that_one_forecast_for_everybody_has_no_slope() -> None:
    found, _ = forecasts(100)

    assert np.isnan(horizon_calibration(found, np.full(100, 0.4), 1.0).slope)


def test_that_horizon_labels_leave_out_who_is_censored_before() -> None:
    is_reached, weights = horizon_labels(followed([1, 2, 5], [False, True, False]), 3.0)

    assert is_reached.tolist() == [0, 1, 0]
    assert weights == pytest.approx([0, 3 / 2, 3 / 2])


def test_that_logistic_regression_finds_the_odds_of_a_two_by_two_table() -> None:
    exposed = np.array([[1.0]] * 40 + [[0.0]] * 40)
    is_ill = np.array([1.0] * 30 + [0.0] * 10 + [1.0] * 10 + [0.0] * 30)

    fit = fit_logistic(exposed, is_ill, ridge=0.0)

    assert fit.weights[0] == pytest.approx(np.log(9), abs=1e-4)
    assert fit.probability(np.array([[0.0]]))[0] == pytest.approx(0.25, abs=1e-4)
