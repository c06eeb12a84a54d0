"""Mean average precision, F1 and thresholds, by hand."""

import numpy as np
import pytest

from medviewer.ai.figures.ranking import (
    JudgedTexts,
    accuracy_figures,
    average_precisions,
    best_threshold,
    best_thresholds,
    f1_figures,
    text_figures,
)

NONE = np.zeros(1, dtype=np.int64)


def test_that_average_precision_is_the_mean_precision_at_true_ranks() -> None:
    judged = JudgedTexts(
        np.array([[0.9, 0.8, 0.7, 0.6]]), np.array([[True, False, True, False]]), NONE
    )

    assert average_precisions(judged)[0] == pytest.approx((1 / 1 + 2 / 3) / 2)


def test_that_a_true_label_nobody_can_name_counts_as_a_miss() -> None:
    judged = JudgedTexts(
        np.array([[0.9, 0.8]]), np.array([[True, False]]), np.array([1], dtype=np.int64)
    )

    assert average_precisions(judged)[0] == pytest.approx(1 / 2)


def test_that_a_label_that_is_not_listed_is_no_hit_however_short_the_list() -> None:
    judged = JudgedTexts(np.array([[0.9, -np.inf]]), np.array([[False, True]]), NONE)

    assert average_precisions(judged)[0] == 0


def test_that_map_at_a_rank_does_not_look_below_it() -> None:
    judged = JudgedTexts(np.array([[0.9, 0.8, 0.7]]), np.array([[True, False, True]]), NONE)

    assert average_precisions(judged, deepest=2)[0] == pytest.approx(1 / 2)


def test_that_f1_counts_decisions_over_all_texts_and_over_labels_that_occur() -> None:
    decided = np.array([[True, True, False], [True, False, False]])
    truth = np.array([[True, False, False], [True, True, False]])
    judged = JudgedTexts(np.zeros((2, 3)), truth, np.zeros(2, dtype=np.int64), decided)

    found = f1_figures(judged)

    assert found["micro_f1"] == pytest.approx(2 * 2 / (2 * 2 + 1 + 1))
    assert found["macro_f1"] == pytest.approx((1.0 + 0.0) / 2)


def test_that_an_interval_spans_its_figure() -> None:
    random = np.random.default_rng(0)
    truth = random.random((40, 6)) < 0.3
    scores = truth + random.normal(size=truth.shape)
    judged = JudgedTexts(scores, truth, np.zeros(40, dtype=np.int64), scores > 0.5)

    found = text_figures(judged, np.arange(40))

    assert {"map", "map_30", "p_5", "recall_20", "micro_f1", "macro_f1"} == set(found)
    assert all(each.low <= each.value <= each.high for each in found.values())


def test_that_the_first_of_the_ranking_decides_where_there_is_one_label() -> None:
    scores = np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4], [0.3, 0.7]])
    truth = np.array([[True, False], [False, True], [False, True], [False, True]])
    judged = JudgedTexts(scores, truth, np.zeros(4, dtype=np.int64))

    found = accuracy_figures(judged, np.arange(4))

    assert found["accuracy"].value == pytest.approx(3 / 4)
    assert found["accuracy_3"].value == pytest.approx(1.0)


def test_that_the_best_threshold_parts_true_from_false() -> None:
    found = best_threshold(np.array([0.1, 0.9, 0.4, 0.7]), np.array([False, True, False, True]))

    assert found == pytest.approx((0.7 + 0.4) / 2)


def test_that_a_threshold_never_parts_equal_scores() -> None:
    found = best_threshold(np.array([0.5, 0.5, 0.1]), np.array([True, False, False]))

    assert 0.1 < found < 0.5


def test_that_a_label_with_few_positives_takes_the_common_threshold() -> None:
    scores = np.array([[0.9], [0.1], [0.2]])

    found = best_thresholds(scores, scores > 0.5, fallback=0.33)

    assert found.tolist() == [0.33]
