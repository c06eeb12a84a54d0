"""A file that is to be sent: what it is, how it is encoded, and where its data set starts."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydicom.errors import InvalidDicomError
from pynetdicom.dsutils import split_dataset

from medviewer.dicom.network.dimse.receiving import is_uid
from medviewer.dicom.reading.attributes import MALFORMED, uid
from medviewer.dicom.reading.parsing import parse, unreadable
from medviewer.dicom.reading.silence import without_warnings
from medviewer.errors import UnreadableFile
from medviewer.words import message

WANTED = frozenset((0x00080016, 0x00080018, 0x00020010))
MEDIA_DIRECTORY = "1.2.840.10008.1.3.10"


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A DICOM object on disk.

    Attributes:
        offset: byte at which the data set starts.
        size: of the data set in bytes.
    """

    path: Path
    sop_class_uid: str
    sop_instance_uid: str
    transfer_syntax_uid: str
    offset: int
    size: int


def outgoing(path: Path) -> OutgoingFile:
    """Look at a file's header.

    Raises:
        UnreadableFile: it is none, or no object that could be sent.
    """
    parsed = parse(path, WANTED)
    try:
        with without_warnings():
            meta, offset = split_dataset(path)
    except InvalidDicomError:
        meta, offset = None, 0  # no File Meta Information: the data set alone
    except OSError as error:
        raise UnreadableFile(unreadable(error)) from error
    except MALFORMED as error:
        raise UnreadableFile(NO_OBJECT) from error
    sop_class = uid(parsed.dataset, "SOPClassUID") or parsed.media_class_uid
    instance = uid(parsed.dataset, "SOPInstanceUID")
    if not instance and meta is not None:
        instance = uid(meta, "MediaStorageSOPInstanceUID")
    if not is_uid(sop_class) or not is_uid(instance) or sop_class == MEDIA_DIRECTORY:
        raise UnreadableFile(NO_OBJECT)
    return OutgoingFile(
        path, sop_class, instance, parsed.transfer_syntax_uid, offset, parsed.size - offset
    )


def parts_of(file: OutgoingFile, length: int) -> Iterator[bytes]:
    """The data set as it stands in the file, in pieces.

    Raises:
        UnreadableFile: the file or its disk has gone.
    """
    try:
        with file.path.open("rb", buffering=0) as stream:
            stream.seek(file.offset)
            while part := stream.read(length):
                yield part
    except OSError as error:
        raise UnreadableFile(unreadable(error)) from error


NO_OBJECT = message(
    "Archive",
    "This file is no DICOM object that could be sent: it does not say what it is (its UIDs).",
)
