"""Slices computed from acquired ones."""

import numpy as np
import pytest

from medviewer.imaging.regrid import between, shifted

IMAGE = np.array([[0, 10, 20], [100, 110, 120]], np.int16)


def test_that_an_image_between_two_is_weighted_and_rounded() -> None:
    before, after = np.full((2, 2), 10, np.int16), np.full((2, 2), 21, np.int16)

    mixed = between(before, after, 0.25)

    assert mixed.dtype == np.int16
    assert mixed.tolist() == [[13, 13], [13, 13]]  # 10 + 0.25 · 11 = 12.75


def test_that_unsigned_values_do_not_wrap() -> None:
    mixed = between(np.array([[65535]], np.uint16), np.array([[65533]], np.uint16), 0.5)

    assert mixed.tolist() == [[65534]]


def test_that_a_whole_shift_keeps_every_pixel() -> None:
    moved = shifted(IMAGE, (1.004, 2.0), (4, 5), -1)

    assert moved[1:3, 2:].tolist() == IMAGE.tolist()
    assert (moved == -1).sum() == 20 - 6


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        ((0.25, 0.0), [[-1, -1, -1], [75, 85, 95], [-1, -1, -1]]),
        ((0.0, 1.5), [[-1, -1, 5, 15, -1], [-1, -1, 105, 115, -1]]),
    ],
    ids=["rows", "columns"],
)
def test_that_a_part_shift_mixes_neighbours(
    shift: tuple[float, float], expected: list[list[int]]
) -> None:
    """Row 1 lies 0.75 below pixel 0 of the image, which is 0.25 above its pixel 1: 0.25 · 0 + 0.75 · 100."""
    shape = (len(expected), len(expected[0]))

    assert shifted(IMAGE, shift, shape, -1).tolist() == expected


def test_that_fractions_stay_fractions() -> None:
    assert between(np.array([[0.0]], np.float32), np.array([[1.0]], np.float32), 0.25) == 0.25
