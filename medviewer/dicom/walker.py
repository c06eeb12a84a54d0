"""A fast walk over the elements of a header in memory; gives up on anything unusual.

pydicom then reads the file instead: it knows every oddity, and takes eight times as long for it. What is
wanted comes back as raw elements, which pydicom still converts when they are asked for.
"""

import struct
from dataclasses import dataclass, field

from pydicom.dataelem import DataElement, RawDataElement
from pydicom.tag import BaseTag
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ImplicitVRLittleEndian

DATA_SET = 132  # preamble and prefix, PS3.10 section 7.1
MEDIA_STORAGE_CLASS, TRANSFER_SYNTAX = 0x00020002, 0x00020010
ITEM, ITEM_END, SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
UNDEFINED_LENGTH = 0xFFFFFFFF
PIXELS = {0x7FE00010: "PixelData", 0x7FE00008: "FloatPixelData", 0x7FE00009: "DoubleFloatPixelData"}
FUNCTIONAL_GROUPS = (0x52009229, 0x52009230)  # sequences we want: pydicom's business
SHORT_VRS = frozenset(
    b"AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US".split()
)  # PS3.5 table 7.1-2
LONG_VRS = frozenset(b"OB OD OF OL OV OW SQ SV UC UN UR UT UV".split())  # table 7.1-1

_EXPLICIT, _IMPLICIT, _LENGTH = struct.Struct("<HH2sH"), struct.Struct("<HHI"), struct.Struct("<I")


class _Unusual(Exception):  # noqa: N818 - not an error: somebody else reads the file
    """Something this walk does not know."""


@dataclass(slots=True)
class WalkedHeader:
    """Raw elements by tag; `data_offset` is where the pixel element's value starts."""

    elements: dict[BaseTag, DataElement | RawDataElement] = field(default_factory=dict)
    transfer_syntax_uid: str = ""
    media_class_uid: str = ""
    pixel_keyword: str = ""
    data_offset: int = 0
    pixel_length: int = 0


def walk(head: bytes, wanted: frozenset[int]) -> WalkedHeader | None:
    """The wanted elements before the pixels, None where `head` ends too early or holds something unusual."""
    if head[DATA_SET - 4 : DATA_SET] != b"DICM":
        return None
    walked = WalkedHeader()
    try:
        start = _walk_meta(head, walked)
        if walked.transfer_syntax_uid in ("", DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian):
            return None
        is_implicit = walked.transfer_syntax_uid == ImplicitVRLittleEndian
        _walk_data_set(head, start, is_implicit, wanted, walked)
    except (_Unusual, struct.error, RecursionError):
        return None
    return walked


def _walk_meta(head: bytes, walked: WalkedHeader) -> int:
    """Read the file meta information; return where the data set starts."""
    position = DATA_SET
    while head[position : position + 2] == b"\x02\x00":
        tag, _, value, end = _element(head, position, is_implicit=False)
        if tag == TRANSFER_SYNTAX:
            walked.transfer_syntax_uid = _uid(head[value:end])
        elif tag == MEDIA_STORAGE_CLASS:
            walked.media_class_uid = _uid(head[value:end])
        position = end
    return position


def _uid(value: bytes) -> str:
    return value.decode("ascii", "replace").rstrip("\0 ")


def _walk_data_set(
    head: bytes, position: int, is_implicit: bool, wanted: frozenset[int], walked: WalkedHeader
) -> None:
    last = 0
    while True:
        tag, vr, value, end = _element(head, position, is_implicit)
        if tag <= last or tag in FUNCTIONAL_GROUPS:
            raise _Unusual
        if tag in PIXELS:
            walked.pixel_keyword, walked.data_offset = PIXELS[tag], value
            walked.pixel_length = end - value if end >= 0 else UNDEFINED_LENGTH
            return
        if end < 0:
            end = _after_sequence(head, value, is_implicit)
        if end > len(head):
            raise _Unusual
        if tag in wanted:
            base_tag = BaseTag(tag)
            walked.elements[base_tag] = RawDataElement(
                base_tag, vr, end - value, head[value:end], value, is_implicit, True
            )
        last, position = tag, end


def _element(head: bytes, position: int, is_implicit: bool) -> tuple[int, str | None, int, int]:
    """Tag, VR, start and end of the value; the end is -1 where the length is undefined."""
    if is_implicit:
        group, number, length = _IMPLICIT.unpack_from(head, position)
        value, vr = position + 8, None
    else:
        group, number, code, length = _EXPLICIT.unpack_from(head, position)
        value = position + 8
        if code in LONG_VRS:
            (length,) = _LENGTH.unpack_from(head, value)
            value += 4
        elif code not in SHORT_VRS:
            raise _Unusual
        vr = code.decode()
    is_undefined = length == UNDEFINED_LENGTH
    if is_undefined and vr not in (None, "SQ", "OB", "OW"):
        raise _Unusual
    return group << 16 | number, vr, value, -1 if is_undefined else value + length


def _after_sequence(head: bytes, position: int, is_implicit: bool) -> int:
    """Where a sequence of undefined length ends (PS3.5 section 7.5.2)."""
    while True:
        group, number, length = _IMPLICIT.unpack_from(head, position)
        tag, position = group << 16 | number, position + 8
        if tag == SEQUENCE_END:
            return position
        if tag != ITEM:
            raise _Unusual
        if length == UNDEFINED_LENGTH:
            position = _after_item(head, position, is_implicit)
        else:
            position += length


def _after_item(head: bytes, position: int, is_implicit: bool) -> int:
    while True:
        group, number, _ = _IMPLICIT.unpack_from(head, position)
        if group << 16 | number == ITEM_END:
            return position + 8
        _, _, value, end = _element(head, position, is_implicit)
        position = end if end >= 0 else _after_sequence(head, value, is_implicit)
