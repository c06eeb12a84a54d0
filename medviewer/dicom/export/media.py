"""DICOM objects as media: file names of the standard and a DICOMDIR (PS3.10 section 8, PS3.11)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pydicom
from pydicom.dataset import Dataset
from pydicom.fileset import DIRECTORY_RECORDERS, FileSet, RecordNode
from pydicom.uid import (
    UID,
    EncapsulatedPDFStorage,
    GrayscaleSoftcopyPresentationStateStorage,
    KeyObjectSelectionDocumentStorage,
)

from medviewer.errors import ExportError
from medviewer.words import message

LEAVES: Mapping[UID, str] = {  # PS3.3 table F.4-1
    KeyObjectSelectionDocumentStorage: "KEY OBJECT DOC",
    GrayscaleSoftcopyPresentationStateStorage: "PRESENTATION",
    EncapsulatedPDFStorage: "ENCAP DOC",
}
# A DICOMDIR must say (type 1) what a file may leave empty (type 2); PS3.3 F.5.1 to F.5.3.
UNSAID: Mapping[str, object] = {
    "PatientID": "UNKNOWN",
    "StudyDate": "19000101",
    "StudyTime": "000000",
    "StudyID": "1",
    "SeriesNumber": 1,
    "InstanceNumber": 1,
}


def write_dicomdir(files: Sequence[Path], folder: Path) -> None:
    """Copy the files into `folder` under names of at most eight letters, with a DICOMDIR beside them.

    Raises:
        ExportError: a file cannot stand in a DICOMDIR.
        OSError: the disk refused.
    """
    media = FileSet()
    try:
        for path in files:
            media.add_custom(path, _leaf(pydicom.dcmread(path, stop_before_pixels=True)))
        media.write(folder)
    except (ValueError, AttributeError, KeyError, NotImplementedError) as error:
        raise ExportError(
            message(
                "Bundle",
                "No DICOMDIR could be made of the DICOM objects ({reason}). Export into a folder instead.",
                reason=type(error).__name__,
            )
        ) from error
    finally:
        # WORKAROUND pydicom 3.0: the copies it stages are only removed when it is collected.
        media._stage["t"].cleanup()


def _leaf(header: Dataset) -> RecordNode:
    """The record of a file below those of its series, study and patient."""
    node: RecordNode | None = None
    for record in _records(header):
        below = RecordNode(record)
        if node is not None:
            below.parent = node
        node = below
    assert node is not None  # for the type checker: there are four
    return node


def _records(header: Dataset) -> Iterator[Dataset]:
    told = Dataset()
    told.update(header)
    told.file_meta = header.file_meta
    for keyword, value in UNSAID.items():
        if told.get(keyword) in (None, ""):
            setattr(told, keyword, value)
    leaf = _leaf_type(header)
    for kind in ("PATIENT", "STUDY", "SERIES", leaf):
        recorder: Callable[[Dataset], Dataset] = DIRECTORY_RECORDERS[kind]
        record = recorder(told)
        record.DirectoryRecordType = kind
        if "SpecificCharacterSet" in header:
            record.SpecificCharacterSet = header.SpecificCharacterSet
        if kind == leaf:
            record.ReferencedFileID = None  # the FileSet gives it its name
            record.ReferencedSOPClassUIDInFile = header.SOPClassUID
            record.ReferencedSOPInstanceUIDInFile = header.SOPInstanceUID
            record.ReferencedTransferSyntaxUIDInFile = header.file_meta.TransferSyntaxUID
        yield record


def _leaf_type(header: Dataset) -> str:
    known = LEAVES.get(header.SOPClassUID)
    return known or ("SR DOCUMENT" if "ContentSequence" in header else "IMAGE")
