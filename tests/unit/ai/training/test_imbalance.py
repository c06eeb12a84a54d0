"""Rare classes are drawn or weighed up, and nothing is lost."""

import numpy as np

from medviewer.ai.training.imbalance import balanced, class_weights, shuffled

RARE = np.array([0] * 9 + [1] * 3)


def test_that_a_class_three_times_as_rare_counts_three_times() -> None:
    assert class_weights(RARE, 2, cap=10).tolist() == [1, 3]


def test_that_no_weight_exceeds_the_cap() -> None:
    assert class_weights(RARE, 2, cap=2).tolist() == [1, 2]


def test_that_a_balanced_epoch_has_as_many_of_each_class() -> None:
    drawn = balanced(RARE, np.random.default_rng(1))

    assert np.bincount(RARE[drawn]).tolist() == [6, 6]
    assert np.bincount(drawn, minlength=12)[9:].tolist() == [2, 2, 2]  # each rare case twice
    assert np.bincount(drawn, minlength=12)[:9].max() == 1  # no common case twice


def test_that_a_plain_epoch_has_every_case_once() -> None:
    assert sorted(shuffled(RARE, np.random.default_rng(1))) == list(range(12))
