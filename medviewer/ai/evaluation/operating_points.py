"""Thresholds with a purpose: screening, balanced, specific; and what is to be expected at each.

A threshold lies halfway between two scores that occurred, so that rounding on another machine cannot carry
a case across it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.decisions import Counts, count_decisions, ratio
from medviewer.ai.figures.discrimination import Labels, Scores
from medviewer.ai.figures.intervals import intervals
from medviewer.domain.model_trust import BALANCED, SCREENING, SPECIFIC, OperatingPoint

LEAST = (
    0.95  # sensitivity of "screening" and, unless a task asks for more, specificity of "specific"
)


@dataclass(frozen=True, slots=True)
class Sample:
    """Scores 0..1 of one label, the truth, and whom each case belongs to.

    Attributes:
        labels: (n,) 1 where the label is true.
        data: in words, for the card.
    """

    labels: Labels
    scores: Scores
    groups: NDArray[np.int64]
    data: str


def choose_thresholds(sample: Sample, specificity: float = LEAST) -> dict[str, float]:
    """The three thresholds by name, chosen on `sample` alone; {} where it has one side only."""
    if not 0 < np.sum(sample.labels == 1) < len(sample.labels):
        return {}
    balanced = youden_threshold(sample.labels, sample.scores)
    sensitive = threshold_for_sensitivity(sample.labels, sample.scores, LEAST)
    specific = threshold_for_specificity(sample.labels, sample.scores, specificity)
    # Of classes that hardly overlap, the threshold that keeps the sensitivity asked for lies above the one
    # that keeps the specificity: both promises hold all the way between, and screening is the lower end.
    low, high = min(sensitive, specific), max(sensitive, specific)
    return {SCREENING: low, BALANCED: min(max(balanced, low), high), SPECIFIC: high}


def threshold_for_sensitivity(labels: Labels, scores: Scores, sensitivity: float) -> float:
    """The highest threshold at which at least `sensitivity` of the positives reach it."""
    positives = np.sort(scores[labels == 1])[::-1]
    needed = max(int(np.ceil(sensitivity * len(positives) - 1e-9)), 1)
    below = scores[scores < positives[needed - 1]]
    return _halfway(float(below.max(initial=0.0)), float(positives[needed - 1]))


def threshold_for_specificity(labels: Labels, scores: Scores, specificity: float) -> float:
    """The lowest threshold at which at least `specificity` of the negatives fall below it."""
    negatives = np.sort(scores[labels != 1])
    kept_out = int(np.ceil(specificity * len(negatives) - 1e-9))
    if kept_out == 0:
        return float(scores.min())
    bar = float(negatives[kept_out - 1])
    above = scores[scores > bar]
    return _halfway(bar, float(above.min())) if len(above) else float(np.nextafter(bar, np.inf))


def youden_threshold(labels: Labels, scores: Scores) -> float:
    """Where sensitivity + specificity is greatest; in the middle of the best stretch.

    Youden, Index for rating diagnostic tests (1950).
    """
    values, inverse = np.unique(scores, return_inverse=True)
    positives = np.bincount(inverse, labels == 1)
    negatives = np.bincount(inverse, labels != 1)
    # At a threshold between values k-1 and k: positives from k on are found, negatives below k kept out.
    found = positives.sum() - np.cumsum(positives) + positives
    kept_out = np.cumsum(negatives) - negatives
    index = found / max(positives.sum(), 1) + kept_out / max(negatives.sum(), 1)
    best = int(index.argmax())
    return _halfway(float(values[best - 1]) if best else 0.0, float(values[best]))


def measure_point(
    name: str, label: str, threshold: float, sample: Sample, prevalence: float
) -> OperatingPoint:
    """What is to be expected of `threshold`, measured on `sample`."""

    def figures(cases: NDArray[np.int64]) -> dict[str, float]:
        counts = count_decisions(sample.labels[cases], sample.scores[cases], threshold)
        return {
            "sensitivity": counts.sensitivity,
            "specificity": counts.specificity,
            "ppv": predictive_value(counts, prevalence),
        }

    return OperatingPoint(
        name=name,
        label=label,
        threshold=threshold,
        prevalence=prevalence,
        data=sample.data,
        **intervals(figures, sample.groups),
    )


def predictive_value(counts: Counts, prevalence: float) -> float:
    """Positive predictive value where `prevalence` of all cases have it (Bayes), not as in the sample."""
    true = counts.sensitivity * prevalence
    return ratio(true, true + (1 - counts.specificity) * (1 - prevalence))


def _halfway(low: float, high: float) -> float:
    """A short number between two scores, above the lower and not above the higher."""
    middle = (low + high) / 2
    short = round(middle, 4)
    return short if low < short <= high else middle
