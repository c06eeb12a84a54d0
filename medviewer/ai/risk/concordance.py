"""How often of two patients the one with the higher score has the outcome first: Harrell, Uno, and at a time.

Every figure takes how often each row is counted, so that resampling costs a product with a matrix each time.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.risk.kaplan_meier import StepCurve
from medviewer.ai.risk.outcomes import Floats, Followed, Rows

LEAST_UNCENSORED = 0.05  # share; pairs decided later than this are not weighed by one over it
PairRule = Callable[[Followed, Rows, Rows], NDArray[np.bool_]]
TIE = 1e-9  # scores closer than this are the same


@dataclass(frozen=True, slots=True)
class PairBlock:
    """Pairs of an earlier outcome and a row still at risk then: (first, second) arrays of 0 and 1.

    `won` holds 1 where the earlier outcome has the higher score, ½ where the scores are equal.
    """

    first: Rows
    second: Rows
    comparable: NDArray[np.float32]
    won: NDArray[np.float32]

    def sums(self, counts: Floats, weights: Floats) -> tuple[float, float]:
        """Weighted pairs won, and all of them."""
        of_first = counts[self.first] * weights[self.first]
        of_second = counts[self.second].astype(np.float32)
        return (
            float(of_first @ (self.won @ of_second)),
            float(of_first @ (self.comparable @ of_second)),
        )


@dataclass(frozen=True, slots=True)
class Concordance:
    """All pairs of a set of rows under one score."""

    blocks: tuple[PairBlock, ...]
    rows: int

    def share(self, counts: Floats | None = None, weights: Floats | None = None) -> float:
        """Pairs won of all; NaN where there is no pair.

        Args:
            counts: how often each row was drawn; once each if not given.
            weights: of each row as the earlier outcome; 1 (Harrell) if not given.
        """
        counts = np.ones(self.rows) if counts is None else counts
        weights = np.ones(self.rows) if weights is None else weights
        sums = np.array([block.sums(counts, weights) for block in self.blocks]).sum(0)
        return float(sums[0] / sums[1]) if sums[1] > 0 else float("nan")


def concordance(found: Followed, score: Floats, folds: Rows | None = None) -> Concordance:
    """Pairs whose order in time is known: Harrell, JAMA 247 (1982) 2543.

    Of equal times an outcome comes before a censoring, and two outcomes tell nothing. A row that begins late
    is compared from then on.

    Args:
        folds: pairs are made within a fold only, since scores of two models are not on one scale.
    """
    return _blocks(found, score, folds, found.event, _is_later)


def discrimination_at(
    found: Followed, score: Floats, horizon: float, folds: Rows | None = None
) -> Concordance:
    """Pairs of an outcome by the horizon and a row without it then: the cumulative/dynamic AUC.

    Uno et al., JASA 102 (2007) 527, with `uncensored_weights(..., power=1)`.
    """
    reached = found.event & (found.time <= horizon)

    def is_beyond(part: Followed, firsts: Rows, seconds: Rows) -> NDArray[np.bool_]:
        return np.broadcast_to(part.time[seconds] > horizon, (len(firsts), len(seconds)))

    return _blocks(found, score, folds, reached, is_beyond)


def uncensored_weights(found: Followed, uncensored: StepCurve, power: int = 2) -> Floats:
    """What each earlier outcome weighs: 1 over the share not yet censored just before it, squared.

    Outcomes after all but 5 % are censored weigh nothing: Uno's τ. Uno et al., Statistics in Medicine 30
    (2011) 1105.
    """
    share = uncensored.before(found.time)
    return np.where(share > LEAST_UNCENSORED, 1 / np.maximum(share, LEAST_UNCENSORED) ** power, 0.0)


def _is_later(found: Followed, firsts: Rows, seconds: Rows) -> NDArray[np.bool_]:
    time, then = found.time[firsts][:, None], found.time[seconds][None, :]
    later = (time < then) | ((time == then) & ~found.event[seconds][None, :])
    at_risk = found.start[seconds][None, :] < time
    is_other = found.group[firsts][:, None] != found.group[seconds][None, :]
    found_pairs: NDArray[np.bool_] = later & at_risk & is_other
    return found_pairs


def _blocks(
    found: Followed,
    score: Floats,
    folds: Rows | None,
    is_first: NDArray[np.bool_],
    pairs: PairRule,
) -> Concordance:
    parts = np.zeros(len(found), np.int64) if folds is None else folds
    blocks = []
    for part in np.unique(parts):
        seconds = np.flatnonzero(parts == part)
        firsts = seconds[is_first[seconds]]
        comparable = pairs(found, firsts, seconds)
        gap = score[firsts][:, None] - score[seconds][None, :]
        won = np.where(np.abs(gap) <= TIE, 0.5, gap > 0) * comparable
        blocks.append(
            PairBlock(firsts, seconds, comparable.astype(np.float32), won.astype(np.float32))
        )
    return Concordance(tuple(blocks), len(found))
