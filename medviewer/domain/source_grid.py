"""The grid of a display set's source slices: what scripts and files are told, whatever the screen shows."""

import numpy as np

from medviewer.domain.geometry import FloatArray, ImagePlane
from medviewer.domain.study import DisplaySet, FrameSource

STEP_TOLERANCE_MM, STEP_TOLERANCE_SHARE = 0.01, 0.01  # steps that differ by more than both differ


def source_affine_lps(display_set: DisplaySet) -> FloatArray | None:
    """4 × 4 matrix from (column, row, slice, 1) of the source slices to patient (x, y, z, 1) mm.

    Slices are counted in display order among those that exist. The third column is the true step from one
    slice to the next, sheared where the gantry was tilted. A single slice steps along its normal by
    SpacingBetweenSlices, else SliceThickness, else 1 mm: nothing else is known of its depth.

    Returns:
        None where a slice has no place, or where any step differs from the mean one by more than 0.01 mm
        and 1 %.
    """
    frames = display_set.source_frames
    planes = [frame.plane for frame in frames if frame.plane is not None]
    if not planes or len(planes) != len(frames):
        return None
    step = _step(planes) if len(planes) > 1 else _depth(frames[0], planes[0])
    if step is None:
        return None
    first = planes[0]
    affine = np.eye(4)
    affine[:3, 0] = np.asarray(first.row_direction) * first.column_spacing_mm
    affine[:3, 1] = np.asarray(first.column_direction) * first.row_spacing_mm
    affine[:3, 2] = step
    affine[:3, 3] = first.position
    return affine


def source_spacing_mm(display_set: DisplaySet) -> tuple[float, float, float] | None:
    """(row, column, slice) mm of the source slices; the median gap along the normal for the slices.

    None where a slice has no place, or where all of several slices lie at one.
    """
    frames = display_set.source_frames
    planes = [frame.plane for frame in frames if frame.plane is not None]
    if not planes or len(planes) != len(frames):
        return None
    first = planes[0]
    gap = float(np.linalg.norm(_depth(frames[0], first)))
    if len(planes) > 1:
        places = np.array([plane.position for plane in planes]) @ first.normal
        gap = float(np.median(np.abs(np.diff(places))))
    return (first.row_spacing_mm, first.column_spacing_mm, gap) if gap > 0 else None


def _step(planes: list[ImagePlane]) -> FloatArray | None:
    positions = np.array([plane.position for plane in planes], float)
    steps = np.diff(positions, axis=0)
    mean: FloatArray = (positions[-1] - positions[0]) / (len(planes) - 1)
    length = float(np.linalg.norm(mean))
    tolerance = max(STEP_TOLERANCE_MM, STEP_TOLERANCE_SHARE * length)
    is_even = bool(np.all(np.linalg.norm(steps - mean, axis=1) <= tolerance))
    return mean if is_even and abs(float(mean @ planes[0].normal)) > 0 else None


def _depth(frame: FrameSource, plane: ImagePlane) -> FloatArray:
    stated = (frame.instance.spacing_between_slices_mm, frame.instance.slice_thickness_mm)
    depth = next((abs(one) for one in stated if one), 1.0)
    return plane.normal * depth
