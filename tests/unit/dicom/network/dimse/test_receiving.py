"""Which instance arrives is read from its first bytes, however it is encoded; the rest stays as it came."""

from pathlib import Path

import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dimse.commands import Element, Message
from medviewer.dicom.network.dimse.incoming_data_set import IncomingDataSet
from medviewer.dicom.network.dimse.receiving import file_header, identified, receive

CT = Path(str(get_testdata_file("CT_small.dcm")))


def arriving(data_set: bytes) -> Message:
    data = IncomingDataSet()
    data.write(memoryview(data_set))
    return Message(1, {Element.SOP_INSTANCE_UID: b"1.2.3\0"}, data)


def encoded(syntax: pydicom.uid.UID) -> bytes:
    stream = DicomBytesIO()
    stream.is_little_endian, stream.is_implicit_VR = syntax.is_little_endian, syntax.is_implicit_VR
    image = pydicom.dcmread(CT)
    small = pydicom.Dataset()
    for keyword in ("SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID"):
        setattr(small, keyword, image[keyword].value)
    small.PatientName = "x" * 20_000  # the UIDs lie far behind
    write_dataset(stream, small)
    return stream.getvalue()


@pytest.mark.parametrize(
    "syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian]
)
def test_that_the_uids_are_found_in_every_encoding(syntax: pydicom.uid.UID) -> None:
    image = pydicom.dcmread(CT)

    found = identified(arriving(encoded(syntax)), syntax)

    assert found is not None
    assert found.key.series_instance_uid == image.SeriesInstanceUID
    assert found.key.sop_instance_uid == image.SOPInstanceUID
    assert found.sop_class_uid == image.SOPClassUID


def test_that_the_uids_are_found_in_a_deflated_data_set() -> None:
    file = Path(str(get_testdata_file("image_dfl.dcm")))
    image = pydicom.dcmread(file)
    content = file.read_bytes()
    data_set = content[144 + pydicom.dcmread(file).file_meta.FileMetaInformationGroupLength :]

    found = identified(arriving(data_set), DeflatedExplicitVRLittleEndian)

    assert found is not None
    assert found.key.study_instance_uid == image.StudyInstanceUID


@pytest.mark.parametrize("content", [b"", b"garbage", bytes(100), b"\xff" * 5000])
def test_that_what_names_no_instance_is_none(content: bytes) -> None:
    assert identified(arriving(content), ExplicitVRLittleEndian) is None


def test_that_an_instance_is_written_as_it_came(tmp_path: Path) -> None:
    data_set = encoded(ExplicitVRLittleEndian)
    message = arriving(data_set)
    found = identified(message, ExplicitVRLittleEndian)
    assert found is not None

    arrival = receive(message, ExplicitVRLittleEndian, found, ArrivalFolder(tmp_path))

    content = arrival.path.read_bytes()
    assert content.endswith(data_set)
    assert arrival.size == len(content)
    assert pydicom.dcmread(arrival.path).file_meta.TransferSyntaxUID == ExplicitVRLittleEndian


def test_that_the_header_is_one_pydicom_reads(tmp_path: Path) -> None:
    header = file_header("1.2.840.10008.5.1.4.1.1.2", "1.2.3", ImplicitVRLittleEndian)

    (tmp_path / "header.dcm").write_bytes(header)
    meta = pydicom.filereader.read_file_meta_info(tmp_path / "header.dcm")

    assert meta.MediaStorageSOPInstanceUID == "1.2.3"
    assert meta.FileMetaInformationGroupLength == len(header) - 144
