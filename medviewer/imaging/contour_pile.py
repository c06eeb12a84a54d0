"""The contours of one region, sorted into the parallel planes they were drawn in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from medviewer.domain.geometry import FloatArray, ImagePlane, as_vector
from medviewer.domain.structure_set import Contour, ContourKind, RegionOfInterest
from medviewer.imaging.polygon_fill import enclosed_area, even_odd
from medviewer.imaging.slice_pile import SAME_PLACE_MM, SAME_WAY, SlicePile, pile_of

NOISE_MM = 0.1  # contours of one slice lie so far apart where each was rounded on its own
FINE_MM = 0.3  # slices nearer than this are a small animal's, and nothing of them is noise
FLAT_MM = 0.5  # a contour's points may leave its plane by so much
MOST_PIXELS = 1024  # along one side of the grid a region is filled on
MARGIN_PX = 2


@dataclass(frozen=True, slots=True, eq=False)
class ContourPile:
    """Closed planar contours of one region.

    Attributes:
        pile: one slice for each plane with contours; its grid spans all of them.
        outlines: for each slice, outlines [n, 3] in patient mm.
        left_out: contours that could not be read, or lie another way than these, or in no plane.
    """

    pile: SlicePile
    outlines: tuple[tuple[FloatArray, ...], ...]
    left_out: int = 0

    @property
    def volume_ml(self) -> float | None:
        """Areas times the distance of the planes; None where contours are missing.

        Nor has one plane a volume that does not say how thick it is.
        """
        if self.left_out or not self.pile.is_depth_known:
            return None
        first = self.pile.planes[0]
        areas = (enclosed_area([_flat(one, first) for one in found]) for found in self.outlines)
        return sum(areas) * self.pile.depth_mm / 1000

    def mask(self, index: int) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """bool[rows, columns] of one slice on the pile's grid."""
        plane = self.pile.planes[index]
        return even_odd([pixels_of(one, plane) for one in self.outlines[index]], self.pile.shape)


def contour_pile(region: RegionOfInterest, spacing_mm: float | None = None) -> ContourPile | None:
    """None where a region has no closed planar contour with three points.

    Args:
        spacing_mm: how fine the grid shall be; None for 1 mm. A region too large for it has a coarser one.
    """
    closed = _once([c for c in region.contours if c.kind.is_closed and len(c.points) > 2])
    plane = _common_plane(closed)
    if plane is None:
        return None
    alike = [c for c in closed if _is_flat(c, plane)]
    if not alike:
        return None
    grid = _grid(plane, alike, spacing_mm or 1.0)
    heights = _joined(np.array([float(plane.normal @ contour.points[0]) for contour in alike]))
    planes = [_at_height(grid[0], height) for height in heights.tolist()]
    slabs = [contour.slab_mm for contour in alike if contour.slab_mm]
    found = pile_of(planes, grid[1], None, slabs[0] if slabs else None)
    if found is None:
        return None
    pile, members = found
    outlines: list[list[FloatArray]] = [[] for _ in pile.planes]
    for contour, member in zip(alike, members, strict=True):
        if member is not None:
            outlines[member].append(contour.points)
    left_out = region.left_out + len(closed) - len(alike)
    return ContourPile(_with_usual_depth(pile), tuple(map(tuple, outlines)), left_out)


def _once(contours: Sequence[Contour]) -> list[Contour]:
    """Without those that are there twice, which would be holes in themselves; of XOR they are meant to."""
    found: dict[object, Contour] = {}
    for place, contour in enumerate(contours):
        is_xor = contour.kind is ContourKind.CLOSED_PLANAR_XOR
        found.setdefault(place if is_xor else contour.points.tobytes(), contour)
    return list(found.values())


def pixels_of(points: FloatArray, plane: ImagePlane) -> FloatArray:
    """[n, 2] of (row, column) on a plane, from [n, 3] in patient mm."""
    flat = _flat(points, plane)
    return np.asarray(flat / (plane.row_spacing_mm, plane.column_spacing_mm))


