"""Decisions against the truth: the confusion matrix and the ratios read from it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.discrimination import Labels, Scores

ConfusionMatrix = NDArray[np.int64]  # [truth, decision]


@dataclass(frozen=True, slots=True)
class Counts:
    """One class against the rest. A ratio without a single case is not a number."""

    true_positive: int
    false_positive: int
    true_negative: int
    false_negative: int

    @property
    def sensitivity(self) -> float:
        """Of those who have it, the share found; also called recall."""
        return ratio(self.true_positive, self.true_positive + self.false_negative)

    @property
    def specificity(self) -> float:
        return ratio(self.true_negative, self.true_negative + self.false_positive)

    @property
    def precision(self) -> float:
        """Of those called positive, the share who have it; also positive predictive value."""
        return ratio(self.true_positive, self.true_positive + self.false_positive)

    @property
    def f1(self) -> float:
        """2 TP / (2 TP + FP + FN), the harmonic mean of precision and sensitivity."""
        return ratio(
            2 * self.true_positive,
            2 * self.true_positive + self.false_positive + self.false_negative,
        )

    @property
    def accuracy(self) -> float:
        right = self.true_positive + self.true_negative
        return ratio(right, right + self.false_positive + self.false_negative)


def count_decisions(labels: Labels, scores: Scores, threshold: float) -> Counts:
    """Count a score at or above `threshold` as a positive decision."""
    decided, truth = scores >= threshold, labels == 1
    return Counts(
        int(np.sum(decided & truth)),
        int(np.sum(decided & ~truth)),
        int(np.sum(~decided & ~truth)),
        int(np.sum(~decided & truth)),
    )


def confusion_matrix(labels: Labels, decisions: Labels, class_count: int) -> ConfusionMatrix:
    """How often each truth (row) was decided as each class (column)."""
    cells = np.bincount(labels * class_count + decisions, minlength=class_count**2)
    return cells.reshape(class_count, class_count).astype(np.int64)


def counts_of(matrix: ConfusionMatrix, index: int) -> Counts:
    """Class `index` against the rest."""
    hit = int(matrix[index, index])
    truth, decided = int(matrix[index].sum()), int(matrix[:, index].sum())
    return Counts(hit, decided - hit, int(matrix.sum()) - truth - decided + hit, truth - hit)


def macro(matrix: ConfusionMatrix, figure: str) -> float:
    """The mean of a ratio over the classes that occur; one never decided counts 0, as in a table of F1."""
    present = [index for index in range(len(matrix)) if matrix[index].any()]
    return float(np.mean([_or_zero(counts_of(matrix, index), figure) for index in present]))


def weighted(matrix: ConfusionMatrix, figure: str) -> float:
    """The mean of a ratio over the classes, each weighted by its number of cases."""
    values = [_or_zero(counts_of(matrix, index), figure) for index in range(len(matrix))]
    return float(np.average(values, weights=matrix.sum(axis=1)))


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _or_zero(counts: Counts, figure: str) -> float:
    value = float(getattr(counts, figure))
    return value if np.isfinite(value) else 0.0
