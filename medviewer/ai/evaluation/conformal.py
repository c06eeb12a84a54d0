"""Prediction sets that hold the truth as often as promised: split conformal, class by class.

A label is kept where 1 - p does not exceed the label's quantile (Sadinle, Lei and Wasserman 2019, LAC;
per class: Vovk 2012). The promise holds for images like those of the calibration part, and only for those.
"""

from dataclasses import replace

import numpy as np

from medviewer.ai.figures.discrimination import Labels, Scores
from medviewer.ai.figures.intervals import UNMEASURED, Cases, intervals
from medviewer.ai.runtime.uncertainty import prediction_sets
from medviewer.domain.model_trust import ConformalRule

ALPHA = 0.1


def fit_conformal(labels: Labels, probabilities: Scores, alpha: float = ALPHA) -> ConformalRule:
    """The quantile of each class of (n, classes) probabilities; coverage is still to be measured."""
    quantiles = tuple(
        _quantile(1 - probabilities[labels == index, index], alpha)
        for index in range(probabilities.shape[1])
    )
    return ConformalRule(alpha, quantiles, UNMEASURED, float("nan"), "")


def measure_conformal(
    rule: ConformalRule, labels: Labels, probabilities: Scores, groups: Labels, data: str
) -> ConformalRule:
    """The rule with its coverage and mean set size on other data."""
    kept = prediction_sets(probabilities, rule)
    covered = kept[np.arange(len(labels)), labels]
    sizes = kept.sum(axis=1)

    def coverage(cases: Cases) -> dict[str, float]:
        return {"coverage": float(covered[cases].mean())}

    measured = intervals(coverage, groups)["coverage"]
    return replace(rule, coverage=measured, mean_set_size=float(sizes.mean()), data=data)


def _quantile(nonconformity: Scores, alpha: float) -> float:
    """The ceil((n + 1)(1 - alpha))-th smallest; 1 (keep always) where there are too few cases for that."""
    rank = int(np.ceil((len(nonconformity) + 1) * (1 - alpha) - 1e-9))
    if rank > len(nonconformity):
        return 1.0
    return float(
        min(np.sort(nonconformity)[rank - 1] + 1e-6, 1.0)
    )  # room for another machine's rounding
