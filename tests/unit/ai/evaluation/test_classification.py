"""The figures of a whole set, each under its name."""

import numpy as np
import pytest
from sklearn.metrics import f1_score

from medviewer.ai.evaluation.classification import (
    AT_SPECIFICITY,
    Judgements,
    baseline_figures,
    figures,
    figures_by_class,
    matrix_of,
)

BINARY = Judgements(
    labels=np.array([0, 0, 0, 1, 1]),
    probabilities=np.array([[0.9, 0.1], [0.7, 0.3], [0.4, 0.6], [0.55, 0.45], [0.1, 0.9]]),
    groups=np.arange(5),
    threshold=0.4,
)
THREE = Judgements(
    labels=np.array([0, 0, 1, 1, 2, 2]),
    probabilities=np.array(
        [
            [0.8, 0.1, 0.1],
            [0.3, 0.5, 0.2],
            [0.2, 0.7, 0.1],
            [0.1, 0.6, 0.3],
            [0.1, 0.1, 0.8],
            [0.2, 0.2, 0.6],
        ]
    ),
    groups=np.arange(6),
)


def test_that_two_classes_are_decided_at_the_threshold() -> None:
    found = figures(BINARY)

    # Decided positive: .6, .45, .9: both positives, one of three negatives.
    assert found["sensitivity"].value == 1.0
    assert found["specificity"].value == pytest.approx(2 / 3)
    assert found["precision"].value == pytest.approx(2 / 3)
    assert found["accuracy"].value == pytest.approx(4 / 5)
    assert found["accuracy_at_half"].value == pytest.approx(3 / 5)  # .6 wrong, .45 wrong
    assert found["auc"].value == pytest.approx(5 / 6)
    assert found[AT_SPECIFICITY].value == pytest.approx(1 / 2)  # above .6 only .9


def test_that_several_classes_are_decided_by_the_highest() -> None:
    found = figures(THREE)

    assert matrix_of(THREE).tolist() == [[1, 1, 0], [0, 2, 0], [0, 0, 2]]
    assert found["accuracy"].value == pytest.approx(5 / 6)
    assert found["sensitivity"].value == pytest.approx((1 / 2 + 1 + 1) / 3)
    assert found["f1"].value == pytest.approx(
        f1_score(THREE.labels, THREE.decided(), average="macro")
    )
    assert found["weighted_f1"].value == pytest.approx(
        f1_score(THREE.labels, THREE.decided(), average="weighted")
    )


def test_that_each_class_has_its_own_figures() -> None:
    found = figures_by_class(THREE, ("a", "b", "c"))

    assert found["a"]["sensitivity"].value == 0.5
    assert found["b"]["precision"].value == pytest.approx(2 / 3)
    assert found["c"]["auc"].value == 1.0


def test_that_every_figure_lies_in_its_interval() -> None:
    for interval in figures(THREE).values():
        assert interval.low <= interval.value + 1e-9
        assert interval.value <= interval.high + 1e-9


def test_that_a_baseline_is_compared_by_area_and_accuracy() -> None:
    found = baseline_figures(BINARY)

    assert found["auc"].value == pytest.approx(5 / 6)
    assert found["accuracy"].value == pytest.approx(4 / 5)
