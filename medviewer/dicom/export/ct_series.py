"""Writes volumes as DICOM: strict where reading is tolerant (`dciodvfy` finds nothing to say)."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

from medviewer import __version__
from medviewer.domain.volume import Volume
from medviewer.errors import ExportError
from medviewer.whole_files import whole_file
from medviewer.words import message


@dataclass(frozen=True, slots=True)
class CtFacts:
    """What the headers of a written CT series say beside the pixels."""

    patient_name: str = "Phantom^Thorax"
    patient_id: str = "PHANTOM"
    patient_sex: str = "O"
    study_description: str = "Thorax phantom"
    series_description: str = "Thorax phantom, not a patient"
    body_part_examined: str = "CHEST"
    kvp: float = 120.0


def write_ct_series(folder: Path, volume: Volume, facts: CtFacts | None = None) -> tuple[Path, ...]:
    """Write one CT Image Storage instance a slice into `folder`.

    Args:
        volume: int16 HU; stored as they are, slope 1, intercept 0.

    Raises:
        ExportError: the folder cannot be written.
    """
    facts = facts or CtFacts()
    shared = _Shared(generate_uid(), generate_uid(), generate_uid(), datetime.now())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(
            _write_slice(folder, volume, index, facts, shared)
            for index in range(volume.geometry.shape[0])
        )
    except OSError as error:
        raise ExportError(
            message(
                "Export",
                "The series could not be written to {folder} ({reason}). Choose a folder you may write to, "
                "with space for it.",
                folder=folder,
                reason=error.strerror or type(error).__name__,
            )
        ) from error


@dataclass(frozen=True, slots=True)
class _Shared:
    """What every instance of the series has in common."""

    study_instance_uid: str
    series_instance_uid: str
    frame_of_reference_uid: str
    written_at: datetime


def _write_slice(folder: Path, volume: Volume, index: int, facts: CtFacts, shared: _Shared) -> Path:
    path = folder / f"CT{index + 1:04}.dcm"
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    _describe_patient_and_study(dataset, facts, shared)
    _describe_series(dataset, facts, shared)
    _describe_image(dataset, volume, index, facts)
    with whole_file(path) as temporary:
        dataset.save_as(temporary, enforce_file_format=True)
    return path


def _describe_patient_and_study(dataset: FileDataset, facts: CtFacts, shared: _Shared) -> None:
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.PatientName = facts.patient_name
    dataset.PatientID = facts.patient_id
    dataset.PatientBirthDate = ""
    dataset.PatientSex = facts.patient_sex
    dataset.StudyInstanceUID = shared.study_instance_uid
    dataset.StudyDate = f"{shared.written_at:%Y%m%d}"
    dataset.StudyTime = f"{shared.written_at:%H%M%S}"
    dataset.StudyID = "1"
    dataset.StudyDescription = facts.study_description
    dataset.AccessionNumber = ""
    dataset.ReferringPhysicianName = ""


def _describe_series(dataset: FileDataset, facts: CtFacts, shared: _Shared) -> None:
    dataset.Modality = "CT"
    dataset.SeriesInstanceUID = shared.series_instance_uid
    dataset.SeriesNumber = 1
    dataset.SeriesDescription = facts.series_description
    dataset.BodyPartExamined = facts.body_part_examined
    dataset.PatientPosition = "HFS"
    dataset.FrameOfReferenceUID = shared.frame_of_reference_uid
    dataset.PositionReferenceIndicator = ""
    dataset.Manufacturer = "MedViewer"
    dataset.ManufacturerModelName = "Thorax phantom"
    dataset.SoftwareVersions = __version__


def _describe_image(dataset: FileDataset, volume: Volume, index: int, facts: CtFacts) -> None:
    plane = volume.geometry.slice_plane(index)
    dataset.SOPClassUID = CTImageStorage
    dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID
    dataset.InstanceNumber = index + 1
    dataset.AcquisitionNumber = 1
    dataset.AcquisitionDate = dataset.ContentDate = dataset.StudyDate
    dataset.AcquisitionTime = dataset.ContentTime = dataset.StudyTime
    dataset.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    dataset.KVP = f"{facts.kvp:g}"
    (dataset.SliceThickness,) = _decimals(volume.geometry.slice_spacing_mm)
    dataset.ImagePositionPatient = _decimals(*plane.position)
    dataset.ImageOrientationPatient = _decimals(*plane.row_direction, *plane.column_direction)
    dataset.PixelSpacing = _decimals(plane.row_spacing_mm, plane.column_spacing_mm)
    dataset.RescaleIntercept, dataset.RescaleSlope, dataset.RescaleType = "0", "1", "HU"
    dataset.WindowCenter, dataset.WindowWidth = "40", "400"
    pixels = np.ascontiguousarray(np.rint(volume.array[index]), "<i2")
    dataset.Rows, dataset.Columns = pixels.shape
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsAllocated = dataset.BitsStored = 16
    dataset.HighBit = 15
    dataset.PixelRepresentation = 1
    dataset.PixelData = pixels.tobytes()


def _decimals(*values: float) -> list[str]:
    """Decimal Strings of ten digits: with sign and exponent they still fit DS's 16 letters (PS3.5 6.2)."""
    return [f"{value:.10g}" for value in values]
