"""Concordance counted by hand: ties, censoring, late rows, nobody to compare."""

import math

import numpy as np
import pytest

from medviewer.ai.risk.concordance import (
    concordance,
    discrimination_at,
    uncensored_weights,
)
from medviewer.ai.risk.kaplan_meier import censoring_curve
from medviewer.ai.risk.outcomes import followed


def test_that_pairs_are_won_by_the_higher_score_of_the_earlier_outcome() -> None:
    found = followed([1, 2, 3], [True, True, False])

    share = concordance(found, np.array([0.5, 0.9, 0.1])).share()

    assert share == pytest.approx(2 / 3)  # lost to the second row, won twice against the third


def test_that_equal_scores_win_half_a_pair() -> None:
    assert concordance(followed([1, 2], [True, True]), np.zeros(2)).share() == 0.5


def test_that_what_is_censored_earlier_is_no_pair() -> None:
    found = followed([1, 2], [False, True])

    assert math.isnan(concordance(found, np.array([0.0, 1.0])).share())


def test_that_at_one_time_an_outcome_comes_before_a_censoring() -> None:
    found = followed([2, 2], [True, False])

    assert concordance(found, np.array([1.0, 0.0])).share() == 1


def test_that_a_row_that_begins_later_is_not_compared() -> None:
    found = followed([1, 5, 6], [True, False, False], start=[0, 3, 0])

    assert concordance(found, np.array([1.0, 2.0, 0.0])).share() == 1  # the third row only


def test_that_pairs_stay_within_a_fold() -> None:
    found = followed([1, 2, 3, 4], [True] * 4)

    share = concordance(found, np.array([1.0, 9.0, 0.0, 8.0]), np.array([0, 1, 0, 1])).share()

    assert share == 1


def test_that_counts_stand_for_rows_drawn_again() -> None:
    found, score = followed([1, 2, 3], [True, True, False]), np.array([0.5, 0.9, 0.1])
    drawn = np.array([0, 0, 1, 2])  # the first row twice, which is one patient still
    twice = followed(found.time[drawn], found.event[drawn], group=drawn)

    counted = concordance(found, score).share(np.array([2.0, 1.0, 1.0]))

    assert counted == pytest.approx(concordance(twice, score[drawn]).share())


def test_that_unos_weights_are_one_over_the_squared_uncensored_share() -> None:
    found = followed([1, 2, 3, 4], [False, True, True, False])

    weights = uncensored_weights(found, censoring_curve(found))

    assert weights[1] == pytest.approx((4 / 3) ** 2)  # one of four is censored before time 2
    assert weights[0] == 1


def test_that_at_a_horizon_outcomes_are_held_against_those_still_without() -> None:
    found = followed([1, 2, 5, 6], [True, False, False, False])

    share = discrimination_at(found, np.array([0.5, 9.0, 0.1, 0.7]), 3.0).share()

    assert share == 0.5  # above the third row, below the fourth; the second is censored before
