"""The colours of PALETTE COLOR pixels."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Palette:
    """RGB, 8 bits a channel, for stored values from `first_mapped` on (PS3.3 C.7.6.3.1.5).

    `entries` holds red, green and blue of each value in turn: bytes, so that palettes compare.
    """

    first_mapped: int
    entries: bytes

    def look_up(self, stored: NDArray[np.integer]) -> NDArray[np.uint8]:
        """uint8[rows, columns, 3]; values beyond either end take that end's colour."""
        table = np.frombuffer(self.entries, np.uint8).reshape(-1, 3)
        places = np.clip(stored.astype(np.int64) - self.first_mapped, 0, len(table) - 1)
        colours: NDArray[np.uint8] = table[places]
        return colours
