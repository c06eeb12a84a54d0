"""Applies a card's calibration: from a network's logits to what may be called a probability.

temperature   softmax(z / T), or sigmoid(z / T) of a single logit      Guo et al. 2017
platt         sigmoid(slope · z + intercept)                           Platt 1999
beta          sigmoid(a · ln p − b · ln(1 − p) + c), p = sigmoid(z)    Kull et al. 2017
none          softmax or sigmoid as they are: a score
"""

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.model_trust import CALIBRATION_PARAMETERS, Calibration
from medviewer.errors import ModelUnusable
from medviewer.words import message

Floats = NDArray[np.float64]
LARGEST_LOGIT = 100.0
HALVINGS = 60  # of that range: to a double's last digits


def calibrated(logits: Floats, calibration: Calibration | None) -> Floats:
    """Probabilities of `logits` (n, K), same shape; a row of several labels sums to 1.

    Raises:
        ModelUnusable: the method is unknown, has the wrong parameters, or is for one logit and K is not 1.
    """
    adjusted = _adjusted(logits.astype(np.float64), calibration)
    return _sigmoid(adjusted) if logits.shape[1] == 1 else _softmax(adjusted)


def logit_at(probability: float, calibration: Calibration | None) -> float:
    """The single logit that calibration turns into `probability`: all methods only climb with the logit."""
    low, high = -LARGEST_LOGIT, LARGEST_LOGIT
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if calibrated(np.array([[middle]]), calibration)[0, 0] < probability:
            low = middle
        else:
            high = middle
    return high


def _adjusted(logits: Floats, calibration: Calibration | None) -> Floats:
    if calibration is None:
        return logits
    method, parameters = calibration.method, calibration.parameters
    _check(calibration, logits.shape[1])
    if method == "temperature":
        return logits / parameters[0]
    if method == "platt":
        return parameters[0] * logits + parameters[1]
    if method == "beta":
        a, b, c = parameters
        return a * _log_sigmoid(logits) - b * _log_sigmoid(-logits) + c
    return logits


def _check(calibration: Calibration, labels: int) -> None:
    """One logit for the methods made for one; as many parameters as the method has; T above 0."""
    method, parameters = calibration.method, calibration.parameters
    is_possible = CALIBRATION_PARAMETERS.get(method) == len(parameters)
    if method in ("platt", "beta"):
        is_possible = is_possible and labels == 1
    if method == "temperature":
        is_possible = is_possible and parameters[0] > 0
    if not is_possible:
        raise ModelUnusable(
            message(
                "Calibration",
                "The card asks for the calibration “{method}” with {parameters} for {labels} logits, which "
                "is not possible. Install the model again.",
                method=method,
                parameters=str(parameters),
                labels=labels,
            )
        )


def _sigmoid(logits: Floats) -> Floats:
    result: Floats = np.exp(_log_sigmoid(logits))
    return result


def _log_sigmoid(logits: Floats) -> Floats:
    result: Floats = -np.logaddexp(0, -logits)
    return result


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: Floats = raised / raised.sum(axis=1, keepdims=True)
    return result
