"""Risk and coverage counted by hand."""

import numpy as np
import pytest

from medviewer.ai.figures.selective import (
    NO_LIMIT,
    area_under_risk_coverage,
    choose_abstention,
    measure_abstention,
    risk_coverage,
)

ALL = np.ones(100, bool)


def test_that_risk_is_the_error_among_the_most_confident() -> None:
    coverage, risk = risk_coverage(np.array([0.6, 0.9, 0.8]), np.array([False, True, True]))

    assert coverage.tolist() == pytest.approx([1 / 3, 2 / 3, 1])
    assert risk.tolist() == pytest.approx([0, 0, 1 / 3])
    assert area_under_risk_coverage(
        np.array([0.6, 0.9, 0.8]), np.array([False, True, True])
    ) == pytest.approx(1 / 9)


def test_that_disagreement_that_means_error_is_a_reason_to_abstain() -> None:
    spread = np.linspace(0, 0.3, 100)
    is_right = spread < 0.28  # the seven widest are wrong

    rule = choose_abstention(spread, ALL, is_right)

    assert 0.26 < rule.max_spread < 0.28


def test_that_disagreement_that_means_nothing_is_no_reason() -> None:
    spread = np.linspace(0, 0.3, 100)

    rule = choose_abstention(spread, ALL, spread > 0.02)

    assert rule.max_spread == NO_LIMIT


def test_that_the_rule_is_measured_on_what_it_answers() -> None:
    rule = choose_abstention(np.zeros(100), ALL, ALL)
    answered, is_right = np.array([True, True, False, True]), np.array([True, False, False, True])

    measured = measure_abstention(rule, answered, is_right, np.arange(4), "four images")

    assert measured.coverage.value == 0.75
    assert measured.error_answered.value == pytest.approx(1 / 3)
    assert measured.error_all.value == 0.5
