"""Figures are means over the seeds; a comparison is made seed by seed on the same cases."""

import numpy as np
import pytest

from medviewer.ai.evaluation.privacy.comparison import (
    Judged,
    attack,
    auc,
    auc_kept,
    auc_lost,
    auc_of,
)
from medviewer.ai.evaluation.privacy.outcomes import Outcome

LABELS = np.array([0, 0, 1, 1] * 10, np.int64)
JUDGED = Judged(LABELS, np.arange(40))


def outcome(scores: list[float]) -> Outcome:
    """Four scores, ten times over."""
    second = np.array(scores * 10)
    return Outcome(np.column_stack([1 - second, second]), np.full(30, 0.1), np.full(40, 0.9), {})


PERFECT = outcome([0.1, 0.2, 0.8, 0.9])
HALF = outcome([0.1, 0.8, 0.2, 0.9])  # 3 of 4 pairs are in order
REVERSED = outcome([0.9, 0.8, 0.2, 0.1])


def test_that_the_area_is_the_mean_of_the_seeds_and_its_interval_holds_them() -> None:
    found = auc([PERFECT, HALF], JUDGED)

    assert found.value == pytest.approx((1 + 0.75) / 2)
    assert found.low < 0.8  # both draws may be the worse seed
    assert found.high == pytest.approx(1.0)


def test_that_what_is_lost_and_kept_is_told_against_the_other_row() -> None:
    lost = auc_lost([HALF, HALF], [PERFECT, PERFECT], JUDGED)
    kept = auc_kept([HALF], [PERFECT], JUDGED)

    assert lost.value == pytest.approx(0.25)
    assert lost.low > 0
    assert kept.value == pytest.approx(0.75)


def test_that_a_row_loses_nothing_against_itself() -> None:
    lost = auc_lost([PERFECT, HALF], [PERFECT, HALF], JUDGED)

    assert (lost.low, lost.value, lost.high) == (0, 0, 0)  # seeds are drawn for both alike


def test_that_more_than_two_classes_are_judged_each_against_the_rest() -> None:
    labels = np.array([0, 1, 2])

    assert auc_of(labels, np.eye(3)) == 1.0


def test_that_an_attack_on_what_was_learnt_by_heart_is_told_in_full() -> None:
    found = attack([PERFECT])

    assert found["membership_auc"].value == 1.0
    assert found["members_found_at_1_percent"].value == 1.0
