"""Fits recover what the logits were distorted by."""

import math

import numpy as np
import pytest

from medviewer.ai.evaluation.calibrating import (
    CalibrationSet,
    fit_beta,
    fit_calibration,
    fit_platt,
    fit_temperature,
    smoothed_targets,
)
from medviewer.ai.figures.intervals import UNMEASURED
from medviewer.ai.figures.reliability import log_loss
from medviewer.ai.runtime.calibration import calibrated
from medviewer.ai.runtime.uncertainty import class_probabilities
from medviewer.domain.model_trust import Calibration

MANY = 20_000


def drawn(logits: np.ndarray) -> np.ndarray:
    """Truths that come true as often as the logits promise."""
    random = np.random.default_rng(0)
    truths: np.ndarray = random.random(len(logits)) < 1 / (1 + np.exp(-logits))
    return truths.astype(np.int64)


def binary(distorted: np.ndarray, true: np.ndarray) -> CalibrationSet:
    return CalibrationSet(distorted[:, None], drawn(true), np.arange(len(true)))


@pytest.fixture
def true_logits() -> np.ndarray:
    return np.random.default_rng(1).normal(0.5, 2, MANY)


def test_that_temperature_undoes_overconfidence(true_logits: np.ndarray) -> None:
    (temperature,) = fit_temperature(binary(3 * true_logits, true_logits))

    assert temperature == pytest.approx(3, rel=0.05)


def test_that_platt_undoes_a_shift(true_logits: np.ndarray) -> None:
    slope, intercept = fit_platt(binary((true_logits - 1) / 2, true_logits))

    assert slope == pytest.approx(2, rel=0.05)
    assert intercept == pytest.approx(1, abs=0.1)


def test_that_beta_with_equal_shapes_is_platts_sigmoid(true_logits: np.ndarray) -> None:
    # a ln p - b ln(1 - p) + c is a z + c where a = b.
    a, b, c = fit_beta(binary(true_logits / 2, true_logits))

    assert a == pytest.approx(2, rel=0.1)
    assert b == pytest.approx(2, rel=0.1)
    assert c == pytest.approx(0, abs=0.15)


def test_that_a_calibration_never_turns_the_order_round() -> None:
    backwards = np.linspace(-3, 3, 400)
    found = CalibrationSet(backwards[:, None], (backwards < 0).astype(np.int64), np.arange(400))

    assert fit_platt(found)[0] > 0
    assert min(fit_beta(found)[:2]) >= 0
    assert max(fit_beta(found)[:2]) > 0


def test_that_temperature_of_several_labels_is_found() -> None:
    random = np.random.default_rng(2)
    true = random.normal(0, 2, (MANY, 3))
    labels = (true + random.gumbel(size=true.shape)).argmax(axis=1)  # softmax sampling

    (temperature,) = fit_temperature(CalibrationSet(true / 2, labels, np.arange(MANY)))

    assert temperature == pytest.approx(0.5, rel=0.05)


@pytest.mark.parametrize("fit", [fit_temperature, fit_platt, fit_beta])
def test_that_perfectly_separated_logits_stay_calibratable(fit) -> None:  # type: ignore[no-untyped-def]
    logits = np.concatenate([np.full(30, -5.0), np.full(30, 5.0)])
    found = CalibrationSet(logits[:, None], (logits > 0).astype(np.int64), np.arange(60))

    parameters = fit(found)

    name = {1: "temperature", 2: "platt", 3: "beta"}[len(parameters)]
    top = calibrated(np.array([[5.0]]), Calibration(name, parameters, UNMEASURED, "", ""))[0, 0]
    assert all(math.isfinite(value) for value in parameters)
    assert 0.9 < top < 1.0  # about (30 + 1) / (30 + 2)


def test_that_targets_are_platts() -> None:
    targets = smoothed_targets(np.array([0, 0, 1]), 2)

    assert targets.tolist() == [[3 / 4, 1 / 4], [3 / 4, 1 / 4], [pytest.approx(1 / 3), 2 / 3]]


def test_that_the_simplest_sufficient_method_is_chosen(true_logits: np.ndarray) -> None:
    scaled = fit_calibration(binary(2 * true_logits, true_logits), "a part")
    shifted = fit_calibration(binary(true_logits - 2, true_logits), "a part")

    assert scaled.method == "temperature"
    assert shifted.method in ("platt", "beta")
    assert scaled.fitted_on == "a part"


def test_that_calibrating_improves_the_log_loss(true_logits: np.ndarray) -> None:
    found = binary(4 * true_logits + 3, true_logits)

    calibration = fit_calibration(found, "")

    before = class_probabilities(calibrated(found.logits, None))
    after = class_probabilities(calibrated(found.logits, calibration))
    assert log_loss(found.labels, after) < 0.5 * log_loss(found.labels, before)


def test_that_one_group_alone_can_be_calibrated() -> None:
    found = CalibrationSet(np.array([[-1.0], [1.0], [2.0]]), np.array([0, 1, 1]), np.zeros(3, int))

    assert fit_calibration(found, "").parameters[0] > 0
