"""How well scores tell two classes apart, with the standard definitions and 95 % bootstrap intervals."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Labels = NDArray[np.int64]
BOOTSTRAP_ROUNDS = 1000
INTERVAL_PERCENTILES = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Counts:
    """Decisions against the truth."""

    true_positive: int
    false_positive: int
    true_negative: int
    false_negative: int

    @property
    def sensitivity(self) -> float:
        return _ratio(self.true_positive, self.true_positive + self.false_negative)

    @property
    def specificity(self) -> float:
        return _ratio(self.true_negative, self.true_negative + self.false_positive)

    @property
    def precision(self) -> float:
        return _ratio(self.true_positive, self.true_positive + self.false_positive)

    @property
    def f1(self) -> float:
        """2 TP / (2 TP + FP + FN), the harmonic mean of precision and sensitivity."""
        return _ratio(
            2 * self.true_positive,
            2 * self.true_positive + self.false_positive + self.false_negative,
        )


def count_decisions(labels: Labels, scores: Scores, threshold: float) -> Counts:
    """Count a score at or above `threshold` as a positive decision."""
    decided, truth = scores >= threshold, labels == 1
    return Counts(
        int(np.sum(decided & truth)),
        int(np.sum(decided & ~truth)),
        int(np.sum(~decided & ~truth)),
        int(np.sum(~decided & truth)),
    )


def area_under_roc(labels: Labels, scores: Scores) -> float:
    """Chance that a random positive scores above a random negative, ties counted half (Mann-Whitney)."""
    positive = labels == 1
    count_positive, count_negative = int(positive.sum()), int((~positive).sum())
    if not count_positive or not count_negative:
        return float("nan")
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    mean_rank = np.cumsum(counts) - (counts - 1) / 2  # ranks from 1, ties share their mean
    rank_sum = float(mean_rank[inverse][positive].sum())
    return (rank_sum - count_positive * (count_positive + 1) / 2) / (
        count_positive * count_negative
    )


def bootstrap(
    measure: Callable[[Labels, Scores], float],
    labels: Labels,
    scores: Scores,
    seed: int = 0,
    groups: Labels | None = None,
) -> Estimate:
    """`measure` with its 95 % percentile interval over resamplings with replacement.

    Args:
        groups: where given, whole groups (scans) are drawn instead of single cases, so that the
            interval is not made too narrow by cases of one patient.
    """
    random = np.random.default_rng(seed)
    units = np.arange(len(labels)) if groups is None else groups
    members = [np.flatnonzero(units == unit) for unit in np.unique(units)]
    values = np.empty(BOOTSTRAP_ROUNDS)
    for step in range(BOOTSTRAP_ROUNDS):
        drawn = random.integers(0, len(members), len(members))
        cases = np.concatenate([members[unit] for unit in drawn])
        values[step] = measure(labels[cases], scores[cases])
    defined = values[np.isfinite(values)]  # a ratio of which a resampling has no case is left out
    if not len(defined):
        return Estimate(float("nan"), float("nan"), float("nan"))
    low, high = np.percentile(defined, INTERVAL_PERCENTILES)
    return Estimate(measure(labels, scores), float(low), float(high))


def threshold_for_specificity(labels: Labels, scores: Scores, specificity: float) -> float:
    """The lowest threshold at which at least `specificity` of the negatives fall below it."""
    negatives = np.sort(scores[labels != 1])
    kept_out = int(np.ceil(specificity * len(negatives)))
    if kept_out == 0:
        return float(negatives[0])
    return float(np.nextafter(negatives[kept_out - 1], np.inf))


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
