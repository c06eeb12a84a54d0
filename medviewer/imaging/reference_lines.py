"""Where one image cuts another, and where a place in the patient lies on an image."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from medviewer.domain.geometry import FloatArray, ImagePlane
from medviewer.domain.rigid_transform import RigidTransform
from medviewer.domain.study import FrameSource
from medviewer.imaging.marks import Point, Segment

SMALLEST_SINE = 0.17  # 10 degrees: flatter than that a line says nothing of where the slice is


@dataclass(frozen=True, slots=True)
class PixelPlace:
    """A place in the patient as an image sees it: its pixel, and how far it lies off the plane."""

    pixel: Point
    distance_mm: float


def place_on(frame: FrameSource, point: ArrayLike) -> PixelPlace | None:
    """Project a point, patient mm, onto an image; None where the image has no place."""
    plane = frame.plane
    if plane is None:
        return None
    offset = np.asarray(point, float) - plane.position
    return PixelPlace(_pixel(plane, offset), float(np.dot(plane.normal, offset)))


def reference_line(
    shown: FrameSource, other: FrameSource, transform: RigidTransform
) -> Segment | None:
    """The stroke in which `other` cuts `shown`, in pixels of `shown`; None where it does not.

    Args:
        transform: from the other's places to those of the image shown.
    """
    if shown.plane is None or other.plane is None:
        return None
    normal = shown.plane.normal
    corners = transform.apply(_corners(other, other.plane))
    if _sine(normal, corners) < SMALLEST_SINE:
        return None
    heights = (corners - shown.plane.position) @ normal
    crossings = []
    for first, last in ((0, 1), (1, 2), (2, 3), (3, 0)):
        if (heights[first] < 0) != (heights[last] < 0):
            share = heights[first] / (heights[first] - heights[last])
            crossings.append(corners[first] + share * (corners[last] - corners[first]))
    if len(crossings) != 2:
        return None
    start, end = (_pixel(shown.plane, crossing - shown.plane.position) for crossing in crossings)
    return clipped(Segment(start, end), shown.rows, shown.columns)


def clipped(stroke: Segment, rows: int, columns: int) -> Segment | None:
    """The part of a stroke within an image's outer edges (Liang and Barsky 1984); None where it is beside."""
    start, end = np.array([stroke.start.x, stroke.start.y]), np.array([stroke.end.x, stroke.end.y])
    low, high = np.array([-0.5, -0.5]), np.array([columns - 0.5, rows - 0.5])
    along, first, last = end - start, 0.0, 1.0
    for axis in (0, 1):
        if along[axis] == 0:
            if not low[axis] <= start[axis] <= high[axis]:
                return None
            continue
        near, far = sorted(float(e[axis] - start[axis]) / along[axis] for e in (low, high))
        first, last = max(first, near), min(last, far)
    if first >= last:
        return None
    begin, finish = start + first * along, start + last * along
    return Segment(
        Point(float(begin[0]), float(begin[1])), Point(float(finish[0]), float(finish[1]))
    )


def _corners(frame: FrameSource, plane: ImagePlane) -> FloatArray:
    """The outer corners of an image, around it; (4, 3) mm."""
    bottom, right = frame.rows - 0.5, frame.columns - 0.5
    pixels = ((-0.5, -0.5), (-0.5, right), (bottom, right), (bottom, -0.5))
    return np.array([plane.pixel_to_patient(row, column) for row, column in pixels])


def _sine(normal: FloatArray, corners: FloatArray) -> float:
    other = np.cross(corners[1] - corners[0], corners[3] - corners[0])
    other = other / np.linalg.norm(other)
    return float(np.linalg.norm(np.cross(normal, other)))


def _pixel(plane: ImagePlane, offset: FloatArray) -> Point:
    """Pixel coordinates of an offset from the first pixel, mm."""
    return Point(
        float(np.dot(offset, plane.row_direction)) / plane.column_spacing_mm,
        float(np.dot(offset, plane.column_direction)) / plane.row_spacing_mm,
    )
