"""Which lesion of one examination is which of another: the assignment with the least distance in all.

Each of the one side goes to at most one of the other, none farther than its gate; of all such assignments
the one with most pairs, and of those the one of the least distance (Kuhn 1955). A pair whose labels
contradict each other is none; one whose sites differ counts as farther apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.geometry import Vector

LEAST_GATE_MM = 15.0  # breathing moves a lung's base by as much from one scan to the next
ALIGNED_GATE_MM = 30.0  # where only the slices were laid on one another, by hand
OTHER_SITE_MM = 5.0
NEVER_MM = 1e6


@dataclass(frozen=True, slots=True)
class Mark:
    """A lesion as matching sees it: its centre in one common space, mm.

    `gate_mm`: how far its counterpart may be, however small both are.
    """

    center_mm: Vector
    diameter_mm: float = 0.0
    label: str = ""
    site: str = ""
    gate_mm: float = LEAST_GATE_MM


@dataclass(frozen=True, slots=True)
class Pair:
    """Indices into either side, and how far apart the centres are."""

    now: int
    before: int
    distance_mm: float


def match_lesions(
    now: Sequence[Mark],
    before: Sequence[Mark],
    forbidden: frozenset[tuple[int, int]] = frozenset(),
) -> tuple[Pair, ...]:
    """The pairs, in the order of `now`.

    Args:
        forbidden: indices (now, before) that are not to be paired.
    """
    if not now or not before:
        return ()
    from scipy.optimize import linear_sum_assignment  # 0.2 s: not before something is matched

    distances = _distances(now, before)
    costs = np.full(distances.shape, NEVER_MM)
    for i, one in enumerate(now):
        for j, other in enumerate(before):
            if (i, j) not in forbidden and _may_be(one, other, distances[i, j]):
                costs[i, j] = distances[i, j] + _penalty_mm(one, other)
    rows, columns = linear_sum_assignment(costs)
    return tuple(
        Pair(int(i), int(j), float(distances[i, j]))
        for i, j in zip(rows, columns, strict=True)
        if costs[i, j] < NEVER_MM
    )


def _distances(now: Sequence[Mark], before: Sequence[Mark]) -> NDArray[np.float64]:
    ours, theirs = (np.array([m.center_mm for m in each]) for each in (now, before))
    apart: NDArray[np.float64] = np.linalg.norm(ours[:, None] - theirs[None], axis=2)
    return apart


def _may_be(one: Mark, other: Mark, distance_mm: float) -> bool:
    gate_mm = max(one.gate_mm, other.gate_mm, one.diameter_mm, other.diameter_mm)
    contradict = bool(one.label and other.label) and one.label != other.label
    return distance_mm <= gate_mm and not contradict


def _penalty_mm(one: Mark, other: Mark) -> float:
    return OTHER_SITE_MM if one.site and other.site and one.site != other.site else 0.0
