"""Parses a file's header once and finds where its pixels start.

read the head → is it DICOM at all? → a fast walk → something unusual? pydicom reads the file
"""

import logging
import os
import struct
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import pydicom
from pydicom import config
from pydicom.dataset import Dataset, FileDataset
from pydicom.errors import InvalidDicomError
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from medviewer.dicom.disk.bounded_stream import BoundedStream
from medviewer.dicom.disk.deflated import HEADER_BYTES, inflated, is_deflated
from medviewer.dicom.pixels.transfer_syntaxes import DECODED, GE_PRIVATE_BIG_ENDIAN
from medviewer.dicom.reading.attributes import MALFORMED, uid
from medviewer.dicom.reading.element_coding import UNDEFINED_LENGTH
from medviewer.dicom.reading.recall import Recall
from medviewer.dicom.reading.silence import without_warnings
from medviewer.dicom.reading.walked_dataset import WalkedDataset
from medviewer.dicom.reading.walker import (
    PIXELS,
    HeadEndsEarly,
    WalkedHeader,
    WalkMemory,
    walk,
)
from medviewer.errors import UnreadableFile
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

config.settings.reading_validation_mode = config.IGNORE  # read tolerantly, write strictly

HEAD_BYTES = 16 * 1024  # holds nearly every classic header; one read instead of hundreds
LONG_HEADS_BYTES = (
    1 << 20,
    1 << 24,
)  # hold private tables, and what is said of thousands of frames
PREAMBLE_BYTES = 128
READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows has text files
# Encapsulated pixels are always of undefined length (PS3.5 section A.4), so a length tells native ones, also
# where an archive has left the name of a compression it undid.
NATIVE = DECODED | {
    ImplicitVRLittleEndian,
    ExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    GE_PRIVATE_BIG_ENDIAN,
}
UNDEFINED_AS_IMPLICIT = b"\xff\xff\xff\xff"
PIXEL_VRS = (b"OB", b"OW", b"OF", b"OD", b"UN")


