"""What is gained by not answering: risk against coverage, and the rule by which the AI abstains."""

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.discrimination import Scores
from medviewer.ai.figures.intervals import UNMEASURED, Cases, intervals
from medviewer.domain.model_trust import AbstentionRule

LEAST_COVERAGE = 0.9  # of the calibration part; a model that answers less is of little use
NO_LIMIT = 1.0  # no spread of probabilities is greater than one half
SPREAD_SHARES = (1.0, 0.99, 0.975, 0.95, 0.9)  # of the images a limit on the spread lets through

Flags = NDArray[np.bool_]


def risk_coverage(confidence: Scores, is_right: Flags) -> tuple[Scores, Scores]:
    """Coverage 1/n … 1, and the error among the most confident images of that share."""
    order = np.argsort(-confidence, kind="stable")
    taken = np.arange(1, len(order) + 1)
    return taken / len(order), np.cumsum(~is_right[order]) / taken


def area_under_risk_coverage(confidence: Scores, is_right: Flags) -> float:
    """AURC: the mean of the risks over all coverages; 0 is perfect. Geifman et al. (2019)."""
    return float(risk_coverage(confidence, is_right)[1].mean())


def choose_abstention(spread: Scores, is_informative: Flags, is_right: Flags) -> AbstentionRule:
    """The limit on the spread with the least error among what is answered, at `LEAST_COVERAGE` or more.

    Args:
        is_informative: whether the conformal set names neither no label nor all of them.
    """
    limits = [float(np.quantile(spread, share)) for share in SPREAD_SHARES]
    risks = [_risk(spread, limit, is_informative, is_right) for limit in limits]
    best = min(range(len(limits)), key=lambda index: risks[index])  # of equals, the most lenient
    limit = round(limits[best] + 5e-5, 4) if best else NO_LIMIT
    return AbstentionRule(limit, UNMEASURED, UNMEASURED, UNMEASURED, "")


def measure_abstention(
    rule: AbstentionRule, answered: Flags, is_right: Flags, groups: NDArray[np.int64], data: str
) -> AbstentionRule:
    """The rule with what it does on other data."""

    def figures(cases: Cases) -> dict[str, float]:
        kept = cases[answered[cases]]
        return {
            "coverage": len(kept) / len(cases),
            "error_answered": float(np.mean(~is_right[kept])) if len(kept) else float("nan"),
            "error_all": float(np.mean(~is_right[cases])),
        }

    found = intervals(figures, groups)
    return AbstentionRule(
        rule.max_spread, found["coverage"], found["error_answered"], found["error_all"], data
    )


def _risk(spread: Scores, limit: float, is_informative: Flags, is_right: Flags) -> float:
    """Infinite where fewer than `LEAST_COVERAGE` of those with an informative set would be answered."""
    answered = is_informative & (spread <= limit)
    if not answered.any() or answered.sum() < LEAST_COVERAGE * is_informative.sum():
        return float("inf")
    return float(np.mean(~is_right[answered]))
