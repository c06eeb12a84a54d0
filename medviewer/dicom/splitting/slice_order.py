"""Where frames lie along the slice normal, and in which order a reader scrolls them.

Scrolling goes from head to feet, from front to back, from right to left; so index 0 of an axial series is its
topmost slice. Only frames without a place keep their numbers' order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.geometry import FloatArray, ImagePlane
from medviewer.domain.study import FrameSource

SAME_PLACE_MM = 0.01  # frames closer than this lie at one place …
SAME_PLACE_SHARE = 0.1  # … or than this part of a very thin slice
# The end of each patient axis at which scrolling starts: right (x low), front (y low), head (z high).
START_SIGN = np.array([1.0, 1.0, -1.0])


@dataclass(frozen=True, slots=True)
class PlacedFrames:
    """Frames in scrolling order.

    Attributes:
        frames: those at one place one after another, in the order of time and number.
        places: the number of each frame's place, from 0.
    """

    frames: tuple[FrameSource, ...]
    places: NDArray[np.intp]

    @property
    def place_count(self) -> int:
        return int(self.places[-1]) + 1

    @property
    def most_at_one_place(self) -> int:
        return int(np.bincount(self.places).max())

    def taken(self, indices: Sequence[int]) -> "PlacedFrames":
        """Some of the frames, with the numbers of their places counted anew."""
        _, places = np.unique(self.places[list(indices)], return_inverse=True)
        return PlacedFrames(tuple(self.frames[i] for i in indices), places)


def placed(frames: Sequence[FrameSource]) -> PlacedFrames:
    """Frames of one orientation, all with a plane, sorted by place; then by time and number."""
    planes = [plane_of(frame) for frame in frames]
    direction = scroll_direction(planes[0])
    distances = np.array([plane.position for plane in planes]) @ direction
    by_distance = np.argsort(distances, kind="stable")
    starts = np.diff(distances[by_distance]) > _same_place_mm(frames[0])
    place_of = np.empty(len(frames), np.intp)
    place_of[by_distance] = np.concatenate([[0], np.cumsum(starts)])
    order = sorted(range(len(frames)), key=lambda i: (place_of[i], by_time(frames[i])))
    return PlacedFrames(tuple(frames[i] for i in order), place_of[order])


def _same_place_mm(frame: FrameSource) -> float:
    thickness = frame.instance.slice_thickness_mm
    return min(SAME_PLACE_MM, SAME_PLACE_SHARE * thickness) if thickness else SAME_PLACE_MM


def plane_of(frame: FrameSource) -> ImagePlane:
    assert frame.plane is not None  # for the type checker: groups with and without are kept apart
    return frame.plane


def date_time_of(frame: FrameSource) -> str:
    """When a frame was acquired, as far as it is told; "" otherwise."""
    return frame.acquisition.date_time or frame.instance.acquisition_date_time


def by_time(frame: FrameSource) -> tuple[float, float, float, str, int, str, tuple[int, ...], int]:
    """A sort key for what lies at one place."""
    how = frame.acquisition
    return (
        float(how.temporal_position or 0),
        how.trigger_time_ms or 0.0,
        how.reference_time_ms or 0.0,
        date_time_of(frame),
        *by_number(frame),
    )


def by_number(frame: FrameSource) -> tuple[int, str, tuple[int, ...], int]:
    """A sort key for what has no place: the file's number, then what the frames in it are counted by."""
    instance, how = frame.instance, frame.acquisition
    number = instance.instance_number if instance.instance_number is not None else 0
    counted = tuple(index for _, index in how.dimensions)
    return (number, instance.sop_instance_uid, counted, how.stack_position or frame.frame_index)


def scroll_direction(plane: ImagePlane) -> FloatArray:
    """The unit normal of a plane, turned to where scrolling goes."""
    normal = plane.normal
    axis = int(np.argmax(np.abs(normal)))
    turned: FloatArray = normal * np.sign(normal[axis]) * START_SIGN[axis]
    return turned
