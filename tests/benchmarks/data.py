"""What the benchmarks read: written once into a cache folder, by pydicom and the codecs' own encoders.

Headers are as long as a vendor's (sequences, references, private groups); names are shuffled against the
order of the slices; values are tissue with noise, so no codec can make them smaller than a patient.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import (
    UID,
    CTImageStorage,
    DigitalMammographyXRayImageStorageForPresentation,
    EnhancedCTImageStorage,
    ExplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
    generate_uid,
)

from medviewer.dicom.export import write_ct_series
from medviewer.imaging.phantom import ThoraxSpec, thorax_phantom

Stored = NDArray[np.uint16]

VERSION = 1  # of what is written; another one is written anew
SIDE = 512
INTERCEPT = -1024
SLICES = 600
COMPRESSED_SLICES = 150  # a slice costs the same in a longer series; some peers need minutes for it
LARGE_SLICES = 2500
HEADER_FILES = 1200
RADIOGRAPH = (4000, 3000)
FRAMES = 300
THORAX_SLICES = 300

CODECS: dict[str, tuple[str, Callable[[Stored], bytes]]] = {
    "jpeg_ls": (JPEGLSLossless, lambda pixels: bytes(imagecodecs.jpegls_encode(pixels))),
    "rle": (RLELossless, lambda pixels: _rle(pixels)),
    "jpeg_lossless": (
        JPEGLosslessSV1,
        lambda pixels: bytes(
            imagecodecs.jpeg8_encode(pixels, lossless=True, predictor=1, bitspersample=12)
        ),
    ),
    "jpeg_2000": (
        JPEG2000Lossless,
        lambda pixels: bytes(
            imagecodecs.jpeg2k_encode(pixels, 0, codecformat="J2K", reversible=True)
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is complete or is not there."""

    name: str
    write: Callable[[Path], None]

    def files(self) -> list[Path]:
        """Its files in name order, written now if they never were."""
        place = cache() / self.name
        if not place.exists():
            unfinished = place.with_name(f"{self.name}.part")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            self.write(unfinished)
            unfinished.rename(place)
        return sorted(place.iterdir())


def cache() -> Path:
    """Where data are kept between runs; `MEDVIEWER_BENCH_DATA` names another place."""
    default = Path(tempfile.gettempdir()) / f"medviewer-bench-{os.getuid()}"
    return Path(os.environ.get("MEDVIEWER_BENCH_DATA", default)) / f"v{VERSION}"


def ct() -> list[Path]:
    """600 slices of 512 x 512, uncompressed."""
    return Folder("ct", lambda folder: _series(folder, SLICES)).files()


def compressed(name: str) -> list[Path]:
    """150 slices in one of `CODECS`."""
    return Folder(name, lambda folder: _series(folder, COMPRESSED_SLICES, name)).files()


def series(name: str) -> list[Path]:
    """ "ct", or one of `CODECS`."""
    return ct() if name == "ct" else compressed(name)


def large_ct() -> list[Path]:
    """2,500 slices, 1.3 GB."""
    return Folder("large_ct", lambda folder: _series(folder, LARGE_SLICES)).files()


def headers() -> list[Path]:
    """1,200 files with small images: what is read of them is their headers."""
    return Folder("headers", lambda folder: _series(folder, HEADER_FILES, side=16)).files()


def radiograph() -> Path:
    """One 12-megapixel mammogram of 14 stored bits."""
    return Folder("radiograph", _write_radiograph).files()[0]


def enhanced() -> Path:
    """One enhanced CT of 300 frames."""
    return Folder("enhanced", _write_enhanced).files()[0]


def thorax() -> list[Path]:
    """300 slices of a chest with nodules, 1 mm apart."""
    return Folder("thorax", _write_thorax).files()


def slice_hu(index: int, side: int = SIDE) -> NDArray[np.int16]:
    """One slice: air, a body, lungs, bone; noise that differs from slice to slice."""
    random = np.random.default_rng(index)
    y, x = (np.mgrid[0:side, 0:side] - side / 2) / (side / 2)
    values = np.full((side, side), -1000.0)
    values[(x / 0.85) ** 2 + (y / 0.62) ** 2 < 1] = -90
    values[(x / 0.77) ** 2 + (y / 0.54) ** 2 < 1] = 45
    size = 0.25 + 0.15 * np.sin(index / 90)
    for middle in (-0.36, 0.36):
        values[((x - middle) / size) ** 2 + (y / (size + 0.1)) ** 2 < 1] = -840
    values[(x / 0.1) ** 2 + ((y - 0.34) / 0.09) ** 2 < 1] = 250
    values += random.standard_normal(values.shape) * np.where(values < -900, 7, 16)
    values[x**2 + y**2 > 1] = INTERCEPT
    hu: NDArray[np.int16] = np.clip(np.rint(values), INTERCEPT, 3071).astype(np.int16)
    return hu


