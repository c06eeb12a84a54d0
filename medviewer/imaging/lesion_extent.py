"""How large a lesion is and where, from what was painted or outlined of it. Takes its time: for a thread."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from medviewer.domain.appearance import MaskArray
from medviewer.domain.finding import Finding
from medviewer.domain.geometry import FloatArray, Vector, VolumeGeometry, as_vector
from medviewer.domain.lesion import LesionSize
from medviewer.domain.measurement import MeasurementKind
from medviewer.domain.segmentation import Segment
from medviewer.domain.study import DisplaySet
from medviewer.imaging.outlines import Diameters, diameters, outlines
from medviewer.imaging.region_values import region_mask

LEAST_CORNERS = 3  # of an area
MOST_SLICES = 8  # the largest ones, of which the longest diameter is looked for


@dataclass(frozen=True, slots=True)
class Extent:
    """Sizes, the centre of mass (patient mm; None where images have no place), and the largest slice."""

    size: LesionSize
    center_lps_mm: Vector | None
    key_slice: int


def segment_extent(
    segment: Segment, shown: DisplaySet, check: Callable[[], None] = lambda: None
) -> Extent | None:
    """Of a segment; None where nothing is painted.

    Args:
        shown: the images it was painted on.
        check: asked between slices; raises where nobody waits for the answer any more.
    """
    by_size = sorted(segment.slices, key=lambda index: -segment.slices[index].voxels)
    if not by_size:
        return None
    total, moment = 0.0, np.zeros(3)
    axes = Diameters(0.0, 0.0)
    for rank, index in enumerate(by_size):
        check()
        mask = segment.mask(index)
        count = float(np.count_nonzero(mask))
        total += count
        moment += count * np.array((index, *_middle(mask)))
        if rank < MOST_SLICES:
            axes = max(axes, _axes(mask, shown, index), key=lambda found: found.long_mm)
    size = LesionSize(axes.long_mm or None, axes.short_mm or None, segment.volume_ml)
    return Extent(size, _place(shown, moment / total), by_size[0])


def outlined_volume_ml(finding: Finding, geometry: VolumeGeometry | None) -> float | None:
    """Of the voxels whose centres lie within the outlines, as segmentations hold them.

    None unless every slice of its box is outlined: on its key slice alone it has an area, but no volume.
    """
    box = finding.box_voxel
    if geometry is None or box is None or not finding.outlines:
        return None
    outlined = {outline.slice_index for outline in finding.outlines}
    if outlined != set(range(box.first[0], box.last[0] + 1)):
        return None
    slice_mm, row_mm, column_mm = geometry.spacing_mm
    voxels = sum(_voxels(finding, index, geometry.shape[1:]) for index in outlined)
    return voxels * row_mm * column_mm * slice_mm / 1000


def _axes(mask: MaskArray, shown: DisplaySet, index: int) -> Diameters:
    """Of the largest piece; nothing where pixels have no known size."""
    calibration = shown.frames[index].calibration
    if not calibration.is_calibrated:
        return Diameters(0.0, 0.0)
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    part = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    spacing_mm = (calibration.row_spacing, calibration.column_spacing)
    found = outlines(part)
    return diameters(found[0], spacing_mm) if found else Diameters(0.0, 0.0)


def _middle(mask: MaskArray) -> tuple[float, float]:
    rows, columns = np.nonzero(mask)
    return float(rows.mean()), float(columns.mean())


def _place(shown: DisplaySet, voxel: FloatArray) -> Vector | None:
    """Patient mm of (slice, row, column), in a volume or on the nearest image of a stack."""
    if shown.geometry is not None:
        return as_vector(shown.geometry.voxel_to_patient(voxel))
    plane = shown.frames[min(max(round(float(voxel[0])), 0), shown.count - 1)].plane
    return None if plane is None else as_vector(plane.pixel_to_patient(voxel[1], voxel[2]))


def _voxels(finding: Finding, index: int, shape: tuple[int, int]) -> int:
    """Of one slice; where outlines overlap, each voxel counts once."""
    whole = np.zeros(shape, np.bool_)
    for outline in finding.outlines:
        if outline.slice_index == index and len(outline.points) > LEAST_CORNERS - 1:
            pixels = [(column, row) for row, column in outline.points]
            region = region_mask(MeasurementKind.FREEHAND, pixels, shape)
            whole[region.rows, region.columns] |= region.mask
    return int(np.count_nonzero(whole))
