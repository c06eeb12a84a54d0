"""Whether a map's highest place lies in the outline, against chance."""

from dataclasses import replace

import numpy as np

from medviewer.ai.evaluation.explanation_battery.pointing import pointing
from tests.unit.ai.evaluation.explanation_battery.lit_spots import SIZE, subject


def test_that_a_map_that_points_into_the_outline_passes() -> None:
    [found] = pointing(subject())

    assert found.value == 1
    assert found.gate == "≥ 0.17 (twice chance)"  # the outline is a twelfth of the image
    assert found.is_passed


def test_that_a_map_that_points_elsewhere_fails() -> None:
    wrong = np.zeros((6, *SIZE), np.float32)
    wrong[:, -1, -1] = 1

    [found] = pointing(subject(own=wrong))

    assert found.value == 0
    assert not found.is_passed


def test_that_without_outlines_nothing_is_said() -> None:
    examined = subject()

    assert pointing(replace(examined, cases=replace(examined.cases, masks=None))) == []
