"""How an image is turned on the screen: one matrix, from which pixels, marks and letters all follow.

Directions are (right, down): of the image as it is stored, or of the screen. Turns are by quarters and
mirrorings only, so that every pixel stays a pixel.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medviewer.words import Message, message

Direction = tuple[float, float]  # right, down


@dataclass(frozen=True, slots=True)
class Turn:
    """Mirrored left to right first, where it is; then turned clockwise by `quarters` of a circle, 0 to 3."""

    quarters: int = 0
    is_mirrored: bool = False

    def clockwise(self, quarters: int = 1) -> "Turn":
        """Turned on, as it is seen on the screen; negative: the other way."""
        return Turn((self.quarters + quarters) % 4, self.is_mirrored)

    def flipped_sideways(self) -> "Turn":
        """Left and right of the screen exchanged."""
        return Turn(-self.quarters % 4, not self.is_mirrored)

    def flipped_upside_down(self) -> "Turn":
        """Top and bottom of the screen exchanged."""
        return self.flipped_sideways().clockwise(2)

    @property
    def swaps_sides(self) -> bool:
        """Whether the image's rows run down the screen."""
        return self.quarters % 2 == 1

    @property
    def matrix(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The view matrix: a direction in the image to one on the screen."""
        cosine, sine = ((1, 0), (0, 1), (-1, 0), (0, -1))[self.quarters]
        sign = -1 if self.is_mirrored else 1
        return ((sign * cosine, -sine), (sign * sine, cosine))

    def to_screen(self, direction: Direction) -> Direction:
        (a, b), (c, d) = self.matrix
        right, down = direction
        return (a * right + b * down, c * right + d * down)

    def to_image(self, direction: Direction) -> Direction:
        """The inverse: of a matrix of quarters and mirrorings, its transpose."""
        (a, b), (c, d) = self.matrix
        right, down = direction
        return (a * right + c * down, b * right + d * down)

    def shape(self, shape: tuple[int, int]) -> tuple[int, int]:
        """(rows, columns), or (between rows, between columns), as they are on the screen."""
        return (shape[1], shape[0]) if self.swaps_sides else shape

    def applied_to(self, image: NDArray[Any]) -> NDArray[Any]:
        """The pixels as they lie on the screen: a view of `image`[row, column, …]."""
        mirrored = image[:, ::-1] if self.is_mirrored else image
        return np.rot90(mirrored, -self.quarters) if self.quarters else mirrored

    @property
    def words(self) -> Message | None:
        """What a reader must know; None while the image lies as it is stored."""
        if self == AS_STORED:
            return None
        if not self.quarters:
            return message("Turn", "MIRRORED")
        degrees = 90 * self.quarters
        if self.is_mirrored:
            return message("Turn", "MIRRORED, then turned {degrees}° clockwise", degrees=degrees)
        return message("Turn", "Turned {degrees}° clockwise", degrees=degrees)


AS_STORED = Turn()
