"""Intervals know whom the cases belong to."""

import math

import numpy as np

from medviewer.ai.figures.discrimination import area_under_roc
from medviewer.ai.figures.intervals import bootstrap, group_members, intervals


def test_that_the_interval_of_a_perfect_score_is_a_point() -> None:
    labels, scores = np.array([0, 0, 1, 1] * 5), np.array([0.1, 0.2, 0.8, 0.9] * 5)

    found = bootstrap(area_under_roc, labels, scores)

    assert (found.low, found.value, found.high) == (1.0, 1.0, 1.0)


def test_that_a_ratio_without_a_single_case_is_not_a_number() -> None:
    found = bootstrap(lambda labels, scores: float("nan"), np.zeros(4, np.int64), np.zeros(4))

    assert math.isnan(found.value)
    assert math.isnan(found.low)


def test_that_drawing_whole_scans_widens_the_interval() -> None:
    random = np.random.default_rng(0)
    scans = np.repeat(np.arange(20), 10)
    labels = np.tile([1, 0], 100)
    scores = labels + np.repeat(random.normal(0, 1, 20), 10) * (1 - labels)

    single = bootstrap(area_under_roc, labels, scores)
    grouped = bootstrap(area_under_roc, labels, scores, groups=scans)

    assert grouped.high - grouped.low > single.high - single.low
    assert grouped.value == single.value


def test_that_groups_are_drawn_whole() -> None:
    seen: list[list[int]] = []

    def remember(cases: np.ndarray) -> dict[str, float]:
        seen.append(sorted(cases.tolist()))
        return {"n": 1.0}

    intervals(remember, np.array([7, 3, 7]), rounds=50)

    assert {tuple(cases) for cases in seen} <= {(0, 1, 2), (0, 0, 2, 2), (1, 1)}


def test_that_a_mean_has_about_the_normal_interval() -> None:
    values = np.random.default_rng(1).normal(0, 1, 400)

    found = intervals(lambda cases: {"mean": float(values[cases].mean())}, np.arange(400))["mean"]

    half = 1.96 * values.std() / 20  # standard error of 400 values
    assert np.isclose(found.high - found.low, 2 * half, rtol=0.15)


def test_that_members_are_the_cases_of_each_group() -> None:
    members = group_members(np.array([5, 2, 5]))

    assert [each.tolist() for each in members] == [[1], [0, 2]]
