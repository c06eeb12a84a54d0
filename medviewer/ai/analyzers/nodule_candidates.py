"""Places in the lungs that are shaped like a ball: where a nodule could be. Finds too many on purpose.

    1 mm grid of the lungs, everything outside them set to lung → per size: smoothed, Laplacian
    → local maxima whose three curvatures agree (a ball, not a tube or a sheet) → the best of each place

Scale-normalised Laplacian of Gaussian and curvature ratio: Lindeberg 1998; Li, Sone and Doi 2003.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.analyzers.cubic_grid import grid_shape, on_cubic_grid
from medviewer.ai.analyzers.itk import Image, as_array, as_image, simpleitk
from medviewer.ai.analyzers.lungs import GRID_MM, Lungs
from medviewer.domain.volume import Volume
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import message

DIAMETERS_MM = (5.0, 7.5, 11.0, 16.0, 23.0, 31.0)
FINE_MM, COARSE_MM = 1.0, 2.0  # grids for small and large balls
COARSE_FROM_MM = 11.0
TISSUE_HU = 100.0  # denser is as good as tissue: calcium shall not outshine
LUNG_HU = -860.0
SMALLEST_RESPONSE_HU = (
    220.0  # a solid ball of its size gives 0.9 x 900; 5 mm at thick slices half of that
)
SMALLEST_CURVATURE_RATIO = 0.2  # weakest to strongest; 0 along a tube, 1 in a ball
INSIDE = (
    0.6  # of its diameter; a centre nearer to a stronger candidate's is a look at the same ball
)
MOST_CANDIDATES = 400
SEARCHING = message("Lung nodules", "Looking for places")

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in voxel coordinates (slice, row, column), not rounded, and the size of ball it resembles."""

    voxel: tuple[float, float, float]
    diameter_mm: float
    response_hu: float
    roundness: float


def find_candidates(
    volume: Volume, lungs: Lungs, progress: ProgressSink, token: CancelToken
) -> tuple[Candidate, ...]:
    """All candidates, strongest response first."""
    found: list[Candidate] = []
    grids = {}
    for done, diameter in enumerate(DIAMETERS_MM):
        token.check()
        progress(Progress(SEARCHING, done, len(DIAMETERS_MM)))
        spacing = COARSE_MM if diameter >= COARSE_FROM_MM else FINE_MM
        if spacing not in grids:
            grids = {spacing: _lung_image(volume, lungs, spacing)}
        found += _at_size(grids[spacing], diameter, volume)
    progress(Progress(SEARCHING, len(DIAMETERS_MM), len(DIAMETERS_MM)))
    return _best_of_each_place(found, volume)


@dataclass(frozen=True, slots=True)
class _LungImage:
    """HU on a cubic grid cut to the lungs, the mask there, and the first voxel's place on the whole grid."""

    image: Image
    mask: NDArray[np.bool_]
    offset: tuple[int, int, int]
    spacing_mm: float


def _lung_image(volume: Volume, lungs: Lungs, spacing_mm: float) -> _LungImage:
    # The nearest cell of the lungs' grid for each voxel of this one.
    nearest = [
        np.minimum(np.rint(np.arange(size) * spacing_mm / GRID_MM).astype(int), limit - 1)
        for size, limit in zip(grid_shape(volume, spacing_mm), lungs.mask.shape, strict=True)
    ]
    mask = lungs.mask[np.ix_(*nearest)]
    slices, rows, columns = (slice(int(ends[0]), int(ends[-1]) + 1) for ends in _extents(mask))
    mask = mask[slices, rows, columns]
    hu = on_cubic_grid(volume, spacing_mm, (slices, rows, columns))
    np.clip(hu, -1000, TISSUE_HU, out=hu)
    hu[~mask] = LUNG_HU
    image = as_image(hu, (spacing_mm, spacing_mm, spacing_mm))
    offset = (slices.start, rows.start, columns.start)
    return _LungImage(image, mask, offset, spacing_mm)


