"""Which voxel of which slice lies at a point of the patient: nearest source voxel, nothing interpolated."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from medviewer.domain.geometry import FloatArray, ImagePlane, Vector

ROUNDING = 1e-6  # pixels, slices; a point computed to lie on a voxel's edge belongs to it


@dataclass(frozen=True, slots=True)
class Voxel:
    """Pixel (`row`, `column`) of image `index`."""

    index: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Slab:
    """One image with a depth: its plane, its (rows, columns), and mm to either side that belong to it."""

    plane: ImagePlane
    shape: tuple[int, int]
    below_mm: float
    above_mm: float


def slabs(
    planes: Sequence[ImagePlane], shapes: Sequence[tuple[int, int]], depth_mm: float
) -> tuple[Slab, ...]:
    """Give each of several parallel images half the way to its neighbours on either side.

    Args:
        planes: in any order; those at one place share the way to the next place.
        depth_mm: what an image has that has no neighbour to measure from.
    """
    normal = planes[0].normal
    places = np.array([plane.position for plane in planes]) @ normal
    distinct = np.unique(places)
    found = []
    for plane, shape, place in zip(planes, shapes, places, strict=True):
        nearest_below, nearest_above = distinct[distinct < place], distinct[distinct > place]
        below = float(place - nearest_below[-1]) if nearest_below.size else None
        above = float(nearest_above[0] - place) if nearest_above.size else None
        # The first and the last slice reach as far outward as inward.
        inward = next((gap for gap in (below, above) if gap is not None), depth_mm)
        found.append(
            Slab(
                plane,
                shape,
                (inward if below is None else below) / 2,
                (inward if above is None else above) / 2,
            )
        )
    return tuple(found)


class ProbeMap:
    """Finds the voxel a point of the patient lies in, among images of nearly one orientation."""

    def __init__(self, slabs: Sequence[Slab]) -> None:
        self._slabs = slabs
        self._normals = np.array([slab.plane.normal for slab in slabs])
        self._places = np.einsum(
            "ij,ij->i", self._normals, np.array([slab.plane.position for slab in slabs])
        )

    def voxel_at(self, point: Vector) -> Voxel | None:
        """The voxel nearest to an LPS point in mm; None outside every image's extent.

        Of several images at one place the first counts.
        """
        distances: FloatArray = self._normals @ np.asarray(point) - self._places
        index = int(np.argmin(np.abs(distances)))
        slab, distance = self._slabs[index], float(distances[index])
        reach = slab.above_mm if distance > 0 else slab.below_mm
        if abs(distance) > reach * (1 + ROUNDING) + ROUNDING:
            return None
        offset = np.asarray(point) - np.asarray(slab.plane.position)
        row = float(offset @ slab.plane.column_direction) / slab.plane.row_spacing_mm
        column = float(offset @ slab.plane.row_direction) / slab.plane.column_spacing_mm
        rows, columns = slab.shape
        if not (_is_within(row, rows) and _is_within(column, columns)):
            return None
        return Voxel(index, _nearest(row, rows), _nearest(column, columns))


def _is_within(place: float, count: int) -> bool:
    return -0.5 - ROUNDING <= place <= count - 0.5 + ROUNDING


def _nearest(place: float, count: int) -> int:
    return min(max(int(np.floor(place + 0.5)), 0), count - 1)
