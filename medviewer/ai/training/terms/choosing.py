"""What decides between subjects on the selection part: recall at a rank, the threshold of best F1."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.decisions import ratio

THRESHOLDS = np.linspace(0.02, 0.9, 45)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def recall_at(
    rank: int, scores: Sequence[Floats], is_meant: Sequence[Bools], missed: Sequence[int]
) -> float:
    """Share of a string's terms among its first `rank`, mean over strings."""
    found = [
        float(meant[np.argsort(-score, kind="stable")[:rank]].sum()) / (int(meant.sum()) + lost)
        for score, meant, lost in zip(scores, is_meant, missed, strict=True)
        if int(meant.sum()) + lost
    ]
    return float(np.mean(found)) if found else 0.0


def best_term_threshold(
    scores: Sequence[Floats], is_meant: Sequence[Bools], missed: int
) -> tuple[float, float]:
    """The score from which terms are said to be meant, and the F1 it reaches.

    Each string's best term is always said.

    Args:
        missed: true terms that are no candidate.
    """
    best, found = float(THRESHOLDS[0]), -1.0
    total = int(sum(each.sum() for each in is_meant)) + missed
    for threshold in THRESHOLDS:
        chosen = [said(each, float(threshold)) for each in scores]
        count = int(sum(each.sum() for each in chosen))
        hits = int(sum((c & m).sum() for c, m in zip(chosen, is_meant, strict=True)))
        value = ratio(2 * hits, count + total)
        if value > found:
            best, found = float(threshold), value
    return best, found


def said(scores: Floats, threshold: float) -> Bools:
    """Which candidates are said to be meant: those above the threshold, and the best."""
    if not len(scores):
        return np.zeros(0, dtype=np.bool_)
    result: Bools = scores >= min(threshold, float(scores.max()))
    return result
