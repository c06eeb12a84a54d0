"""Parallel slices of one pixel size, at whatever distances: where their pixels lie in a section.

Segmentations leave out empty slices and dose grids may widen towards their ends, so slices are found by
their distance along the normal, each with a place of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.appearance import MaskArray
from medviewer.domain.geometry import FloatArray, ImagePlane
from medviewer.domain.section import Section

SAME_PLACE_MM = 0.01
SAME_WAY = 0.999  # cosine between normals and between rows: three degrees
SAME_PIXEL = 1e-3  # of a pixel: axes that run apart less from edge to edge agree
OFF_PIXEL = 0.02  # of a pixel that two grids may lie apart and still be one
ROUNDING = 1.001  # of half a slice: a plane midway between two belongs to one of them
PARALLEL_SHARE = (
    0.02  # of a slice's depth that a section may rise from edge to edge and be parallel
)
UNEVEN_SHARE = 0.01  # of a slice's depth that its neighbours may lie nearer or farther
USUAL_DEPTH_MM = 1.0  # of a lone slice that does not say how thick it is
Whole = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class SlicePile:
    """`planes` in the order of their distance along the first one's normal; `depth_mm` is of one slice.

    Attributes:
        is_depth_known: whether the depth is the file's; a lone slice that says nothing of it has none, and is
            drawn as if it were `USUAL_DEPTH_MM` thick.
    """

    planes: tuple[ImagePlane, ...]
    shape: tuple[int, int]
    depth_mm: float
    is_depth_known: bool = True

    @property
    def normal(self) -> FloatArray:
        return self.planes[0].normal

    @property
    def distances(self) -> FloatArray:
        """Of each slice along the normal, mm, rising."""
        normal = self.normal
        return np.array([float(normal @ np.asarray(plane.position)) for plane in self.planes])

    @property
    def positions(self) -> FloatArray:
        """[slices, 3]: patient mm of each slice's first pixel."""
        return np.array([plane.position for plane in self.planes])

    @property
    def is_even(self) -> bool:
        """Whether every slice follows the one before it at the same distance."""
        gaps = np.diff(self.distances)
        return bool(np.allclose(gaps, self.depth_mm, rtol=UNEVEN_SHARE))

    @property
    def slice_voxel_ml(self) -> FloatArray | None:
        """Of a voxel of each slice, where each reaches half way to its neighbours."""
        if not self.is_depth_known:
            return None
        gaps = np.diff(self.distances)
        ends = gaps if len(gaps) else np.array([self.depth_mm])
        depths = (np.append(ends[:1], gaps) + np.append(gaps, ends[-1:])) / 2
        first = self.planes[0]
        return np.asarray(depths * first.row_spacing_mm * first.column_spacing_mm / 1000)

    @property
    def voxel_ml(self) -> float | None:
        """None where nothing says how thick a slice is."""
        if not self.is_depth_known:
            return None
        first = self.planes[0]
        return first.row_spacing_mm * first.column_spacing_mm * self.depth_mm / 1000


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """For each pixel of a section the nearest pixel of a pile.

    Attributes:
        slices: one slice's index where the section is parallel to the pile, else one a pixel.
        rows, columns: to be broadcast to [rows, columns] of the section, a pixel of the pile's even outside:
            where the axes agree, one column and one row of numbers.
        inside: which pixels the pile reaches at all.
        is_exact: whether the section's pixels are the pile's own, one for one.
    """

    slices: int | Whole
    rows: Whole
    columns: Whole
    inside: MaskArray
    is_exact: bool = False


