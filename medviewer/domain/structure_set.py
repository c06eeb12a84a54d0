"""Regions a planning system outlined: an RT Structure Set as its file has it (PS3.3 C.8.8.5, C.8.8.6)."""

from dataclasses import dataclass
from enum import StrEnum

from medviewer.domain.geometry import FloatArray
from medviewer.words import Message

Rgb = tuple[int, int, int]


class ContourKind(StrEnum):
    """Contour Geometric Type (3006,0042)."""

    POINT = "POINT"
    OPEN_PLANAR = "OPEN_PLANAR"
    OPEN_NONPLANAR = "OPEN_NONPLANAR"
    CLOSED_PLANAR = "CLOSED_PLANAR"
    CLOSED_PLANAR_XOR = "CLOSEDPLANAR_XOR"

    @property
    def is_closed(self) -> bool:
        return self in {ContourKind.CLOSED_PLANAR, ContourKind.CLOSED_PLANAR_XOR}


@dataclass(frozen=True, slots=True, eq=False)
class Contour:
    """One outline.

    Attributes:
        points: [n, 3], patient mm.
        image_uid: the SOP instance it was drawn on, "" where untold.
        slab_mm: Contour Slab Thickness, None where untold.
    """

    kind: ContourKind
    points: FloatArray
    image_uid: str = ""
    slab_mm: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class RegionOfInterest:
    """One region: what all items of the same ROI Number say of it.

    Attributes:
        interpreted_type: RT ROI Interpreted Type: GTV, CTV, PTV, ORGAN, EXTERNAL, …
        algorithm: ROI Generation Algorithm: MANUAL, SEMIAUTOMATIC, AUTOMATIC.
        left_out: contours that could not be read.
    """

    number: int
    name: str
    description: str = ""
    interpreted_type: str = ""
    algorithm: str = ""
    colour: Rgb | None = None
    frame_of_reference_uid: str = ""
    contours: tuple[Contour, ...] = ()
    left_out: int = 0

    @property
    def point_count(self) -> int:
        return sum(len(contour.points) for contour in self.contours)


@dataclass(frozen=True, slots=True, eq=False)
class StructureSet:
    """One structure set; `image_uids` and `series_uids` are of the images it was drawn on."""

    sop_instance_uid: str
    label: str
    regions: tuple[RegionOfInterest, ...]
    frame_of_reference_uids: frozenset[str] = frozenset()
    image_uids: frozenset[str] = frozenset()
    series_uids: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()
