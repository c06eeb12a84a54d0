"""Outlines of a mask on one slice, and the two diameters a reader would measure on them.

mask ──► its pixels' outer edges, chained clockwise ──► middles of the edges, straight runs shortened
(the vertices of marching squares on a mask: Lorensen 1987, at one half)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Corner = tuple[int, int]
Points = NDArray[np.float64]

# From a pixel's upper left corner: where the neighbour is that must be missing, and the edge towards it,
# walked so that the pixel lies to the right.
EDGES = (
    ((-1, 0), (0, 0), (0, 1)),
    ((0, 1), (0, 1), (1, 1)),
    ((1, 0), (1, 1), (1, 0)),
    ((0, -1), (1, 0), (0, 0)),
)
CHORD_STEP_MM = 0.5  # between the chords across the long axis that are compared


@dataclass(frozen=True, slots=True)
class Diameters:
    """Longest diameter, and longest one at right angles to it, in mm."""

    long_mm: float
    short_mm: float


def outlines(mask: NDArray[np.bool_]) -> tuple[Points, ...]:
    """Closed outlines of a mask's pieces, largest first: (n, 2) of (row, column), pixel centres at integers.

    Pieces that touch at a corner only are two; holes are left out.
    """
    ways = _ways(mask)
    found = []
    while ways:
        loop = np.array(_loop(ways), np.float64)
        if _enclosed(loop) > 0:
            found.append(_shortened((loop + np.roll(loop, -1, axis=0)) / 2 - 0.5))
    return tuple(sorted(found, key=_enclosed, reverse=True))


def diameters(outline: Points, spacing_mm: tuple[float, float]) -> Diameters:
    """Of an outline on pixels `spacing_mm` (row, column) apart."""
    points = outline * spacing_mm
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    first, last = np.unravel_index(int(apart.argmax()), apart.shape)
    long_mm = float(apart[first, last])
    if long_mm == 0:
        return Diameters(0.0, 0.0)
    along = (points[last] - points[first]) / long_mm
    across = np.array([-along[1], along[0]])
    return Diameters(long_mm, _longest_chord(_dense(points), along, across))


def _ways(mask: NDArray[np.bool_]) -> dict[Corner, list[Corner]]:
    """From each corner the corners one may walk to along the mask's edges."""
    padded = np.pad(mask, 1)
    ways: dict[Corner, list[Corner]] = {}
    for (down, right), start, end in EDGES:
        is_free = ~np.roll(padded, (-down, -right), (0, 1))[1:-1, 1:-1]
        for row, column in np.argwhere(mask & is_free).tolist():
            here = (row + start[0], column + start[1])
            ways.setdefault(here, []).append((row + end[0], column + end[1]))
    return ways


def _loop(ways: dict[Corner, list[Corner]]) -> list[Corner]:
    """Walk one closed way and take it out; where two part, keep to the right, at the same pixel."""
    start = next(iter(ways))
    here, came = start, (0, 0)
    corners: list[Corner] = []
    while not corners or here != start:
        corners.append(here)
        choices = ways[here]
        right = (here[0] + came[1], here[1] - came[0])
        there = right if right in choices else choices[0]
        choices.remove(there)
        if not choices:
            del ways[here]
        here, came = there, (there[0] - here[0], there[1] - here[1])
    return corners


def _enclosed(loop: Points) -> float:
    """Enclosed area, positive where it was walked clockwise as a reader sees it."""
    after = np.roll(loop, -1, axis=0)
    return float((loop[:, 1] * after[:, 0] - after[:, 1] * loop[:, 0]).sum() / 2)


def _shortened(loop: Points) -> Points:
    """Without the points that lie straight between their neighbours."""
    before, after = loop - np.roll(loop, 1, axis=0), np.roll(loop, -1, axis=0) - loop
    turns = np.abs(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]) > 1e-9
    return loop[turns] if turns.any() else loop


def _dense(points: Points) -> Points:
    """More points on the same outline, so that every chord finds one at each end."""
    after = np.roll(points, -1, axis=0)
    lengths = np.linalg.norm(after - points, axis=1)
    counts = np.maximum(1, np.ceil(lengths / (CHORD_STEP_MM / 2)).astype(int))
    parts = [
        start + np.linspace(0, 1, count, endpoint=False)[:, None] * (end - start)
        for start, end, count in zip(points, after, counts, strict=True)
    ]
    return np.concatenate(parts)


def _longest_chord(points: Points, along: Points, across: Points) -> float:
    places = np.floor(points @ along / CHORD_STEP_MM).astype(int)
    heights = points @ across
    places -= places.min()
    low = np.full(places.max() + 1, np.inf)
    high = np.full(places.max() + 1, -np.inf)
    np.minimum.at(low, places, heights)
    np.maximum.at(high, places, heights)
    return float(max(0.0, (high - low).max()))
