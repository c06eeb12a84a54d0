"""Whether an ensemble's members point to the same places."""

import numpy as np
import pytest

from medviewer.ai.evaluation.explanation_battery.repeatability import repeatability
from medviewer.ai.evaluation.explanation_battery.subject import Subject
from tests.unit.ai.evaluation.explanation_battery.lit_spots import SIZE, subject


def test_that_equal_members_have_equal_maps() -> None:
    [found] = repeatability(subject(members=3))

    assert found.value == pytest.approx(1)
    assert found.gate == ""


def test_that_a_lone_network_is_not_compared() -> None:
    assert repeatability(subject()) == []


def test_that_members_that_disagree_are_far_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    examined = subject(members=2)
    random = np.random.default_rng(1)
    monkeypatch.setattr(
        Subject, "maps", lambda *_: random.normal(size=(6, *SIZE)).astype(np.float32)
    )

    [found] = repeatability(examined)

    assert abs(found.value) < 0.3
