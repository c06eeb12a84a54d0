"""Structured reports of our own making, as other writers might have written them."""

from pathlib import Path

from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

COMPREHENSIVE = "1.2.840.10008.5.1.4.1.1.88.33"
CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2"


def coded(value: str, scheme: str, meaning: str) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


def content(value_type: str, name: Dataset | None, *children: Dataset, **values: object) -> Dataset:
    """One content item; `values` are attributes by keyword."""
    item = Dataset()
    item.RelationshipType = "CONTAINS"
    item.ValueType = value_type
    if name is not None:
        item.ConceptNameCodeSequence = Sequence([name])
    for keyword, value in values.items():
        setattr(item, keyword, value)
    if children:
        item.ContentSequence = Sequence(children)
    return item


def number(name: Dataset, value: str, unit: Dataset, *children: Dataset) -> Dataset:
    measured = Dataset()
    measured.NumericValue = value
    measured.MeasurementUnitsCodeSequence = Sequence([unit])
    return content("NUM", name, *children, MeasuredValueSequence=Sequence([measured]))


def image(sop_instance_uid: str, frames: list[int] | None = None) -> Dataset:
    reference = Dataset()
    reference.ReferencedSOPClassUID = CT_IMAGE
    reference.ReferencedSOPInstanceUID = sop_instance_uid
    if frames:
        reference.ReferencedFrameNumber = frames
    return content("IMAGE", None, ReferencedSOPSequence=Sequence([reference]))


def report(*children: Dataset, sop_class: str = COMPREHENSIVE) -> Dataset:
    """A report's data set around its content."""
    dataset = content("CONTAINER", coded("126000", "DCM", "Imaging Measurement Report"), *children)
    del dataset.RelationshipType
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.SOPClassUID = sop_class
    dataset.SOPInstanceUID = generate_uid(entropy_srcs=["report"])
    dataset.StudyInstanceUID = generate_uid(entropy_srcs=["study"])
    dataset.SeriesInstanceUID = generate_uid(entropy_srcs=["series of reports"])
    dataset.Modality = "SR"
    dataset.PatientName, dataset.PatientID = "Phantom^Report", "P1"
    dataset.CompletionFlag, dataset.VerificationFlag = "PARTIAL", "UNVERIFIED"
    return dataset


def write_object(path: Path, dataset: Dataset) -> Path:
    """As a file with meta information, Explicit VR Little Endian."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    file = FileDataset(str(path), dataset, file_meta=meta, preamble=b"\0" * 128)
    file.save_as(path, enforce_file_format=True)
    return path
