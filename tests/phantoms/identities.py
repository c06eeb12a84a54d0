"""A file that names its patient wherever a file can: header, sequences, private data, texts, overlays."""

from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import Dataset, FileDataset
from pydicom.sequence import Sequence

from tests.phantoms.dicom_files import write_image

STUDY, SERIES, IMAGE = "1.2.826.0.1.99.17", "1.2.826.0.1.99.17.1", "1.2.826.0.1.99.17.1.1"
OTHER = "1.2.826.0.1.99.17.1.2"
# What must stand nowhere in a copy, as bytes of any text.
SECRETS = (
    "Fernandez",
    "Quirin",
    "KH-220733",
    "ACC-90871",
    "Wohlgemuth",
    "Sankt Elsewhere",
    "Elsewhere",
    "19700131",
    "20260131",
    "secret of a vendor",
    STUDY,
    "4711",
)


def write_named_image(path: Path, **attributes: Any) -> FileDataset:
    """Write an image full of identity; `attributes` replace or add."""
    values: dict[str, Any] = {
        "PatientName": "Fernandez^Quirin",
        "PatientID": "KH-220733",
        "PatientBirthDate": "19700131",
        "PatientSex": "F",
        "PatientAge": "056Y",
        "AccessionNumber": "ACC-90871",
        "StudyID": "4711",
        "ReferringPhysicianName": "Wohlgemuth^Ada",
        "InstitutionName": "Sankt Elsewhere",
        "StationName": "CT-Elsewhere",
        "StudyDate": "20260131",
        "SeriesDate": "20260131",
        "ContentDate": "20260131",
        "AcquisitionDateTime": "20260131101530.5",
        "StudyTime": "101530",
        "StudyInstanceUID": STUDY,
        "SeriesInstanceUID": SERIES,
        "SOPInstanceUID": IMAGE,
        "SeriesDescription": "THORAX 1.5 for Fernandez",
        "ImageComments": "Quirin moved",
        "ConvolutionKernel": "B60s Fernandez",
        "SourceImageSequence": Sequence([_reference(OTHER)]),
        "RequestAttributesSequence": Sequence([_request()]),
        **attributes,
    }
    dataset = write_image(path, np.arange(64, dtype=np.uint16).reshape(8, 8), **values)
    block = dataset.private_block(0x0029, "VENDOR", create=True)
    block.add_new(0x01, "LO", "secret of a vendor")
    dataset.add_new(0x60000010, "US", 8)
    dataset.add_new(0x60000011, "US", 8)
    dataset.add_new(0x60003000, "OW", b"Quirin! ")
    dataset.add_new(0x60004000, "LT", "Fernandez")
    dataset.file_meta.SourceApplicationEntityTitle = "Elsewhere"
    dataset.save_as(path, enforce_file_format=True)
    return dataset


def _reference(uid: str) -> Dataset:
    item = Dataset()
    item.ReferencedSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    item.ReferencedSOPInstanceUID = uid
    return item


def _request() -> Dataset:
    item = Dataset()
    item.RequestedProcedureID = "4711"
    item.RequestedProcedureDescription = "for Fernandez"
    return item