def pile_of(
    planes: Sequence[ImagePlane | None],
    shape: tuple[int, int],
    step_mm: float | None,
    thickness_mm: float | None = None,
) -> tuple[SlicePile, tuple[int | None, ...]] | None:
    """The pile these planes form, and each one's slice in it; None where no plane is known.

    Planes that lie another way than most are in no slice.

    Args:
        step_mm: what the file says of the slices' distance; None where it says nothing.
        thickness_mm: what it says of a slice's thickness, which need not be their distance.
    """
    known = [(place, plane) for place, plane in enumerate(planes) if plane is not None]
    if not known:
        return None
    lead = _lead([plane for _, plane in known])
    normal = lead.normal
    alike = [(place, plane) for place, plane in known if _lies_as(plane, lead)]
    ordered = sorted(
        ((float(normal @ np.asarray(plane.position)), at, plane) for at, plane in alike),
        key=lambda each: each[:2],
    )
    slices: list[ImagePlane] = []
    distances: list[float] = []
    members: list[int | None] = [None] * len(planes)
    for distance, at, plane in ordered:
        if not slices or distance - distances[-1] > SAME_PLACE_MM:
            slices.append(plane)
            distances.append(distance)
        members[at] = len(slices) - 1
    depth_mm = _depth(np.array(distances), step_mm, thickness_mm)
    known_mm = depth_mm or USUAL_DEPTH_MM
    return SlicePile(tuple(slices), shape, known_mm, depth_mm is not None), tuple(members)


def is_parallel(pile: SlicePile, section: Section) -> bool:
    """Whether a section lies in one slice of the pile from edge to edge."""
    normal, plane = pile.normal, section.plane
    down = float(normal @ plane.column_direction) * plane.row_spacing_mm * section.shape[0]
    right = float(normal @ plane.row_direction) * plane.column_spacing_mm * section.shape[1]
    return abs(down) + abs(right) <= PARALLEL_SHARE * pile.depth_mm


def slice_under(pile: SlicePile, section: Section) -> int | None:
    """The slice that holds a parallel section; None in a gap and beyond the ends."""
    return nearest_slice(pile, float(pile.normal @ section.centre))


def places_in(pile: SlicePile, section: Section) -> Places | None:
    """Where a section's pixels lie in the pile; None where it misses all of it."""
    if is_parallel(pile, section):
        index = slice_under(pile, section)
        return None if index is None else _flat(pile, section, index)
    return _oblique(pile, section)


def nearest_slice(pile: SlicePile, distance: float) -> int | None:
    """The slice that holds a distance along the normal; None in a gap and beyond the ends."""
    gaps = np.abs(pile.distances - distance)
    index = int(gaps.argmin())
    return index if gaps[index] <= pile.depth_mm / 2 * ROUNDING else None


def _flat(pile: SlicePile, section: Section, index: int) -> Places | None:
    rows, columns = _in_plane(pile, section, pile.planes[index].position)
    return _places(pile, index, rows, columns)


def _oblique(pile: SlicePile, section: Section) -> Places | None:
    normal, distances, plane = pile.normal, pile.distances, section.plane
    right = np.asarray(plane.row_direction) * plane.column_spacing_mm
    down = np.asarray(plane.column_direction) * plane.row_spacing_mm
    start = float(normal @ np.asarray(section.plane.position))
    along = (
        start
        + np.arange(section.shape[0])[:, np.newaxis] * float(normal @ down)
        + np.arange(section.shape[1])[np.newaxis] * float(normal @ right)
    )
    middles = (distances[1:] + distances[:-1]) / 2
    slices = np.searchsorted(middles, along).astype(np.intp)
    is_near = np.abs(distances[slices] - along) <= pile.depth_mm / 2 * ROUNDING
    if not is_near.any():
        return None
    rows, columns = _in_plane(pile, section, pile.planes[0].position)
    first = pile.planes[0]
    shifts = pile.positions - np.asarray(first.position)
    rows = rows - (shifts @ np.asarray(first.column_direction) / first.row_spacing_mm)[slices]
    columns = columns - (shifts @ np.asarray(first.row_direction) / first.column_spacing_mm)[slices]
    return _places(pile, slices, rows, columns, is_near)


def _in_plane(
    pile: SlicePile, section: Section, position: Sequence[float]
) -> tuple[FloatArray, FloatArray]:
    """Rows and columns of a pile's slice under each pixel of a section, as fractions."""
    first, plane = pile.planes[0], section.plane
    start = np.asarray(plane.position) - np.asarray(position)
    down = np.asarray(plane.column_direction) * plane.row_spacing_mm
    right = np.asarray(plane.row_direction) * plane.column_spacing_mm
    found = []
    for axis, spacing in (
        (np.asarray(first.column_direction), first.row_spacing_mm),
        (np.asarray(first.row_direction), first.column_spacing_mm),
    ):
        by_row = np.arange(section.shape[0]) * float(down @ axis) + float(start @ axis)
        by_column = np.arange(section.shape[1]) * float(right @ axis)
        down_part = np.asarray(by_row[:, np.newaxis] / spacing, np.float64)
        found.append(_sum(down_part, np.asarray(by_column[np.newaxis] / spacing, np.float64)))
    return found[0], found[1]


