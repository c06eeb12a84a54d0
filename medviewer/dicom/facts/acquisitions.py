"""What a header says of how and when each frame was acquired, standard attributes and the vendors' own.

A classic image says it at the top of its data set, an enhanced one in functional groups (PS3.3 C.7.6.16.2), a
legacy converted one in the sequences of attributes nobody had a place for (PS3.3 C.7.6.16.2.25).
"""

import math
import struct
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from pydicom.datadict import keyword_for_tag, tag_for_keyword
from pydicom.dataset import Dataset

from medviewer.dicom.facts.image_components import component_of
from medviewer.dicom.reading.attributes import (
    MALFORMED,
    first_item,
    integer,
    items,
    number,
    numbers,
    private_value,
    text,
    texts,
)
from medviewer.dicom.reading.recall import recalled
from medviewer.domain.acquisition import Acquisition

Value = TypeVar("Value")

UNASSIGNED = (
    "UnassignedPerFrameConvertedAttributesSequence",
    "UnassignedSharedConvertedAttributesSequence",
)
CONTENT, CARDIAC = "FrameContentSequence", "CardiacSynchronizationSequence"
ECHO, DIFFUSION, KERNEL = "MREchoSequence", "MRDiffusionSequence", "CTReconstructionSequence"
FRAME_TYPES = ("MRImageFrameTypeSequence", "CTImageFrameTypeSequence", "PETFrameTypeSequence")
SEQUENCES = (CONTENT, CARDIAC, ECHO, DIFFUSION, KERNEL, *FRAME_TYPES, *UNASSIGNED)
GE_B_VALUE_OFFSET = 100_000  # GE adds multiples of it to a b-value that it computed
LARGEST_B_VALUE = 100_000.0  # s/mm²; more is no b-value


class PrivateNumber(NamedTuple):
    """A vendor's own attribute, valid where its creator stands at the start of its block."""

    creator_tag: int
    creator: str
    tag: int


B_VALUES = (
    PrivateNumber(0x00190010, "SIEMENS MR HEADER", 0x0019100C),
    PrivateNumber(0x00430010, "GEMS_PARM_01", 0x00431039),
    PrivateNumber(0x20010010, "Philips Imaging DD 001", 0x20011003),
    PrivateNumber(0x00650010, "Image Private Header", 0x00651009),
)
KEYWORDS = (
    "TemporalPositionIdentifier",
    "TriggerTime",
    "FrameReferenceTime",
    "NominalPercentageOfCardiacPhase",
    "EchoNumbers",
    "EchoTime",
    "DiffusionBValue",
    "AcquisitionNumber",
    "ConvolutionKernel",
    "ComplexImageComponent",
    "DimensionIndexSequence",
)
ACQUISITION_TAGS = frozenset(
    [tag for name in KEYWORDS if (tag := tag_for_keyword(name)) is not None]
    + [tag for one in B_VALUES for tag in (one.creator_tag, one.tag)]
)


def acquisitions(
    dataset: Dataset, shared: Sequence[Dataset], groups: Sequence[Dataset]
) -> list[Acquisition]:
    """One for each of the per-frame `groups`, which go before `shared` groups and the top of the data set."""
    general = _facts([dataset, *(part for group in shared for part in _parts(group))])
    pointers = _dimension_keywords(dataset)
    return [_own(_parts(group), general, pointers) for group in groups]


def acquisition(dataset: Dataset, shared: Sequence[Dataset] = ()) -> Acquisition:
    """Of an image without per-frame groups."""
    if not shared:
        return _top(dataset)
    return _facts([dataset, *(part for group in shared for part in _parts(group))])


@recalled
def _top(dataset: Dataset) -> Acquisition:
    return _facts([dataset])


def _parts(group: Dataset) -> list[Dataset]:
    """The items of a functional group that speak of acquisition."""
    return [item for name in SEQUENCES if (item := first_item(group, name)) is not None]


def _own(parts: list[Dataset], general: Acquisition, pointers: Sequence[str]) -> Acquisition:
    stated = frozenset(int(tag) for part in parts for tag in part.keys())  # noqa: SIM118 - tags, not elements
    if stated.isdisjoint(MEANT):
        return general
    own = _facts(parts, stated)
    indices = next(
        (found for part in parts if (found := numbers(part, "DimensionIndexValues"))), ()
    )
    values = {
        name: mine if (mine := getattr(own, name)) not in (None, "") else getattr(general, name)
        for name in MERGED
    }
    dimensions = tuple((name, int(index)) for name, index in zip(pointers, indices, strict=False))
    return Acquisition(**values, dimensions=dimensions)


MERGED = tuple(name for name in Acquisition.__slots__ if name != "dimensions")


@cache
def _tag(keyword: str) -> int:
    return int(tag_for_keyword(keyword) or 0)


