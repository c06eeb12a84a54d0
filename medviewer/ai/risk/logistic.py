"""Logistic regression with a ridge and case weights, by Newton's steps."""

from dataclasses import dataclass

import numpy as np

from medviewer.ai.risk.kaplan_meier import censoring_curve
from medviewer.ai.risk.outcomes import Floats, Followed

MOST_STEPS = 40
STILL = 1e-9
MOST_LOG_ODDS = 30.0
LEAST_UNCENSORED = 0.05  # share; below it a weight of one over it would let few rows speak for all


@dataclass(frozen=True, slots=True)
class LogisticFit:
    """`weights` (p,) log odds a unit of each input, against `intercept` for a row of zeros."""

    weights: Floats
    intercept: float

    def log_odds(self, inputs: Floats) -> Floats:
        found: Floats = np.clip(
            inputs @ self.weights + self.intercept, -MOST_LOG_ODDS, MOST_LOG_ODDS
        )
        return found

    def probability(self, inputs: Floats) -> Floats:
        """(n,) 0..1."""
        found: Floats = 1 / (1 + np.exp(-self.log_odds(inputs)))
        return found


def fit_logistic(
    inputs: Floats, is_positive: Floats, ridge: float, case_weights: Floats | None = None
) -> LogisticFit:
    """Maximise the weighted likelihood less `ridge`/2 · |weights|²; the intercept is not penalised."""
    cases = np.ones(len(inputs)) if case_weights is None else case_weights
    design = np.concatenate([np.ones((len(inputs), 1)), inputs], axis=1)
    penalty = np.diag([1e-6] + [max(ridge, 1e-6)] * inputs.shape[1])
    weights = np.zeros(design.shape[1])
    for _ in range(MOST_STEPS):
        odds = np.clip(design @ weights, -MOST_LOG_ODDS, MOST_LOG_ODDS)
        chance = 1 / (1 + np.exp(-odds))
        slope = design.T @ (cases * (is_positive - chance)) - penalty @ weights
        bend = (design.T * (cases * chance * (1 - chance))) @ design + penalty
        step = np.linalg.solve(bend, slope)
        weights = weights + step * min(1.0, 5.0 / max(np.abs(step).max(), 1e-12))  # no leap
        if np.abs(step).max() < STILL:
            break
    return LogisticFit(weights[1:], float(weights[0]))


def horizon_labels(found: Followed, horizon: float) -> tuple[Floats, Floats]:
    """Whether each row had the outcome by the horizon, and how many rows it speaks for.

    A row censored before the horizon weighs nothing; the others 1 over the share not yet censored when they
    were told apart. Graf et al., Statistics in Medicine 18 (1999) 2529.
    """
    return horizon_weights(found, found, horizon)


def horizon_weights(
    found: Followed, censored_as: Followed, horizon: float
) -> tuple[Floats, Floats]:
    """As `horizon_labels`, with the censoring of other rows (the training part's)."""
    uncensored = censoring_curve(censored_as)
    reached = found.event & (found.time <= horizon)
    beyond = found.time > horizon
    share = np.where(reached, uncensored.before(found.time), uncensored.at(np.array([horizon]))[0])
    weights = np.where(reached | beyond, 1 / np.maximum(share, LEAST_UNCENSORED), 0.0)
    return reached.astype(np.float64), weights
