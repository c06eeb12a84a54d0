"""Kaplan–Meier against published figures and counts by hand."""

import math

import numpy as np
import pytest

from medviewer.ai.risk.kaplan_meier import censoring_curve, kaplan_meier, median_time
from medviewer.ai.risk.outcomes import followed
from tests.phantoms.followed_patients import PLACEBO, TREATED, arm


def test_that_the_curve_of_a_published_trial_is_found() -> None:
    curve = kaplan_meier(arm(TREATED))

    published = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]  # Kalbfleisch and Prentice, 1.4
    assert curve.survival == pytest.approx(published, abs=5e-4)
    low, high = curve.band(np.array([6.0]))
    assert (low[0], high[0]) == pytest.approx((0.6197, 0.9516), abs=1e-4)  # lifelines 0.30.3


def test_that_the_median_has_the_bounds_of_its_interval() -> None:
    placebo = median_time(kaplan_meier(arm(PLACEBO)))
    treated = median_time(kaplan_meier(arm(TREATED)))

    assert placebo is not None
    assert treated is not None
    assert placebo.value == 8
    assert (treated.value, treated.high) == (23, math.inf)


def test_that_nobody_reaching_the_outcome_leaves_the_curve_at_one() -> None:
    curve = kaplan_meier(followed([3, 5], [False, False]))

    assert curve.at(np.array([0.0, 4.0, 9.0])).tolist() == [1, 1, 1]
    assert median_time(curve) is None


def test_that_one_row_with_the_outcome_drops_to_zero() -> None:
    curve = kaplan_meier(followed([3], [True]))

    assert (curve.before(np.array([3.0]))[0], curve.at(np.array([3.0]))[0]) == (1, 0)


def test_that_a_late_row_is_not_at_risk_before_it_begins() -> None:
    late = followed([2, 4, 5], [True, True, False], start=[0, 3, 0])

    curve = kaplan_meier(late)

    assert curve.survival == pytest.approx([1 / 2, 1 / 4])  # 1 of 2 at time 2, 1 of 2 at time 4


def test_that_outcomes_come_before_censoring_at_the_same_time() -> None:
    curve = censoring_curve(followed([1, 1, 2], [True, False, True]))

    assert curve.at(np.array([1.0]))[0] == pytest.approx(1 / 2)  # 1 of the 2 without the outcome