def _flat(points: FloatArray, plane: ImagePlane) -> FloatArray:
    """[n, 2] of mm down and to the right of a plane's first pixel."""
    off = points - np.asarray(plane.position)
    return np.stack(
        [off @ np.asarray(plane.column_direction), off @ np.asarray(plane.row_direction)], axis=1
    )


def _with_usual_depth(pile: SlicePile) -> SlicePile:
    """Planes lie as far apart as most of them do, not as the two nearest; of few, not as the two farthest."""
    gaps = np.sort(np.diff(pile.distances))
    return replace(pile, depth_mm=float(gaps[(len(gaps) - 1) // 2])) if len(gaps) else pile


def _common_plane(contours: Sequence[Contour]) -> ImagePlane | None:
    """Through the origin, the way most contours lie; axes along the patient's where that is possible."""
    normals = [found for one in contours[:256] if (found := _normal(one.points)) is not None]
    if not normals:
        return None
    agreeing = [sum(abs(float(one @ other)) >= SAME_WAY for other in normals) for one in normals]
    normal = normals[int(np.argmax(agreeing))]
    axis = int(np.argmax(np.abs(normal)))
    normal = normal * float(np.sign(normal[axis]))
    right = np.eye(3)[0 if axis != 0 else 1]
    right = right - normal * float(right @ normal)
    right /= np.linalg.norm(right)
    return ImagePlane(
        (0.0, 0.0, 0.0), as_vector(right), as_vector(np.cross(normal, right)), 1.0, 1.0
    )


def _normal(points: FloatArray) -> FloatArray | None:
    """Of the plane through a closed outline (Newell); None for a line."""
    after = np.roll(points, -1, axis=0)
    origin = points[0]
    normal = np.cross(points - origin, after - origin).sum(axis=0)
    length = float(np.linalg.norm(normal))
    return normal / length if length > 1e-6 else None


def _is_flat(contour: Contour, plane: ImagePlane) -> bool:
    heights = contour.points @ plane.normal
    return float(heights.max() - heights.min()) <= FLAT_MM


def _grid(
    plane: ImagePlane, contours: Sequence[Contour], spacing_mm: float
) -> tuple[ImagePlane, tuple[int, int]]:
    """A grid in the plane that holds all contours."""
    flat = [_flat(contour.points, plane) for contour in contours]
    low = np.min([one.min(axis=0) for one in flat], axis=0)
    high = np.max([one.max(axis=0) for one in flat], axis=0)
    spacing = max(spacing_mm, float((high - low).max()) / MOST_PIXELS)
    start = low - MARGIN_PX * spacing
    rows, columns = (int(n) for n in np.ceil((high - low) / spacing) + 2 * MARGIN_PX + 1)
    position = start[0] * np.asarray(plane.column_direction) + start[1] * np.asarray(
        plane.row_direction
    )
    placed = replace(
        plane, position=as_vector(position), row_spacing_mm=spacing, column_spacing_mm=spacing
    )
    return placed, (rows, columns)


def _joined(heights: FloatArray) -> FloatArray:
    """Each height, or that of the plane just below it that it was meant to lie in."""
    order = np.argsort(heights)
    gaps = np.diff(heights[order])
    apart = gaps[gaps > SAME_PLACE_MM]
    is_fine = not apart.size or float(np.percentile(apart, 90)) < FINE_MM
    is_next = np.append(True, gaps > (SAME_PLACE_MM if is_fine else NOISE_MM))
    joined = np.empty_like(heights)
    joined[order] = heights[order][is_next][np.cumsum(is_next) - 1]
    return joined


def _at_height(plane: ImagePlane, height: float) -> ImagePlane:
    """The plane moved along its normal."""
    position = np.asarray(plane.position)
    moved = position + (height - float(plane.normal @ position)) * plane.normal
    return replace(plane, position=as_vector(moved))