DATE_TIMES = ("FrameAcquisitionDateTime", "FrameReferenceDateTime")
POSITIONS = ("TemporalPositionIndex", "TemporalPositionIdentifier")
TRIGGERS = ("NominalCardiacTriggerDelayTime", "TriggerTime")
ECHO_TIMES = ("EffectiveEchoTime", "EchoTime")
NUMBERS = ("FrameAcquisitionNumber", "AcquisitionNumber")
KINDS = ("ImageType", "FrameType", "ComplexImageComponent")
SINGLE = (
    "FrameReferenceTime",
    "NominalPercentageOfCardiacPhase",
    "EchoNumbers",
    "StackID",
    "InStackPositionNumber",
    "ConvolutionKernel",
    "DiffusionBValue",
    "DimensionIndexValues",
)
MEANT = frozenset(
    _tag(name)
    for names in (DATE_TIMES, POSITIONS, TRIGGERS, ECHO_TIMES, NUMBERS, KINDS, SINGLE)
    for name in names
) | {one.tag for one in B_VALUES}


def _facts(places: Sequence[Dataset], stated: frozenset[int] | None = None) -> Acquisition:
    """What the places say; `stated` lists all of their tags where that is cheaper than asking for each."""

    def first(read: Callable[[Dataset, str], Value | None], *keywords: str) -> Value | None:
        return _first(places, read, [k for k in keywords if stated is None or _tag(k) in stated])

    has_kind = stated is None or not stated.isdisjoint(map(_tag, KINDS))
    return Acquisition(
        date_time=first(text, *DATE_TIMES) or "",
        temporal_position=first(integer, *POSITIONS),
        trigger_time_ms=first(number, *TRIGGERS),
        reference_time_ms=first(number, "FrameReferenceTime"),
        cardiac_phase_percent=first(number, "NominalPercentageOfCardiacPhase"),
        echo_number=first(integer, "EchoNumbers"),
        echo_time_ms=first(number, *ECHO_TIMES),
        b_value=_b_value(places),
        acquisition_number=first(integer, *NUMBERS),
        stack_id=first(text, "StackID") or "",
        stack_position=first(integer, "InStackPositionNumber"),
        component=_component(places) if has_kind else "",
        kernel=first(text, "ConvolutionKernel") or "",
    )


def _first(
    places: Sequence[Dataset],
    read: Callable[[Dataset, str], Value | None],
    keywords: Sequence[str],
) -> Value | None:
    """The first value that any place states under any of the keywords."""
    for place in places:
        for keyword in keywords:
            value = read(place, keyword)
            if value is not None and value != "":
                return value
    return None


def _component(places: Sequence[Dataset]) -> str:
    for place in places:
        # The first two values are ORIGINAL or DERIVED, PRIMARY or SECONDARY (PS3.3 C.7.6.1.1.2).
        types = (*texts(place, "ImageType")[2:], *texts(place, "FrameType")[2:])
        found = component_of((*types, text(place, "ComplexImageComponent")))
        if found:
            return found
    return ""


def _b_value(places: Sequence[Dataset]) -> float | None:
    for place in places:
        candidates = (number(place, "DiffusionBValue"), *(_private(place, one) for one in B_VALUES))
        found = next((one for one in candidates if one is not None), None)
        if found is not None:
            return found
    return None


def _private(dataset: Dataset, attribute: PrivateNumber) -> float | None:
    """The first number of a private attribute, whatever VR it was stored with."""
    creator = private_value(dataset, attribute.creator_tag)
    if creator is None or _words(creator) != attribute.creator:
        return None
    value = _as_number(private_value(dataset, attribute.tag))
    if value is None or not math.isfinite(value) or value < 0:
        return None
    if value > LARGEST_B_VALUE:
        value %= GE_B_VALUE_OFFSET
    return value


def _words(value: object) -> str:
    plain = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    return plain.strip("\0 ")


def _as_number(value: object | None) -> float | None:
    """Text (IS, DS, UN with text in it), or 4 or 8 bytes of a float."""
    if isinstance(value, bytes):
        head = value.split(b"\\")[0].strip(b"\0 ")
        try:
            return float(head)
        except ValueError:
            return _packed(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = next(iter(value), None)
    try:
        return float(str(value))
    except ValueError:
        return None


def _packed(value: bytes) -> float | None:
    kind = {4: "<f", 8: "<d"}.get(len(value))
    return float(struct.unpack(kind, value)[0]) if kind else None


def _dimension_keywords(dataset: Dataset) -> list[str]:
    """What each dimension index counts, PS3.3 C.7.6.17."""
    return [_pointed_at(item) for item in items(dataset, "DimensionIndexSequence")]


def _pointed_at(item: Dataset) -> str:
    try:
        tag = item.get("DimensionIndexPointer")
        return (keyword_for_tag(tag) or str(tag)) if tag is not None else ""
    except MALFORMED:
        return ""
