"""Slices hang as radiologists hang them, and places come back to their own pixels."""

import numpy as np
import pytest

from medviewer.domain.geometry import ImagePlane, Vector
from medviewer.imaging.upright import Turn, turn_upright

LEFT, BACK, UP = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
RIGHT, FRONT, DOWN = (-1.0, 0.0, 0.0), (0.0, -1.0, 0.0), (0.0, 0.0, -1.0)


def plane(along_row: Vector, down_column: Vector) -> ImagePlane:
    return ImagePlane((0.0, 0.0, 0.0), along_row, down_column, 1.0, 1.0)


@pytest.mark.parametrize(
    ("along_row", "down_column"), [(LEFT, BACK), (LEFT, DOWN), (BACK, DOWN)], ids=str
)
def test_that_usual_slices_stay(along_row: Vector, down_column: Vector) -> None:
    assert turn_upright(plane(along_row, down_column)) == Turn()


@pytest.mark.parametrize(
    ("along_row", "down_column", "turn"),
    [
        (RIGHT, BACK, Turn(reverses_columns=True)),
        (LEFT, UP, Turn(reverses_rows=True)),
        (DOWN, BACK, Turn(swaps=True)),
        (FRONT, RIGHT, Turn(swaps=True, reverses_rows=True, reverses_columns=True)),
    ],
    ids=str,
)
def test_that_others_are_turned(along_row: Vector, down_column: Vector, turn: Turn) -> None:
    assert turn_upright(plane(along_row, down_column)) == turn


def test_that_a_slice_of_unknown_place_stays() -> None:
    assert turn_upright(None) == Turn()


@pytest.mark.parametrize("code", range(8))
def test_that_every_turn_goes_back(code: int) -> None:
    turn = Turn(bool(code & 1), bool(code & 2), bool(code & 4))
    array = np.arange(12).reshape(3, 4)

    assert np.array_equal(turn.back(turn.upright(array)), array)


@pytest.mark.parametrize("code", range(8))
def test_that_a_point_comes_back_to_its_pixel(code: int) -> None:
    turn = Turn(bool(code & 1), bool(code & 2), bool(code & 4))
    array = np.zeros((3, 4))
    array[2, 1] = 1
    hung = turn.upright(array)
    row, column = np.argwhere(hung)[0]

    back = turn.points_back(np.array([[row + 0.5, column + 0.5]]), (hung.shape[0], hung.shape[1]))

    assert back.tolist() == [[2.5, 1.5]]
