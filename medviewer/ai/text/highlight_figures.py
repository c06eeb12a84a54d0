"""How many highlights of a model stand the deletion test, and how much they weigh against other words."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.decisions import ratio
from medviewer.ai.figures.intervals import intervals
from medviewer.ai.text.deletion_test import DeletionOutcome
from medviewer.domain.model_trust import Interval


def highlight_figures(
    texts: Sequence[Sequence[DeletionOutcome]], groups: NDArray[np.int64] | None = None
) -> dict[str, Interval]:
    """Figures over all highlights, with intervals over resampled groups; too short texts are left out.

    Args:
        groups: (texts,) a case's two languages are one group; each text its own if not given.

    highlights_standing   share of the highlights that pass the test
    highlight_drop        by how much the score falls without the highlighted words, on average
    random_drop           by how much it falls without as many other words
    """
    tested = [[each for each in outcomes if np.isfinite(each.random_drop)] for outcomes in texts]
    sums = np.array(
        [
            (
                len(outcomes),
                sum(each.stands for each in outcomes),
                sum(each.drop for each in outcomes),
                sum(each.random_drop for each in outcomes),
            )
            for outcomes in tested
            if outcomes
        ]
    )
    if not len(sums):
        return {}
    apart = np.arange(len(texts)) if groups is None else groups
    kept = apart[[bool(outcomes) for outcomes in tested]]

    def measure(cases: NDArray[np.int64]) -> dict[str, float]:
        count, stand, drop, random_drop = sums[cases].sum(axis=0)
        return {
            "highlights_standing": ratio(stand, count),
            "highlight_drop": ratio(drop, count),
            "random_drop": ratio(random_drop, count),
        }

    return intervals(measure, kept)
