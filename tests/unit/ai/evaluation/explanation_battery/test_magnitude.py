"""Strong where there is evidence, nearly empty where there is none."""

from dataclasses import replace

import numpy as np
import pytest

from medviewer.ai.evaluation.explanation_battery.magnitude import magnitude, opacity
from medviewer.imaging.colormaps import WHOLE_MAP_LOGIT
from tests.unit.ai.evaluation.explanation_battery.lit_spots import (
    SIZE,
    lit_cases,
    row,
    subject,
)


def test_that_a_map_of_what_is_not_there_is_weak() -> None:
    found = row(magnitude(subject()), "strongest evidence where the label is absent")

    assert found.value < 0.2
    assert found.is_passed


def test_that_a_map_as_strong_without_the_label_fails() -> None:
    examined = subject()

    found = row(magnitude(replace(examined, others=lit_cases())), "strongest evidence where")

    assert found.value == pytest.approx(1, abs=0.05)
    assert not found.is_passed


def test_that_a_grey_image_that_looks_like_a_finding_fails() -> None:
    found = row(magnitude(subject()), "strongest evidence on a blank image")

    assert found.value == pytest.approx(0.5, abs=0.03)  # grey 0.5 beside a spot of 0.9 to 1
    assert not found.is_passed


def test_that_what_a_reader_would_see_of_a_blank_image_is_reported() -> None:
    found = row(magnitude(subject()), "evidence drawn on a blank image")

    # Grey 0.5 gives 144 · 0.5 / 192 a cell, far beyond the scale's end of 5 / 192.
    assert found.value == pytest.approx(0.7, abs=0.01)
    assert found.gate == ""


def test_that_occlusion_of_a_blank_image_changes_nothing() -> None:
    found = row(magnitude(subject(method="occlusion")), "strongest evidence on a blank image")

    assert found.value == 0
    assert found.is_passed


def test_that_evidence_against_is_no_glow() -> None:
    maps = np.zeros((2, *SIZE), np.float32)
    maps[1, 3, 3] = 0.5 * WHOLE_MAP_LOGIT / 192
    maps[0, 2, 2] = -WHOLE_MAP_LOGIT / 192

    assert opacity(maps, "class map") == pytest.approx(0.35, abs=0.01)


def test_that_a_method_that_shows_nothing_fails() -> None:
    nothing = np.zeros((6, *SIZE), np.float32)

    found = row(magnitude(subject(own=nothing)), "strongest evidence where the label is absent")

    assert found.value == 1
    assert not found.is_passed
