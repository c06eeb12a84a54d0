"""The classical models learn what can be learnt from pixels."""

import numpy as np

from medviewer.ai.evaluation.discrimination import area_under_roc
from medviewer.ai.evaluation.patch_baselines import fit_baselines, pixel_features
from medviewer.ai.training.datasets import Division, PatchSet


def halves(count: int, seed: int) -> PatchSet:
    """Positives are brighter on the left."""
    random = np.random.default_rng(seed)
    labels = np.arange(count) % 2
    pixels = random.integers(0, 100, (count, 50, 50), dtype=np.uint8)
    pixels[labels == 1, :, :25] += 80
    return PatchSet(pixels, labels, np.arange(count))


def test_that_features_are_means_of_two_by_two_pixels() -> None:
    pixels = np.zeros((1, 50, 50), np.uint8)
    pixels[0, 0, :2], pixels[0, 1, :2] = (0, 51), (102, 255)

    features = pixel_features(PatchSet(pixels, np.array([0]), np.array([0])))

    assert features.shape == (1, 625)
    assert np.isclose(features[0, 0], 102 / 255)  # (0 + 51 + 102 + 255) / 4


def test_that_all_three_are_fitted_and_scored_on_validation() -> None:
    division = Division(halves(40, 1), halves(20, 2), halves(20, 3))

    baselines = fit_baselines(division, seed=1)

    assert [each.name for each in baselines] == [
        "linear perceptron",
        "logistic regression",
        "support vector machine (RBF)",
    ]
    aucs = [area_under_roc(division.validation.labels, b.validation_scores) for b in baselines]
    assert min(aucs) > 0.95