def _series(folder: Path, count: int, codec: str = "", side: int = SIDE) -> None:
    names = np.random.default_rng(7).permutation(count)
    dataset = _described(CTImageStorage)
    _describe_pixels(dataset, (side, side), 12)
    dataset.PixelSpacing = ["0.703125", "0.703125"]
    dataset.ImageOrientationPatient = ["1", "0", "0", "0", "1", "0"]
    for index in range(count):
        stored = (slice_hu(index, side).astype(np.int32) - INTERCEPT).astype("<u2")
        _name(dataset)
        dataset.InstanceNumber = str(index + 1)
        dataset.ImagePositionPatient = ["-180", "-180", f"{-300 + index:.3f}"]
        dataset.SliceLocation = f"{-300 + index:.3f}"
        _write(dataset, stored, folder / f"IM{names[index]:05}.dcm", codec)


def _write(dataset: Dataset, stored: Stored, path: Path, codec: str = "") -> None:
    if codec:
        syntax, encode = CODECS[codec]
        dataset.file_meta.TransferSyntaxUID = UID(syntax)
        dataset.PixelData = encapsulate([encode(stored)])
        dataset["PixelData"].is_undefined_length = True
        dataset["PixelData"].VR = "OB"
    else:
        dataset.PixelData = stored.tobytes()
        dataset["PixelData"].VR = "OW"
    dataset.save_as(path, enforce_file_format=True)


def _rle(pixels: Stored) -> bytes:
    from pydicom.pixels.encoders.base import RLELosslessEncoder

    return RLELosslessEncoder.encode(
        pixels,
        rows=pixels.shape[0],
        columns=pixels.shape[1],
        samples_per_pixel=1,
        bits_allocated=16,
        bits_stored=12,
        pixel_representation=0,
        photometric_interpretation="MONOCHROME2",
        number_of_frames=1,
        encoding_plugin="pylibjpeg",
    )


def _name(dataset: Dataset) -> None:
    dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = generate_uid()


def _write_radiograph(folder: Path) -> None:
    random = np.random.default_rng(3)
    values = 6000 + 45 * random.standard_normal(RADIOGRAPH) + np.linspace(0, 8000, RADIOGRAPH[1])
    dataset = _described(DigitalMammographyXRayImageStorageForPresentation)
    _describe_pixels(dataset, RADIOGRAPH, 14)
    dataset.Modality, dataset.ImageLaterality, dataset.InstanceNumber = "MG", "L", "1"
    dataset.RescaleIntercept, dataset.RescaleType = "0", "US"
    dataset.WindowCenter, dataset.WindowWidth = "9000", "9000"
    dataset.ImagerPixelSpacing = ["0.07", "0.07"]
    _name(dataset)
    _write(dataset, np.clip(np.rint(values), 0, 16383).astype("<u2"), folder / "radiograph.dcm")


def _write_thorax(folder: Path) -> None:
    spec = ThoraxSpec(shape=(THORAX_SLICES, SIDE, SIDE), slice_mm=1.0)
    write_ct_series(folder, thorax_phantom(spec).volume)


def _write_enhanced(folder: Path) -> None:
    dataset = _described(EnhancedCTImageStorage)
    _describe_pixels(dataset, (SIDE, SIDE), 12)
    for keyword in ("WindowCenter", "WindowWidth", "RescaleIntercept", "RescaleSlope"):
        del dataset[keyword]
    dataset.NumberOfFrames, dataset.InstanceNumber = FRAMES, "1"
    shared = Dataset()
    shared.PixelMeasuresSequence = _item(PixelSpacing=["0.703125"] * 2, SliceThickness="1")
    shared.PlaneOrientationSequence = _item(ImageOrientationPatient=["1", "0", "0", "0", "1", "0"])
    shared.PixelValueTransformationSequence = _item(
        RescaleIntercept=str(INTERCEPT), RescaleSlope="1", RescaleType="HU"
    )
    shared.FrameVOILUTSequence = _item(WindowCenter="40", WindowWidth="400")
    dataset.SharedFunctionalGroupsSequence = Sequence([shared])
    dataset.PerFrameFunctionalGroupsSequence = Sequence([_frame_groups(i) for i in range(FRAMES)])
    _name(dataset)
    stored = np.stack([slice_hu(index) for index in range(FRAMES)]).astype(np.int32) - INTERCEPT
    _write(dataset, stored.astype("<u2"), folder / "enhanced.dcm")