def _extents(mask: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """Along each axis, the indices at which the mask has anything."""
    return [
        np.flatnonzero(mask.any(axis=tuple(other for other in range(3) if other != axis)))
        for axis in range(3)
    ]


def _at_size(lung: _LungImage, diameter_mm: float, volume: Volume) -> list[Candidate]:
    """Local maxima of the response to balls of one size."""
    sigma_mm = diameter_mm / (2 * np.sqrt(3))  # answers a ball of this diameter most strongly
    smooth = as_array(simpleitk().SmoothingRecursiveGaussian(lung.image, sigma_mm))
    scale = float((sigma_mm / lung.spacing_mm) ** 2)
    response = _laplacian(smooth) * np.float32(-scale)
    points = _maxima(response, lung.mask)
    ratios = _curvature_ratios(smooth, points)
    keep = ratios >= SMALLEST_CURVATURE_RATIO
    grid = (points[keep] + lung.offset) * lung.spacing_mm
    voxels = grid / np.asarray(volume.geometry.spacing_mm)
    strengths = response[tuple(points[keep].T)]
    return [
        Candidate(
            (float(voxel[0]), float(voxel[1]), float(voxel[2])),
            diameter_mm,
            float(strength),
            float(ratio),
        )
        for voxel, strength, ratio in zip(voxels, strengths, ratios[keep], strict=True)
    ]


def _laplacian(smooth: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sum of the second differences along the axes; the border repeats itself."""
    total = np.zeros_like(smooth)
    for axis in range(3):
        along = np.moveaxis(smooth, axis, 0)
        result = np.moveaxis(total, axis, 0)
        step = np.diff(along, axis=0)
        result[:-1] += step
        result[1:] -= step
    return total


def _maxima(response: NDArray[np.float32], mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Voxels (n, 3) above the threshold, in the mask, and above all 26 neighbours."""
    strong = response > SMALLEST_RESPONSE_HU
    strong &= mask
    points = np.argwhere(strong)
    values = response[tuple(points.T)]
    highest = np.ones(len(points), bool)
    limits = np.asarray(response.shape) - 1
    for offset in np.ndindex(3, 3, 3):
        if offset == (1, 1, 1):
            continue
        neighbours = np.clip(points + offset - 1, 0, limits)
        highest &= response[tuple(neighbours.T)] <= values
    return points[highest]


def _curvature_ratios(smooth: NDArray[np.float32], points: NDArray[np.int64]) -> Points:
    """Weakest over strongest second derivative at each point; negative where one of them turns up."""
    if len(points) == 0:
        return np.empty(0)
    limits = np.asarray(smooth.shape) - 2
    inner = np.clip(points, 1, np.maximum(limits, 1))

    def at(*offset: int) -> Points:
        values: Points = smooth[tuple(np.minimum(inner + offset, limits + 1).T)].astype(float)
        return values

    hessian = np.empty((len(points), 3, 3))
    unit = np.eye(3, dtype=int)
    for i in range(3):
        hessian[:, i, i] = at(*unit[i]) + at(*-unit[i]) - 2 * at(0, 0, 0)
        for j in range(i):
            corners = at(*(unit[i] + unit[j])) + at(*-(unit[i] + unit[j]))
            corners -= at(*(unit[i] - unit[j])) + at(*(unit[j] - unit[i]))
            hessian[:, i, j] = hessian[:, j, i] = corners / 4
    curvatures = -np.linalg.eigvalsh(hessian)  # strongest first: eigvalsh sorts upward
    ratios: Points = curvatures[:, 2] / np.maximum(curvatures[:, 0], 1e-6)
    return ratios


def _best_of_each_place(found: list[Candidate], volume: Volume) -> tuple[Candidate, ...]:
    """Drop a candidate whose centre lies inside a stronger one; keep the strongest."""
    spacing = np.asarray(volume.geometry.spacing_mm)
    kept: list[Candidate] = []
    centers = np.empty((0, 3))
    reaches = np.empty(0)
    for candidate in sorted(found, key=lambda each: -each.response_hu):
        center = np.asarray(candidate.voxel) * spacing
        reach = max(2.0, INSIDE * candidate.diameter_mm)
        if np.any(np.linalg.norm(centers - center, axis=1) < reaches):
            continue
        kept.append(candidate)
        centers, reaches = np.vstack([centers, center]), np.append(reaches, reach)
        if len(kept) == MOST_CANDIDATES:
            break
    return tuple(kept)
