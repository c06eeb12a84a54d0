"""How two answers about one series differ: what only one of them found, and what both did."""

import math
from dataclasses import dataclass

from medviewer.domain.finding import Finding
from medviewer.domain.geometry import Vector

NEAR_MM = 5.0  # centres of one small nodule, measured twice, lie this close


@dataclass(frozen=True, slots=True)
class Pair:
    """One place two answers agree on; the distance of their centres, None where neither has a place."""

    first: Finding
    second: Finding
    apart_mm: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What two answers share and what they do not, each in its own order."""

    only_first: tuple[Finding, ...]
    both: tuple[Pair, ...]
    only_second: tuple[Finding, ...]


def difference(first: tuple[Finding, ...], second: tuple[Finding, ...]) -> Difference:
    """Match the findings of two answers, nearest pair first; each finding is matched once.

    Two findings are of one place where their centres lie within half the larger diameter, at least 5 mm.
    Findings of whole images are one where they speak of the same image. Labels may differ: that two models
    call one lesion by two names is worth seeing.
    """
    candidates = sorted(
        (
            (apart, i, j)
            for i, one in enumerate(first)
            for j, other in enumerate(second)
            if (apart := _apart_mm(one, other)) is not None
        ),
        key=lambda each: each[0],
    )
    matched: dict[int, Pair] = {}
    taken: set[int] = set()
    for apart, i, j in candidates:
        if i not in matched and j not in taken:
            is_placed = first[i].center_lps_mm is not None
            matched[i] = Pair(first[i], second[j], apart if is_placed else None)
            taken.add(j)
    return Difference(
        tuple(f for i, f in enumerate(first) if i not in matched),
        tuple(matched[i] for i in sorted(matched)),
        tuple(f for j, f in enumerate(second) if j not in taken),
    )


def _apart_mm(one: Finding, other: Finding) -> float | None:
    """The distance of two findings that may be one; None where they cannot be."""
    here, there = one.center_lps_mm, other.center_lps_mm
    if here is None or there is None:
        return 0.0 if here is there and _same_image(one, other) else None
    apart = _distance_mm(here, there)
    largest = max(one.diameter_mm or 0.0, other.diameter_mm or 0.0)
    return apart if apart <= max(largest / 2, NEAR_MM) else None


def _same_image(one: Finding, other: Finding) -> bool:
    series = (one.provenance.series_instance_uid, other.provenance.series_instance_uid)
    return series[0] == series[1] and one.key_slice == other.key_slice


def _distance_mm(here: Vector, there: Vector) -> float:
    return math.dist(here, there)
