"""A lesion as one examination shows it: what the same lesion of another examination is compared with."""

from dataclasses import dataclass, field
from enum import StrEnum

from medviewer.domain.geometry import Vector
from medviewer.words import Message, message


class LesionSource(StrEnum):
    """What tells of a lesion."""

    FINDING = "finding"  # that the reader confirmed
    MEASUREMENT = "measurement"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True)
class LesionSize:
    """What was measured of it; None where nothing was."""

    longest_mm: float | None = None
    short_axis_mm: float | None = None
    volume_ml: float | None = None

    def or_else(self, other: "LesionSize") -> "LesionSize":
        """These numbers, and the other's where there are none; two diameters stay of one measurement."""
        own = self if self.longest_mm is not None else other
        volume_ml = self.volume_ml if self.volume_ml is not None else other.volume_ml
        return LesionSize(own.longest_mm, own.short_axis_mm, volume_ml)


@dataclass(frozen=True, slots=True)
class Lesion:
    """One lesion of one examination, with all that was found, measured and painted of it.

    Attributes:
        item_ids: of its findings, measurements and segments; the first one's tracking UID is its own.
        label: the model's word for it ("lung_nodule"); "" where only a reader spoke of it.
        name: for a reader.
        site: where in the body, for a reader.
        center_lps_mm: None where the image has no place: nothing is matched to it by distance.
        space: what its place is told in, as `imaging.image_places.space_of` names it.
        display_set_id: whose images show it.
        sop_instance_uid: the image that shows it best; "" for a reformat.
    """

    item_ids: tuple[str, ...]
    source: LesionSource
    name: Message
    center_lps_mm: Vector | None
    space: str
    display_set_id: str
    sop_instance_uid: str = ""
    label: str = ""
    site: Message = field(default_factory=lambda: told(""))
    size: LesionSize = field(default_factory=LesionSize)

    @property
    def item_id(self) -> str:
        return self.item_ids[0]


def told(text: str) -> Message:
    """A reader's own words, which nobody translates."""
    return message("Lesion", "{text}", text=text)
