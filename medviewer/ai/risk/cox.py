"""Cox regression: Efron's partial likelihood with a ridge by Newton's steps, Breslow's baseline hazard.

Rows that begin late are at risk from then on, so that a value may change within a patient.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from medviewer.ai.risk.outcomes import Floats, Followed, Rows

MOST_STEPS = 40
STILL = 1e-8  # a Newton step as small as this changes no figure anybody reads
HALVINGS = 12
MOST_LOG_HAZARD = 50.0  # e^50; more is a fit running away, or a row from nowhere


@dataclass(frozen=True, slots=True)
class CoxFit:
    """A fitted regression.

    Attributes:
        weights: (p,) log hazard a unit of each input.
        times: of outcomes, ascending; `hazard` the cumulative baseline hazard there, of a row of zeros.
        covariance: (p, p) inverse of the (penalised) information.
        log_likelihood: without the penalty.
    """

    weights: Floats
    times: Floats
    hazard: Floats
    covariance: Floats
    log_likelihood: float

    def log_hazard(self, inputs: Floats) -> Floats:
        """(n,) against a row of zeros."""
        found: Floats = np.clip(inputs @ self.weights, -MOST_LOG_HAZARD, MOST_LOG_HAZARD)
        return found

    def cumulative(self, inputs: Floats, times: Floats) -> Floats:
        """(n, times) the cumulative hazard of each row."""
        base = np.concatenate([[0.0], self.hazard])[np.searchsorted(self.times, times, "right")]
        found: Floats = np.exp(self.log_hazard(inputs))[:, None] * base[None, :]
        return found


@dataclass(frozen=True, slots=True)
class _RiskSet:
    """Everybody under observation just before a time: sums over e^(log hazard), and who has the outcome."""

    time: float
    total: float
    first: Floats
    second: Floats | None
    reached: Rows


def fit_cox(
    inputs: Floats, found: Followed, ridge: float = 0.0, start: Floats | None = None
) -> CoxFit:
    """Maximise the partial likelihood less `ridge`/2 · |weights|².

    Args:
        inputs: (n, p), centred, of about unit spread.
        start: weights to begin from.

    Cox (1972); Efron (1977) for ties; Breslow (1974) for the baseline hazard.
    """
    weights = np.zeros(inputs.shape[1]) if start is None else start.copy()
    value, slope, bend = _likelihood(inputs, found, weights, ridge)
    for _ in range(MOST_STEPS):
        step = np.linalg.lstsq(bend, slope, rcond=None)[0].astype(np.float64)
        weights, value, slope, bend = _climb(inputs, found, ridge, (weights, value, step))
        if np.abs(step).max(initial=0.0) < STILL:
            break
    times, hazard = _baseline(inputs, found, weights)
    penalty = ridge / 2 * float(weights @ weights)
    covariance = np.linalg.pinv(bend).astype(np.float64)
    return CoxFit(weights, times, hazard, covariance, value + penalty)


def partial_log_likelihood(inputs: Floats, found: Followed, weights: Floats) -> float:
    """Of given weights, without a penalty."""
    return _likelihood(inputs, found, weights, 0.0)[0]


def breslow(log_hazards: Floats, found: Followed, times: Floats) -> Floats:
    """The cumulative hazard of a row of log hazard 0 at these times, under given (n,) log hazards."""
    steps, hazard = _baseline(log_hazards[:, None], found, np.ones(1))
    reached: Floats = np.concatenate([[0.0], hazard])[np.searchsorted(steps, times, "right")]
    return reached


def _climb(
    inputs: Floats, found: Followed, ridge: float, at: tuple[Floats, float, Floats]
) -> tuple[Floats, float, Floats, Floats]:
    """One Newton step, halved until it does not lead down."""
    weights, value, step = at
    for halving in range(HALVINGS):
        there = weights + step / 2**halving
        now = _likelihood(inputs, found, there, ridge)
        if now[0] >= value - 1e-9 * abs(value) - 1e-12:
            return there, *now
    return weights, *_likelihood(inputs, found, weights, ridge)


def _likelihood(
    inputs: Floats, found: Followed, weights: Floats, ridge: float
) -> tuple[float, Floats, Floats]:
    """Penalised log likelihood, its gradient, and its negative second derivative."""
    log_hazard, shares = _shares(inputs, weights)
    value = -ridge / 2 * float(weights @ weights)
    slope = -ridge * weights
    bend = ridge * np.eye(len(weights))
    for each in _risk_sets(inputs, found, shares, needs_second=True):
        tied = np.arange(len(each.reached)) / len(each.reached)
        own, own_share = inputs[each.reached], shares[each.reached]
        own_first = own_share @ own
        rest = each.total - tied * own_share.sum()
        means = (each.first[None, :] - tied[:, None] * own_first[None, :]) / rest[:, None]
        value += float(log_hazard[each.reached].sum() - np.log(rest).sum())
        slope = slope + own.sum(0) - means.sum(0)
        own_second = (own.T * own_share) @ own
        assert each.second is not None
        bend = bend + each.second * (1 / rest).sum() - own_second * (tied / rest).sum()
        bend = bend - means.T @ means
    return value, slope, bend


def _baseline(inputs: Floats, found: Followed, weights: Floats) -> tuple[Floats, Floats]:
    """Times of outcomes and Breslow's cumulative hazard of a row of zeros there."""
    _, shares = _shares(inputs, weights)
    shift = _greatest(inputs, weights)
    steps = [
        (each.time, len(each.reached) / each.total * np.exp(-shift))
        for each in _risk_sets(inputs, found, shares, needs_second=False)
    ][::-1]
    times, hazards = (np.array([step[side] for step in steps]) for side in (0, 1))
    return times, np.cumsum(hazards)


def _shares(inputs: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Log hazards less their greatest where they are exponentiated: only ratios count."""
    log_hazard = np.clip(inputs @ weights, -MOST_LOG_HAZARD, MOST_LOG_HAZARD)
    log_hazard = log_hazard - _greatest(inputs, weights)
    return log_hazard, np.exp(log_hazard)


def _greatest(inputs: Floats, weights: Floats) -> float:
    log_hazard = np.clip(inputs @ weights, -MOST_LOG_HAZARD, MOST_LOG_HAZARD)
    return float(log_hazard.max()) if len(log_hazard) else 0.0


def _risk_sets(
    inputs: Floats, found: Followed, shares: Floats, *, needs_second: bool
) -> Iterator[_RiskSet]:
    """From the last outcome to the first: rows join as their end is met and leave before their start."""
    times = np.unique(found.time[found.event])[::-1]
    by_end, by_start = (
        np.argsort(-found.time, kind="stable"),
        np.argsort(-found.start, kind="stable"),
    )
    ends, starts = -found.time[by_end], -found.start[by_start]
    size = inputs.shape[1]
    total, first, second = 0.0, np.zeros(size), np.zeros((size, size))
    joined = left = 0
    for time in times.tolist():
        joining = int(np.searchsorted(ends, -time, "right"))
        leaving = int(np.searchsorted(starts, -time, "right")) if found.begins_late else 0
        for rows, sign in ((by_end[joined:joining], 1.0), (by_start[left:leaving], -1.0)):
            if len(rows):
                total += sign * float(shares[rows].sum())
                first = first + sign * (shares[rows] @ inputs[rows])
                if needs_second:
                    second = second + sign * ((inputs[rows].T * shares[rows]) @ inputs[rows])
        here = by_end[joined:joining]
        reached = here[found.event[here] & (found.time[here] == time)]
        joined, left = joining, max(left, leaving)
        yield _RiskSet(time, total, first, second if needs_second else None, reached)
