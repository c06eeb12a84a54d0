"""Marks that came in a file, as they lie over an image: lines, dots and words, for looking at only."""

from dataclasses import dataclass

from medviewer.domain.calibration import Pixel
from medviewer.domain.geometry import Vector
from medviewer.domain.object_reference import ObjectReference

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class MarkText:
    """Words to the right of a place; `leads_to` is what a thin line points at."""

    at: Pixel
    lines: tuple[str, ...]
    leads_to: Pixel | None = None


@dataclass(frozen=True, slots=True)
class ImageMark:
    """One mark in (column, row) of an image, integers on pixel centres.

    Attributes:
        origin: what it came from, "SR" or a layer's name; stands before its words.
    """

    lines: tuple[tuple[Pixel, ...], ...] = ()
    dots: tuple[Pixel, ...] = ()
    texts: tuple[MarkText, ...] = ()
    colour: Rgb | None = None
    is_filled: bool = False
    origin: str = ""


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark on the images a reference names: one instance, or some of its frames."""

    image: ObjectReference
    mark: ImageMark

    def is_on(self, sop_instance_uid: str, frame_index: int) -> bool:
        """`frame_index` counts from 0, the reference's frames from 1."""
        is_frame = not self.image.frames or frame_index + 1 in self.image.frames
        return is_frame and self.image.sop_instance_uid == sop_instance_uid


@dataclass(frozen=True, slots=True)
class PatientMark:
    """A mark in the patient, LPS mm; drawn on the images its points lie on or next to."""

    frame_of_reference_uid: str
    lines: tuple[tuple[Vector, ...], ...] = ()
    dots: tuple[Vector, ...] = ()
    words: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class MarkSet:
    """All marks of one object.

    Attributes:
        display_set_ids: the only display sets they are drawn on; () for wherever their images are shown.
    """

    object_uid: str
    study_key: str
    placed: tuple[PlacedMark, ...] = ()
    in_patient: tuple[PatientMark, ...] = ()
    display_set_ids: tuple[str, ...] = ()
