"""How a mammogram is turned so that it hangs as radiologists read it, whichever way it was stored.

The chest wall stands in the middle between both breasts: at the right edge of a right breast's image, at the
left edge of a left one's. Seen from the side, the head is on top; from above, the outer side of the breast
(IHE Mammography Image profile, 4.16.4.2.2.1.1.2: hanging by Patient Orientation).
"""

from collections.abc import Sequence

from medviewer.domain.turn import AS_STORED, Turn
from medviewer.imaging.orientation import EdgeLetters, edge_letters

FROM_ABOVE = frozenset({"CC", "XCC", "XCCL", "XCCM", "FB"})
CHEST_WALL, HEAD = "P", "H"
WALL_EDGE = {"R": "right", "L": "left"}
TURNS = tuple(Turn(quarters, mirrored) for mirrored in (False, True) for quarters in range(4))


def hanging_turn(patient_orientation: Sequence[str], side: str, view: str) -> Turn:
    """The turn to show it with; as it is stored where the header does not say enough.

    Args:
        patient_orientation: (0020,0020), where its rows and columns lead.
        side: R or L.
        view: CC, MLO …; seen from the side where it is none of `FROM_ABOVE`.
    """
    if side not in WALL_EDGE:
        return AS_STORED
    top = side if view.upper() in FROM_ABOVE else HEAD
    for turn in TURNS:  # as stored comes first
        letters = edge_letters(None, patient_orientation, turn=turn)
        if letters is not None and _hangs(letters, side, top):
            return turn
    return AS_STORED


def _hangs(letters: EdgeLetters, side: str, top: str) -> bool:
    return CHEST_WALL in getattr(letters, WALL_EDGE[side]) and top in letters.top
