"""The two axes of a lesion (RECIST): how the short one follows the long one while either is drawn.

All points are true proportions, in mm or stretched pixels; the caller scales.
"""

import math
from collections.abc import Sequence

from medviewer.domain.calibration import Pixel

SHORT_SHARE = 0.5  # of the long axis, until the reader says otherwise
LEAST = 1e-9


def with_short_axis(start: Pixel, end: Pixel) -> tuple[Pixel, Pixel, Pixel, Pixel]:
    """A long axis, and a short one through its middle at right angles."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    half = SHORT_SHARE / 2
    across = (-(end[1] - start[1]) * half, (end[0] - start[0]) * half)
    return (
        start,
        end,
        (middle[0] + across[0], middle[1] + across[1]),
        (middle[0] - across[0], middle[1] - across[1]),
    )


def with_handle_at(
    points: Sequence[Pixel], handle: int, to: Pixel
) -> tuple[Pixel, Pixel, Pixel, Pixel]:
    """The axes after one end was moved; they stay at right angles.

    An end of the long axis takes the short one along: turned with it, crossing it at the same share. An end
    of the short axis carries that axis along the long one and sets its own reach.
    """
    start, end = points[0], points[1]
    share, reach, other = _along_and_across(points)
    if handle < 2:
        start, end = (to, end) if handle == 0 else (start, to)
        return (start, end, *_short_axis(start, end, share, reach, other))
    share, new = _place(start, end, to)
    share = min(max(share, 0.0), 1.0)
    reach, other = (new, other) if handle == 2 else (reach, new)
    return (start, end, *_short_axis(start, end, share, reach, other))


def _along_and_across(points: Sequence[Pixel]) -> tuple[float, float, float]:
    """Where the short axis crosses the long one, 0..1, and how far its two ends reach, signed."""
    share, reach = _place(points[0], points[1], points[2])
    _, other = _place(points[0], points[1], points[3])
    return share, reach, other


def _place(start: Pixel, end: Pixel, point: Pixel) -> tuple[float, float]:
    """Of a point: the share of the long axis it lies at, and its distance from it, signed."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = max(math.hypot(x, y), LEAST)
    dx, dy = point[0] - start[0], point[1] - start[1]
    return (dx * x + dy * y) / length**2, (dy * x - dx * y) / length


def _short_axis(
    start: Pixel, end: Pixel, share: float, reach: float, other: float
) -> tuple[Pixel, Pixel]:
    x, y = end[0] - start[0], end[1] - start[1]
    length = max(math.hypot(x, y), LEAST)
    foot = (start[0] + share * x, start[1] + share * y)
    across = (-y / length, x / length)
    return (
        (foot[0] + reach * across[0], foot[1] + reach * across[1]),
        (foot[0] + other * across[0], foot[1] + other * across[1]),
    )
