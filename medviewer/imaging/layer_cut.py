"""What one item of a layer is in one section: how much of each pixel, its lines, its points."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.geometry import FloatArray
from medviewer.imaging.mask_edges import edge_runs

Shares = NDArray[np.uint8]
HALF = 128  # of a share from 0 to 255: from there on a pixel is the segment's, and outlined
NO_LINES = np.empty((0, 4))
NO_POINTS = np.empty((0, 2))


@dataclass(frozen=True, slots=True, eq=False)
class LayerCut:
    """In the section's pixels, centres at integers.

    Attributes:
        shares: uint8[rows, columns] of a part whose first pixel is (`top`, `left`); None for no area.
        lines: [n, 4] of (column, row, column, row).
        points: [n, 2] of (column, row).
        values: float32 of the whole section, NaN for nothing; None unless it is a dose or a map.
        is_resampled: the pixels are the nearest ones of another grid.
    """

    shares: Shares | None = None
    top: int = 0
    left: int = 0
    lines: FloatArray = field(default_factory=lambda: NO_LINES)
    points: FloatArray = field(default_factory=lambda: NO_POINTS)
    values: NDArray[np.float32] | None = None
    is_resampled: bool = False

    @property
    def is_empty(self) -> bool:
        has_marks = len(self.lines) or len(self.points)
        return self.shares is None and self.values is None and not has_marks

    @property
    def nbytes(self) -> int:
        parts = (self.shares, self.values, self.lines, self.points)
        return sum(part.nbytes for part in parts if part is not None)


NOTHING = LayerCut()


def cut_of_shares(shares: Shares, lines: FloatArray | None = None) -> LayerCut:
    """Cropped to what is there.

    Args:
        shares: of the whole section.
        lines: the outline where it is known better than by pixels; None for their edges.
    """
    rows, columns = np.flatnonzero(shares.any(axis=1)), np.flatnonzero(shares.any(axis=0))
    if rows.size == 0:
        return NOTHING if lines is None or not len(lines) else LayerCut(lines=lines)
    top, left = int(rows[0]), int(columns[0])
    part = shares[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1].copy()
    if lines is None:
        lines = edge_runs(part >= HALF) + np.array([left, top, left, top])
    return LayerCut(part, top, left, lines)
