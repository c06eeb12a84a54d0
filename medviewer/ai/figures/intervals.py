"""95 % confidence intervals by resampling whole patients, scans or position blocks."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.discrimination import Labels, Scores
from medviewer.domain.model_trust import Interval

BOOTSTRAP_ROUNDS = 1000
INTERVAL_PERCENTILES = (2.5, 97.5)

UNMEASURED = Interval(float("nan"), float("nan"), float("nan"))  # stands until it is measured

Cases = NDArray[np.int64]  # indices of cases, some of them repeated


def intervals(
    measure: Callable[[Cases], Mapping[str, float]],
    groups: NDArray[np.int64],
    seed: int = 0,
    rounds: int = BOOTSTRAP_ROUNDS,
) -> dict[str, Interval]:
    """Every figure `measure` names, with its percentile interval over resamplings with replacement.

    Args:
        measure: gets the indices of the cases drawn; called with all of them once.
        groups: (n,) the patient, scan or block of each case. Whole groups are drawn, so that the interval is
            not made too narrow by cases of one patient.

    Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
    """
    random = np.random.default_rng(seed)
    members = group_members(groups)
    drawn: dict[str, list[float]] = {}
    for _ in range(rounds):
        picks = random.integers(0, len(members), len(members))
        for name, value in measure(np.concatenate([members[pick] for pick in picks])).items():
            drawn.setdefault(name, []).append(value)
    whole = measure(np.arange(len(groups)))
    return {name: _interval(value, drawn.get(name, [])) for name, value in whole.items()}


def group_members(groups: NDArray[np.int64]) -> list[Cases]:
    """The indices of each group's cases."""
    order = np.argsort(groups, kind="stable")
    borders = np.flatnonzero(np.diff(groups[order])) + 1
    return list(np.split(order.astype(np.int64), borders))


def bootstrap(
    measure: Callable[[Labels, Scores], float],
    labels: Labels,
    scores: Scores,
    seed: int = 0,
    groups: Labels | None = None,
) -> Interval:
    """One figure of labels and scores; single cases are drawn where no groups are given."""
    units = np.arange(len(labels)) if groups is None else groups
    found = intervals(lambda cases: {"": measure(labels[cases], scores[cases])}, units, seed)
    return found[""]


def _interval(value: float, drawn: list[float]) -> Interval:
    """A ratio of which a resampling has no case is left out of the percentiles."""
    defined = np.array(drawn)[np.isfinite(drawn)]
    if not len(defined) or not np.isfinite(value):
        return UNMEASURED
    low, high = np.percentile(defined, INTERVAL_PERCENTILES)
    return Interval(float(value), float(low), float(high))
