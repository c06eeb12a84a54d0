"""The measures of made pictures on clouds of points whose answer is known by hand."""

import numpy as np
import pytest

from medviewer.ai.evaluation.gan.frechet import frechet_distance, frechet_interval
from medviewer.ai.evaluation.gan.memorisation import copy_threshold, nearness, pair_distances
from medviewer.ai.training.gan.references import projected

RANDOM = np.random.default_rng(4)
CLOUD = RANDOM.standard_normal((400, 6))


def test_that_a_shifted_cloud_is_as_far_as_the_square_of_its_shift() -> None:
    assert frechet_distance(CLOUD, CLOUD + 2.0) == pytest.approx(6 * 4.0, abs=1e-6)


def test_that_a_cloud_twice_as_wide_is_as_far_as_its_spread() -> None:
    one = np.array([[-1.0], [1.0]])  # variance 2, its root √2; doubled: 2√2

    assert frechet_distance(one, 2 * one) == pytest.approx(2.0, abs=1e-9)  # (2√2 − √2)²


def test_that_the_interval_holds_the_distance() -> None:
    found = frechet_interval(CLOUD[:200], CLOUD[200:], np.arange(200))

    assert 0 <= found.low < found.value < found.high


def test_that_nearness_is_the_nearest_over_the_mean_of_the_next() -> None:
    trained = np.array([[1.0], [2.0], [4.0]])

    [found] = nearness(np.array([[0.0]]), trained)

    assert found == pytest.approx(1 / 3)  # 1 over the mean of 2 and 4


def test_that_a_planted_copy_is_caught_and_a_new_picture_is_not() -> None:
    trained = RANDOM.standard_normal((300, 1, 16, 16)).astype(np.float32)
    unseen = RANDOM.standard_normal((300, 1, 16, 16)).astype(np.float32)
    limit = copy_threshold(projected(unseen), projected(trained))
    noise = 0.05 * RANDOM.standard_normal((5, 1, 16, 16)).astype(np.float32)
    copies, others = trained[:5] + noise, RANDOM.standard_normal((100, 1, 16, 16))

    is_copy = nearness(projected(copies), projected(trained)) < limit
    is_new = nearness(projected(others.astype(np.float32)), projected(trained)) >= limit

    assert is_copy.all()
    assert is_new.mean() > 0.9


def test_that_a_generator_of_one_picture_has_no_diversity() -> None:
    same = np.ones((6, 3))

    assert pair_distances(same, np.array([0, 0, 0, 1, 1, 1])).max() == 0


def test_that_pairs_are_of_one_class() -> None:
    two = np.array([[0.0], [0.0], [9.0], [9.0]])

    assert pair_distances(two, np.array([0, 0, 1, 1])).max() == 0
