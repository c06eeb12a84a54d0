"""Cox regression against lifelines 0.30.3 and counts by hand."""

import numpy as np
import pytest

from medviewer.ai.risk.cox import fit_cox, partial_log_likelihood
from medviewer.ai.risk.outcomes import followed
from tests.phantoms.followed_patients import both_arms

PLACEBO_ARM = np.array([[0.0]] * 21 + [[1.0]] * 21)


def test_that_a_published_trial_with_ties_gives_efrons_estimate() -> None:
    fit = fit_cox(PLACEBO_ARM, both_arms())

    assert fit.weights[0] == pytest.approx(1.572125, abs=1e-6)
    assert np.sqrt(fit.covariance[0, 0]) == pytest.approx(0.412397, abs=1e-6)
    assert fit.log_likelihood == pytest.approx(-85.008425, abs=1e-6)


def test_that_the_baseline_is_breslows_of_an_average_row() -> None:
    centred = PLACEBO_ARM - PLACEBO_ARM.mean()

    fit = fit_cox(centred, both_arms())

    found = fit.cumulative(np.zeros((1, 1)), np.array([0.5, 6.0, 10.0, 23.0]))[0]
    assert found == pytest.approx([0, 0.274222, 0.463511, 1.644394], abs=1e-6)


def test_that_two_rows_give_the_likelihood_counted_by_hand() -> None:
    rows, found = np.array([[1.0], [0.0]]), followed([1, 2], [True, False])

    value = partial_log_likelihood(rows, found, np.array([np.log(3.0)]))

    assert value == pytest.approx(np.log(3 / 4))


def test_that_nobody_reaching_the_outcome_leaves_the_weights_at_zero() -> None:
    fit = fit_cox(np.array([[1.0], [2.0]]), followed([1, 2], [False, False]), ridge=1.0)

    assert fit.weights.tolist() == [0]
    assert fit.cumulative(np.ones((1, 1)), np.array([5.0]))[0, 0] == 0


def test_that_a_ridge_holds_weights_that_would_run_away() -> None:
    apart = np.array([[1.0], [1.0], [-1.0], [-1.0]])

    fit = fit_cox(apart, followed([1, 2, 3, 4], [True] * 4), ridge=1.0)

    assert 0 < fit.weights[0] < 2


def test_that_a_late_row_counts_only_while_it_is_at_risk() -> None:
    rows = np.array([[1.0], [0.0], [5.0]])
    late = followed([1, 2, 9], [True, False, False], start=[0, 0, 4])

    value = partial_log_likelihood(rows, late, np.array([np.log(3.0)]))

    assert value == pytest.approx(np.log(3 / 4))  # the third row begins after the only outcome
