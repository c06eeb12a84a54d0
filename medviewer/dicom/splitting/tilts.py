"""A tilted gantry: slices that lie askew on one another, moved within their planes onto a regular grid.

The tilt is the angle between the normal of the slices, cross(row, column), and the step from one slice to the
next; what the header says of it, (0018,1120), may have the wrong sign. Every slice stays in the plane it was
acquired in, so slice numbers, windows and sources stay what they are; only its pixels move along rows or
columns, by a part of a pixel, and the images grow by the way from the first slice to the last.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from medviewer.dicom.splitting.slice_order import plane_of
from medviewer.domain.geometry import FloatArray, VolumeGeometry, as_vector
from medviewer.domain.study import FrameSource, Shifted
from medviewer.imaging.regrid import WHOLE_PIXEL
from medviewer.words import Message, message

MAX_TILT_DEGREES = 45.0  # no gantry tilts that far; slices that do are another thing


MAX_GROWTH = 4  # times the rows or columns as acquired; a neck at 30° needs twice as many


@dataclass(frozen=True, slots=True)
class RegularStack:
    """Slices on a grid whose step is along their normal."""

    geometry: VolumeGeometry
    frames: tuple[FrameSource, ...]

    @property
    def is_too_large(self) -> bool:
        """Whether its images are mostly empty: slices far beside one another, or a header that lies."""
        first = self.frames[0].as_acquired
        _, rows, columns = self.geometry.shape
        return rows > MAX_GROWTH * first.rows or columns > MAX_GROWTH * first.columns


def tilt_degrees(geometry: VolumeGeometry) -> float:
    """The angle between the slice step and the normal, from 0 to 90."""
    length = float(np.linalg.norm(geometry.slice_step_mm))
    return float(np.degrees(np.arccos(min(geometry.slice_spacing_mm / length, 1.0))))


def regular_stack(geometry: VolumeGeometry, frames: Sequence[FrameSource]) -> RegularStack:
    """The frames of a sheared grid, each shifted within its plane to where a regular grid has it."""
    offsets = _offsets_px(geometry, frames)
    first = np.floor(offsets.min(axis=0) + WHOLE_PIXEL)
    grown = np.ceil(offsets.max(axis=0) - first - WHOLE_PIXEL).astype(int)
    slices, rows, columns = geometry.shape
    shape = (slices, rows + int(grown[0]), columns + int(grown[1]))
    plane = dataclasses.replace(
        geometry.plane, position=as_vector(geometry.plane.pixel_to_patient(first[0], first[1]))
    )
    normal = geometry.plane.normal
    step = normal * float(normal @ np.asarray(geometry.slice_step_mm))
    regular = VolumeGeometry(plane, as_vector(step), shape)
    moved = tuple(
        _shifted(frame, regular, index, offsets[index] - first)
        for index, frame in enumerate(frames)
    )
    return RegularStack(regular, moved)


def _offsets_px(geometry: VolumeGeometry, frames: Sequence[FrameSource]) -> FloatArray:
    """How far each frame's first pixel lies beside the normal through the grid's, as (row, column)."""
    positions = np.array([plane_of(frame).position for frame in frames], float)
    beside = positions - np.asarray(geometry.plane.position)
    plane = geometry.plane
    rows = beside @ np.asarray(plane.column_direction) / plane.row_spacing_mm
    columns = beside @ np.asarray(plane.row_direction) / plane.column_spacing_mm
    offsets: FloatArray = np.stack([rows, columns], axis=1)
    return offsets


def _shifted(
    frame: FrameSource, grid: VolumeGeometry, index: int, shift: FloatArray
) -> FrameSource:
    _, rows, columns = grid.shape
    return dataclasses.replace(
        frame,
        plane=grid.slice_plane(index),
        shifted=Shifted(frame, float(shift[0]), float(shift[1]), rows, columns),
    )


def resampled_note(degrees: float, *, is_ct: bool) -> Message:
    """Only a CT has a gantry; elsewhere parallel slices were placed beside one another on purpose."""
    if not is_ct:
        return message(
            "Display sets",
            "Slices lie askew on one another by {degrees}°: they are shown resampled onto a regular grid.",
            degrees=f"{degrees:.1f}",
        )
    return message(
        "Display sets",
        "The gantry was tilted by {degrees}°: slices are shown resampled onto a regular grid.",
        degrees=f"{degrees:.1f}",
    )


def too_large_note(geometry: VolumeGeometry) -> Message:
    _, rows, columns = geometry.shape
    return message(
        "Display sets",
        "On a regular grid these askew slices would be images of {rows} × {columns} pixels, so this series "
        "is shown as a stack, not a volume.",
        rows=rows,
        columns=columns,
    )


def askew_note(degrees: float) -> Message:
    return message(
        "Display sets",
        "Slices lie askew on one another by {degrees}°, more than any gantry tilts, so this series is shown "
        "as a stack, not a volume.",
        degrees=f"{degrees:.1f}",
    )
