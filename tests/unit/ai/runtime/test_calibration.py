"""From logits to probabilities, each method followed by hand."""

import numpy as np
import pytest

from medviewer.ai.runtime.calibration import calibrated
from medviewer.domain.model_trust import Calibration, Interval
from medviewer.errors import ModelUnusable


def calibration(method: str, *parameters: float) -> Calibration:
    return Calibration(method, parameters, Interval(0.02, 0.01, 0.03), "a split", "another")


def sigmoid(value: float) -> float:
    return float(1 / (1 + np.exp(-value)))


@pytest.mark.parametrize(
    ("method", "parameters", "expected"),
    [
        ("none", (), sigmoid(2)),
        ("temperature", (4,), sigmoid(0.5)),
        ("platt", (0.5, -1), sigmoid(0)),
        ("beta", (1, 1, 0), sigmoid(2)),  # ln p - ln (1 - p) is the logit again
        ("beta", (2, 0, 1), sigmoid(2 * np.log(sigmoid(2)) + 1)),
    ],
)
def test_that_a_single_logit_becomes_the_probability_of_its_method(
    method: str, parameters: tuple[float, ...], expected: float
) -> None:
    found = calibrated(np.array([[2.0]]), calibration(method, *parameters))

    assert found.shape == (1, 1)
    assert found[0, 0] == pytest.approx(expected)


def test_that_several_labels_share_one() -> None:
    logits = np.array([[np.log(2.0), 0.0, 0.0]])

    found = calibrated(logits, None)

    assert found[0].tolist() == pytest.approx([0.5, 0.25, 0.25])


def test_that_extreme_logits_stay_probabilities() -> None:
    found = calibrated(np.array([[-1000.0], [1000.0]]), calibration("temperature", 1.0))

    assert found[:, 0].tolist() == [0.0, 1.0]


@pytest.mark.parametrize(
    ("labels", "method", "parameters"),
    [
        (1, "isotonic", ()),
        (1, "temperature", ()),
        (1, "temperature", (0.0,)),
        (3, "platt", (1.0, 0.0)),
        (3, "beta", (1.0, 1.0, 0.0)),
    ],
)
def test_that_an_impossible_calibration_is_refused(
    labels: int, method: str, parameters: tuple[float, ...]
) -> None:
    with pytest.raises(ModelUnusable, match="not possible"):
        calibrated(np.zeros((2, labels)), calibration(method, *parameters))
