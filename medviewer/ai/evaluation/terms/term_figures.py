"""How well standard terms are ranked and chosen: recall at a rank; F1 of string and term as CBLUE has it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.decisions import ratio
from medviewer.ai.figures.intervals import intervals
from medviewer.domain.model_trust import Interval

RANKS = (1, 5, 10)
HEADLINE = "recall_10"


@dataclass(frozen=True, slots=True)
class RankedString:
    """One string's answer beside the truth.

    Attributes:
        ranked: terms, best first.
        chosen: how many of them the system says are meant.
        truth: the terms that are meant; a term the book has not is -1 and counts as missed.
    """

    ranked: tuple[int, ...]
    chosen: int
    truth: tuple[int, ...]

    def found(self, rank: int) -> int:
        """How many of the true terms are among the first `rank`."""
        return len(set(self.ranked[:rank]) & set(self.truth))


def term_figures(answers: Sequence[RankedString], groups: NDArray[np.int64]) -> dict[str, Interval]:
    """Every figure with its interval over resampled groups (equal strings).

    recall_1, _5, _10   share of a string's terms among the first so many, mean over strings
    f1                  of pairs of string and term (CBLUE, CHIP-CDN)
    """
    counts = np.array([len(each.truth) for each in answers], dtype=np.float64)
    with np.errstate(invalid="ignore"):  # a string that means no term has no recall
        at_rank = {
            f"recall_{rank}": np.array([each.found(rank) for each in answers]) / counts
            for rank in RANKS
        }
    hits = np.array([each.found(each.chosen) for each in answers])
    said = np.array([each.chosen for each in answers])

    def measure(cases: NDArray[np.int64]) -> dict[str, float]:
        means = {name: _mean(values[cases]) for name, values in at_rank.items()}
        whole = int(said[cases].sum()) + int(counts[cases].sum())
        return {**means, "f1": ratio(2 * int(hits[cases].sum()), whole)}

    return intervals(measure, groups)


def _mean(values: NDArray[np.float64]) -> float:
    defined = values[np.isfinite(values)]
    return float(defined.mean()) if len(defined) else float("nan")
