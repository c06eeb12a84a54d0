"""What a reader drew on an image to measure or to point at. Values are computed from it, never kept in it.

Points are kept in the patient (LPS mm) wherever the image says where it lies, so that the same measurement
holds on the stack as acquired, resampled, or in a reformat. Where it does not, they are pixels of that one
image.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from medviewer.domain.calibration import Pixel
from medviewer.domain.geometry import ImagePlane, Vector, as_vector

ON_PLANE_MM = 0.05  # a point this near to a plane was drawn on it
PARALLEL_COSINE = (
    0.99999  # of the angle between two planes that count as parallel: a quarter of a degree
)


class MeasurementKind(StrEnum):
    """What was drawn."""

    LENGTH = "length"
    ANGLE = "angle"  # three points, the vertex in the middle
    COBB = "cobb"  # two lines that share no point (IHE BIR's angle)
    BIDIRECTIONAL = "bidirectional"  # long axis, then short axis at right angles
    RECTANGLE = "rectangle"  # two opposite corners
    ELLIPSE = "ellipse"  # two opposite corners of the rectangle around it
    POLYGON = "polygon"
    FREEHAND = "freehand"
    PROBE = "probe"
    TEXT = "text"
    ARROW = "arrow"  # from its tail to its head


POINT_COUNTS = {
    MeasurementKind.LENGTH: 2,
    MeasurementKind.ANGLE: 3,
    MeasurementKind.COBB: 4,
    MeasurementKind.BIDIRECTIONAL: 4,
    MeasurementKind.RECTANGLE: 2,
    MeasurementKind.ELLIPSE: 2,
    MeasurementKind.PROBE: 1,
    MeasurementKind.TEXT: 1,
    MeasurementKind.ARROW: 2,
}  # outlines have as many as were drawn
CORNERED = frozenset({MeasurementKind.RECTANGLE, MeasurementKind.ELLIPSE})
OUTLINED = frozenset({MeasurementKind.POLYGON, MeasurementKind.FREEHAND})
REGIONS = CORNERED | OUTLINED
UNMEASURED = frozenset({MeasurementKind.TEXT, MeasurementKind.ARROW})


@dataclass(frozen=True, slots=True)
class ReferencedImage:
    """The image something was drawn on.

    Attributes:
        display_set_id: as its study lists it, whichever way it was shown.
        sop_instance_uid: "" on a reformat, which no file holds.
        frame_index: within the instance, 0 first.
        plane: the image's place in the patient; None where it is unknown.
    """

    study_key: str
    display_set_id: str
    sop_instance_uid: str
    frame_index: int = 0
    plane: ImagePlane | None = None


@dataclass(frozen=True, slots=True)
class Measurement:
    """One drawing.

    Attributes:
        points: LPS mm where the image has a plane, else (column, row, 0) of its pixels.
        label: the reader's own words.
    """

    measurement_id: str
    kind: MeasurementKind
    image: ReferencedImage
    points: tuple[Vector, ...]
    label: str = ""

    @property
    def is_region(self) -> bool:
        """Whether it encloses pixels."""
        return self.kind in REGIONS

    def pixels(self, plane: ImagePlane | None = None) -> tuple[Pixel, ...]:
        """Its points as (column, row) of the image it was drawn on, or of one shown in another `plane`."""
        return to_pixels(self.points, plane or self.image.plane)

    def moved_to(self, pixels: Iterable[Pixel]) -> "Measurement":
        """The same with other points, (column, row) of its own image."""
        return replace(self, points=to_points(pixels, self.image.plane))

    def lies_on(self, other: ReferencedImage, reach_mm: float = ON_PLANE_MM) -> bool:
        """Whether it is to be seen on that image of the same display set.

        Args:
            reach_mm: how far beside a plane parallel to its own it still is.
        """
        mine = self.image
        if (mine.study_key, mine.display_set_id) != (other.study_key, other.display_set_id):
            return False
        if mine.plane is None or other.plane is None:
            return (mine.sop_instance_uid, mine.frame_index) == (
                other.sop_instance_uid,
                other.frame_index,
            )
        # Another echo or time at this very place is another image.
        is_other_frame = bool(mine.sop_instance_uid and other.sop_instance_uid) and (
            (mine.sop_instance_uid, mine.frame_index) != (other.sop_instance_uid, other.frame_index)
        )
        return not is_other_frame and _is_on_plane(self.points, mine.plane, other.plane, reach_mm)


def to_pixels(points: Iterable[Vector], plane: ImagePlane | None) -> tuple[Pixel, ...]:
    """Points as a measurement keeps them → (column, row)."""
    if plane is None:
        return tuple((x, y) for x, y, _ in points)
    return tuple(plane.patient_to_pixel(point) for point in points)


def to_points(pixels: Iterable[Pixel], plane: ImagePlane | None) -> tuple[Vector, ...]:
    """(column, row) → points as a measurement keeps them."""
    if plane is None:
        return tuple((column, row, 0.0) for column, row in pixels)
    return tuple(as_vector(plane.pixel_to_patient(row, column)) for column, row in pixels)


def _is_on_plane(
    points: Iterable[Vector], mine: ImagePlane, other: ImagePlane, reach_mm: float
) -> bool:
    normal = other.normal
    if abs(float(np.dot(mine.normal, normal))) < PARALLEL_COSINE:
        return False
    return all(
        abs(float(np.dot(normal, np.subtract(point, other.position)))) <= reach_mm
        for point in points
    )
