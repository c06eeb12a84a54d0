"""Lines of equal value through a picture of values (marching squares: Lorensen 1987, in two dimensions)."""

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.geometry import FloatArray

# For each case of which corners lie above (1 upper left, 2 upper right, 4 lower right, 8 lower left) the
# pairs of edges a line runs between: 0 top, 1 right, 2 bottom, 3 left. Saddles run around what is above.
PAIRS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),),
    2: ((0, 1),),
    3: ((3, 1),),
    4: ((1, 2),),
    5: ((3, 0), (1, 2)),
    6: ((0, 2),),
    7: ((3, 2),),
    8: ((2, 3),),
    9: ((2, 0),),
    10: ((0, 1), (2, 3)),
    11: ((2, 1),),
    12: ((1, 3),),
    13: ((1, 0),),
    14: ((0, 3),),
}


def isolines(values: NDArray[np.float32], level: float) -> FloatArray:
    """[n, 4] of (column, row, column, row): pieces of the line, pixel centres at integers.

    Between pixels the value is linear; squares with a corner that is no number have no line.
    """
    corners = np.stack([values[:-1, :-1], values[:-1, 1:], values[1:, 1:], values[1:, :-1]])
    with np.errstate(invalid="ignore"):
        cases = ((corners >= level) * np.array([1, 2, 4, 8])[:, None, None]).sum(axis=0)
    cases[~np.isfinite(corners).all(axis=0)] = 0
    rows, columns = np.nonzero((cases > 0) & (cases < 15))
    if rows.size == 0:
        return np.empty((0, 4))
    found = cases[rows, columns]
    around = corners[:, rows, columns].astype(np.float64)
    crossings = _crossings(around, level, rows, columns)
    pieces = []
    for case, pairs in PAIRS.items():
        is_it = found == case
        for start, end in pairs if is_it.any() else ():
            pieces.append(np.concatenate([crossings[start][is_it], crossings[end][is_it]], axis=1))
    return np.concatenate(pieces)


def _crossings(
    corners: FloatArray, level: float, rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> list[FloatArray]:
    """[n, 2] of (column, row) where the level crosses each of the four edges of each square."""
    upper_left, upper_right, lower_right, lower_left = corners
    return [
        np.stack([columns + _share(upper_left, upper_right, level), rows], axis=1),
        np.stack([columns + 1, rows + _share(upper_right, lower_right, level)], axis=1),
        np.stack([columns + _share(lower_left, lower_right, level), rows + 1], axis=1),
        np.stack([columns, rows + _share(upper_left, lower_left, level)], axis=1),
    ]


def _share(start: FloatArray, end: FloatArray, level: float) -> FloatArray:
    """How far along an edge the level lies; meaningless where it does not cross."""
    rise = end - start
    return np.asarray(np.clip((level - start) / np.where(rise == 0, 1, rise), 0, 1))
