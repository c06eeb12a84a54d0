"""Fits what turns logits into probabilities, on a part of the data that is used for nothing else.

One logit: temperature (1 parameter), Platt (2) or beta (3); all three are logistic regressions on features of
the logit. Several logits: temperature. Of the methods possible the simplest wins unless another predicts
groups it was not fitted to better by more than chance.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.discrimination import Labels, Scores
from medviewer.ai.figures.intervals import UNMEASURED
from medviewer.ai.figures.reliability import SMALLEST_PROBABILITY
from medviewer.ai.runtime.calibration import calibrated
from medviewer.domain.model_trust import Calibration

TEMPERATURE, PLATT, BETA = "temperature", "platt", "beta"
FOLDS = 5
NEWTON_STEPS = 100
RIDGE = 1e-6  # keeps Newton's matrix invertible; far below any effect on the parameters
TEMPERATURE_RANGE = (0.02, 50.0)  # of T; nothing sensible is near either end
SMALLEST_SLOPE = 1e-3  # a calibration never turns the order of scores round
MOST_LOGIT = 30.0  # beyond it a sigmoid is 0 or 1 to thirteen digits

Parameters = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class CalibrationSet:
    """Logits (n, K) of the calibration part, the truth, and each case's patient or scan."""

    logits: Scores
    labels: Labels
    groups: NDArray[np.int64]

    def where(self, keep: NDArray[np.bool_]) -> "CalibrationSet":
        return CalibrationSet(self.logits[keep], self.labels[keep], self.groups[keep])


def fit_calibration(found: CalibrationSet, fitted_on: str) -> Calibration:
    """The best method for these logits; `ece` is still to be measured, on other data."""
    methods = METHODS if found.logits.shape[1] == 1 else {TEMPERATURE: fit_temperature}
    held_out = {name: _losses_held_out(name, fit, found) for name, fit in methods.items()}
    chosen = TEMPERATURE
    for name, losses in held_out.items():
        gain = held_out[chosen] - losses
        if gain.mean() > gain.std() / np.sqrt(len(gain)):  # more than one standard error
            chosen = name
    return Calibration(chosen, methods[chosen](found), UNMEASURED, fitted_on, "")


def fit_temperature(found: CalibrationSet) -> Parameters:
    """T of softmax(z / T), or sigmoid(z / T). Guo et al., On Calibration of Modern Networks (2017)."""
    targets = smoothed_targets(found.labels, max(found.logits.shape[1], 2))

    def loss(log_temperature: float) -> float:
        of_classes = _two_or_more(found.logits / np.exp(log_temperature))
        logs = of_classes - np.logaddexp.reduce(of_classes, axis=1, keepdims=True)
        return float(-np.mean(np.sum(targets * logs, axis=1)))

    low, high = np.log(TEMPERATURE_RANGE)
    return (_rounded(np.exp(_golden_section(loss, float(low), float(high)))),)


def fit_platt(found: CalibrationSet) -> Parameters:
    """Slope and intercept. Platt, Probabilistic Outputs for Support Vector Machines (1999)."""
    logits = found.logits[:, 0]
    features = np.stack([logits, np.ones_like(logits)], axis=1)
    slope, intercept = _logistic_regression(features, _positive_targets(found.labels))
    return _rounded(max(slope, SMALLEST_SLOPE)), _rounded(intercept)


def fit_beta(found: CalibrationSet) -> Parameters:
    """a, b, c with a, b >= 0. Kull, Silva Filho and Flach, Beta calibration (2017)."""
    logits = np.clip(found.logits[:, 0], -MOST_LOGIT, MOST_LOGIT)
    rising = np.stack([-np.logaddexp(0, -logits), np.logaddexp(0, logits)], axis=1)
    used = [0, 1]
    targets = _positive_targets(found.labels)
    weights = _logistic_regression(_with_one(rising), targets)
    if min(weights[:2]) < 0:  # as the authors do: without the one that came out negative
        used = [int(np.argmax(weights[:2]))]
        weights = _logistic_regression(_with_one(rising[:, used]), targets)
    shapes = np.zeros(2)
    shapes[used] = np.maximum(weights[:-1], SMALLEST_SLOPE)
    return _rounded(shapes[0]), _rounded(shapes[1]), _rounded(weights[-1])


