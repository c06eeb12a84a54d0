"""Thresholds found by hand in short lists."""

import numpy as np
import pytest

from medviewer.ai.evaluation.operating_points import (
    Sample,
    choose_thresholds,
    measure_point,
    predictive_value,
    threshold_for_sensitivity,
    threshold_for_specificity,
    youden_threshold,
)
from medviewer.ai.figures.decisions import count_decisions

LABELS = np.array([0, 0, 0, 0, 1, 1])
SCORES = np.array([0.1, 0.2, 0.3, 0.6, 0.5, 0.9])


def test_that_a_threshold_keeps_out_the_share_of_negatives_asked_for() -> None:
    threshold = threshold_for_specificity(LABELS, SCORES, 0.75)

    assert threshold == 0.4  # halfway between the third negative and the next score
    assert count_decisions(LABELS, SCORES, threshold).specificity == 0.75


def test_that_all_negatives_can_be_kept_out() -> None:
    threshold = threshold_for_specificity(LABELS, SCORES, 1.0)

    assert threshold == 0.75


def test_that_negatives_above_every_positive_can_be_kept_out() -> None:
    threshold = threshold_for_specificity(np.array([0, 1]), np.array([0.9, 0.5]), 1.0)

    assert count_decisions(np.array([0]), np.array([0.9]), threshold).specificity == 1.0


def test_that_a_threshold_finds_the_share_of_positives_asked_for() -> None:
    assert threshold_for_sensitivity(LABELS, SCORES, 0.95) == 0.4  # both: between .3 and .5
    assert threshold_for_sensitivity(LABELS, SCORES, 0.5) == 0.75  # one: between .6 and .9


def test_that_youden_takes_the_best_sum() -> None:
    # At .4: 1 + .75; at .75: .5 + 1; at .55: .5 + .75.
    assert youden_threshold(LABELS, SCORES) == 0.4


def test_that_a_clean_split_is_cut_in_its_middle() -> None:
    assert youden_threshold(np.array([0, 1]), np.array([0.2, 0.6])) == 0.4


def test_that_screening_is_never_the_stricter_point() -> None:
    # One positive of twenty lies low: 95 % are reached far above all negatives.
    labels = np.repeat([0, 1], [20, 20])
    scores = np.concatenate([np.linspace(0.01, 0.2, 20), [0.5], np.linspace(0.8, 0.99, 19)])

    chosen = choose_thresholds(Sample(labels, scores, np.arange(40), ""))

    # 95 % of the negatives fall below .195, 95 % of the positives reach .65; both promises hold between.
    assert chosen["screening"] == pytest.approx(0.195, abs=0.01)
    assert chosen["specific"] == pytest.approx(0.65, abs=0.01)
    assert chosen["screening"] <= chosen["balanced"] <= chosen["specific"]


def test_that_one_side_alone_has_no_thresholds() -> None:
    assert choose_thresholds(Sample(np.ones(3, int), np.ones(3), np.arange(3), "")) == {}


def test_that_the_three_points_are_ordered_by_strictness() -> None:
    random = np.random.default_rng(0)
    labels = np.arange(400) % 2
    scores = 1 / (1 + np.exp(-random.normal(2.0 * labels - 1, 1)))

    chosen = choose_thresholds(Sample(labels, scores, np.arange(400), ""))

    assert chosen["screening"] < chosen["balanced"] < chosen["specific"]


def test_that_the_predictive_value_is_bayes_rule() -> None:
    counts = count_decisions(LABELS, SCORES, 0.4)  # sensitivity 1, specificity .75

    assert predictive_value(counts, 0.1) == pytest.approx(0.1 / (0.1 + 0.25 * 0.9))


def test_that_a_point_is_measured_on_the_sample_given() -> None:
    sample = Sample(LABELS, SCORES, np.arange(6), "six cases")

    point = measure_point("balanced", "nodule", 0.4, sample, prevalence=0.5)

    assert point.sensitivity.value == 1.0
    assert point.specificity.value == 0.75
    assert point.ppv.value == pytest.approx(0.8)
    assert point.specificity.low < 0.75 <= point.specificity.high
    assert point.data == "six cases"
