"""How well scores tell classes apart, whatever the threshold."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Labels = NDArray[np.int64]


def area_under_roc(labels: Labels, scores: Scores) -> float:
    """Chance that a random positive scores above a random negative, ties counted half (Mann-Whitney).

    Not a number where either class has no case.
    """
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


def average_precision(labels: Labels, scores: Scores) -> float:
    """Sum over distinct thresholds of (recall gained) x (precision there); no interpolation.

    Its value for scores that know nothing is the share of positives, not one half.
    """
    positive = labels == 1
    if not positive.any():
        return float("nan")
    order = np.argsort(-scores, kind="stable")
    is_last_of_tie = np.append(np.diff(scores[order]) != 0, True)
    hits = np.cumsum(positive[order])[is_last_of_tie]
    taken = np.flatnonzero(is_last_of_tie) + 1
    gained = np.diff(hits, prepend=0)
    return float(np.sum(gained * hits / taken) / positive.sum())


def one_against_rest(
    measure: Callable[[Labels, Scores], float], labels: Labels, scores: Scores
) -> Scores:
    """`measure` for each class of (n, K) scores against all others."""
    return np.array(
        [
            measure((labels == index).astype(np.int64), scores[:, index])
            for index in range(scores.shape[1])
        ]
    )


def macro_auc(labels: Labels, scores: Scores) -> float:
    """Mean of the areas one against rest, every class that occurs counting alike."""
    return mean_of_defined(one_against_rest(area_under_roc, labels, scores))


def mean_of_defined(values: Scores) -> float:
    """The mean without what is not a number: a class without a case has no figure."""
    defined = values[np.isfinite(values)]
    return float(defined.mean()) if len(defined) else float("nan")
