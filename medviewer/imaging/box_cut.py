"""What a plane or a slab through the patient cuts out of a box of voxels."""

from functools import lru_cache
from itertools import combinations, product

import numpy as np

from medviewer.domain.finding import VoxelBox
from medviewer.domain.geometry import FloatArray, ImagePlane, VolumeGeometry
from medviewer.imaging.marks import Point

HALF_VOXEL = 0.5  # a box reaches that far beyond its outermost voxels' centres
SAME = 1e-9
ENDS = tuple(product((0, 1), repeat=3))
EDGES = tuple(  # pairs of corners that differ along one axis
    (a, b)
    for a, b in combinations(range(len(ENDS)), 2)
    if sum(x != y for x, y in zip(ENDS[a], ENDS[b], strict=True)) == 1
)


def cut_of_box(
    box: VoxelBox, geometry: VolumeGeometry, plane: ImagePlane, thickness_mm: float = 0.0
) -> tuple[Point, ...]:
    """The outline of the part of a box that lies in a slab, seen along the slab's normal.

    Returns:
        Corners in order, x the column and y the row of `plane`; none where the box does not reach it.
    """
    corners, half = _corners(box, geometry), thickness_mm / 2
    away = (corners - np.array(plane.position)) @ plane.normal
    if away.min() > half or away.max() < -half:
        return ()
    inside = [corner for corner, mm in zip(corners, away, strict=True) if abs(mm) <= half]
    for a, b in EDGES:
        inside += _crossings(corners[a], corners[b], away[a], away[b], half)
    return _hull([plane.patient_to_pixel((p[0], p[1], p[2])) for p in inside])


@lru_cache(maxsize=256)  # asked for with every paint of three planes while they are dragged
def _corners(box: VoxelBox, geometry: VolumeGeometry) -> FloatArray:
    """[8, 3] patient mm, in the order of `ENDS`."""
    first, last = np.array(box.first) - HALF_VOXEL, np.array(box.last) + HALF_VOXEL
    return geometry.voxel_to_patient(np.where(ENDS, last, first))


def _crossings(
    start: FloatArray, end: FloatArray, start_mm: float, end_mm: float, half_mm: float
) -> list[FloatArray]:
    """Where an edge goes through the two faces of the slab."""
    found = []
    for face_mm in {-half_mm, half_mm}:
        if (start_mm - face_mm) * (end_mm - face_mm) < 0:
            share = (face_mm - start_mm) / (end_mm - start_mm)
            found.append(start + (end - start) * share)
    return found


def _hull(points: list[tuple[float, float]]) -> tuple[Point, ...]:
    """The convex hull (Andrew's monotone chain); nothing of less than three corners."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ()
    both = _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]
    return tuple(Point(x, y) for x, y in both) if len(both) > 2 else ()


def _chain(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for x, y in points:
        while len(kept) > 1:
            (ax, ay), (bx, by) = kept[-2:]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > SAME:
                break
            kept.pop()
        kept.append((x, y))
    return kept
