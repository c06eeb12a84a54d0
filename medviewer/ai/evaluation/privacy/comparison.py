"""The figures of the rows, each with an interval over what might have come out otherwise: seeds and cases.

A resampling draws seeds and groups of cases with replacement, the same ones for both sides of a comparison.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.evaluation.privacy.membership import found_at_few_alarms, membership_auc
from medviewer.ai.evaluation.privacy.outcomes import Outcome
from medviewer.ai.figures.discrimination import Labels, Scores, area_under_roc, macro_auc
from medviewer.ai.figures.intervals import INTERVAL_PERCENTILES, Cases, group_members
from medviewer.domain.model_trust import Interval

ROUNDS = 500
ATTACK_ROUNDS = 100  # thousands of losses are sorted in each; the interval is narrow anyway

Outcomes = Sequence[Outcome]  # of one row, a seed each
Figures = dict[str, Interval]


@dataclass(frozen=True, slots=True)
class Judged:
    """The truth of the cases all rows are judged on; `groups` as of `Samples`."""

    labels: Labels
    groups: Labels


def auc_of(labels: Labels, probabilities: Scores) -> float:
    """Of two classes the area of the second; of more the mean of each against the rest."""
    if probabilities.shape[1] == 2:
        return area_under_roc(labels, probabilities[:, 1])
    return macro_auc(labels, probabilities)


def auc(found: Outcomes, judged: Judged) -> Interval:
    """The mean over the seeds."""
    return _resampled(lambda seeds, cases: _mean_auc(found, judged, seeds, cases), found, judged)


def auc_lost(found: Outcomes, twin: Outcomes, judged: Judged) -> Interval:
    """How much lower than the twin's area, seed by seed and case by case the same."""
    return _resampled(
        lambda seeds, cases: (
            _mean_auc(twin, judged, seeds, cases) - _mean_auc(found, judged, seeds, cases)
        ),
        found,
        judged,
    )


def auc_kept(found: Outcomes, central: Outcomes, judged: Judged) -> Interval:
    """The share of the central training's area."""
    return _resampled(
        lambda seeds, cases: (
            _mean_auc(found, judged, seeds, cases) / _mean_auc(central, judged, seeds, cases)
        ),
        found,
        judged,
    )


def attack(found: Outcomes) -> Figures:
    """How well members are told from strangers by the loss: area, and share found at few false alarms."""
    return {
        "membership_auc": _attacked(found, membership_auc),
        "members_found_at_1_percent": _attacked(found, found_at_few_alarms),
    }


def _mean_auc(found: Outcomes, judged: Judged, seeds: Cases, cases: Cases) -> float:
    labels = judged.labels[cases]
    return float(np.mean([auc_of(labels, found[seed].probabilities[cases]) for seed in seeds]))


def _resampled(
    measure: Callable[[Cases, Cases], float], found: Outcomes, judged: Judged
) -> Interval:
    random = np.random.default_rng(0)
    members = group_members(judged.groups)
    drawn = []
    for _ in range(ROUNDS):
        picks = random.integers(0, len(members), len(members))
        cases = np.concatenate([members[pick] for pick in picks])
        drawn.append(measure(_drawn(len(found), random), cases))
    return _interval(measure(np.arange(len(found)), np.arange(len(judged.labels))), drawn)


def _attacked(found: Outcomes, measure: Callable[[Scores, Scores], float]) -> Interval:
    random = np.random.default_rng(0)
    drawn = [
        float(
            np.mean(
                [
                    measure(
                        each.members[_drawn(len(each.members), random)],
                        each.strangers[_drawn(len(each.strangers), random)],
                    )
                    for each in (found[seed] for seed in _drawn(len(found), random))
                ]
            )
        )
        for _ in range(ATTACK_ROUNDS)
    ]
    return _interval(
        float(np.mean([measure(each.members, each.strangers) for each in found])), drawn
    )


def _drawn(count: int, random: np.random.Generator) -> NDArray[np.int64]:
    return random.integers(0, count, count)


def _interval(value: float, drawn: Sequence[float]) -> Interval:
    defined = np.array(drawn)[np.isfinite(drawn)]
    if not len(defined) or not np.isfinite(value):
        return Interval(float("nan"), float("nan"), float("nan"))
    low, high = np.percentile(defined, INTERVAL_PERCENTILES)
    return Interval(float(value), float(low), float(high))
