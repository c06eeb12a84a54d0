"""Naive Bayes with a normal curve for each input: the plainest model of an outcome without a time."""

import numpy as np

from medviewer.ai.risk.outcomes import Floats

LEAST_SPREAD = (
    0.1  # of an input of about unit spread; a class of equal rows would be sure of everything
)


def fit_naive_bayes(inputs: Floats, is_positive: Floats) -> Floats:
    """(2, 2p + 1): of each class the means, the standard deviations, and the log of its share."""
    rows = []
    for part in (is_positive < 0.5, is_positive >= 0.5):
        own = inputs[part] if part.any() else inputs
        spread = np.maximum(own.std(0), LEAST_SPREAD)
        share = (part.sum() + 1) / (len(inputs) + 2)
        rows.append(np.concatenate([own.mean(0), spread, [np.log(share)]]))
    return np.stack(rows)


def bayes_log_odds(fit: Floats, inputs: Floats) -> Floats:
    """(n,) log odds of the outcome."""
    size = inputs.shape[1]
    mean, spread, share = fit[:, :size], fit[:, size : 2 * size], fit[:, 2 * size]
    distance = ((inputs[:, None, :] - mean[None]) / spread[None]) ** 2
    likelihood = -(distance / 2 + np.log(spread)[None]).sum(2) + share[None]
    found: Floats = np.clip(likelihood[:, 1] - likelihood[:, 0], -30, 30)
    return found
