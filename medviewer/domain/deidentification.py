"""What to take out of DICOM files, and what was taken out: values, no files."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from medviewer.words import Message


class BurnedIn(StrEnum):
    """Why text is thought to stand in the pixels."""

    STATED = "stated"  # Burned In Annotation (0028,0301) is YES
    KIND = "kind"  # ultrasound, secondary captures, fluoroscopy: they often have it
    SEEN = "seen"  # something that looks like lettering was found


@dataclass(frozen=True, slots=True)
class PixelBox:
    """A rectangle to be blacked out, in pixels of the stored image; first inclusive, last exclusive.

    `series_instance_uid` "" means every series.
    """

    top: int
    left: int
    bottom: int
    right: int
    series_instance_uid: str = ""


@dataclass(frozen=True, slots=True)
class DeidentificationOptions:
    """The options of PS3.15 E.3 that are asked for, on top of the Basic Profile.

    Attributes:
        shifts_dates: Retain Longitudinal Temporal Information, modified dates: all of a patient's dates are
            moved by one number of days, so that intervals stay.
        keeps_descriptors: Clean Descriptors: of descriptions the words stay that describe images only.
        keeps_characteristics: Retain Patient Characteristics (sex, age, size, weight, …).
        keeps_device: Retain Device Identity.
        keeps_safe_private: Retain Safe Private: attributes PS3.15 table E.3.10-1 lists.
        includes_documents: encapsulated documents, whose content nobody can clean, are copied all the same;
            they do not claim to be de-identified.
        boxes: Clean Pixel Data.
    """

    shifts_dates: bool = False
    keeps_descriptors: bool = False
    keeps_characteristics: bool = False
    keeps_device: bool = False
    keeps_safe_private: bool = False
    includes_documents: bool = False
    boxes: tuple[PixelBox, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The options that are on, for reports."""
        given = {
            "shift-dates": self.shifts_dates,
            "clean-descriptors": self.keeps_descriptors,
            "retain-patient-characteristics": self.keeps_characteristics,
            "retain-device": self.keeps_device,
            "retain-safe-private": self.keeps_safe_private,
            "include-documents": self.includes_documents,
            "clean-pixels": bool(self.boxes),
        }
        return tuple(name for name, is_on in given.items() if is_on)


@dataclass(frozen=True, slots=True)
class ChangedAttribute:
    """What became of one attribute: never what it was.

    Attributes:
        tag: eight hex digits; "private" for all private ones together.
        action: removed, emptied, replaced, another UID, shifted, cleaned, kept.
        where: the sequences it lies in, outermost first; "" at the top.
    """

    tag: str
    keyword: str
    action: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class AttributeCount:
    """In how many files an attribute was changed that way, at whatever depth."""

    tag: str
    keyword: str
    action: str
    files: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that was not copied, and why. Its path may name a patient: it is for the reader only."""

    path: Path
    reason: Message


@dataclass(frozen=True, slots=True)
class TextWarning:
    """Files that may have text burned into their pixels; `name` is the new file's."""

    name: str
    source: Path
    why: frozenset[BurnedIn]
    places: tuple[PixelBox, ...] = ()


@dataclass(frozen=True, slots=True)
class DeidentificationReport:
    """What a run did.

    Attributes:
        patients, studies, series: how many there are of each in what was written.
        changed: sorted by tag.
        warnings: only of files whose pixels were not cleaned.
    """

    folder: Path
    options: DeidentificationOptions
    written: int = 0
    patients: int = 0
    studies: int = 0
    series: int = 0
    cleaned_pixels: int = 0
    changed: tuple[AttributeCount, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[TextWarning, ...] = field(default=())
