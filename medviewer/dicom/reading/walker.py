"""A fast walk over the elements of a header in memory; gives up on anything unusual.

pydicom then reads the file instead: it knows every oddity, and takes five times as long for it. What is
wanted comes back as bytes, which pydicom still converts when it is asked to.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ImplicitVRLittleEndian

from medviewer.dicom.reading.element_coding import (
    ITEM,
    ITEM_END,
    LONG_VRS,
    SEQUENCE_END,
    SHORT_VRS,
    UNDEFINED_LENGTH,
)
from medviewer.dicom.reading.familiar_runs import NONE_FAMILIAR, Familiar, RawValue, Run, Span

DATA_SET = 132  # preamble and prefix, PS3.10 section 7.1
MEDIA_STORAGE_CLASS, TRANSFER_SYNTAX = 0x00020002, 0x00020010
PIXELS = {0x7FE00010: "PixelData", 0x7FE00008: "FloatPixelData", 0x7FE00009: "DoubleFloatPixelData"}
LAST_PLAIN = 0x7FE00007  # up to here a tag is no pixels
MAY_BE_UNDEFINED = (None, "SQ", "OB", "OW")

_EXPLICIT, _IMPLICIT, _LENGTH = struct.Struct("<HH2sH"), struct.Struct("<HHI"), struct.Struct("<I")


class Unusual(Exception):  # noqa: N818 - not an error: somebody else reads the file
    """Something this walk does not know."""


class HeadEndsEarly(Exception):  # noqa: N818 - not an error: there may be more to read
    """The header goes on beyond the bytes given."""


@dataclass(slots=True)
class WalkedHeader:
    """Wanted values by tag; `data_offset` is where the pixel element's value starts."""

    elements: dict[int, RawValue] = field(default_factory=dict)
    transfer_syntax_uid: str = ""
    media_class_uid: str = ""
    pixel_keyword: str = ""
    data_offset: int = 0
    pixel_length: int = 0
    is_implicit: bool = False


@dataclass(slots=True)
class WalkMemory:
    """What headers had in common so far, by their encoding; for one thread."""

    explicit: Familiar = field(default_factory=Familiar)
    implicit: Familiar = field(default_factory=Familiar)


def walk(
    head: bytes, wanted: frozenset[int], memory: WalkMemory | None = None
) -> WalkedHeader | None:
    """The wanted elements before the pixels, None where `head` holds something unusual.

    Args:
        memory: of headers walked over before, for the same `wanted`.

    Raises:
        HeadEndsEarly: the pixels lie beyond `head`.
    """
    if head[DATA_SET - 4 : DATA_SET] != b"DICM":
        return None
    walked = WalkedHeader()
    try:
        start = _walk_meta(head, walked)
        if walked.transfer_syntax_uid in ("", DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian):
            return None
        walked.is_implicit = walked.transfer_syntax_uid == ImplicitVRLittleEndian
        walk_data_set = _walk_implicit if walked.is_implicit else _walk_explicit
        if memory is None:
            walk_data_set(head, start, wanted, walked)
        else:
            familiar = memory.implicit if walked.is_implicit else memory.explicit
            single = walk_data_set(head, start, wanted, walked, familiar.runs)
            if familiar.wants_lesson(single):
                spans: list[Span] = []
                walk_data_set(head, start, wanted, walked, NONE_FAMILIAR, spans)
                familiar.learn(head, spans, walked.elements)
    except struct.error as error:
        raise HeadEndsEarly from error
    except (Unusual, RecursionError):
        return None
    return walked


def _walk_meta(head: bytes, walked: WalkedHeader) -> int:
    """Read the file meta information; return where the data set starts."""
    position = DATA_SET
    while head[position : position + 2] == b"\x02\x00":
        tag, _, value, end = element_at(head, position, is_implicit=False)
        if tag == TRANSFER_SYNTAX:
            walked.transfer_syntax_uid = _uid(head[value:end])
        elif tag == MEDIA_STORAGE_CLASS:
            walked.media_class_uid = _uid(head[value:end])
        position = end
    return position


def _uid(value: bytes) -> str:
    return value.decode("ascii", "replace").rstrip("\0 ")


