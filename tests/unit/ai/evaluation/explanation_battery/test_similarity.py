"""Likeness of maps, worked out by hand."""

import numpy as np
import pytest

from medviewer.ai.evaluation.explanation_battery.similarity import (
    rank_correlation,
    ranks,
    structural_similarity,
)


def maps(*rows: list[float]) -> np.ndarray:
    return np.array([[row] for row in rows], np.float32)


def test_that_equal_values_share_a_rank() -> None:
    assert ranks(np.array([3.0, 1.0, 3.0, 0.0], np.float32)).tolist() == [3.5, 2.0, 3.5, 1.0]


@pytest.mark.parametrize(
    ("other", "rho"),
    [
        ([1.0, 4.0, 9.0, 16.0], 1.0),
        ([4.0, 3.0, 2.0, 1.0], -1.0),
        ([1.0, 2.0, 4.0, 3.0], 0.8),  # 1 - 6 · (1 + 1) / (4 · 15)
        ([5.0, 5.0, 5.0, 5.0], 0.0),
    ],
)
def test_that_only_the_order_counts(other: list[float], rho: float) -> None:
    found = rank_correlation(maps([1.0, 2.0, 3.0, 4.0]), maps(other))

    assert found.tolist() == pytest.approx([rho])


def test_that_a_map_is_like_itself_at_any_strength_and_unlike_its_reverse() -> None:
    one = np.random.default_rng(4).normal(size=(2, 13, 13)).astype(np.float32)

    assert structural_similarity(one, 3 * one).tolist() == pytest.approx([1, 1])
    assert structural_similarity(one, -one).max() < -0.5


def test_that_unrelated_maps_are_not_alike() -> None:
    random = np.random.default_rng(5)
    one, other = random.normal(size=(2, 4, 20, 20)).astype(np.float32)

    assert np.abs(structural_similarity(one, other)).max() < 0.3


def test_that_a_map_of_a_few_cells_can_be_compared() -> None:
    one = np.random.default_rng(6).normal(size=(1, 4, 4)).astype(np.float32)

    assert structural_similarity(one, one).tolist() == pytest.approx([1])
