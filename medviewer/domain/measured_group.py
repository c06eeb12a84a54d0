"""What a report measured about one lesion or image: a group of TID 1410, 1411 or 1501 (PS3.16)."""

from dataclasses import dataclass

from medviewer.domain.code import NO_CODE, Code
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.spatial_coordinates import SpatialCoordinates


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """One number; None where the report says only why there is none (`qualifier`).

    Attributes:
        unit: as UCUM writes it, "" for bare numbers.
        modifiers: site, method and derivation, in the writer's words.
        regions: what this very number was measured along, where it was not the group's.
    """

    name: Code
    value: float | None
    unit: str = ""
    qualifier: str = ""
    modifiers: tuple[str, ...] = ()
    regions: tuple[SpatialCoordinates, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasuredGroup:
    """One group of measurements.

    Attributes:
        kind: "planar", "volumetric" or "measurements".
        codes: what was judged of it: (what, how).
        images: without coordinates; those with are in `regions`.
        segment: the segmentation its volume lies in.
        algorithm: name and version of what measured, "" where a person did or nobody said.
    """

    kind: str
    tracking_id: str = ""
    tracking_uid: str = ""
    finding: Code = NO_CODE
    category: Code = NO_CODE
    sites: tuple[Code, ...] = ()
    values: tuple[MeasuredValue, ...] = ()
    codes: tuple[tuple[Code, Code], ...] = ()
    texts: tuple[tuple[Code, str], ...] = ()
    regions: tuple[SpatialCoordinates, ...] = ()
    segment: ObjectReference | None = None
    images: tuple[ObjectReference, ...] = ()
    algorithm: str = ""

    @property
    def title(self) -> str:
        """What a reader calls it: its finding, its tracking identifier."""
        return str(self.finding) if self.finding.is_known else self.tracking_id