def _frame_groups(index: int) -> Dataset:
    groups = Dataset()
    groups.FrameContentSequence = _item(
        DimensionIndexValues=[1, index + 1], StackID="1", InStackPositionNumber=index + 1
    )
    groups.PlanePositionSequence = _item(ImagePositionPatient=["-180", "-180", f"{index - 300}"])
    return groups


def _item(**attributes: object) -> Sequence:
    item = Dataset()
    for keyword, value in attributes.items():
        setattr(item, keyword, value)
    return Sequence([item])


def _described(sop_class_uid: str) -> Dataset:
    """Everything a vendor writes that is the same in each file of a series."""
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID = UID(sop_class_uid)
    for keyword, value in TEXTS.items():
        setattr(dataset, keyword, value)
    for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID"):
        setattr(dataset, keyword, generate_uid())
    dataset.ProcedureCodeSequence = _item(
        CodeValue="24627-2", CodingSchemeDesignator="LN", CodeMeaning="CT Chest"
    )
    dataset.ReferencedImageSequence = Sequence(
        [
            _item(ReferencedSOPClassUID=CTImageStorage, ReferencedSOPInstanceUID=generate_uid())[0]
            for _ in range(3)
        ]
    )
    private = dataset.private_block(0x0029, "BENCH CSA HEADER", create=True)
    private.add_new(0x10, "OB", bytes(range(256)) * 8)
    private = dataset.private_block(0x0021, "BENCH MED", create=True)
    for number in range(20):
        private.add_new(0x10 + number, "LO", f"value {number}")
    return dataset


def _describe_pixels(dataset: Dataset, shape: tuple[int, int], bits_stored: int) -> None:
    dataset.Rows, dataset.Columns = shape
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, bits_stored, bits_stored - 1
    dataset.PixelRepresentation = 0
    dataset.WindowCenter, dataset.WindowWidth = "40", "400"
    dataset.RescaleIntercept, dataset.RescaleSlope = str(INTERCEPT), "1"
    dataset.RescaleType = "HU"


TEXTS = {
    "SpecificCharacterSet": "ISO_IR 192",
    "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"],
    "StudyDate": "20250102",
    "SeriesDate": "20250102",
    "AcquisitionDate": "20250102",
    "ContentDate": "20250102",
    "StudyTime": "101112.123",
    "SeriesTime": "101112.123",
    "AcquisitionTime": "101112.123",
    "ContentTime": "101112.123",
    "AccessionNumber": "ACC001",
    "Modality": "CT",
    "Manufacturer": "BENCH",
    "InstitutionName": "Nowhere",
    "ReferringPhysicianName": "Nobody^A",
    "StudyDescription": "CT CHEST",
    "SeriesDescription": "Ax 1.0 soft",
    "ManufacturerModelName": "Phantom",
    "PatientName": "Bench^Phantom",
    "PatientID": "BENCH001",
    "PatientBirthDate": "19700101",
    "PatientSex": "O",
    "PatientAge": "055Y",
    "PatientWeight": "70",
    "BodyPartExamined": "CHEST",
    "ScanOptions": "HELICAL",
    "SliceThickness": "1",
    "KVP": "120",
    "DataCollectionDiameter": "500",
    "SoftwareVersions": "1.0",
    "ProtocolName": "Chest",
    "ReconstructionDiameter": "360",
    "GantryDetectorTilt": "0",
    "TableHeight": "150",
    "RotationDirection": "CW",
    "ExposureTime": "500",
    "XRayTubeCurrent": "200",
    "Exposure": "100",
    "FilterType": "BODY",
    "FocalSpots": "1.2",
    "ConvolutionKernel": "B30f",
    "PatientPosition": "HFS",
    "StudyID": "1",
    "SeriesNumber": "2",
    "AcquisitionNumber": "1",
    "PositionReferenceIndicator": "SN",
}
