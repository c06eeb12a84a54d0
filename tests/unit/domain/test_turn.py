"""Turns of an image: quarters and mirrorings, by hand and by their laws."""

import numpy as np
import pytest

from medviewer.domain.turn import AS_STORED, Turn

EVERY_TURN = [Turn(quarters, mirrored) for quarters in range(4) for mirrored in (False, True)]
CORNERS = np.array([[1, 2], [3, 4]])


@pytest.mark.parametrize(
    ("turn", "expected"),
    [
        (Turn(), [[1, 2], [3, 4]]),
        (Turn(1), [[3, 1], [4, 2]]),
        (Turn(2), [[4, 3], [2, 1]]),
        (Turn(3), [[2, 4], [1, 3]]),
        (Turn(0, True), [[2, 1], [4, 3]]),
        (Turn(1, True), [[4, 2], [3, 1]]),
    ],
)
def test_that_corners_go_where_the_turn_says(turn: Turn, expected: list[list[int]]) -> None:
    assert turn.applied_to(CORNERS).tolist() == expected


@pytest.mark.parametrize("turn", EVERY_TURN)
def test_that_flipping_exchanges_the_sides_of_the_screen(turn: Turn) -> None:
    shown = turn.applied_to(CORNERS)

    sideways, upside_down = turn.flipped_sideways(), turn.flipped_upside_down()

    assert sideways.applied_to(CORNERS).tolist() == shown[:, ::-1].tolist()
    assert upside_down.applied_to(CORNERS).tolist() == shown[::-1].tolist()


@pytest.mark.parametrize("turn", EVERY_TURN)
def test_that_turning_on_is_clockwise_on_the_screen(turn: Turn) -> None:
    shown = turn.applied_to(CORNERS)

    assert turn.clockwise().applied_to(CORNERS).tolist() == np.rot90(shown, -1).tolist()


@pytest.mark.parametrize("turn", EVERY_TURN)
def test_that_to_image_undoes_to_screen(turn: Turn) -> None:
    assert turn.to_image(turn.to_screen((3.0, -2.0))) == (3.0, -2.0)


@pytest.mark.parametrize("turn", EVERY_TURN)
def test_that_flipping_twice_and_turning_four_times_change_nothing(turn: Turn) -> None:
    assert turn.flipped_sideways().flipped_sideways() == turn
    assert turn.flipped_upside_down().flipped_upside_down() == turn
    assert turn.clockwise(4) == turn


def test_that_only_a_turned_image_is_talked_about() -> None:
    assert AS_STORED.words is None
    assert str(Turn(1).words) == "Turned 90° clockwise"
    assert "MIRRORED" in str(Turn(3, True).words)
