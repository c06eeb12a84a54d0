"""How strongly a table's weights are held back: chosen inside the training part where inputs are many."""

import numpy as np

from medviewer.ai.risk.cox import fit_cox, partial_log_likelihood
from medviewer.ai.risk.logistic import MOST_LOG_ODDS, fit_logistic
from medviewer.ai.risk.outcomes import Floats, Followed, folds_of

ENOUGH_EVENTS = 20  # an input; above this a ridge changes nothing worth a search
LEAST_RIDGE = 1.0  # of inputs of unit spread: a twentieth of what twenty outcomes say
RIDGES = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
FOLDS = 5


def choose_ridge(inputs: Floats, found: Followed, *, is_timed: bool, seed: int = 0) -> float:
    """The best of `RIDGES` by likelihood on inner folds: Verweij and van Houwelingen (1993) for Cox."""
    reached = int(found.event.sum())
    rarer = reached if is_timed else min(reached, len(found) - reached)
    if rarer >= ENOUGH_EVENTS * inputs.shape[1]:
        return LEAST_RIDGE
    folds = folds_of(found, FOLDS, seed)
    judge = _cox_likelihood if is_timed else _logistic_likelihood
    scores = [
        sum(judge(inputs, found, folds == k, ridge) for k in range(FOLDS)) for ridge in RIDGES
    ]
    return RIDGES[int(np.argmax(scores))]


def _cox_likelihood(
    inputs: Floats,
    found: Followed,
    is_out: np.ndarray[tuple[int], np.dtype[np.bool_]],
    ridge: float,
) -> float:
    """What the rows left out add to the partial likelihood."""
    kept = np.flatnonzero(~is_out)
    weights = fit_cox(inputs[kept], found.only(kept), ridge).weights
    whole = partial_log_likelihood(inputs, found, weights)
    return whole - partial_log_likelihood(inputs[kept], found.only(kept), weights)


def _logistic_likelihood(
    inputs: Floats,
    found: Followed,
    is_out: np.ndarray[tuple[int], np.dtype[np.bool_]],
    ridge: float,
) -> float:
    labels = found.event.astype(np.float64)
    odds = fit_logistic(inputs[~is_out], labels[~is_out], ridge).log_odds(inputs[is_out])
    signs = np.where(found.event[is_out], 1.0, -1.0)
    return float(-np.log1p(np.exp(-np.clip(signs * odds, -MOST_LOG_ODDS, MOST_LOG_ODDS))).sum())
