"""Prediction sets: quantiles by hand, coverage by drawing."""

import numpy as np
import pytest

from medviewer.ai.evaluation.conformal import fit_conformal, measure_conformal


def test_that_the_quantile_is_the_ceil_of_n_plus_one() -> None:
    # Nine of class 0, 1 - p = .01 … .09; (9 + 1) * .8 = the 8th. One of class 1: too few, keep always.
    of_truth = 1 - np.arange(1, 10) / 100
    probabilities = np.concatenate(
        [np.stack([of_truth, 1 - of_truth], axis=1), np.array([[0.9, 0.1]])]
    )

    rule = fit_conformal(np.array([0] * 9 + [1]), probabilities, alpha=0.2)

    assert rule.quantiles[0] == pytest.approx(0.08, abs=1e-5)
    assert rule.quantiles[1] == 1.0


def test_that_each_class_is_covered_as_promised() -> None:
    random = np.random.default_rng(0)
    labels = np.repeat([0, 1], [9000, 1000])  # the rare class must be covered too
    positive = 1 / (1 + np.exp(-random.normal(2.0 * labels - 1, 1)))
    probabilities = np.stack([1 - positive, positive], axis=1)
    fitted = random.random(len(labels)) < 0.5

    rule = fit_conformal(labels[fitted], probabilities[fitted], alpha=0.1)

    for label in (0, 1):
        own = ~fitted & (labels == label)
        measured = measure_conformal(
            rule, labels[own], probabilities[own], np.arange(own.sum()), "held back"
        )
        assert measured.coverage.value == pytest.approx(0.9, abs=0.035)
        assert measured.data == "held back"


def test_that_set_sizes_are_counted() -> None:
    probabilities = np.array([[0.9, 0.1], [0.5, 0.5]])
    rule = fit_conformal(np.array([0, 1]), probabilities)  # too few cases: every label is kept

    measured = measure_conformal(rule, np.array([0, 1]), probabilities, np.arange(2), "")

    assert measured.mean_set_size == 2.0
    assert measured.coverage.value == 1.0
