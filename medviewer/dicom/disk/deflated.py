"""Files whose whole data set is deflated (PS3.5 annex A.5), inflated no further than what is asked for.

A few kilobytes of zlib's can hold gigabytes of zeros, and pydicom inflates them all. Here the caller says
how many bytes it has a use for: a header, or a header and the pixels it tells of.
"""

import io
import struct
import zlib
from typing import BinaryIO

from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian

from medviewer.dicom.reading.element_coding import LONG_VRS

HEADER_BYTES = 16 << 20  # of a data set without its pixels
MOST_BYTES = 2 << 30
META_AT = 132  # after preamble and prefix, PS3.10 section 7.1
META_GROUP, TRANSFER_SYNTAX, GROUP_LENGTH = b"\x02\x00", b"\x02\x00\x10\x00", b"\x02\x00\x00\x00"
DEFLATED = str(DeflatedExplicitVRLittleEndian).encode()


def is_deflated(head: bytes) -> bool:
    """Whether the file meta information in `head` names this transfer syntax."""
    return any(
        element.startswith(TRANSFER_SYNTAX) and DEFLATED in element for element in _meta(head)[0]
    )


def inflated(stream: BinaryIO, most_bytes: int) -> io.BytesIO:
    """The same file as if it had never been deflated, its data set cut after `most_bytes`.

    Raises:
        OSError: the file cannot be read.
        zlib.error: what is compressed is damaged from its first byte on.
    """
    stream.seek(0)
    content = stream.read()
    elements, start = _meta(content)
    data_set = _inflate(content[start:], min(most_bytes, MOST_BYTES))
    plain = str(ExplicitVRLittleEndian).encode() + b"\0"
    syntax = TRANSFER_SYNTAX + b"UI" + struct.pack("<H", len(plain)) + plain
    kept = [e for e in elements if not e.startswith((TRANSFER_SYNTAX, GROUP_LENGTH))]
    return io.BytesIO(b"".join((content[:META_AT], *kept, syntax, data_set)))


def _inflate(packed: bytes, most_bytes: int) -> bytes:
    """In steps, so that a damaged end does not cost what came before it."""
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    parts: list[bytes] = []
    size = 0
    while packed and size < most_bytes and not machine.eof:
        try:
            part = machine.decompress(packed, min(most_bytes - size, HEADER_BYTES))
        except zlib.error:
            if not parts:
                raise
            break
        if not part:
            break
        parts.append(part)
        size += len(part)
        packed = machine.unconsumed_tail
    return b"".join(parts)


def _meta(content: bytes) -> tuple[list[bytes], int]:
    """The elements of the file meta information, and where the data set starts."""
    elements, at = [], META_AT
    if content[META_AT - 4 : META_AT] != b"DICM":
        return [], 0
    while content[at : at + 2] == META_GROUP and len(content) >= at + 12:
        is_long = content[at + 4 : at + 6] in LONG_VRS
        (length,) = struct.unpack_from(
            "<I" if is_long else "<H", content, at + (8 if is_long else 6)
        )
        end = at + (12 if is_long else 8) + length
        elements.append(content[at:end])
        at = end
    return elements, at
