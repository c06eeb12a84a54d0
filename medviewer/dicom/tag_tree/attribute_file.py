"""Opens a file for reading its attributes: where its data set starts and how it is encoded.

preamble → file meta information → transfer syntax, checked against the first element → data set
"""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian

from medviewer.dicom.reading.parsing import refuse_what_is_not_dicom, unreadable
from medviewer.dicom.tag_tree.elements import Element, Walk, is_vr
from medviewer.domain.attribute_tree import Coding
from medviewer.errors import UnreadableFile
from medviewer.progress import CancelToken
from medviewer.words import message

PREFIX_END = 132  # preamble and prefix, PS3.10 section 7.1
META_GROUP, TRANSFER_SYNTAX = 0x0002, 0x00020010
META_CODING = Coding()
INFLATED_LIMIT = (
    512 * 1024 * 1024
)  # bytes; a deflated stream may unfold to a thousand times its size
HEAD_BYTES = 256


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file's elements, ready to be walked; `size` counts inflated bytes where it is deflated."""

    walk: Walk
    meta: tuple[Element, ...]
    start: int
    size: int
    coding: Coding
    is_deflated: bool


@contextmanager
def opened(path: Path, token: CancelToken) -> Iterator[OpenedFile]:
    """Open a file and find its data set.

    Raises:
        NotDicom: nothing in the file looks like DICOM.
        UnreadableFile: it is gone, may not be read, or its compression is damaged.
    """
    try:
        with path.open("rb") as stream:
            refuse_what_is_not_dicom(stream.read(HEAD_BYTES))
            yield _find_data_set(stream, token)
    except OSError as error:
        raise UnreadableFile(unreadable(error)) from error


@contextmanager
def opened_at_places(path: Path, is_deflated: bool, token: CancelToken) -> Iterator[Walk]:
    """A walk in which the places of rows read before are good.

    Raises:
        UnreadableFile: as `opened`.
    """
    if is_deflated:
        with opened(path, token) as file:
            yield file.walk
        return
    try:
        with path.open("rb") as stream:
            yield Walk(stream, token)
    except OSError as error:
        raise UnreadableFile(unreadable(error)) from error


def _find_data_set(stream: BinaryIO, token: CancelToken) -> OpenedFile:
    size = stream.seek(0, io.SEEK_END)
    walk = Walk(stream, token)
    start = PREFIX_END if walk.read(PREFIX_END - 4, 4) == b"DICM" else 0
    meta = _meta(walk, start, size)
    start = meta[-1].end if meta else start
    syntax = next((_uid(walk, one) for one in meta if one.tag == TRANSFER_SYNTAX), "")
    if syntax == DeflatedExplicitVRLittleEndian:
        inflated = _inflated(walk.read(start, size - start))
        whole = walk.read(0, start) + inflated  # so that meta and data set share their offsets
        walk, size = Walk(io.BytesIO(whole), token), len(whole)
    coding = _coding(walk.read(start, 6), syntax)
    return OpenedFile(walk, meta, start, size, coding, syntax == DeflatedExplicitVRLittleEndian)


def _meta(walk: Walk, start: int, size: int) -> tuple[Element, ...]:
    found = []
    for element in walk.elements(start, size, META_CODING):
        if element.tag >> 16 != META_GROUP or element.problem is not None:
            break
        found.append(element)
    return tuple(found)


def _uid(walk: Walk, element: Element) -> str:
    return (
        walk.read(element.offset, min(element.length, 64)).decode("ascii", "replace").rstrip("\0 ")
    )


def _coding(head: bytes, syntax: str) -> Coding:
    """What the first element shows; the declared syntax decides on the byte order only."""
    is_little_endian = syntax != ExplicitVRBigEndian
    if not syntax and head[:1] == b"\0" and head[1:2] != b"\0":
        is_little_endian = False  # 0008 reads 0x00 0x08 there
    return Coding(is_implicit=not is_vr(head[4:6]), is_little_endian=is_little_endian)


def _inflated(packed: bytes) -> bytes:
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        inflated = machine.decompress(packed, INFLATED_LIMIT)
    except zlib.error as error:
        raise UnreadableFile(
            message(
                "DICOM file",
                "The file is compressed as a whole (deflated) and its compression is damaged. "
                "Copy or export it again.",
            )
        ) from error
    return inflated
