"""What is left unexplained of the logit."""

import pytest

from medviewer.ai.evaluation.explanation_battery.completeness import completeness
from tests.unit.ai.evaluation.explanation_battery.lit_spots import subject


def test_that_an_exact_class_map_passes() -> None:
    [found] = completeness(subject())

    assert found.value <= 1e-5
    assert found.is_passed


def test_that_a_map_that_lost_something_fails_by_as_much() -> None:
    examined = subject()
    examined.own[2, 0, 0] -= 0.25

    [found] = completeness(examined)

    assert found.value == pytest.approx(0.25, abs=1e-5)
    assert not found.is_passed


def test_that_integrated_gradients_are_reported_without_a_gate() -> None:
    [found] = completeness(subject(method="integrated gradients"))

    assert found.value <= 1e-3  # the model is linear
    assert found.gate == ""


def test_that_methods_that_promise_no_sum_are_not_asked() -> None:
    assert completeness(subject(method="occlusion")) == []
