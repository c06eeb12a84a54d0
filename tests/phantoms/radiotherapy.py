"""Small radiotherapy objects: a structure set and a dose, with what a test wants to be different."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence as Items
from pydicom.uid import ExplicitVRLittleEndian

STRUCTURE_SET, DOSE = "1.2.840.10008.5.1.4.1.1.481.3", "1.2.840.10008.5.1.4.1.1.481.2"
SQUARE = (0.0, 0.0, 0.0, 10.0, 0.0, 0.0, 10.0, 10.0, 0.0, 0.0, 10.0, 0.0)  # 100 mm² at z 0


def contour(points: Sequence[Any], kind: str = "CLOSED_PLANAR") -> Dataset:
    item = Dataset()
    item.ContourGeometricType = kind
    item.NumberOfContourPoints = len(points) // 3
    item.ContourData = [str(one) for one in points]
    return item


def square_at(z: float, low: float = 0.0, high: float = 10.0) -> Dataset:
    return contour((low, low, z, high, low, z, high, high, z, low, high, z))


def write_structure_set(path: Path, contours: Sequence[Dataset], **region: Any) -> Path:
    """One region, number 1."""
    dataset = _dataset(STRUCTURE_SET, "RTSTRUCT")
    named, drawn = Dataset(), Dataset()
    named.ROINumber, named.ROIName = 1, region.get("name", "GTV")
    named.ReferencedFrameOfReferenceUID = "1.2.7"
    drawn.ReferencedROINumber = 1
    drawn.ROIDisplayColor = region.get("colour", [255, 0, 0])
    drawn.ContourSequence = Items(contours)
    dataset.StructureSetLabel = "Plan A"
    dataset.StructureSetROISequence = Items([named])
    dataset.ROIContourSequence = Items([drawn])
    return _written(dataset, path)


def write_dose(path: Path, stored: NDArray[np.uint32], **attributes: Any) -> Path:
    """Stored values [frame, row, column], pixels of 2 × 3 mm."""
    dataset = _dataset(DOSE, "RTDOSE")
    frames, dataset.Rows, dataset.Columns = stored.shape
    dataset.NumberOfFrames = frames
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated = dataset.BitsStored = 32
    dataset.HighBit, dataset.PixelRepresentation = 31, 0
    dataset.PixelSpacing = [2, 3]
    dataset.ImagePositionPatient = [-10, -20, 50]
    dataset.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    dataset.FrameOfReferenceUID = "1.2.7"
    dataset.GridFrameOffsetVector = [5.0 * frame for frame in range(frames)]
    dataset.FrameIncrementPointer = 0x3004000C
    dataset.DoseUnits, dataset.DoseType, dataset.DoseSummationType = "GY", "PHYSICAL", "PLAN"
    dataset.DoseGridScaling = "0.01"
    dataset.PixelData = stored.astype("<u4").tobytes()
    for keyword, value in attributes.items():
        if value is None:
            delattr(dataset, keyword)
        else:
            setattr(dataset, keyword, value)
    return _written(dataset, path)


def _dataset(sop_class_uid: str, modality: str) -> Dataset:
    dataset = Dataset()
    dataset.SOPClassUID, dataset.SOPInstanceUID = sop_class_uid, "1.2.3.4"
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = "1.2.3", "1.2.3.1"
    dataset.Modality, dataset.PatientID = modality, "P1"
    return dataset


def _written(dataset: Dataset, path: Path) -> Path:
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.save_as(path, enforce_file_format=True)
    return path
