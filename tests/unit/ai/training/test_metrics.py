"""Figures against hand calculations."""

import math

import numpy as np
import pytest

from medviewer.ai.training.metrics import (
    area_under_roc,
    bootstrap,
    count_decisions,
    threshold_for_specificity,
)

LABELS = np.array([1, 1, 0, 0, 0])
SCORES = np.array([0.9, 0.4, 0.6, 0.3, 0.1])


def test_that_auc_is_the_share_of_pairs_in_order() -> None:
    # Pairs (positive, negative): .9 beats all three, .4 beats two of three: 5 of 6.
    assert area_under_roc(LABELS, SCORES) == pytest.approx(5 / 6)


def test_that_a_tie_counts_half() -> None:
    assert area_under_roc(np.array([1, 0]), np.array([0.5, 0.5])) == 0.5


def test_that_one_class_alone_has_no_auc() -> None:
    assert math.isnan(area_under_roc(np.array([1, 1]), np.array([0.1, 0.9])))


def test_that_decisions_are_counted_with_the_threshold_included() -> None:
    counts = count_decisions(LABELS, SCORES, 0.4)

    assert (counts.true_positive, counts.false_positive) == (2, 1)
    assert (counts.true_negative, counts.false_negative) == (2, 0)


def test_that_ratios_follow_their_definitions() -> None:
    counts = count_decisions(LABELS, SCORES, 0.5)  # TP 1, FP 1, TN 2, FN 1

    assert counts.sensitivity == 0.5
    assert counts.specificity == pytest.approx(2 / 3)
    assert counts.precision == 0.5
    assert counts.f1 == 0.5


def test_that_a_threshold_keeps_out_the_share_of_negatives_asked_for() -> None:
    labels = np.array([0, 0, 0, 0, 1])
    scores = np.array([0.1, 0.2, 0.3, 0.4, 0.9])

    threshold = threshold_for_specificity(labels, scores, 0.75)

    assert 0.3 < threshold <= 0.4
    assert count_decisions(labels, scores, threshold).specificity == 0.75


def test_that_the_interval_of_a_perfect_score_is_a_point() -> None:
    labels, scores = np.array([0, 0, 1, 1] * 5), np.array([0.1, 0.2, 0.8, 0.9] * 5)

    estimate = bootstrap(area_under_roc, labels, scores)

    assert (estimate.low, estimate.value, estimate.high) == (1.0, 1.0, 1.0)


def test_that_a_ratio_without_a_single_case_is_not_a_number() -> None:
    estimate = bootstrap(lambda labels, scores: float("nan"), LABELS, SCORES)

    assert math.isnan(estimate.value)
    assert math.isnan(estimate.low)


def test_that_drawing_whole_scans_widens_the_interval() -> None:
    random = np.random.default_rng(0)
    scans = np.repeat(np.arange(20), 10)
    labels = np.tile([1, 0], 100)
    scores = labels + np.repeat(random.normal(0, 1, 20), 10) * (1 - labels)

    single = bootstrap(area_under_roc, labels, scores)
    grouped = bootstrap(area_under_roc, labels, scores, groups=scans)

    assert grouped.high - grouped.low > single.high - single.low
    assert grouped.value == single.value
