"""Writes small DICOM files with known pixels, by pydicom alone: what is tested has no part in it."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import (
    UID,
    CTImageStorage,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    generate_uid,
)

Pixels = NDArray[Any]

AXIAL = [1, 0, 0, 0, 1, 0]
SAGITTAL = [0, 1, 0, 0, 0, -1]
CORONAL = [1, 0, 0, 0, 0, -1]


def write_image(
    path: Path, pixels: Pixels, transfer_syntax_uid: UID = ExplicitVRLittleEndian, **attributes: Any
) -> FileDataset:
    """Write one image; `attributes` are DICOM keywords that replace the defaults, None leaves one out.

    `pixels` is [rows, columns] or [rows, columns, 3], or [frames, rows, columns] where `NumberOfFrames`
    is among the attributes.
    """
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = transfer_syntax_uid
    is_implicit = transfer_syntax_uid == ImplicitVRLittleEndian
    is_little_endian = transfer_syntax_uid != ExplicitVRBigEndian
    dataset = FileDataset(str(path), {}, b"\0" * 128, meta, is_implicit, is_little_endian)
    pixels = pixels.astype(pixels.dtype.newbyteorder("<" if is_little_endian else ">"))
    values = {**_defaults(), **_pixel_module(pixels, "NumberOfFrames" in attributes), **attributes}
    for keyword, value in values.items():
        if value is not None:
            setattr(dataset, keyword, value)
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = UID(dataset.get("SOPInstanceUID") or "1.2.3")
    path.parent.mkdir(parents=True, exist_ok=True)
    dataset.save_as(
        path,
        implicit_vr=is_implicit,
        little_endian=is_little_endian,
        enforce_file_format=True,
    )
    return dataset


def _defaults() -> dict[str, Any]:
    return {
        "SpecificCharacterSet": "ISO_IR 192",
        "SOPClassUID": CTImageStorage,
        "SOPInstanceUID": generate_uid(),
        "StudyInstanceUID": "1.2.826.0.1.3680043.8.498.1",
        "SeriesInstanceUID": "1.2.826.0.1.3680043.8.498.1.1",
        "FrameOfReferenceUID": "1.2.826.0.1.3680043.8.498.1.2",
        "Modality": "CT",
        "PatientName": "Phantom^Small",
        "PatientID": "SMALL",
        "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"],
        "ImageOrientationPatient": AXIAL,
        "ImagePositionPatient": [0, 0, 0],
        "PixelSpacing": [0.5, 0.5],
        "RescaleSlope": 1,
        "RescaleIntercept": 0,
        "InstanceNumber": 1,
    }


def _pixel_module(pixels: Pixels, is_multi_frame: bool) -> dict[str, Any]:
    plane = pixels[0] if is_multi_frame else pixels
    is_colour = plane.ndim == 3
    bits = pixels.dtype.itemsize * 8
    return {
        "Rows": plane.shape[0],
        "Columns": plane.shape[1],
        "SamplesPerPixel": 3 if is_colour else 1,
        "PhotometricInterpretation": "RGB" if is_colour else "MONOCHROME2",
        "PlanarConfiguration": 0 if is_colour else None,
        "BitsAllocated": bits,
        "BitsStored": bits,
        "HighBit": bits - 1,
        "PixelRepresentation": int(pixels.dtype.kind == "i"),
        "PixelData": np.ascontiguousarray(pixels).tobytes(),
    }