class NotDicom(UnreadableFile):
    """The file is something else: a text, a picture, a program."""


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A parsed header.

    Attributes:
        transfer_syntax_uid: from the file meta information, or what the encoding turned out to be.
        media_class_uid: SOP class of the file meta information, "" where there is none.
        pixel_keyword: which element carries the pixels, "" where none does.
        data_offset: byte in the file at which native pixels start; None where they are encapsulated,
            deflated or absent.
        size: of the file in bytes.
        encapsulated_offset: byte at which the items of encapsulated pixels start; None where there are none.
    """

    dataset: Dataset
    transfer_syntax_uid: str
    media_class_uid: str
    pixel_keyword: str
    data_offset: int | None
    size: int
    encapsulated_offset: int | None = None


def parse(path: Path, wanted: frozenset[int], memory: Recall | None = None) -> ParsedFile:
    """Parse the header up to the pixels; only the `wanted` tags are kept.

    Args:
        memory: what functions of other headers' data sets gave, see `recall`.

    Raises:
        NotDicom: nothing in the file looks like DICOM.
        UnreadableFile: it does, but cannot be parsed.
    """
    try:
        descriptor = os.open(path, READING)
        try:
            head = os.read(descriptor, HEAD_BYTES)
            size = os.fstat(descriptor).st_size
            refuse_what_is_not_dicom(head)
            walks = None if memory is None else memory.walks
            walked = _walked(descriptor, head, wanted, walks)
            if walked is not None:
                return _from_walk(walked, size, memory)
            os.lseek(descriptor, 0, os.SEEK_SET)
            with open(descriptor, "rb", 0, closefd=False) as raw, without_warnings():
                stream = BoundedStream(raw)
                if is_deflated(head):
                    return _parse_deflated(stream, size, wanted)
                return _parse_by_pydicom(stream, size, wanted)
        finally:
            os.close(descriptor)
    except OSError as error:
        # pydicom raises bare OSErrors for broken sequences; those of the disk have a number
        raise UnreadableFile(unreadable(error) if error.errno else _damaged()) from error
    except (*MALFORMED, InvalidDicomError, zlib.error, MemoryError) as error:
        logger.info("A header could not be parsed (%s)", type(error).__name__)
        raise UnreadableFile(_damaged()) from error


def _walked(
    descriptor: int, head: bytes, wanted: frozenset[int], memory: WalkMemory | None
) -> WalkedHeader | None:
    """The head's elements, or a longer head's; None where pydicom should read the file."""
    for longer_bytes in (*LONG_HEADS_BYTES, 0):
        try:
            return walk(head, wanted, memory)
        except HeadEndsEarly:
            length = len(head)
        os.lseek(descriptor, 0, os.SEEK_SET)
        head = os.read(descriptor, longer_bytes)
        if len(head) <= length:
            break
    return None


def refuse_what_is_not_dicom(head: bytes) -> None:
    """Let through what has the DICM prefix, or starts like a data set without one."""
    if not head:
        raise NotDicom(message("DICOM file", "The file is empty. Copy or export it again."))
    if head[PREAMBLE_BYTES : PREAMBLE_BYTES + 4] != b"DICM" and not starts_like_a_data_set(head):
        raise NotDicom(
            message(
                "DICOM file", "This is not a DICOM file. Export it again from where it came from."
            )
        )


def starts_like_a_data_set(head: bytes) -> bool:
    """Whether the first bytes are an element of group 0002 or 0008, in either byte order.

    Files without preamble exist (PS3.10 section 7.1 requires one, ACR-NEMA did not know it).
    """
    if len(head) < 16:
        return False
    for order in "<>":
        group, element = struct.unpack_from(f"{order}HH", head)
        if group in (0x0002, 0x0008) and element <= 0x0070:
            return _has_length(head, order)
    return False


def _has_length(head: bytes, order: str) -> bool:
    if head[4:6].isalpha() and head[4:6].isupper():
        return True
    (length,) = struct.unpack_from(f"{order}I", head, 4)
    return bool(length <= 0x400)  # first elements are short: a group length, a charset, a UID


def _from_walk(walked: WalkedHeader, size: int, memory: Recall | None) -> ParsedFile:
    is_undefined = walked.pixel_length == UNDEFINED_LENGTH
    is_native = walked.transfer_syntax_uid in NATIVE and not is_undefined
    return ParsedFile(
        WalkedDataset(walked, memory),
        walked.transfer_syntax_uid,
        walked.media_class_uid,
        walked.pixel_keyword,
        walked.data_offset if is_native else None,
        size,
        walked.data_offset if is_undefined else None,
    )


def _parse_deflated(stream: BinaryIO, size: int, wanted: frozenset[int]) -> ParsedFile:
    """A place in a deflated data set is no place in the file."""
    parsed = _parse_by_pydicom(inflated(stream, HEADER_BYTES), size, wanted)
    return replace(
        parsed,
        transfer_syntax_uid=str(DeflatedExplicitVRLittleEndian),
        data_offset=None,
        encapsulated_offset=None,
    )


def _parse_by_pydicom(stream: BinaryIO, size: int, wanted: frozenset[int]) -> ParsedFile:
    dataset = pydicom.dcmread(
        stream, stop_before_pixels=True, specific_tags=list(wanted), force=True
    )
    syntax, media_class = (
        _transfer_syntax(dataset),
        uid(dataset.file_meta, "MediaStorageSOPClassUID"),
    )
    keyword, offset, is_undefined = _pixel_element(stream, dataset)
    is_native = syntax in NATIVE and not is_undefined
    return ParsedFile(
        dataset,
        syntax,
        media_class,
        keyword,
        offset if is_native else None,
        size,
        offset if is_undefined else None,
    )


def _transfer_syntax(dataset: FileDataset) -> str:
    named = uid(dataset.file_meta, "TransferSyntaxUID")
    if named:
        return named
    is_implicit, is_little_endian = dataset.original_encoding
    if is_implicit:
        return str(ImplicitVRLittleEndian)
    return str(ExplicitVRLittleEndian if is_little_endian else ExplicitVRBigEndian)


def _pixel_element(stream: BinaryIO, dataset: FileDataset) -> tuple[str, int | None, bool]:
    """Which pixel element pydicom stopped at, where its value starts, whether its length is undefined."""
    is_implicit, is_little_endian = dataset.original_encoding
    order = "<" if is_little_endian else ">"
    start = stream.tell()
    element = stream.read(12)
    # Files declare an explicit syntax and have none, or the other way round. Read as a length, the letters of
    # these VRs would be an odd number, which no length is.
    if element[4:6] in PIXEL_VRS and element[6:8] == b"\0\0":
        is_implicit = False
    elif element[4:8] == UNDEFINED_AS_IMPLICIT or not element[4:6].isalpha():
        is_implicit = True
    if len(element) < 8:
        return "", None, False
    group, number = struct.unpack_from(f"{order}HH", element)
    keyword = PIXELS.get(group << 16 | number, "")
    is_long = not is_implicit and element[4:6] in PIXEL_VRS
    if not keyword or len(element) < (12 if is_long else 8):
        return "", None, False
    (length,) = struct.unpack_from(f"{order}I", element, 8 if is_long else 4)
    if not (is_implicit or is_long):
        return keyword, None, False
    return keyword, start + (12 if is_long else 8), length == UNDEFINED_LENGTH


def _damaged() -> Message:
    return message(
        "DICOM file",
        "The DICOM header is damaged and cannot be read. Copy or export the file again.",
    )


def unreadable(error: OSError) -> Message:
    """What an error of the disk means for the reader."""
    if isinstance(error, FileNotFoundError):
        return message("DICOM file", "The file is no longer there.")
    if isinstance(error, PermissionError):
        return message("DICOM file", "The file may not be read. Ask its owner for permission.")
    return message(
        "DICOM file",
        "The file cannot be read from its disk ({reason}). Check the drive and try again.",
        reason=error.strerror or type(error).__name__,
    )
