"""One C-STORE request on its way into a file: the data set as it came, behind a header of our own.

Nothing is decoded: only the first bytes are looked at, to know which instance it is (PS3.10 section 7.1).
"""

import logging
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from pydicom.dataset import Dataset
from pydicom.errors import InvalidDicomError
from pydicom.filereader import read_partial
from pydicom.tag import BaseTag
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian
from pynetdicom import PYNETDICOM_IMPLEMENTATION_UID, PYNETDICOM_IMPLEMENTATION_VERSION

from medviewer.dicom.network.arrival_folder import ArrivalFolder, InstanceKey
from medviewer.dicom.network.dimse.commands import Element, Message
from medviewer.dicom.network.whole_instance import holds_whole
from medviewer.dicom.reading.attributes import MALFORMED, uid
from medviewer.dicom.reading.silence import without_warnings
from medviewer.dicom.reading.walked_dataset import WalkedDataset
from medviewer.dicom.reading.walker import HeadEndsEarly, walk
from medviewer.domain.archive import Arrival

logger = logging.getLogger(__name__)

LONGEST_UID = 64
HEADS = (8 << 10, 128 << 10, 16 << 20)  # bytes in which the UIDs are looked for, one after another
WANTED = frozenset((0x00080016, 0x00080018, 0x0020000D, 0x0020000E))
LAST_WANTED = 0x0020000E
UIDS = ("SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID")
PREFIX = bytes(128) + b"DICM"
STORED, OUT_OF_RESOURCES, MISMATCH, NOT_UNDERSTOOD = 0x0000, 0xA700, 0xA900, 0xC000


@dataclass(frozen=True, slots=True)
class Received:
    """Which instance a data set says it is."""

    key: InstanceKey
    sop_class_uid: str


def receive(
    request: Message, transfer_syntax: str, received: Received, into: ArrivalFolder
) -> Arrival:
    """Write the instance to its place, unless it is here: a UID has one object (PS3.5 section 9).

    One that is sent again, maybe with other pixels, must not change what is being read.

    Raises:
        ArrivalsUnwritable: the disk refused it.
    """
    key = received.key
    header = file_header(received.sop_class_uid, key.sop_instance_uid, transfer_syntax)
    try:
        if not holds_whole(into, key):
            with into.writing(key) as stream:
                stream.write(header)
                request.data.pour_into(stream)
    finally:
        request.data.close()
    return Arrival(
        into.path_of(key),
        received.sop_class_uid,
        key.sop_instance_uid,
        key.series_instance_uid,
        key.study_instance_uid,
        len(header) + request.data.size,
    )


def identified(request: Message, transfer_syntax: str) -> Received | None:
    """What the data set says it is; None where it does not say, or no UID could be that."""
    for length in HEADS:
        found = _uids(request.data.head(length), transfer_syntax)
        if found is not None or length >= request.data.size:
            break
    if found is None:
        return None
    sop_class, instance, study, series = (uid(found, keyword) for keyword in UIDS)
    instance = instance or request.text(Element.SOP_INSTANCE_UID)
    sop_class = sop_class or request.text(Element.SOP_CLASS_UID)
    if not all(is_uid(one) for one in (sop_class, instance, study, series)):
        return None
    return Received(InstanceKey(study, series, instance), sop_class)


def is_uid(value: str) -> bool:
    """Whether this may stand in a header: short, and of no other letters than a UID's (PS3.5 section 9.1).

    A letter that should not be there is let through where it does no harm: such UIDs exist.
    """
    return 0 < len(value) <= LONGEST_UID and value.isascii() and value.isprintable()


def _uids(head: bytes, transfer_syntax: str) -> Dataset | None:
    """The attributes that name an instance, None where they are not all among these bytes."""
    if transfer_syntax == DeflatedExplicitVRLittleEndian:
        head, transfer_syntax = _inflated(head), str(ExplicitVRLittleEndian)
    file = file_header("1.2.3", "1.2.3", transfer_syntax) + head
    try:
        found = _walked(file) or _parsed(file)
    except (*MALFORMED, OSError, InvalidDicomError) as error:
        logger.info("The UIDs of an instance could not be read (%s)", type(error).__name__)
        return None
    return found if uid(found, "SeriesInstanceUID") else None


def _walked(file: bytes) -> Dataset | None:
    try:
        walked = walk(file, WANTED)
    except HeadEndsEarly:
        return None
    return None if walked is None else WalkedDataset(walked)


def _parsed(file: bytes) -> Dataset:
    """What pydicom reads up to the last of the UIDs."""
    with without_warnings():
        return read_partial(
            BytesIO(file),
            stop_when=lambda tag, vr, length: int(tag) > LAST_WANTED,
            force=True,
            specific_tags=[BaseTag(tag) for tag in WANTED],
        )


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(head, HEADS[-1])
    except zlib.error:
        return b""


def file_header(sop_class_uid: str, sop_instance_uid: str, transfer_syntax: str) -> bytes:
    """Preamble, prefix and File Meta Information (PS3.10 table 7.1-1)."""
    elements = b"".join(
        (
            b"\x02\x00\x01\x00OB\x00\x00\x02\x00\x00\x00\x00\x01",
            _element(0x0002, b"UI", sop_class_uid),
            _element(0x0003, b"UI", sop_instance_uid),
            _element(0x0010, b"UI", transfer_syntax),
            _element(0x0012, b"UI", PYNETDICOM_IMPLEMENTATION_UID),
            _element(0x0013, b"SH", PYNETDICOM_IMPLEMENTATION_VERSION),
        )
    )
    return PREFIX + b"\x02\x00\x00\x00UL\x04\x00" + struct.pack("<I", len(elements)) + elements


def _element(number: int, vr: bytes, value: str) -> bytes:
    content = value.encode("ascii", "replace")
    content += (b"\0" if vr == b"UI" else b" ") * (len(content) % 2)
    return struct.pack("<HH2sH", 2, number, vr, len(content)) + content
