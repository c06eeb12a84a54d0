"""Deletion and insertion on a model that looks at one spot alone."""

import numpy as np
import pytest

from medviewer.ai.evaluation.explanation_battery.deletion_insertion import (
    blurred,
    curves,
    deletion_insertion,
    edges,
    is_significant,
    pixel_order,
)
from tests.unit.ai.evaluation.explanation_battery.lit_spots import (
    SIZE,
    SPOT,
    lit_cases,
    lit_model,
    row,
    subject,
)


def test_that_the_true_map_beats_a_random_order_and_passes() -> None:
    rows = deletion_insertion(subject())

    assert row(rows, "deletion, gain over random").is_passed
    assert row(rows, "insertion, gain over random").is_passed


def test_that_a_map_of_the_wrong_corner_fails_every_gate() -> None:
    wrong = np.zeros((6, *SIZE), np.float32)
    wrong[:, 12:] = 1

    rows = deletion_insertion(subject(own=wrong))

    assert [each.is_passed for each in rows] == [False] * 4
    assert row(rows, "deletion, gain over random").value < 0


def test_that_deleting_what_matters_first_lowers_the_mean_probability() -> None:
    cases = lit_cases()
    right = np.zeros((6, *SIZE), np.float32)
    right[SPOT] = 1

    first, last = curves(lit_model(), cases, right), curves(lit_model(), cases, -right)

    assert (first.deletion < last.deletion).all()
    assert (first.insertion > last.insertion).all()


def test_that_pixels_are_taken_by_the_maps_value_highest_first() -> None:
    maps = np.array([[[0.0, 3.0], [2.0, 1.0]]], np.float32)

    assert pixel_order(maps, (2, 2)).tolist() == [[1, 2, 3, 0]]


def test_that_edges_lie_where_brightness_changes() -> None:
    image = np.zeros((1, 8, 8), np.float32)
    image[0, :, 4:] = 1

    found = edges(image, (8, 8))[0]

    assert found[:, 3:5].min() == 4  # Sobel's weights 1 + 2 + 1 at a step of 1
    assert found[:, :3].max() == found[:, 5:].max() == 0


def test_that_a_blurred_image_keeps_its_mean_and_loses_its_detail() -> None:
    image = np.zeros((1, 32, 32), np.float32)
    image[0, 16, 16] = 1

    found = blurred(image)

    assert found.shape == image.shape
    assert found.sum() == pytest.approx(1, abs=1e-3)
    assert found.max() < 0.02


def test_that_a_channel_axis_is_kept() -> None:
    assert blurred(np.ones((2, 3, 16, 16), np.float32)).shape == (2, 3, 16, 16)


@pytest.mark.parametrize(
    ("gains", "expected"), [([0.2] * 10, True), ([1.0, -1.0] * 5, False), ([-0.2] * 10, False)]
)
def test_that_a_gain_is_significant_only_if_resampling_keeps_it(
    gains: list[float], expected: bool
) -> None:
    assert is_significant(np.array(gains)) == expected
