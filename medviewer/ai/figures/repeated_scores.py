"""Figures of scores that were drawn several times: of shuffled inputs, of repeated cross-validation."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.discrimination import Labels, Scores, area_under_roc, average_precision
from medviewer.ai.figures.intervals import BOOTSTRAP_ROUNDS, intervals
from medviewer.domain.model_trust import Interval

AUC, PRECISION, BRIER = "auc", "average_precision", "brier"


def repeated_figures(
    scores: Scores, labels: Labels, groups: Labels, rounds: int = BOOTSTRAP_ROUNDS
) -> dict[str, Interval]:
    """AUC, average precision and Brier score, each the mean over the draws; intervals by whole patients.

    Args:
        scores: (draws, n), 0..1.
    """

    def measure(cases: NDArray[np.int64]) -> Mapping[str, float]:
        told = labels[cases]
        drawn = [
            (area_under_roc(told, row), average_precision(told, row), brier_score(told, row))
            for row in scores[:, cases]
        ]
        return dict(zip((AUC, PRECISION, BRIER), np.mean(drawn, axis=0).tolist(), strict=True))

    return intervals(measure, groups, rounds=rounds)


def brier_score(labels: Labels, scores: Scores) -> float:
    """Mean squared distance of the score from what came true (Brier 1950)."""
    return float(np.mean((scores - labels) ** 2))
