"""Which pixels lie in closed outlines, by the even-odd rule; so a second outline inside the first is a hole.

A pixel lies inside where its centre does. Outlines that share a way in and out (keyholes) need nothing more.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.appearance import MaskArray
from medviewer.domain.geometry import FloatArray

MOST_CROSSINGS = 1 << 26  # of outlines with lines of pixels; a region with more is none


def even_odd(outlines: Sequence[FloatArray], shape: tuple[int, int]) -> MaskArray:
    """bool[rows, columns].

    Args:
        outlines: each [n, 2] of (row, column), pixel centres at integers; the last point joins the first.
    """
    toggles = np.zeros((shape[0], shape[1] + 1), np.uint8)
    for outline in outlines:
        if len(outline) > 2:
            _toggle(toggles, outline)
    inside = np.bitwise_xor.accumulate(toggles[:, :-1], axis=1)
    return np.asarray(inside.view(np.bool_))


def _toggle(toggles: NDArray[np.uint8], outline: FloatArray) -> None:
    """Turn over the first pixel to the right of every place where an outline crosses a line of pixels."""
    rows, columns = toggles.shape[0], toggles.shape[1] - 1
    start, end = outline, np.roll(outline, -1, axis=0)
    is_down = (start[:, 0] <= end[:, 0])[:, np.newaxis]
    upper, lower = np.where(is_down, start, end), np.where(is_down, end, start)
    # Lines from the upper end's on, up to but without the lower end's: a corner on a line counts once.
    first = np.clip(np.ceil(upper[:, 0]), 0, rows).astype(np.intp)
    beyond = np.clip(np.ceil(lower[:, 0]), 0, rows).astype(np.intp)
    counts = beyond - first
    if not 0 < counts.sum() <= MOST_CROSSINGS:
        return
    edge = np.repeat(np.arange(len(outline)), counts)
    line = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + first[edge]
    height = lower[edge, 0] - upper[edge, 0]
    share = (line - upper[edge, 0]) / height
    at = upper[edge, 1] + share * (lower[edge, 1] - upper[edge, 1])
    column = np.clip(np.ceil(at), 0, columns).astype(np.intp)
    np.bitwise_xor.at(toggles, (line, column), np.uint8(1))


def enclosed_area(outlines: Sequence[FloatArray]) -> float:
    """Of outlines that do not cross one another: one inside another is a hole, one inside that is not.

    Args:
        outlines: each [n, 2], in any unit; the area is in its square.
    """
    total = 0.0
    for place, outline in enumerate(outlines):
        others = [other for number, other in enumerate(outlines) if number != place]
        depth = sum(_holds(other, outline) for other in others)
        total += abs(_shoelace(outline)) * (1 if depth % 2 == 0 else -1)
    return total


def _shoelace(outline: FloatArray) -> float:
    x, y = outline[:, 0] - outline[0, 0], outline[:, 1] - outline[0, 1]
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


def _holds(outer: FloatArray, inner: FloatArray) -> bool:
    """Whether most of an outline's points lie in another."""
    if len(outer) < 3 or (inner.max(axis=0) < outer.min(axis=0)).any():
        return False
    if (inner.min(axis=0) > outer.max(axis=0)).any():
        return False
    probes = inner[:: max(1, len(inner) // 16)]
    return 2 * sum(_is_inside(outer, probe) for probe in probes) > len(probes)


def _is_inside(outline: FloatArray, point: FloatArray) -> bool:
    start, end = outline, np.roll(outline, -1, axis=0)
    crosses = (start[:, 0] <= point[0]) != (end[:, 0] <= point[0])
    if not crosses.any():
        return False
    start, end = start[crosses], end[crosses]
    at = start[:, 1] + (point[0] - start[:, 0]) / (end[:, 0] - start[:, 0]) * (
        end[:, 1] - start[:, 1]
    )
    return bool((at > point[1]).sum() % 2)
