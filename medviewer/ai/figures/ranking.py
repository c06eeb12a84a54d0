"""How well labels of texts are ranked and decided: average precision, recall at a rank, F1.

A label that no answer can name (never seen in training) counts as a miss in every figure but macro F1, which
is the mean over the labels there are.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.decisions import ratio
from medviewer.ai.figures.intervals import intervals
from medviewer.domain.model_trust import Interval

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

PRECISION_RANK = 5
RECALL_RANK = 20
MAP_RANK = 30  # CLEF eHealth 2020 task 1 also reported MAP of the first 30


@dataclass(frozen=True)
class JudgedTexts:
    """Scores of texts beside the truth.

    Attributes:
        scores: (n, labels); a label at -inf is not in the ranked list.
        truth: (n, labels).
        beyond: (n,) how many true labels of each text are none of these.
        decided: (n, labels) what is said to be true at the thresholds; None: no decisions are made.
    """

    scores: Floats
    truth: Bools
    beyond: Integers
    decided: Bools | None = None

    @cached_property
    def hits(self) -> Bools:
        """(n, labels) whether what stands at each rank is true; equal scores keep the labels' order."""
        order = np.argsort(-self.scores, axis=1, kind="stable")
        ranked: Bools = np.take_along_axis(self.truth & np.isfinite(self.scores), order, axis=1)
        return ranked

    @cached_property
    def true_counts(self) -> Integers:
        """(n,) true labels of each text, those no answer can name included."""
        counts: Integers = self.truth.sum(axis=1) + self.beyond
        return counts


def average_precisions(judged: JudgedTexts, deepest: int | None = None) -> Floats:
    """(n,) of each text: the mean, over its true labels, of the precision at the rank each stands.

    A true label below `deepest`, or that is not listed, has precision 0. Not a number without any true label.
    """
    hits = judged.hits[:, :deepest]
    precision = np.cumsum(hits, axis=1) / np.arange(1, hits.shape[1] + 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: Floats = (precision * hits).sum(axis=1) / judged.true_counts
    return result


def text_figures(judged: JudgedTexts, groups: Integers) -> dict[str, Interval]:
    """Every figure with its interval over resampled groups.

    map, map_30          mean average precision of the whole list and of its first 30
    p_5, recall_20       mean over texts
    micro_f1, macro_f1   at the thresholds; macro over the labels of `truth` that occur
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        of_each = {
            "map": average_precisions(judged),
            f"map_{MAP_RANK}": average_precisions(judged, MAP_RANK),
            f"p_{PRECISION_RANK}": judged.hits[:, :PRECISION_RANK].sum(axis=1) / PRECISION_RANK,
            f"recall_{RECALL_RANK}": judged.hits[:, :RECALL_RANK].sum(axis=1) / judged.true_counts,
        }

    def measure(cases: Integers) -> dict[str, float]:
        means = {name: _mean(values[cases]) for name, values in of_each.items()}
        return {**means, **f1_figures(judged, cases)}

    found = intervals(measure, groups)
    if "macro_f1" in found:
        found["macro_f1"] = _about_itself(found["macro_f1"])
    return found


def f1_figures(judged: JudgedTexts, cases: Integers | None = None) -> dict[str, float]:
    """Micro and macro F1 of those cases; nothing where no decisions are made."""
    if judged.decided is None:
        return {}
    chosen = slice(None) if cases is None else cases
    decided, truth = judged.decided[chosen], judged.truth[chosen]
    hit = (decided & truth).sum(axis=0)
    wrong, missed = decided.sum(axis=0) - hit, truth.sum(axis=0) - hit
    beyond = int(judged.beyond[chosen].sum())
    total = int(hit.sum())
    micro = ratio(2 * total, 2 * total + int(wrong.sum() + missed.sum()) + beyond)
    occurs = truth.any(axis=0)
    of_label = 2 * hit[occurs] / np.maximum(2 * hit + wrong + missed, 1)[occurs]
    return {"micro_f1": micro, "macro_f1": _mean(of_label.astype(np.float64))}


def accuracy_figures(judged: JudgedTexts, groups: Integers) -> dict[str, Interval]:
    """Of texts with one label each: how often it is ranked first, among the first three, and macro F1."""
    first = np.zeros(judged.scores.shape, dtype=np.bool_)
    first[np.arange(len(first)), judged.scores.argmax(axis=1)] = True
    top = JudgedTexts(judged.scores, judged.truth, judged.beyond, first)

    def measure(cases: Integers) -> dict[str, float]:
        return {
            "accuracy": _mean(judged.hits[cases, :1].sum(axis=1).astype(np.float64)),
            "accuracy_3": _mean(judged.hits[cases, :3].sum(axis=1).astype(np.float64)),
            "macro_f1": f1_figures(top, cases)["macro_f1"],
        }

    return intervals(measure, groups)


def best_thresholds(scores: Floats, truth: Bools, fallback: float, least: int = 5) -> Floats:
    """(labels,) the threshold of each label with the best F1.

    A label with fewer than `least` positives would only learn chance, and takes `fallback`.
    """
    found = np.full(scores.shape[1], fallback)
    for label in np.flatnonzero(truth.sum(axis=0) >= least):
        found[label] = best_threshold(scores[:, label], truth[:, label])
    return found


def best_threshold(scores: Floats, truth: Bools) -> float:
    """The threshold with the best F1, halfway between two scores; ties of F1: the higher one."""
    order = np.argsort(-scores, kind="stable")
    ranked, hits = scores[order], np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(hits) + 1) + max(int(truth.sum()), 1))
    is_last_of_tie = np.append(np.diff(ranked) != 0, True)
    best = int(np.argmax(np.where(is_last_of_tie, f1, -1.0)))
    below = ranked[best + 1] if best + 1 < len(ranked) else ranked[best] - 1.0
    below = below if np.isfinite(below) else ranked[best] - 1.0
    return float((ranked[best] + below) / 2)


def _about_itself(found: Interval) -> Interval:
    """The bootstrap's width around the figure: resampling loses rare labels, which moves their mean."""
    half = (found.high - found.low) / 2
    return Interval(found.value, found.value - half, found.value + half)


def _mean(values: Floats) -> float:
    defined = values[np.isfinite(values)]
    return float(defined.mean()) if len(defined) else float("nan")