METHODS: dict[str, Callable[[CalibrationSet], Parameters]] = {
    TEMPERATURE: fit_temperature,
    PLATT: fit_platt,
    BETA: fit_beta,
}


def smoothed_targets(labels: Labels, classes: int) -> Scores:
    """(n, classes) targets a little off 0 and 1, so that perfectly separated logits stay calibratable.

    Platt's (N + 1) / (N + 2) for the true class, N its number of cases; the rest is shared by the others.
    """
    counts = np.bincount(labels, minlength=classes)
    of_truth = (counts + 1) / (counts + 2)
    targets = np.tile(((1 - of_truth) / (classes - 1))[labels, None], (1, classes))
    targets[np.arange(len(labels)), labels] = of_truth[labels]
    return targets


def _losses_held_out(
    name: str, fit: Callable[[CalibrationSet], Parameters], found: CalibrationSet
) -> Scores:
    """Each case's log loss under parameters fitted without its group's fold."""
    _, group = np.unique(found.groups, return_inverse=True)
    fold = np.random.default_rng(0).permutation(group.max() + 1)[group] % FOLDS
    losses = np.zeros(len(group))
    for index in np.unique(fold):
        rest = found.where(fold != index)
        if not len(rest.labels):  # a single group: judged by the fit itself
            rest = found
        calibration = Calibration(name, fit(rest), UNMEASURED, "", "")
        probabilities = calibrated(found.logits[fold == index], calibration)
        losses[fold == index] = _log_losses(probabilities, found.labels[fold == index])
    return losses


def _log_losses(probabilities: Scores, labels: Labels) -> Scores:
    if probabilities.shape[1] == 1:
        probabilities = np.concatenate([1 - probabilities, probabilities], axis=1)
    of_truth = probabilities[np.arange(len(labels)), labels]
    losses: Scores = -np.log(np.maximum(of_truth, SMALLEST_PROBABILITY))
    return losses


def _logistic_regression(features: Scores, targets: Scores) -> Scores:
    """Weights (d,) by Newton's method, each step halved until the loss falls."""
    weights = np.zeros(features.shape[1])
    loss = _logistic_loss(features, targets, weights)
    for _ in range(NEWTON_STEPS):
        found = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (found - targets) + RIDGE * weights
        curve = (features * (found * (1 - found))[:, None]).T @ features
        step = np.linalg.solve(curve + RIDGE * np.eye(len(weights)), slope)
        while (
            _logistic_loss(features, targets, weights - step) > loss and np.abs(step).max() > 1e-9
        ):
            step /= 2
        weights = weights - step
        loss = _logistic_loss(features, targets, weights)
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _logistic_loss(features: Scores, targets: Scores, weights: Scores) -> float:
    logits = features @ weights
    data = np.sum(np.logaddexp(0, logits) - targets * logits)
    return float(data + RIDGE / 2 * np.sum(weights**2))


def _golden_section(loss: Callable[[float], float], low: float, high: float) -> float:
    """The lowest place of a function with one valley between two ends."""
    share = (np.sqrt(5) - 1) / 2
    while high - low > 1e-5:
        left, right = high - share * (high - low), low + share * (high - low)
        if loss(left) < loss(right):
            high = right
        else:
            low = left
    return (low + high) / 2


def _positive_targets(labels: Labels) -> Scores:
    return smoothed_targets(labels, 2)[:, 1]


def _two_or_more(logits: Scores) -> Scores:
    """One logit as two, the first of them 0: then softmax is the sigmoid."""
    return np.pad(logits, ((0, 0), (1, 0))) if logits.shape[1] == 1 else logits


def _with_one(features: Scores) -> Scores:
    return np.concatenate([features, np.ones((len(features), 1))], axis=1)


def _rounded(value: float) -> float:
    return round(float(value), 5)
