"""The items of a sequence, walked over in its bytes; gives up on anything unusual, as a header's walk does.

An enhanced image says of each frame where it lies in sequences within sequences: making pydicom's elements of
all of them takes longer than reading the pixels.
"""

import struct

from medviewer.dicom.reading.element_coding import ITEM, ITEM_END, SEQUENCE_END, UNDEFINED_LENGTH
from medviewer.dicom.reading.familiar_runs import RawValue
from medviewer.dicom.reading.walked_dataset import WalkedDataset
from medviewer.dicom.reading.walker import (
    Unusual,
    WalkedHeader,
    after_sequence,
    element_at,
)

_HEADER = struct.Struct("<HHI")  # of an item: tag and length
SEQUENCES = (None, "SQ")  # VRs; what is UN is somebody else's to understand


def items_of(dataset: WalkedDataset, tag: int) -> tuple[WalkedDataset, ...] | None:
    """The items of a sequence the header has, walked over once; None where pydicom should read them."""
    raw = dataset.ask(tag)
    if tag not in dataset.items_by_tag:
        found = None if raw is None else walked_items(raw, dataset.is_implicit)
        dataset.items_by_tag[tag] = found
    return dataset.items_by_tag[tag]


def walked_items(raw: RawValue, is_implicit: bool) -> tuple[WalkedDataset, ...] | None:
    """The items of a sequence's value, None where pydicom should read them."""
    vr, value = raw
    if vr not in SEQUENCES:
        return None
    try:
        return tuple(_items(value, is_implicit))
    except (Unusual, struct.error, RecursionError):
        return None


def _items(value: bytes, is_implicit: bool) -> list[WalkedDataset]:
    found, position = [], 0
    while position < len(value):
        tag, length = _header(value, position)
        position += _HEADER.size
        if tag == SEQUENCE_END:
            break
        if tag != ITEM:
            raise Unusual
        end = None if length == UNDEFINED_LENGTH else position + length
        if end is not None and end > len(value):
            raise Unusual
        walked = WalkedHeader(is_implicit=is_implicit)
        position = _walk_item(value, position, end, walked)
        found.append(WalkedDataset(walked))
    return found


def _walk_item(value: bytes, position: int, end: int | None, walked: WalkedHeader) -> int:
    """Where the item ends: at `end`, or behind its delimiter."""
    last = 0
    while position != end:
        if end is None and _header(value, position)[0] == ITEM_END:
            return position + _HEADER.size
        tag, vr, start, stop = element_at(value, position, walked.is_implicit)
        if stop < 0:
            stop = after_sequence(value, start, walked.is_implicit)
        if tag <= last or stop > (len(value) if end is None else end):
            raise Unusual
        walked.elements[tag] = (vr, value[start:stop])
        last, position = tag, stop
    return position


def _header(value: bytes, position: int) -> tuple[int, int]:
    group, number, length = _HEADER.unpack_from(value, position)
    return group << 16 | number, length
