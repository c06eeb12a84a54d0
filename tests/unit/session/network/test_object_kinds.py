"""What is to be sent is called what a reader calls it."""

from pathlib import Path

import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian

from medviewer.session.network.object_kinds import object_kind


def written(file: Path, sop_class_uid: str) -> Path:
    made = Dataset()
    made.SOPClassUID, made.SOPInstanceUID = UID(sop_class_uid), UID("1.2.3")
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made.file_meta.MediaStorageSOPClassUID = UID(sop_class_uid)
    made.file_meta.MediaStorageSOPInstanceUID = UID("1.2.3")
    made.save_as(file, enforce_file_format=True)
    return file


# PS3.4 table B.5-1
@pytest.mark.parametrize(
    ("sop_class_uid", "kind"),
    [
        ("1.2.840.10008.5.1.4.1.1.88.59", "Key object selection"),
        ("1.2.840.10008.5.1.4.1.1.88.34", "Structured report"),
        ("1.2.840.10008.5.1.4.1.1.66.4", "Segmentation"),
        ("1.2.840.10008.5.1.4.1.1.11.1", "Presentation state"),
        ("1.2.840.10008.5.1.4.1.1.30", "Parametric map"),
        ("1.2.840.10008.5.1.4.1.1.7", "Secondary capture"),
        ("1.2.840.10008.5.1.4.1.1.104.1", "Report as PDF"),
        ("1.2.840.10008.5.1.4.1.1.2", "CT Image Storage"),
    ],
)
def test_that_an_object_is_called_by_its_class(
    tmp_path: Path, sop_class_uid: str, kind: str
) -> None:
    assert str(object_kind(written(tmp_path / "SR000001", sop_class_uid))) == kind


def test_that_what_cannot_be_read_keeps_the_name_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "noise.dcm"
    file.write_bytes(b"noise" * 100)

    assert object_kind(file) == "noise.dcm"
