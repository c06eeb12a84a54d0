"""Finds the compressed frames of a file by walking over its fragments, without parsing the file again.

PS3.5 section A.4: a table of offsets, often empty, then fragments. Which fragments make up a frame:
as many fragments as frames → one each; an offset table → what it says; one frame → all of them;
else a new frame starts where a fragment starts like a codestream. No codestream has those bytes within.
Where a file has fewer frames than it says, those it has are found.

An Extended Offset Table needs no reading: it may only stand where each frame is one fragment
(PS3.3 C.7.6.3.1.8).
"""

import io
import struct
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from medviewer.dicom.pixels.native import gone
from medviewer.dicom.reading.element_coding import ITEM
from medviewer.domain.study import Instance
from medviewer.errors import UndecodablePixels
from medviewer.words import Message, message

ITEM_HEADER_BYTES = 8
MOST_FRAGMENTS = 1 << 20  # beyond what any scanner writes; an end to walking through rubbish
STARTS = (b"\xff\xd8", b"\xff\x4f\xff\x51", b"\xff\x0a", b"\0\0\0\x0c")  # JPEG, J2K, JPEG XL, boxes
# After the number of segments: the first of them starts behind the header of 64 bytes (PS3.5 annex G).
RLE_START = b"\0\0\0\x40\0\0\0"


@dataclass(frozen=True, slots=True)
class Fragment:
    """Bytes of the file: `item` is where the item's tag stands, `start` where its value does."""

    item: int
    start: int
    length: int


FrameFragments = tuple[tuple[Fragment, ...], ...]


def locate_frames(instance: Instance) -> FrameFragments:
    """The fragments of each frame; keep them to read several frames of one file.

    Raises:
        UndecodablePixels: the file is gone, or its fragments do not make up its frames.
    """
    try:
        with instance.path.open("rb") as stream:
            return _located(stream, instance)
    except OSError as error:
        raise UndecodablePixels(gone(instance.path, error)) from error


class LocatedFrames:
    """Where the frames of each file lie, found once a file. Safe from any thread."""

    def __init__(self) -> None:
        self._found: dict[Path, FrameFragments] = {}
        self._lock = threading.Lock()

    def of(self, instance: Instance) -> FrameFragments | None:
        """The fragments of a file with several frames, None where looking for them would save nothing.

        Raises:
            UndecodablePixels: as for `locate_frames`.
        """
        is_one = instance.number_of_frames == 1 or instance.sheet is not None
        if instance.encoding.encapsulated_offset is None or is_one:
            return None
        with self._lock:
            if instance.path not in self._found:
                self._found[instance.path] = locate_frames(instance)
            return self._found[instance.path]


def read_encapsulated(
    instance: Instance, frame_index: int, located: FrameFragments | None = None
) -> bytes:
    """One frame's codestream as it lies in the file.

    Args:
        located: from `locate_frames`, which is asked where it is None.

    Raises:
        UndecodablePixels: the file is gone, cut short, or its fragments do not make up its frames.
    """
    try:
        with instance.path.open("rb") as stream:
            frames = located if located is not None else _located(stream, instance)
            if frame_index >= len(frames):
                raise UndecodablePixels(_no_such_frame(instance))
            parts = [_read(stream, fragment, instance) for fragment in frames[frame_index]]
    except OSError as error:
        raise UndecodablePixels(gone(instance.path, error)) from error
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _located(stream: BinaryIO, instance: Instance) -> FrameFragments:
    offset = instance.encoding.encapsulated_offset
    assert offset is not None  # for the type checker: the caller asked
    try:
        table, fragments = _walk(stream, offset)
    except struct.error as error:
        raise UndecodablePixels(_cut_short(instance)) from error
    frames = _grouped(stream, table, fragments, instance.number_of_frames)
    if frames is None:
        raise UndecodablePixels(_no_such_frame(instance))
    return frames


def _walk(stream: BinaryIO, offset: int) -> tuple[tuple[int, ...], list[Fragment]]:
    """The offset table, its offsets counted from the file's start, and every fragment after it.

    A file that ends without its last delimiter has the fragments that are there.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(offset)
    tag, length = _item_header(stream)
    if tag != ITEM or offset + ITEM_HEADER_BYTES + length > size:
        raise struct.error("no offset table")
    entries = struct.unpack(f"<{length // 4}I", stream.read(length // 4 * 4))
    position = offset + ITEM_HEADER_BYTES + length
    table = tuple(position + entry for entry in entries)
    fragments: list[Fragment] = []
    while len(fragments) < MOST_FRAGMENTS:
        stream.seek(position)
        header = stream.read(ITEM_HEADER_BYTES)
        if len(header) < ITEM_HEADER_BYTES:
            break
        group, number, length = struct.unpack("<HHI", header)
        if group << 16 | number != ITEM:
            break
        fragments.append(Fragment(position, position + ITEM_HEADER_BYTES, length))
        position += ITEM_HEADER_BYTES + length
    return table, fragments


def _item_header(stream: BinaryIO) -> tuple[int, int]:
    group, number, length = struct.unpack("<HHI", stream.read(ITEM_HEADER_BYTES))
    return group << 16 | number, length


def _grouped(
    stream: BinaryIO, table: Sequence[int], fragments: Sequence[Fragment], count: int
) -> FrameFragments | None:
    if count == 1:
        return (tuple(fragments),) if fragments else None
    if len(fragments) == count:
        return tuple((fragment,) for fragment in fragments)
    places = {fragment.item: index for index, fragment in enumerate(fragments)}
    if len(table) == count and all(place in places for place in table):
        starts = [places[place] for place in table]
    else:
        starts = [i for i, one in enumerate(fragments) if _starts_a_codestream(stream, one)]
    if not starts or starts[0] != 0:
        return None
    return tuple(tuple(fragments[a:b]) for a, b in pairwise([*starts, len(fragments)]))


def _starts_a_codestream(stream: BinaryIO, fragment: Fragment) -> bool:
    stream.seek(fragment.start)
    head = stream.read(8)
    is_rle = 0 < head[0] <= 15 and head[1:] == RLE_START if head else False
    return head.startswith(STARTS) or is_rle


def _read(stream: BinaryIO, fragment: Fragment, instance: Instance) -> bytes:
    size = stream.seek(0, io.SEEK_END)
    if fragment.start + fragment.length > size:  # before memory is taken for it
        raise UndecodablePixels(_cut_short(instance))
    stream.seek(fragment.start)
    return stream.read(fragment.length)


def _cut_short(instance: Instance) -> Message:
    return message(
        "Frames",
        "{file} is damaged: it is cut short in its compressed pixels. Copy or export the file again.",
        file=instance.path.name,
    )


def _no_such_frame(instance: Instance) -> Message:
    return message(
        "Frames",
        "{file} is damaged: its compressed pixels do not make up its {count} images. Export it again.",
        file=instance.path.name,
        count=instance.number_of_frames,
    )
