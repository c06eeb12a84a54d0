"""The classical models learn what can be learnt from pixels."""

import numpy as np
import pytest

from medviewer.ai.evaluation.baselines import LONGEST_SIDE, fit_baselines, pixel_features
from medviewer.ai.figures.discrimination import area_under_roc, macro_auc
from medviewer.ai.training.division import Division
from tests.unit.ai.evaluation.stand_ins import shaded

NAMES = [
    "perceptron",
    "logistic regression",
    "linear support vector machine",
    "RBF support vector machine",
]


def test_that_features_are_pixels_shrunk_to_a_short_side() -> None:
    samples = shaded(np.array([0, 1]), ("a", "b"), side=100)

    features = pixel_features(samples)

    assert features.shape == (2, LONGEST_SIDE**2)
    assert features.max() <= 1.0


def test_that_small_images_are_left_as_they_are() -> None:
    samples = shaded(np.array([0]), ("a", "b"), side=8)

    assert pixel_features(samples)[0] == pytest.approx(samples.images[0].ravel() / 255)


def test_that_all_four_learn_two_classes() -> None:
    fit, selection, other = (shaded(np.arange(40) % 2, ("a", "b"), seed=s) for s in (1, 2, 3))

    found = list(fit_baselines(fit, Division(fit, selection, other), seed=1))

    assert [each.name for each in found] == NAMES
    for each in found:
        scores = each.probabilities_of(other)
        assert area_under_roc(other.labels, scores[:, 1]) > 0.95
        assert scores.sum(axis=1) == pytest.approx(1)


def test_that_all_four_learn_three_classes() -> None:
    fit, selection, other = (shaded(np.arange(60) % 3, ("a", "b", "c"), seed=s) for s in (1, 2, 3))

    for each in fit_baselines(fit, Division(fit, selection, other), seed=1):
        assert macro_auc(other.labels, each.probabilities_of(other)) > 0.9
