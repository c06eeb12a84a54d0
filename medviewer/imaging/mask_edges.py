"""The outer and inner edges of a mask as runs along its pixels, for drawing: quick, whatever the shape."""

import numpy as np

from medviewer.domain.appearance import MaskArray
from medviewer.domain.geometry import FloatArray


def edge_runs(mask: MaskArray) -> FloatArray:
    """[n, 4] of (column, row, column, row): straight edges between pixels in and out, holes' as well.

    Pixel centres lie at integers, so edges lie at halves. Edges that follow one another are one run.
    """
    padded = np.pad(mask, 1)
    across = padded[1:, 1:-1] != padded[:-1, 1:-1]  # above each row, and below the last
    down = padded[1:-1, 1:] != padded[1:-1, :-1]
    lying = _runs(across)
    standing = _runs(down.T)
    return np.concatenate([lying[:, [1, 0, 2, 0]], standing[:, [0, 1, 0, 2]]]) - 0.5


def _runs(edges: MaskArray) -> FloatArray:
    """[n, 3] of (line, first, beyond the last) of each run of True along the second axis."""
    steps = np.diff(np.pad(edges, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    lines, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    return np.stack([lines, starts, ends], axis=1).astype(np.float64)
