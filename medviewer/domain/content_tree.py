"""A structured report as a tree of content items (PS3.3 C.17.3), whatever its class and template."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from medviewer.domain.code import NO_CODE, Code
from medviewer.domain.measured_group import MeasuredGroup
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.spatial_coordinates import SpatialCoordinates
from medviewer.words import Message

ItemPath = tuple[int, ...]  # numbers of the children on the way down, 0 first; () is the root


class ValueType(StrEnum):
    """What a content item holds (PS3.3 table C.17.3-7)."""

    CONTAINER = "CONTAINER"
    TEXT = "TEXT"
    NUM = "NUM"
    CODE = "CODE"
    DATETIME = "DATETIME"
    DATE = "DATE"
    TIME = "TIME"
    UIDREF = "UIDREF"
    PNAME = "PNAME"
    SCOORD = "SCOORD"
    SCOORD3D = "SCOORD3D"
    TCOORD = "TCOORD"
    COMPOSITE = "COMPOSITE"
    IMAGE = "IMAGE"
    WAVEFORM = "WAVEFORM"
    TABLE = "TABLE"
    BY_REFERENCE = "by reference"  # an item that stands elsewhere in the tree
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ContentItem:
    """One item; fields that its value type has no use for are empty.

    Attributes:
        relationship: to its parent, "" for the root.
        text: of TEXT, PNAME, UIDREF, dates and times, as they stand in the file.
        code: of CODE.
        numbers, unit: of NUM; `qualifier` says why there is no number.
        references: of IMAGE, COMPOSITE and WAVEFORM.
        target: the place of the item a by-reference relationship points at.
        template_id: of a container, where it says which it follows.
        observed_at: DICOM date and time, "" where it is that of the report.
    """

    value_type: ValueType
    relationship: str = ""
    name: Code = NO_CODE
    text: str = ""
    code: Code = NO_CODE
    numbers: tuple[float, ...] = ()
    unit: Code = NO_CODE
    qualifier: Code = NO_CODE
    coordinates: SpatialCoordinates | None = None
    references: tuple[ObjectReference, ...] = ()
    target: ItemPath | None = None
    template_id: str = ""
    observed_at: str = ""
    children: tuple["ContentItem", ...] = ()

    @property
    def value(self) -> str:
        """What it says, without its name: `12.5 mm`, `Lung`, a text."""
        if self.value_type is ValueType.NUM:
            told = " \\ ".join(map(_written, self.numbers)) or str(self.qualifier)
            return f"{told} {unit_text(self.unit)}".strip() if self.numbers else told
        return str(self.code) if self.value_type is ValueType.CODE else self.text

    def walk(self) -> Iterator["ContentItem"]:
        """Itself and all below it, as they are read."""
        waiting = [self]
        while waiting:
            item = waiting.pop()
            yield item
            waiting.extend(reversed(item.children))

    def named(self, *codes: tuple[str, str]) -> Iterator["ContentItem"]:
        """Its children of these concept names."""
        return (child for child in self.children if child.name.matches(*codes))


def _written(number: float) -> str:
    """Every digit of a decimal string, which has sixteen characters at most (PS3.5 section 6.2)."""
    return f"{number:.15g}"


def unit_text(unit: Code) -> str:
    """A UCUM code as it is written beside a number; `1` and `no units` are none."""
    if unit.value in {"1", "{ratio}"} or unit.meaning == "no units":
        return ""
    return unit.value if unit.scheme == "UCUM" else str(unit)


@dataclass(frozen=True, slots=True)
class VerifyingObserver:
    """Who answers for a report, and since when (DICOM date and time)."""

    name: str
    organization: str = ""
    verified_at: str = ""


@dataclass(frozen=True, slots=True)
class StructuredReport:
    """One report as it stands in its file.

    Attributes:
        status, verification, preliminary: the file's own words (PS3.3 C.17.2): COMPLETE or PARTIAL, VERIFIED
            or UNVERIFIED, FINAL or PRELIMINARY; "" where it does not say.
        language: of its content, as given.
        groups: what was measured, whatever the template.
        is_own: whether MedViewer wrote it, so that a reading can be taken over from it.
        evidence: every object the report was made from, with its series and study.
        notes: what could not be read of it.
    """

    sop_instance_uid: str
    title: str
    root: ContentItem
    status: str = ""
    verification: str = ""
    preliminary: str = ""
    template_id: str = ""
    content_date_time: str = ""
    language: str = ""
    manufacturer: str = ""
    observers: tuple[VerifyingObserver, ...] = ()
    evidence: tuple[ObjectReference, ...] = ()
    predecessors: tuple[ObjectReference, ...] = ()
    groups: tuple[MeasuredGroup, ...] = ()
    notes: tuple[Message, ...] = ()
    is_own: bool = False

    @property
    def is_verified(self) -> bool:
        return self.verification == "VERIFIED"

    def at(self, path: ItemPath) -> ContentItem | None:
        """The item at a place, None where there is none."""
        item = self.root
        for number in path:
            if number >= len(item.children):
                return None
            item = item.children[number]
        return item
