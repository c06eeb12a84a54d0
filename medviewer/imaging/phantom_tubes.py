"""Vessels and airways of the thorax phantom: tapering tubes, grown as trees inside the lungs, and painted."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.geometry import VolumeGeometry
from medviewer.imaging.phantom_anatomy import BLOOD, MUSCLE, lung_distance

Point = NDArray[np.float64]

SMALLEST_RADIUS_MM = 0.45  # below it a vessel is no longer seen at 2.5 mm slices
PLEURA_MARGIN_MM = 4.0  # vessels are not seen in the outermost lung
ROOTS = 11  # vessels that leave a hilum
PIECES = 3  # straight pieces a branch is bent into
SUBSLICES = (-1 / 3, 0.0, 1 / 3)  # of a slice, averaged for its thickness
LUMEN, AIRWAY_WALL = -985.0, MUSCLE - 25


@dataclass(frozen=True, slots=True)
class Tube:
    """A straight piece from `start` to `end` with a radius at each."""

    start: Point
    end: Point
    start_radius_mm: float
    end_radius_mm: float
    value: float


@dataclass(frozen=True, slots=True)
class _Bud:
    """A branch about to grow."""

    point: Point
    direction: Point
    radius_mm: float


def grow_vessels(random: np.random.Generator) -> list[Tube]:
    """Arteries and veins of both lungs, from the hila outward."""
    tubes: list[Tube] = []
    for side in (-1.0, 1.0):
        buds = [_root(side, index, random) for index in range(ROOTS)]
        while buds:
            buds += _grow(buds.pop(), tubes, random)
    return tubes


def airways() -> list[Tube]:
    """Trachea, main and lobar bronchi: walls first, lumens after, so that they join into one tree."""
    carina = np.array([0.0, 12.0, 28.0])
    paths = [(np.array([0.0, -2.0, 170.0]), carina, 8.5, 8.5)]
    for side, reach in ((-1.0, 36.0), (1.0, 44.0)):
        hilum = np.array([side * reach, 17.0, 2.0])
        paths.append((carina, hilum, 6.5, 5.0))
        for offset in ((26.0, 10.0, -38.0), (24.0, -14.0, -6.0), (20.0, 4.0, 36.0)):
            lobar = hilum + np.array([side * offset[0], offset[1], offset[2]])
            paths.append((hilum, lobar, 3.6, 1.8))
    walls = [
        Tube(start, end, first + 1.3, last + 0.9, AIRWAY_WALL) for start, end, first, last in paths
    ]
    return walls + [Tube(start, end, first, last, LUMEN) for start, end, first, last in paths]


def paint_tube(array: NDArray[np.float32], geometry: VolumeGeometry, tube: Tube) -> None:
    """Blend one tube into the volume: its edge a pixel soft, averaged over the slice thickness."""
    reach = max(tube.start_radius_mm, tube.end_radius_mm) + geometry.plane.column_spacing_mm
    corners = np.stack([tube.start, tube.end])
    box = box_about(geometry, corners.min(0) - reach, corners.max(0) + reach)
    if box is None:
        return
    axis = tube.end - tube.start
    length_squared = float(axis @ axis) or 1.0
    part = array[box]
    share = np.zeros(part.shape, np.float32)
    for x, y, z in subslice_grids(geometry, box):
        dx, dy, dz = x - tube.start[0], y - tube.start[1], z - tube.start[2]
        along = np.clip((dx * axis[0] + dy * axis[1] + dz * axis[2]) / length_squared, 0, 1)
        radius = tube.start_radius_mm + (tube.end_radius_mm - tube.start_radius_mm) * along
        off = (
            (dx - along * axis[0]) ** 2 + (dy - along * axis[1]) ** 2 + (dz - along * axis[2]) ** 2
        )
        edge = geometry.plane.column_spacing_mm
        share += np.clip(0.5 + (radius - np.sqrt(off)) / edge, 0, 1)
    part += share / len(SUBSLICES) * (np.float32(tube.value) - part)


def box_about(
    geometry: VolumeGeometry, low: Point, high: Point
) -> tuple[slice, slice, slice] | None:
    """The voxels of an upright volume between two patient corners; None where there is none."""
    ends = geometry.patient_to_voxel(np.stack([low, high]))
    first = np.maximum(np.floor(ends.min(0)).astype(int), 0)
    last = np.minimum(np.ceil(ends.max(0)).astype(int) + 1, geometry.shape)
    if np.any(last <= first):
        return None
    return (slice(first[0], last[0]), slice(first[1], last[1]), slice(first[2], last[2]))


def subslice_grids(
    geometry: VolumeGeometry, box: tuple[slice, slice, slice]
) -> list[tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]]:
    """x, y, z (broadcastable) of a box's voxels at several heights within each slice."""
    first = np.array([box[0].start, box[1].start, box[2].start])
    origin = geometry.voxel_to_patient(first)
    plane = geometry.plane
    x = origin[0] + plane.column_spacing_mm * np.arange(box[2].stop - box[2].start)
    y = origin[1] + plane.row_spacing_mm * np.arange(box[1].stop - box[1].start)
    z = origin[2] + geometry.slice_spacing_mm * np.arange(box[0].stop - box[0].start)
    return [
        (
            x.astype(np.float32)[None, None, :],
            y.astype(np.float32)[None, :, None],
            (z + share * geometry.slice_spacing_mm).astype(np.float32)[:, None, None],
        )
        for share in SUBSLICES
    ]


