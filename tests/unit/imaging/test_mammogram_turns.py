"""Mammograms hang chest wall to chest wall, whichever way they were stored."""

import pytest

from medviewer.domain.turn import AS_STORED, Turn
from medviewer.imaging.mammogram_turns import hanging_turn
from medviewer.imaging.orientation import edge_letters

# As IHE has them hang: right breast, its chest wall on the right; seen from above, the outer side on top.
HUNG = {
    ("R", "CC"): ("P", "L"),
    ("L", "CC"): ("A", "R"),
    ("R", "MLO"): ("P", "FL"),
    ("L", "MLO"): ("A", "FR"),
}
STORED = [(turn, mirrored) for turn in range(4) for mirrored in (False, True)]


@pytest.mark.parametrize(("side", "view"), HUNG)
def test_that_one_stored_as_it_hangs_stays_as_it_is(side: str, view: str) -> None:
    assert hanging_turn(HUNG[side, view], side, view) == AS_STORED


@pytest.mark.parametrize(("side", "view"), HUNG)
@pytest.mark.parametrize(("quarters", "is_mirrored"), STORED)
def test_that_any_other_one_is_turned_to_hang_so(
    side: str, view: str, quarters: int, is_mirrored: bool
) -> None:
    expected = edge_letters(None, HUNG[side, view])
    lies = edge_letters(None, HUNG[side, view], turn=Turn(quarters, is_mirrored))
    assert lies is not None

    turn = hanging_turn((lies.right, lies.bottom), side, view)

    assert edge_letters(None, (lies.right, lies.bottom), turn=turn) == expected


@pytest.mark.parametrize(
    ("orientation", "side"),
    [((), "R"), (("P", "L"), ""), (("P", "L"), "B"), (("H", "L"), "R"), (("P", "?"), "R")],
)
def test_that_where_the_header_does_not_say_it_stays_as_it_is(
    orientation: tuple[str, ...], side: str
) -> None:
    assert hanging_turn(orientation, side, "CC") == AS_STORED
