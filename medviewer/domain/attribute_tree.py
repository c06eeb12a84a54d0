"""What stands in a DICOM file, as rows of a tree that a reader can unfold, search and copy.

A row keeps the place of its value in the file, so that what lies below a sequence is read when it is asked
for: a segmentation of 10,000 frames lists as fast as a radiograph.
"""

from dataclasses import dataclass
from pathlib import Path

from medviewer.words import Message

RowPath = tuple[int, ...]  # row numbers from the top: section, attribute, item, attribute, …


@dataclass(frozen=True, slots=True)
class Coding:
    """How the elements at a place are encoded (PS3.5 sections 7.1 and 6.1.2).

    `is_signed` is the Pixel Representation, which the type of "US or SS" attributes hangs on.
    """

    is_implicit: bool = False
    is_little_endian: bool = True
    character_sets: tuple[str, ...] = ()
    is_signed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value lies: bytes `offset` to `offset + length` of the file, inflated where it is deflated."""

    offset: int
    length: int
    coding: Coding


@dataclass(frozen=True, slots=True)
class Attribute:
    """One row: an attribute, an item of a sequence, or bytes that could not be understood.

    Attributes:
        tag: None for an item and for bytes that belong to no attribute.
        vr: "" for an item.
        multiplicity: number of values, None where it is not known or means nothing.
        name: DICOM's own, the private dictionary's in brackets, or words for an item.
        value: at most a line of it; `is_whole` tells whether that is all.
        creator: who defined a private attribute.
        has_rows: whether there is something to unfold.
        problem: why the value is not what the standard promises.
    """

    tag: int | None
    vr: str
    multiplicity: int | None
    name: str | Message
    keyword: str
    value: str | Message
    place: Place
    is_whole: bool = True
    creator: str = ""
    has_rows: bool = False
    problem: Message | None = None

    @property
    def tag_text(self) -> str:
        """`(0028,0010)`; "" for an item."""
        return "" if self.tag is None else f"({self.tag >> 16:04X},{self.tag & 0xFFFF:04X})"


@dataclass(frozen=True, slots=True)
class AttributeFile:
    """A file's rows on top: file meta information (PS3.10 section 7.1) and data set.

    `frame` holds the functional groups of one frame of a multi-frame image (PS3.3 C.7.6.16), flat.
    """

    path: Path
    is_deflated: bool
    meta: tuple[Attribute, ...]
    data_set: tuple[Attribute, ...]
    frame: tuple[Attribute, ...] = ()
    frame_index: int = 0

    @property
    def sections(self) -> tuple[tuple[Attribute, ...], ...]:
        """Rows by section; the first number of a `RowPath` counts these."""
        return (self.frame, self.data_set, self.meta)


FRAME_SECTION, DATA_SET_SECTION, META_SECTION = range(3)


@dataclass(frozen=True, slots=True)
class Branch:
    """Rows read from below one row."""

    path: RowPath
    rows: tuple[Attribute, ...]
