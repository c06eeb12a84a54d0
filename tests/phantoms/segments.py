"""Segmentations of a small CT, in frames of 13 columns: bits of one row never end on a byte."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.uid import SegmentationStorage

from tests.phantoms.dicom_files import AXIAL, write_image

ROWS, COLUMNS, SLICES, STEP_MM = 7, 13, 3, 2.0
LABEL_MAP_STORAGE = "1.2.840.10008.5.1.4.1.1.66.7"
Kind = Literal["BINARY", "FRACTIONAL", "LABELMAP"]


@dataclass(frozen=True, slots=True)
class WrittenSegmentation:
    """`frames` are the stored values as a reader should find them, [frame, row, column]."""

    path: Path
    kind: Kind
    frames: NDArray[np.uint8]


def write_segmentation(path: Path, kind: Kind) -> WrittenSegmentation:
    """One segment on three slices: a diagonal band that moves with the slice."""
    slices, rows, columns = np.indices((SLICES, ROWS, COLUMNS))
    band = (rows + columns + slices) % 5 < 2
    frames = {
        "BINARY": band.astype(np.uint8),
        "FRACTIONAL": np.where(band, 40 * (slices + 1), 0).astype(np.uint8),
        "LABELMAP": np.where(band, slices + 1, 0).astype(np.uint8),
    }[kind]
    values = _attributes(kind)
    if kind == "BINARY":
        # One bit a pixel, the first in the lowest bit, no padding between rows or frames (PS3.5 8.1.1).
        packed = np.packbits(frames.ravel(), bitorder="little").tobytes()
        values |= {"BitsAllocated": 1, "BitsStored": 1, "HighBit": 0}
        values["PixelData"] = packed + bytes(len(packed) % 2)
    elif frames.nbytes % 2:
        values["PixelData"] = frames.tobytes() + b"\0"
    write_image(path, frames, **values)
    return WrittenSegmentation(path, kind, frames)


def _attributes(kind: Kind) -> dict[str, Any]:
    return {
        "SOPClassUID": LABEL_MAP_STORAGE if kind == "LABELMAP" else SegmentationStorage,
        "Modality": "SEG",
        "NumberOfFrames": SLICES,
        "SegmentationType": kind,
        "MaximumFractionalValue": 255 if kind == "FRACTIONAL" else None,
        "SegmentationFractionalType": "PROBABILITY" if kind == "FRACTIONAL" else None,
        "SegmentSequence": Items([_item(SegmentNumber=1, SegmentLabel="Band")]),
        "SharedFunctionalGroupsSequence": Items([_shared()]),
        "PerFrameFunctionalGroupsSequence": Items([_place(index) for index in range(SLICES)]),
        **dict.fromkeys(
            (
                "ImageOrientationPatient",
                "ImagePositionPatient",
                "PixelSpacing",
                "RescaleSlope",
                "RescaleIntercept",
            )
        ),
    }


def _shared() -> Dataset:
    return _item(
        PixelMeasuresSequence=Items([_item(PixelSpacing=[1, 1], SliceThickness=STEP_MM)]),
        PlaneOrientationSequence=Items([_item(ImageOrientationPatient=AXIAL)]),
    )


def _place(index: int) -> Dataset:
    return _item(
        PlanePositionSequence=Items([_item(ImagePositionPatient=[0, 0, STEP_MM * index])]),
        SegmentIdentificationSequence=Items([_item(ReferencedSegmentNumber=1)]),
    )


def _item(**attributes: Any) -> Dataset:
    item = Dataset()
    for keyword, value in attributes.items():
        setattr(item, keyword, value)
    return item