def _sum(by_row: FloatArray, by_column: FloatArray) -> FloatArray:
    """Their sum, left as narrow as it can be where one of them hardly changes."""
    if np.ptp(by_column) < SAME_PIXEL:
        return np.asarray(by_row + by_column.mean())
    if np.ptp(by_row) < SAME_PIXEL:
        return np.asarray(by_row.mean() + by_column)
    return np.asarray(by_row + by_column)


def _places(
    pile: SlicePile,
    slices: int | Whole,
    rows: FloatArray,
    columns: FloatArray,
    is_near: MaskArray | None = None,
) -> Places | None:
    # Halves up on both axes: rint's halves-to-even would repeat every other pixel of a shifted grid.
    whole_rows = np.floor(rows + 0.5).astype(np.intp)
    whole_columns = np.floor(columns + 0.5).astype(np.intp)
    in_rows = (whole_rows >= 0) & (whole_rows < pile.shape[0])
    inside = in_rows & (whole_columns >= 0) & (whole_columns < pile.shape[1])
    if is_near is not None:
        inside = inside & is_near
    if not inside.any():
        return None
    np.clip(whole_rows, 0, pile.shape[0] - 1, out=whole_rows)
    np.clip(whole_columns, 0, pile.shape[1] - 1, out=whole_columns)
    is_narrow = whole_rows.shape[1] == 1 and whole_columns.shape[0] == 1
    is_exact = is_narrow and _is_whole(rows) and _is_whole(columns)
    return Places(slices, whole_rows, whole_columns, np.asarray(inside), is_exact)


def _is_whole(places: FloatArray) -> bool:
    """Whether pixels lie on pixels, each on the next."""
    line = places.ravel()
    is_on = np.abs(line - np.floor(line + 0.5)).max() <= OFF_PIXEL
    return bool(is_on) and (
        line.size < 2 or abs(float(np.ptp(line)) - (line.size - 1)) <= OFF_PIXEL
    )


def _lead(planes: Sequence[ImagePlane]) -> ImagePlane:
    """One of the planes that most others lie like."""
    first = planes[0]
    if 2 * sum(_lies_as(plane, first) for plane in planes) >= len(planes):
        return first
    counts = [
        (sum(_lies_as(other, one) for other in planes[:64]), -i)
        for i, one in enumerate(planes[:64])
    ]
    return planes[-max(counts)[1]]


def _lies_as(plane: ImagePlane, lead: ImagePlane) -> bool:
    rows = float(np.dot(plane.row_direction, lead.row_direction))
    columns = float(np.dot(plane.column_direction, lead.column_direction))
    same_size = np.isclose(
        (plane.row_spacing_mm, plane.column_spacing_mm),
        (lead.row_spacing_mm, lead.column_spacing_mm),
        rtol=1e-3,
    ).all()
    return rows >= SAME_WAY and columns >= SAME_WAY and bool(same_size)


def _depth(
    distances: FloatArray, step_mm: float | None, thickness_mm: float | None
) -> float | None:
    """How thick a slice is: the stated step where gaps are multiples of it, else the smallest gap.

    Slices that leave gaps are thinner than their distance. So the thickness counts only where it tells which
    slices are left out: of two slices, and where gaps are no multiples of the smallest.
    """
    step, thickness = abs(step_mm or 0.0), abs(thickness_mm or 0.0)
    if len(distances) < 2:
        return step or thickness or None
    gaps = np.diff(distances)
    smallest = float(gaps.min())
    if step and _are_multiples(gaps, step):
        return step
    is_telling = len(gaps) == 1 or not _are_multiples(gaps, smallest)
    return thickness if thickness and is_telling and _are_multiples(gaps, thickness) else smallest


def _are_multiples(gaps: FloatArray, step: float) -> bool:
    times = gaps / step
    whole = np.rint(times)
    return bool((np.abs(times - whole) < 0.05).all() and (whole >= 1).all())
