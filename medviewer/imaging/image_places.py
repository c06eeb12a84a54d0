"""Where the images of a display set lie: which of them is nearest to a place, which planes they are in."""

import numpy as np
from numpy.typing import ArrayLike

from medviewer.domain.geometry import FloatArray, ImagePlane
from medviewer.domain.study import DisplaySet, FrameSource

LEAST_GAP_MM = 1.0  # nearer than this an image is of the place, however thin the slices are
PARALLEL_COSINE = 0.94  # 20 degrees: as far as heads are tilted from one examination to the next


def space_of(display_set: DisplaySet) -> str:
    """What the places of its images are told in: a Frame of Reference (PS3.3 C.7.4.1), or its own."""
    uid = display_set.frames[0].instance.frame_of_reference_uid
    return uid or display_set.listed_id


def has_places(display_set: DisplaySet) -> bool:
    """Whether every image lies somewhere in the patient."""
    return all(frame.plane is not None for frame in display_set.frames)


def centre(frame: FrameSource) -> FloatArray | None:
    """Patient mm of an image's middle; None where its place is unknown."""
    if frame.plane is None:
        return None
    return frame.plane.pixel_to_patient((frame.rows - 1) / 2, (frame.columns - 1) / 2)


def are_parallel(first: ImagePlane, second: ImagePlane) -> bool:
    """Whether both cut the patient the same way, from either side."""
    return abs(float(np.dot(first.normal, second.normal))) >= PARALLEL_COSINE


def distances_mm(display_set: DisplaySet) -> FloatArray:
    """Signed distances of all images from the patient's origin along the first one's normal."""
    planes = [frame.plane for frame in display_set.frames if frame.plane is not None]
    return np.array([plane.position for plane in planes]) @ planes[0].normal


def nearest_index(display_set: DisplaySet, distances: FloatArray, point: ArrayLike) -> int:
    """The image whose plane lies nearest to a point, patient mm; `distances`: as `distances_mm` has them."""
    plane = display_set.frames[0].plane
    if plane is None:
        return 0
    at = float(np.dot(plane.normal, np.asarray(point, float)))
    return int(np.argmin(np.abs(distances - at)))


def gap_mm(display_set: DisplaySet, index: int, distances: FloatArray, point: ArrayLike) -> float:
    """How far an image's plane is from a point, patient mm; 0.0 within half the way to the next image."""
    plane = display_set.frames[0].plane
    if plane is None:
        return 0.0
    gap = abs(float(distances[index] - np.dot(plane.normal, np.asarray(point, float))))
    steps = np.abs(np.diff(distances))
    half_a_step = float(steps.max()) / 2 if len(steps) else 0.0
    return gap if gap > max(half_a_step, LEAST_GAP_MM) * 1.01 else 0.0
