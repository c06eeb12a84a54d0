"""Long and short axis of an outlined lesion, as a reader measures them: in millimetres, in the plane."""

from collections.abc import Sequence

import numpy as np

from medviewer.domain.geometry import FloatArray
from medviewer.imaging.marks import Point, Segment

CUTS = 64  # places along the long axis where the short one is looked for


def outline_axes(
    outline: Sequence[Point], spacing_mm: tuple[float, float]
) -> tuple[Segment, Segment]:
    """The longest chord between two corners, and the longest one at right angles to it, in pixels.

    Args:
        outline: closed; x is the column, y the row.
        spacing_mm: (between rows, between columns).
    """
    scale = np.array([spacing_mm[1], spacing_mm[0]])
    corners = np.array([(point.x, point.y) for point in outline]) * scale
    start, end = _farthest_pair(corners)
    low, high = _widest_cut(corners, start, end)
    return _segment(start / scale, end / scale), _segment(low / scale, high / scale)


def _farthest_pair(corners: FloatArray) -> tuple[FloatArray, FloatArray]:
    apart = np.linalg.norm(corners[:, np.newaxis] - corners[np.newaxis], axis=-1)
    i, j = np.unravel_index(int(apart.argmax()), apart.shape)
    return corners[i], corners[j]


def _widest_cut(
    corners: FloatArray, start: FloatArray, end: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """The longest cut through the outline at right angles to the line from start to end."""
    length = max(float(np.linalg.norm(end - start)), 1e-9)
    along = (end - start) / length
    across = np.array([-along[1], along[0]])
    t, s = (corners - start) @ along, (corners - start) @ across
    best = (0.0, 0.0, 0.0)  # place along, and where the cut begins and ends across
    for place in np.linspace(0.0, length, CUTS + 2)[1:-1]:
        met = _crossings(t, s, float(place))
        if met.size and met.max() - met.min() > best[2] - best[1]:
            best = (float(place), float(met.min()), float(met.max()))
    foot = start + best[0] * along
    return foot + best[1] * across, foot + best[2] * across


def _crossings(t: FloatArray, s: FloatArray, place: float) -> FloatArray:
    """Where the outline's sides cross the line t = place, as s."""
    t_next, s_next = np.roll(t, -1), np.roll(s, -1)
    is_crossed = (t - place) * (t_next - place) < 0
    share = (place - t[is_crossed]) / (t_next - t)[is_crossed]
    return np.asarray(s[is_crossed] + share * (s_next - s)[is_crossed])


def _segment(start: FloatArray, end: FloatArray) -> Segment:
    return Segment(Point(float(start[0]), float(start[1])), Point(float(end[0]), float(end[1])))
