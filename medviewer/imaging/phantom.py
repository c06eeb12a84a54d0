"""A thorax CT made from numbers: body, lungs, ribs, vessels, airways, and nodules of known place and size.

    planes of still anatomy → airways and vessels → nodules → blur of the scanner → noise → int16 HU

The same seed gives the same scan. It looks like a CT and is not one: figures measured on it say that a
program does what it should, never how it does on patients.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.geometry import ImagePlane, Vector, VolumeGeometry, as_vector
from medviewer.domain.volume import Unit, Volume
from medviewer.imaging.phantom_anatomy import Cut, draw_plane, lung_distance
from medviewer.imaging.phantom_tubes import (
    SUBSLICES,
    airways,
    box_about,
    grow_vessels,
    paint_tube,
    subslice_grids,
)

NODULE_HU = 38.0
NODULE_GAP_MM = 28.0  # between nodules, so that each is a finding of its own
FREE_MARGIN_MM = 4.0  # lung around a nodule that touches nothing
HILUM_MM = 62.0  # from the midline; nearer to it lie only large vessels
TEXTURE_HU = 22.0
TEXTURE_CELL_PX = 6


@dataclass(frozen=True, slots=True)
class ThoraxSpec:
    """What to build; the standard one is a routine chest CT.

    `nodule_diameters_mm` are placed free in the lung but for `pleural_index`, which touches the pleura.
    """

    seed: int = 1
    shape: tuple[int, int, int] = (120, 512, 512)
    pixel_mm: float = 0.7
    slice_mm: float = 2.5
    nodule_diameters_mm: tuple[float, ...] = (5.0, 6.5, 8.0, 10.0, 14.0, 18.0)
    pleural_index: int = 3
    noise_hu: float = 25.0
    blur_mm: float = 0.8


@dataclass(frozen=True, slots=True)
class PhantomNodule:
    """A solid nodule that was put in."""

    center_lps_mm: Vector
    diameter_mm: float


@dataclass(frozen=True, slots=True)
class Phantom:
    """The scan and the truth about it."""

    volume: Volume
    nodules: tuple[PhantomNodule, ...]


def thorax_phantom(spec: ThoraxSpec | None = None) -> Phantom:
    """Build the phantom: supine, head first, slices from feet to head; some seconds at full size."""
    spec = spec or ThoraxSpec()
    random = np.random.default_rng(spec.seed)
    geometry = _geometry(spec)
    array = _still_anatomy(spec, geometry, random)
    for tube in airways() + grow_vessels(random):
        paint_tube(array, geometry, tube)
    nodules = _place_nodules(spec, geometry, random)
    for nodule in nodules:
        _paint_nodule(array, geometry, nodule, random)
    return Phantom(Volume(_acquired(array, spec, random), geometry, Unit.HU), nodules)


def _geometry(spec: ThoraxSpec) -> VolumeGeometry:
    slices, rows, columns = spec.shape
    first = (
        -(columns - 1) / 2 * spec.pixel_mm,
        -(rows - 1) / 2 * spec.pixel_mm,
        -(slices - 1) / 2 * spec.slice_mm,
    )
    plane = ImagePlane(first, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), spec.pixel_mm, spec.pixel_mm)
    return VolumeGeometry(plane, (0.0, 0.0, spec.slice_mm), spec.shape)


def _still_anatomy(
    spec: ThoraxSpec, geometry: VolumeGeometry, random: np.random.Generator
) -> NDArray[np.float32]:
    slices, rows, columns = spec.shape
    x0, y0, z0 = geometry.plane.position
    x = (x0 + spec.pixel_mm * np.arange(columns)).astype(np.float32)[None, :]
    y = (y0 + spec.pixel_mm * np.arange(rows)).astype(np.float32)[:, None]
    grid_x, grid_y = np.broadcast_to(x, (rows, columns)), np.broadcast_to(y, (rows, columns))
    array = np.empty(spec.shape, np.float32)
    for index in range(slices):
        cut = Cut(grid_x, grid_y, z0 + index * spec.slice_mm, spec.pixel_mm)
        array[index] = draw_plane(cut, _texture((rows, columns), random))
    return array


def _texture(shape: tuple[int, int], random: np.random.Generator) -> NDArray[np.float32]:
    """Coarse unevenness of the lung, a cell some millimetres wide, linear between cells."""
    cells = tuple(size // TEXTURE_CELL_PX + 2 for size in shape)
    coarse = random.standard_normal(cells, np.float32) * np.float32(TEXTURE_HU)
    down, across = (_spread(size, count) for size, count in zip(shape, cells, strict=True))
    texture: NDArray[np.float32] = (down @ coarse @ across.T).astype(np.float32)
    return texture


def _spread(size: int, cells: int) -> NDArray[np.float32]:
    """Weights (size, cells) that interpolate linearly from cells to pixels."""
    place = np.arange(size, dtype=np.float32)[:, None] / TEXTURE_CELL_PX
    weights: NDArray[np.float32] = np.maximum(
        0, 1 - np.abs(place - np.arange(cells, dtype=np.float32))
    )
    return weights


def _place_nodules(
    spec: ThoraxSpec, geometry: VolumeGeometry, random: np.random.Generator
) -> tuple[PhantomNodule, ...]:
    """Draw points in the lungs until each nodule has one that fits."""
    low, high = geometry.voxel_to_patient([(2, 0, 0), tuple(size - 3 for size in spec.shape)])
    nodules: list[PhantomNodule] = []
    points = random.uniform(low, high, (20_000, 3))
    depth = -lung_distance(*(points[:, axis].astype(np.float32) for axis in range(3)))
    for index, diameter in enumerate(spec.nodule_diameters_mm):
        radius = diameter / 2
        if index == spec.pleural_index:
            fits = (depth > 0.55 * radius) & (depth < 0.8 * radius)
            fits &= np.abs(points[:, 0]) > HILUM_MM + 15
        else:
            fits = (depth > radius + FREE_MARGIN_MM) & (np.abs(points[:, 0]) > HILUM_MM)
        fits &= (points[:, 2] > low[2] + radius) & (points[:, 2] < high[2] - radius)
        for nodule in nodules:
            gap = NODULE_GAP_MM + nodule.diameter_mm / 2
            fits &= np.linalg.norm(points - nodule.center_lps_mm, axis=1) > gap
        if fits.any():
            nodules.append(PhantomNodule(as_vector(points[np.flatnonzero(fits)[0]]), diameter))
    return tuple(nodules)


def _paint_nodule(
    array: NDArray[np.float32],
    geometry: VolumeGeometry,
    nodule: PhantomNodule,
    random: np.random.Generator,
) -> None:
    """A ball with shallow bumps, a pixel soft at its edge."""
    center = np.asarray(nodule.center_lps_mm)
    radius = nodule.diameter_mm / 2
    box = box_about(geometry, center - radius - 2, center + radius + 2)
    if box is None:
        return
    waves = random.normal(0, 1, (3, 3))
    phases = random.uniform(0, 2 * np.pi, 3)
    part = array[box]
    share = np.zeros(part.shape, np.float32)
    for x, y, z in subslice_grids(geometry, box):
        dx, dy, dz = x - center[0], y - center[1], z - center[2]
        distance = np.sqrt(dx**2 + dy**2 + dz**2)
        bumps = sum(
            np.cos((wave[0] * dx + wave[1] * dy + wave[2] * dz) * 2 / radius + phase)
            for wave, phase in zip(waves, phases, strict=True)
        )
        surface = radius * (1 + np.float32(0.03) * bumps)
        share += np.clip(0.5 + (surface - distance) / geometry.plane.column_spacing_mm, 0, 1)
    value = NODULE_HU + random.normal(0, 10)
    part += share / len(SUBSLICES) * (np.float32(value) - part)


def _acquired(
    array: NDArray[np.float32], spec: ThoraxSpec, random: np.random.Generator
) -> NDArray[np.int16]:
    """Blur and noise, slice by slice; noise is blurred a little too, as reconstruction does."""
    result = np.empty(array.shape, np.int16)
    sigma_px = spec.blur_mm / spec.pixel_mm
    for index, plane in enumerate(array):
        grain = blurred(random.standard_normal(plane.shape, np.float32), 0.6)
        seen = blurred(plane, sigma_px) + grain * np.float32(spec.noise_hu / grain.std())
        result[index] = np.clip(np.rint(seen), -1024, 3071)
    return result


def blurred(plane: NDArray[np.float32], sigma_px: float) -> NDArray[np.float32]:
    """A Gaussian blur of one plane, its border repeated."""
    reach = max(1, int(np.ceil(3 * sigma_px)))
    offsets = np.arange(-reach, reach + 1)
    weights = np.exp(-(offsets**2) / (2 * sigma_px**2))
    weights = (weights / weights.sum()).astype(np.float32)
    rows, columns = plane.shape
    padded = np.pad(plane, reach, mode="edge")
    down = np.zeros((rows, padded.shape[1]), np.float32)
    for offset, weight in enumerate(weights):
        down += weight * padded[offset : offset + rows]
    result = np.zeros(plane.shape, np.float32)
    for offset, weight in enumerate(weights):
        result += weight * down[:, offset : offset + columns]
    return result
