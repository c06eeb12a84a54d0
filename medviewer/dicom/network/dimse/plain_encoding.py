"""A data set in a plain encoding, for an archive that does not take its own; never with a loss."""

import pydicom
from pydicom.errors import InvalidDicomError
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset
from pydicom.uid import UID, DeflatedExplicitVRLittleEndian

from medviewer.dicom.network.dimse.outgoing import OutgoingFile
from medviewer.dicom.pixels.transfer_syntaxes import DECODED, WITHOUT_LOSS
from medviewer.dicom.reading.attributes import MALFORMED
from medviewer.dicom.reading.silence import without_warnings
from medviewer.errors import UnreadableFile
from medviewer.words import message

LARGEST = 1 << 30  # bytes; what is larger is not taken apart in memory


class NotWithoutLoss(Exception):  # noqa: N818 - not an error: the file is sent otherwise or not at all
    """The pixels are compressed in a way that only its own encoding preserves."""


def reencoded(file: OutgoingFile, transfer_syntax: UID) -> bytes:
    """The data set in one of the uncompressed little endian syntaxes.

    Raises:
        NotWithoutLoss: it is compressed with loss, or by something unknown.
        UnreadableFile: it cannot be decoded.
    """
    own = file.transfer_syntax_uid
    if own in DECODED - WITHOUT_LOSS or file.size > LARGEST or not _is_known(own):
        raise NotWithoutLoss
    try:
        with without_warnings():
            found = pydicom.dcmread(file.path, force=True)
            if own in DECODED:
                found.decompress(generate_instance_uid=False)
            stream = DicomBytesIO()
            stream.is_little_endian = True
            stream.is_implicit_VR = transfer_syntax.is_implicit_VR
            write_dataset(stream, found)
            return stream.getvalue()
    except (*MALFORMED, OSError, InvalidDicomError, RuntimeError) as error:
        raise UnreadableFile(UNDECODABLE) from error


def _is_known(transfer_syntax_uid: str) -> bool:
    syntax = UID(transfer_syntax_uid)
    return (
        syntax in DECODED
        or (syntax.is_transfer_syntax and not syntax.is_encapsulated)
        or syntax == DeflatedExplicitVRLittleEndian
    )


UNDECODABLE = message(
    "Archive",
    "The archive does not take its encoding, and it could not be decoded to be sent in another.",
)