def _walk_explicit(
    head: bytes,
    position: int,
    wanted: frozenset[int],
    walked: WalkedHeader,
    runs: Mapping[int, Run] = NONE_FAMILIAR,
    spans: list[Span] | None = None,
) -> int:
    """How many elements were walked over singly, outside of the familiar `runs`.

    A loop of its own, written out: it runs a hundred times a file, and a call costs as much as the rest.
    A value that is cut short needs no check: the next element would lie beyond the head, too.
    """
    unpack, elements, last = _EXPLICIT.unpack_from, walked.elements, 0
    single = 0
    while True:
        run = runs.get(last)
        if run is not None and head.startswith(run.content, position):
            elements.update(run.elements)
            position, last = position + len(run.content), run.last
            continue
        start = position
        group, number, code, length = unpack(head, position)
        tag, value, vr = group << 16 | number, position + 8, SHORT_VRS.get(code)
        if vr is None:
            vr = LONG_VRS.get(code)
            if vr is None:
                raise Unusual
            (length,) = _LENGTH.unpack_from(head, value)
            value += 4
        if tag <= last:
            raise Unusual
        if tag > LAST_PLAIN and _is_pixels(tag, value, length, walked):
            return single
        position = value + length
        if length == UNDEFINED_LENGTH:
            position = _after_undefined(head, value, vr, is_implicit=False)
        if tag in wanted:
            elements[tag] = (vr, head[value:position])
        if spans is not None:
            spans.append(Span(tag, start, position))
        single, last = single + 1, tag


def _walk_implicit(
    head: bytes,
    position: int,
    wanted: frozenset[int],
    walked: WalkedHeader,
    runs: Mapping[int, Run] = NONE_FAMILIAR,
    spans: list[Span] | None = None,
) -> int:
    unpack, elements, last = _IMPLICIT.unpack_from, walked.elements, 0
    single = 0
    while True:
        run = runs.get(last)
        if run is not None and head.startswith(run.content, position):
            elements.update(run.elements)
            position, last = position + len(run.content), run.last
            continue
        start = position
        group, number, length = unpack(head, position)
        tag, value = group << 16 | number, position + 8
        if tag <= last:
            raise Unusual
        if tag > LAST_PLAIN and _is_pixels(tag, value, length, walked):
            return single
        position = value + length
        if length == UNDEFINED_LENGTH:
            position = _after_undefined(head, value, None, is_implicit=True)
        if tag in wanted:
            elements[tag] = (None, head[value:position])
        if spans is not None:
            spans.append(Span(tag, start, position))
        single, last = single + 1, tag


def _is_pixels(tag: int, value: int, length: int, walked: WalkedHeader) -> bool:
    if tag not in PIXELS:
        return False
    walked.pixel_keyword, walked.data_offset, walked.pixel_length = PIXELS[tag], value, length
    return True


def _after_undefined(head: bytes, value: int, vr: str | None, *, is_implicit: bool) -> int:
    if vr not in MAY_BE_UNDEFINED:
        raise Unusual
    return after_sequence(head, value, is_implicit)


def element_at(head: bytes, position: int, is_implicit: bool) -> tuple[int, str | None, int, int]:
    """Tag, VR, start and end of the value; the end is -1 where the length is undefined."""
    vr: str | None = None
    value = position + 8
    if is_implicit:
        group, number, length = _IMPLICIT.unpack_from(head, position)
    else:
        group, number, code, length = _EXPLICIT.unpack_from(head, position)
        vr = SHORT_VRS.get(code) or LONG_VRS.get(code)
        if code in LONG_VRS:
            (length,) = _LENGTH.unpack_from(head, value)
            value += 4
        if vr is None:
            raise Unusual
    is_undefined = length == UNDEFINED_LENGTH
    if is_undefined and vr not in MAY_BE_UNDEFINED:
        raise Unusual
    return group << 16 | number, vr, value, -1 if is_undefined else value + length


def after_sequence(head: bytes, position: int, is_implicit: bool) -> int:
    """Where a sequence of undefined length ends (PS3.5 section 7.5.2)."""
    while True:
        group, number, length = _IMPLICIT.unpack_from(head, position)
        tag, position = group << 16 | number, position + 8
        if tag == SEQUENCE_END:
            return position
        if tag != ITEM:
            raise Unusual
        if length == UNDEFINED_LENGTH:
            position = _after_item(head, position, is_implicit)
        else:
            position += length


def _after_item(head: bytes, position: int, is_implicit: bool) -> int:
    while True:
        group, number, _ = _IMPLICIT.unpack_from(head, position)
        if group << 16 | number == ITEM_END:
            return position + 8
        _, _, value, end = element_at(head, position, is_implicit)
        position = end if end >= 0 else after_sequence(head, value, is_implicit)
