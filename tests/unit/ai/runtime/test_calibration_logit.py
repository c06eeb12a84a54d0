"""The logit a threshold stands for, whatever the calibration."""

import math

import pytest

from medviewer.ai.runtime.calibration import logit_at
from medviewer.domain.model_trust import Calibration, Interval

NONE = Interval(0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("method", "parameters", "expected"),
    [
        ("none", (), math.log(3)),
        ("temperature", (2.0,), 2 * math.log(3)),
        ("platt", (2.0, -1.0), (math.log(3) + 1) / 2),
        ("beta", (1.0, 1.0, 0.5), math.log(3) - 0.5),
    ],
)
def test_that_the_logit_is_found_that_calibration_turns_into_the_threshold(
    method: str, parameters: tuple[float, ...], expected: float
) -> None:
    found = logit_at(0.75, Calibration(method, parameters, NONE, "", ""))

    assert found == pytest.approx(expected, abs=1e-9)
