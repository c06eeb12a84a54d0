"""Where in an image or in the patient a report points (PS3.3 C.18.6, C.18.9)."""

from dataclasses import dataclass
from enum import StrEnum

from medviewer.domain.geometry import Vector
from medviewer.domain.object_reference import ObjectReference


class GraphicType(StrEnum):
    """Shapes of SCOORD (C.18.6.1.2) and SCOORD3D (C.18.9.1.2)."""

    POINT = "POINT"
    MULTIPOINT = "MULTIPOINT"
    POLYLINE = "POLYLINE"
    POLYGON = "POLYGON"
    CIRCLE = "CIRCLE"  # centre, a point on the circumference
    ELLIPSE = "ELLIPSE"  # ends of the major axis, ends of the minor axis
    ELLIPSOID = "ELLIPSOID"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class SpatialCoordinates:
    """One shape.

    Attributes:
        points: LPS mm where `is_in_patient`, else (column, row, 0) of the image, whose first pixel has its
            centre at (0, 0); the file counts from that pixel's corner.
        frame_of_reference_uid: of the patient's space.
        image: the image an SCOORD is of; None where the file names none.
    """

    graphic_type: GraphicType
    points: tuple[Vector, ...]
    is_in_patient: bool = False
    frame_of_reference_uid: str = ""
    image: ObjectReference | None = None
