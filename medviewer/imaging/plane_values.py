"""Values under what was drawn on a computed plane.

They are the volume's own where the plane runs along its axes, else interpolated like the plane's pixels.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from medviewer.domain.appearance import Appearance, MaskArray
from medviewer.domain.calibration import Pixel
from medviewer.domain.geometry import ImagePlane, as_vector
from medviewer.domain.measurement import MeasurementKind
from medviewer.domain.section import Section
from medviewer.domain.volume import Frame, Volume
from medviewer.imaging.lattice import section_lattice
from medviewer.imaging.region_values import RegionMask, Values, region_mask, values_in
from medviewer.imaging.reslice import reslice

MOST_PIXELS = 1 << 24  # of a region's box: larger ones were drawn by nobody
HALF_VOXEL = 0.5


def values_on_plane(
    kind: MeasurementKind,
    pixels: Sequence[Pixel],
    plane: ImagePlane,
    volume: Volume,
    look: Appearance,
) -> Values:
    """float64[n]: the values inside a region, or under a probe; none outside the volume. Any thread.

    Args:
        pixels: (column, row) of the plane.
        look: whose padding is left out.
    """
    section, corner = _around(pixels, plane)
    if section.shape[0] * section.shape[1] > MOST_PIXELS:
        return np.zeros(0)
    own = [(column - corner[0], row - corner[1]) for column, row in pixels]
    if kind is MeasurementKind.PROBE:
        column, row = (int(np.floor(place + HALF_VOXEL)) for place in own[0])
        region = RegionMask(np.ones((1, 1), np.bool_), row, column)
    else:
        region = region_mask(kind, own, section.shape)
    array = reslice(volume, section, outside=0)
    inside = _lies_in(volume, section)[region.rows, region.columns]
    seen = RegionMask(region.mask & inside, region.top, region.left)
    return values_in(Frame(array, volume.unit, look), None, seen)


def _around(pixels: Sequence[Pixel], plane: ImagePlane) -> tuple[Section, tuple[int, int]]:
    """The part of a plane that holds the pixels, and its first (column, row)."""
    columns, rows = zip(*pixels, strict=True)
    left, top = int(np.floor(min(columns))), int(np.floor(min(rows)))
    shape = (int(np.ceil(max(rows))) - top + 2, int(np.ceil(max(columns))) - left + 2)
    position = as_vector(plane.pixel_to_patient(top, left))
    return Section(replace(plane, position=position), shape), (left, top)


def _lies_in(volume: Volume, section: Section) -> MaskArray:
    """bool[rows, columns]: which of a section's pixels lie in the volume, out to its voxels' edges."""
    lattice = section_lattice(volume.geometry, section)
    places = lattice.rows[:, np.newaxis] + lattice.columns[np.newaxis]
    last = np.array(volume.array.shape) - HALF_VOXEL
    return np.asarray(((places >= -HALF_VOXEL) & (places <= last)).all(axis=2))
