"""How large a nodule is: a local segmentation about a candidate, its box, outlines and diameters."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.analyzers.itk import as_array, as_bytes, as_image, plane_depth_mm, simpleitk
from medviewer.domain.finding import SliceOutline, VoxelBox
from medviewer.domain.geometry import Vector
from medviewer.domain.volume import Volume
from medviewer.imaging.outlines import diameters, outlines

LUNG_HU = -860.0
LEVEL_HU = (-650.0, -250.0)  # the surface lies half-way to lung, but never in lung or in tissue
REACH = 0.8  # of the candidate's diameter, plus a margin: what may belong to it
MARGIN_MM = 2.0
OPENING = 0.2  # of the diameter: vessels thinner than twice this are cut off
PIXEL_MM = 0.7  # distances are between pixel centres, so opening takes about one more off
CORE_VOXELS = 1  # about the centre, in plane: what the nodule's own density is read from


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A segmented nodule: centre and box in voxels, longest in-plane diameter, `mask` within the box."""

    center_voxel: tuple[int, int, int]
    box: VoxelBox
    diameter_mm: float
    mask: NDArray[np.bool_]

    def outlines(self) -> tuple[SliceOutline, ...]:
        """Slice by slice, in the volume's voxels."""
        first, corner = self.box.first[0], np.array(self.box.first[1:], float)
        return tuple(
            SliceOutline(first + index, tuple((float(r), float(c)) for r, c in loop + corner))
            for index, plane in enumerate(self.mask)
            for loop in outlines(plane)
        )

    def short_axis_mm(self, spacing_mm: tuple[float, float]) -> float | None:
        """Longest diameter at right angles to the longest one, on the key slice; spacing of rows, columns."""
        loops = outlines(self.mask[self.center_voxel[0] - self.box.first[0]])
        return diameters(loops[0], spacing_mm).short_mm if loops else None


def measure_shape(
    volume: Volume, voxel: tuple[float, float, float], diameter_mm: float
) -> Shape | None:
    """Segment the tissue about `voxel`; None where there is none denser than lung.

    Args:
        voxel: (slice, row, column), not rounded.
        diameter_mm: rough size, as the candidate finder saw it.
    """
    spacing = np.asarray(volume.geometry.spacing_mm)
    center = np.asarray(voxel)
    reach_mm = REACH * diameter_mm + MARGIN_MM
    first = np.maximum(np.floor(center - reach_mm / spacing).astype(int), 0)
    last = np.minimum(np.ceil(center + reach_mm / spacing).astype(int) + 1, volume.array.shape)
    part = volume.array[tuple(slice(a, b) for a, b in zip(first, last, strict=True))]
    away = np.sqrt(
        sum(
            ((grid + start - middle) * step) ** 2
            for grid, start, middle, step in zip(
                np.ogrid[: part.shape[0], : part.shape[1], : part.shape[2]],
                first,
                center,
                spacing,
                strict=True,
            )
        )
    )
    tissue = (part >= _surface_level(part, center - first)) & (away <= reach_mm)
    body = _piece_nearest(tissue, away, volume.geometry.spacing_mm, OPENING * diameter_mm)
    return _described(body, first, spacing) if body.any() else None


def _surface_level(part: NDArray[np.int16], center: NDArray[np.float64]) -> float:
    """Half-way between lung and the density at the centre."""
    s, r, c = (int(np.clip(round(at), 0, n - 1)) for at, n in zip(center, part.shape, strict=True))
    rows = slice(max(r - CORE_VOXELS, 0), r + CORE_VOXELS + 1)
    columns = slice(max(c - CORE_VOXELS, 0), c + CORE_VOXELS + 1)
    core = float(np.median(part[s, rows, columns]))
    return float(np.clip((min(core, 100.0) + LUNG_HU) / 2, *LEVEL_HU))


def _piece_nearest(
    tissue: NDArray[np.bool_],
    away: NDArray[np.float64],
    spacing_mm: Vector,
    opening_mm: float,
) -> NDArray[np.bool_]:
    """The connected piece nearest the centre after thin attachments were cut off."""
    thick = plane_depth_mm(tissue, spacing_mm) > opening_mm
    thick = thick if thick.any() else tissue
    if not thick.any():
        return thick
    labels = as_array(simpleitk().ConnectedComponent(as_image(as_bytes(thick), spacing_mm)))
    nearest = np.argmin(np.where(thick, away, np.inf))
    core = labels == labels.ravel()[nearest]
    grown: NDArray[np.bool_] = tissue & (plane_depth_mm(core, spacing_mm) >= -opening_mm - PIXEL_MM)
    return grown


def _described(
    body: NDArray[np.bool_], first: NDArray[np.int64], spacing: NDArray[np.float64]
) -> Shape:
    """Box, centre and diameter; the key slice is the one nearest the middle."""
    places = np.argwhere(body)
    center = np.rint(places.mean(axis=0)).astype(int)
    low, high = places.min(axis=0), places.max(axis=0)
    plane = np.argwhere(body[center[0]])
    s, r, c = (int(value) for value in center + first)
    box = VoxelBox(_triple(low + first), _triple(high + first))
    own = body[tuple(slice(a, b + 1) for a, b in zip(low, high, strict=True))]
    return Shape((s, r, c), box, _longest_mm(plane, spacing), own)


def _longest_mm(plane: NDArray[np.int64], spacing: NDArray[np.float64]) -> float:
    """Longest distance between two pixels' far sides: between centres, plus one pixel."""
    _, row_mm, column_mm = spacing
    points = plane * (row_mm, column_mm)
    if len(points) == 0:
        return float(row_mm)
    # The farthest pair lies on the outline; its extreme points in 64 directions hold it to a hundredth.
    turns = np.linspace(0, np.pi, 64, endpoint=False)
    along = points @ np.stack([np.cos(turns), np.sin(turns)])
    return float((along.max(axis=0) - along.min(axis=0)).max() + (row_mm + column_mm) / 2)


def _triple(values: NDArray[np.int64]) -> tuple[int, int, int]:
    a, b, c = (int(value) for value in values)
    return (a, b, c)
