"""What a finding measures once its box or its outlines have been changed: place, size, images.

Sizes of an outlined finding are those of its largest outline; of one that only has a box, the box's sides on
its middle slice, which are the axes of the ellipse that fills it. Millimetres only where pixels have a size.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from medviewer.domain.calibration import Pixel, PixelCalibration
from medviewer.domain.finding import Finding, PatientBox, SliceOutline, VoxelBox
from medviewer.domain.geometry import Vector, as_vector
from medviewer.domain.study import DisplaySet
from medviewer.imaging.marks import Point, Segment
from medviewer.imaging.outline_axes import outline_axes

Calibrations = Callable[[int], PixelCalibration]  # of an image of the display set, by index
LEAST_CORNERS = 3


def reshaped(
    finding: Finding,
    shape: tuple[VoxelBox, tuple[SliceOutline, ...]],
    shown: DisplaySet,
    calibrations: Calibrations,
) -> Finding:
    """The finding with that box and those outlines, and all that follows from them measured anew.

    Args:
        shape: the box, and the outlines on its slices; outlines beyond them are dropped, and the box is
            made to hold the others.
        shown: what the voxels count in.
    """
    outlines = tuple(o for o in shape[1] if shape[0].contains_slice(o.slice_index))
    box = _held(_around(shape[0], outlines), shown)
    key = _key_slice(finding, box, outlines, calibrations)
    middle = ((box.first[1] + box.last[1]) / 2, (box.first[2] + box.last[2]) / 2)
    sizes = _sizes(box, [o for o in outlines if o.slice_index == key], calibrations(key))
    uids = (f.instance.sop_instance_uid for f in shown.frames[box.first[0] : box.last[0] + 1])
    return replace(
        finding,
        center_lps_mm=_patient(shown, key, *middle),
        center_voxel=(key, round(middle[0]), round(middle[1])),
        box_lps_mm=_patient_box(shown, box),
        box_voxel=box,
        outlines=outlines,
        diameter_mm=sizes[0],
        short_axis_mm=sizes[1],
        sop_instance_uids=tuple(dict.fromkeys(uids)),
    )


def _around(box: VoxelBox, outlines: Sequence[SliceOutline]) -> VoxelBox:
    """The box over the same slices around all outlines; as it is where there are none."""
    points = [point for outline in outlines for point in outline.points]
    if not points:
        return box
    rows, columns = zip(*points, strict=True)
    # The pixels whose centres it holds: an outline runs between pixels, at halves.
    first = (box.first[0], math.ceil(min(rows)), math.ceil(min(columns)))
    last = (max(math.floor(max(rows)), first[1]), max(math.floor(max(columns)), first[2]))
    return VoxelBox(first, (box.last[0], *last))


def _held(box: VoxelBox, shown: DisplaySet) -> VoxelBox:
    """Within the images, its ends in order."""
    frame = shown.frames[0]
    most = (shown.count - 1, frame.rows - 1, frame.columns - 1)

    def held(corner: Sequence[int]) -> tuple[int, int, int]:
        at = [min(max(value, 0), limit) for value, limit in zip(corner, most, strict=True)]
        return at[0], at[1], at[2]

    ends = list(zip(box.first, box.last, strict=True))
    return VoxelBox(held([min(pair) for pair in ends]), held([max(pair) for pair in ends]))


def _key_slice(
    finding: Finding,
    box: VoxelBox,
    outlines: Sequence[SliceOutline],
    calibrations: Calibrations,
) -> int:
    """The slice of the longest diameter; where nothing is outlined, the one it was, or the middle one."""
    measured = [
        (_long(outline, calibrations(outline.slice_index)), outline.slice_index)
        for outline in outlines
        if len(outline.points) >= LEAST_CORNERS
    ]
    if measured:
        return max(measured)[1]
    is_kept = finding.center_voxel is not None and box.contains_slice(finding.key_slice)
    return finding.key_slice if is_kept else (box.first[0] + box.last[0]) // 2


def _long(outline: SliceOutline, scale: PixelCalibration) -> float:
    """The long axis, in mm; in pixels where those have no size."""
    steps = _steps(_pixels(outline), scale) or (1.0, 1.0)
    return _length(_axes(outline, steps)[0], steps)


def _pixels(outline: SliceOutline) -> list[Pixel]:
    return [(column, row) for row, column in outline.points]


def _steps(pixels: Sequence[Pixel], calibration: PixelCalibration) -> tuple[float, float] | None:
    """Millimetres from row to row and from column to column there; None where nobody knows them.

    On ultrasound they hold within one region only.
    """
    scale = calibration.scale_at(*pixels)
    if scale is None or not scale.is_length:
        return None
    return scale.down.per_pixel, scale.across.per_pixel


def _axes(outline: SliceOutline, steps: tuple[float, float]) -> tuple[Segment, Segment]:
    return outline_axes([Point(column, row) for row, column in outline.points], steps)


def _length(axis: Segment, steps: tuple[float, float]) -> float:
    down, across = axis.end.y - axis.start.y, axis.end.x - axis.start.x
    return float(np.hypot(down * steps[0], across * steps[1]))


def _sizes(
    box: VoxelBox, outlines: Sequence[SliceOutline], scale: PixelCalibration
) -> tuple[float | None, float | None]:
    """Long and short axis in mm."""
    drawn = [outline for outline in outlines if len(outline.points) >= LEAST_CORNERS]
    if drawn:
        largest = max(drawn, key=lambda outline: _long(outline, scale))
        steps = _steps(_pixels(largest), scale)
        sizes = [_length(axis, steps) for axis in _axes(largest, steps)] if steps else []
    else:
        corners = [(float(corner[2]), float(corner[1])) for corner in (box.first, box.last)]
        steps = _steps(corners, scale)
        sides = (box.last[1] - box.first[1] + 1, box.last[2] - box.first[2] + 1)
        sizes = sorted((sides[0] * steps[0], sides[1] * steps[1]), reverse=True) if steps else []
    return (round(sizes[0], 1), round(sizes[1], 1)) if sizes else (None, None)


def _patient(shown: DisplaySet, index: int, row: float, column: float) -> Vector | None:
    if shown.geometry is not None:
        return as_vector(shown.geometry.voxel_to_patient((index, row, column)))
    plane = shown.frames[index].plane
    return as_vector(plane.pixel_to_patient(row, column)) if plane is not None else None


def _patient_box(shown: DisplaySet, box: VoxelBox) -> PatientBox | None:
    """Hull of the corners, half a voxel beyond the outermost centres; None where no image has a place."""
    grown = 0.5 if shown.geometry is not None else 0.0  # a single plane has no thickness
    slices = (box.first[0] - grown, box.last[0] + grown)
    rows = (box.first[1] - 0.5, box.last[1] + 0.5)
    columns = (box.first[2] - 0.5, box.last[2] + 0.5)
    corners = [_corner(shown, *corner) for corner in product(slices, rows, columns)]
    known = [corner for corner in corners if corner is not None]
    if not known:
        return None
    return PatientBox(as_vector(np.min(known, axis=0)), as_vector(np.max(known, axis=0)))


def _corner(shown: DisplaySet, index: float, row: float, column: float) -> Vector | None:
    if shown.geometry is not None:
        return as_vector(shown.geometry.voxel_to_patient((index, row, column)))
    return _patient(shown, int(index), row, column)
