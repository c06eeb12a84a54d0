"""Where no tissue lies in a mammogram: all texts stand there, as IHE's mammography profile has it.

A breast fills its half of the image up to the edge of the chest wall; words in that half hide what is read.
"""

from enum import Enum

from medviewer.domain.study import FrameSource
from medviewer.domain.turn import Turn
from medviewer.imaging.orientation import edge_letters

MAMMOGRAPHY = "MG"
ANTERIOR = "A"  # the nipple's side; the chest wall is posterior


class Side(Enum):
    """Of the screen."""

    LEFT = "left"
    RIGHT = "right"


def free_side(modality: str, frame: FrameSource, turn: Turn) -> Side | None:
    """The side a mammogram's nipple points to; None for other images, and where nobody knows."""
    if modality != MAMMOGRAPHY:
        return None
    letters = edge_letters(frame.plane, frame.instance.patient_orientation, turn=turn)
    if letters is None:
        return None
    if letters.left.startswith(ANTERIOR):
        return Side.LEFT
    return Side.RIGHT if letters.right.startswith(ANTERIOR) else None
