"""The three planes every reader of a volume thinks in."""

from enum import Enum


class BodyPlane(Enum):
    """Named by the axis of LPS across it: an axial plane is crossed by the axis from foot to head."""

    AXIAL = 2
    CORONAL = 1
    SAGITTAL = 0
