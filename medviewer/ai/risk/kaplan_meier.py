"""Kaplan and Meier's curve of everybody, with its interval, and the same of being censored."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.risk.outcomes import Floats, Followed
from medviewer.domain.model_trust import Interval

Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class StepCurve:
    """A curve that falls at `times` (ascending) to `survival`, and is 1 before the first."""

    times: Floats
    survival: Floats
    low: Floats
    high: Floats

    def at(self, times: Floats) -> Floats:
        """Survival just after these times."""
        return _step(self.times, self.survival, times, "right")

    def before(self, times: Floats) -> Floats:
        """Survival just before these times: what a step at the very time has not yet taken."""
        return _step(self.times, self.survival, times, "left")

    def band(self, times: Floats) -> tuple[Floats, Floats]:
        """The 95 % interval just after these times, low and high."""
        low, high = (_step(self.times, each, times, "right") for each in (self.low, self.high))
        return low, high


def kaplan_meier(found: Followed) -> StepCurve:
    """The share without the outcome, with Greenwood's variance on the log-log scale.

    Rows that begin late are at risk from then on. Kaplan and Meier (1958); Kalbfleisch and Prentice, The
    Statistical Analysis of Failure Time Data (2002), 1.4.1.
    """
    times = np.unique(found.time[found.event])
    at_risk = _at_risk(found, times)
    outcomes = _count(found.time[found.event], times)
    survival = np.cumprod(1 - outcomes / at_risk).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.cumsum(outcomes / (at_risk * (at_risk - outcomes))))
        spread = spread / np.abs(np.log(survival))
        low = survival ** np.exp(Z_95 * spread)
        high = survival ** np.exp(-Z_95 * spread)
    is_open = (survival <= 0) | ~np.isfinite(spread)  # Greenwood's variance is not defined at 0
    return StepCurve(
        times, survival, np.where(is_open, 0.0, low), np.where(is_open, survival, high)
    )


def censoring_curve(found: Followed) -> StepCurve:
    """The share not yet censored; at the same time outcomes come first."""
    is_censored = ~found.event
    times = np.unique(found.time[is_censored])
    at_risk = _at_risk(found, times) - _count(found.time[found.event], times)
    share = np.cumprod(1 - _count(found.time[is_censored], times) / np.maximum(at_risk, 1)).astype(
        float
    )
    return StepCurve(times, share, share, share)


def median_time(curve: StepCurve) -> Interval | None:
    """When half have the outcome, where the interval's bounds cross one half; None if the curve stays above.

    Brookmeyer and Crowley (1982). A bound that is not reached is infinite (or 0 below).
    """
    found = _first_at_half(curve.times, curve.survival)
    if math.isinf(found):
        return None
    low, high = (_first_at_half(curve.times, each) for each in (curve.low, curve.high))
    return Interval(found, low, high)


def _first_at_half(times: Floats, survival: Floats) -> float:
    reached = np.flatnonzero(survival <= 0.5)
    return float(times[reached[0]]) if len(reached) else math.inf


def _at_risk(found: Followed, times: Floats) -> Floats:
    """How many are under observation just before each time."""
    left = np.searchsorted(np.sort(found.time), times, "left")
    entered = np.searchsorted(np.sort(found.start), times, "left")
    if not found.begins_late:
        return (len(found) - left).astype(np.float64)
    return (entered - left).astype(np.float64)


def _count(values: Floats, times: Floats) -> Floats:
    ordered = np.sort(values)
    more = np.searchsorted(ordered, times, "right") - np.searchsorted(ordered, times, "left")
    counted: NDArray[np.float64] = more.astype(np.float64)
    return counted


def _step(steps: Floats, values: Floats, times: Floats, side: str) -> Floats:
    index = np.searchsorted(steps, times, side="right" if side == "right" else "left")
    found: Floats = np.concatenate([[1.0], values])[index]
    return found
