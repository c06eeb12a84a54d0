"""Discrimination against hand calculations and scikit-learn."""

import math

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score

from medviewer.ai.figures.discrimination import area_under_roc, average_precision, macro_auc

LABELS = np.array([1, 1, 0, 0, 0])
SCORES = np.array([0.9, 0.4, 0.6, 0.3, 0.1])


def coarse(count: int, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Labels, and (n, classes) scores with many ties."""
    random = np.random.default_rng(3)
    labels = np.arange(count) % classes
    scores = random.integers(0, 9, (count, classes)) + 3.0 * np.eye(classes)[labels]
    return labels, scores / scores.sum(axis=1, keepdims=True)


def test_that_auc_is_the_share_of_pairs_in_order() -> None:
    # Pairs (positive, negative): .9 beats all three, .4 beats two of three: 5 of 6.
    assert area_under_roc(LABELS, SCORES) == pytest.approx(5 / 6)


def test_that_a_tie_counts_half() -> None:
    assert area_under_roc(np.array([1, 0]), np.array([0.5, 0.5])) == 0.5


def test_that_one_class_alone_has_no_auc() -> None:
    assert math.isnan(area_under_roc(np.array([1, 1]), np.array([0.1, 0.9])))


def test_that_average_precision_weighs_precision_by_the_recall_gained() -> None:
    # In order .9 (hit: 1/1), .6, .4 (hit: 2/3): half the recall each.
    assert average_precision(LABELS, SCORES) == pytest.approx((1 + 2 / 3) / 2)


def test_that_scores_that_know_nothing_have_the_prevalence_as_average_precision() -> None:
    assert average_precision(np.array([1, 0, 0, 0]), np.ones(4)) == 0.25


def test_that_without_a_positive_there_is_no_average_precision() -> None:
    assert math.isnan(average_precision(np.array([0, 0]), np.array([0.1, 0.2])))


def test_that_both_agree_with_scikit_learn_where_scores_tie() -> None:
    labels, scores = coarse(200, 2)

    assert area_under_roc(labels, scores[:, 1]) == pytest.approx(
        roc_auc_score(labels, scores[:, 1])
    )
    assert average_precision(labels, scores[:, 1]) == pytest.approx(
        average_precision_score(labels, scores[:, 1])
    )


def test_that_a_class_without_cases_is_left_out_of_the_macro_auc() -> None:
    scores = np.array([[0.9, 0.1, 0.0], [0.2, 0.8, 0.0]])

    assert macro_auc(np.array([0, 1]), scores) == 1.0


def test_that_macro_auc_is_scikit_learns_one_against_rest() -> None:
    labels, scores = coarse(210, 3)

    expected = roc_auc_score(labels, scores, multi_class="ovr", average="macro")

    assert macro_auc(labels, scores) == pytest.approx(expected)