def _root(side: float, index: int, random: np.random.Generator) -> _Bud:
    """Vessels leave each hilum, fanned from apex to base."""
    hilum = np.array([side * 44.0, 10.0 + random.normal(0, 5), 2.0 + random.normal(0, 7)])
    elevation = np.deg2rad(-75 + 150 * index / (ROOTS - 1) + random.normal(0, 6))
    azimuth = np.deg2rad(random.uniform(-55, 55))
    direction = np.array(
        [
            side * np.cos(elevation) * np.cos(azimuth),
            np.cos(elevation) * np.sin(azimuth),
            np.sin(elevation),
        ]
    )
    return _Bud(hilum, direction, float(random.uniform(2.1, 2.9)))


def _grow(bud: _Bud, tubes: list[Tube], random: np.random.Generator) -> list[_Bud]:
    """Add one branch to `tubes` and return the two that leave its end, none where the lung ends."""
    length = float(random.uniform(8.0, 14.0) + 4.0 * bud.radius_mm)
    end_radius = bud.radius_mm * 0.93
    point, direction = bud.point, bud.direction
    for piece in range(PIECES):
        direction = _unit(direction + random.normal(0, 0.12, 3))
        target = point + direction * length / PIECES
        if _depth_mm(target) < PLEURA_MARGIN_MM and abs(target[0]) > 55:
            return []
        radii = np.interp([piece, piece + 1], [0, PIECES], [bud.radius_mm, end_radius])
        tubes.append(Tube(point, target, float(radii[0]), float(radii[1]), BLOOD))
        point = target
    children = []
    spread = _unit(np.cross(direction, random.normal(0, 1, 3)))
    share = random.uniform(0.68, 0.9)  # of the cross-section that goes into the larger child
    for sign, radius_share, angle in ((1, share, 0.3), (-1, 1.36 - 0.72 * share, 0.65)):
        radius = end_radius * min(radius_share, 0.93)
        if radius >= SMALLEST_RADIUS_MM:
            turned = _unit(direction + sign * angle * random.uniform(0.7, 1.4) * spread)
            children.append(_Bud(point, turned, radius))
    return children


def _depth_mm(point: Point) -> float:
    """How far inside the lung a point lies; negative outside."""
    x, y, z = (np.asarray([value], np.float32) for value in point)
    return -float(lung_distance(x, y, z)[0])


def _unit(vector: Point) -> Point:
    result: Point = vector / np.linalg.norm(vector)
    return result
