"""Ratios against hand calculations and scikit-learn."""

import math

import numpy as np
import pytest
from sklearn.metrics import precision_recall_fscore_support

from medviewer.ai.figures.decisions import (
    confusion_matrix,
    count_decisions,
    counts_of,
    macro,
    weighted,
)

LABELS = np.array([1, 1, 0, 0, 0])
SCORES = np.array([0.9, 0.4, 0.6, 0.3, 0.1])
TRUTH = np.array([0, 0, 0, 1, 1, 2])
DECIDED = np.array([0, 0, 1, 1, 2, 2])


def test_that_decisions_are_counted_with_the_threshold_included() -> None:
    counts = count_decisions(LABELS, SCORES, 0.4)

    assert (counts.true_positive, counts.false_positive) == (2, 1)
    assert (counts.true_negative, counts.false_negative) == (2, 0)


def test_that_ratios_follow_their_definitions() -> None:
    counts = count_decisions(LABELS, SCORES, 0.35)  # TP 2, FP 1, TN 2, FN 0

    assert counts.sensitivity == 1.0
    assert counts.specificity == pytest.approx(2 / 3)
    assert counts.precision == pytest.approx(2 / 3)  # of three called positive, two are
    assert counts.f1 == pytest.approx(4 / 5)
    assert counts.accuracy == pytest.approx(4 / 5)


def test_that_a_ratio_without_a_case_is_not_a_number() -> None:
    counts = count_decisions(np.array([0, 0]), np.array([0.1, 0.2]), 0.5)

    assert math.isnan(counts.sensitivity)
    assert math.isnan(counts.precision)
    assert counts.specificity == 1.0


def test_that_a_confusion_matrix_has_truth_in_rows() -> None:
    matrix = confusion_matrix(TRUTH, DECIDED, 3)

    assert matrix.tolist() == [[2, 1, 0], [0, 1, 1], [0, 0, 1]]


def test_that_one_class_is_counted_against_the_rest() -> None:
    counts = counts_of(confusion_matrix(TRUTH, DECIDED, 3), 1)

    assert (counts.true_positive, counts.false_positive) == (1, 1)
    assert (counts.true_negative, counts.false_negative) == (3, 1)


@pytest.mark.parametrize("how", ["macro", "weighted"])
def test_that_means_over_classes_agree_with_scikit_learn(how: str) -> None:
    mean = {"macro": macro, "weighted": weighted}[how]
    matrix = confusion_matrix(TRUTH, DECIDED, 3)

    expected = precision_recall_fscore_support(TRUTH, DECIDED, average=how, zero_division=0)

    found = [mean(matrix, figure) for figure in ("precision", "sensitivity", "f1")]
    assert found == pytest.approx(expected[:3])


def test_that_a_class_without_cases_is_left_out_of_a_macro_mean() -> None:
    matrix = confusion_matrix(np.array([0, 0, 1]), np.array([0, 0, 1]), 3)

    assert macro(matrix, "sensitivity") == 1.0
