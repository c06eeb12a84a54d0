"""Writes pictures that a model made as Secondary Capture images, marked so that nobody sees a patient there.

Each sign of `domain.synthetic` is in every file: patient, image type, descriptions, derivation code, private
block; and the words are burned into the pixels. `dciodvfy` finds nothing to say against them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage, generate_uid

from medviewer import __version__
from medviewer.dicom.derived.codes import OWN_SCHEME
from medviewer.dicom.derived.letters import LONG, plain_text
from medviewer.dicom.derived.object_series import MANUFACTURER, PROCESSING_EQUIPMENT, coded
from medviewer.dicom.facts.synthetic_marks import PRIVATE_GROUP
from medviewer.domain.synthetic import (
    CODE_VALUE,
    FAMILY_NAME,
    IMAGE_TYPE_VALUE,
    MARK,
    PATIENT_ID_PREFIX,
    PRIVATE_CREATOR,
    with_mark,
)
from medviewer.errors import ExportError
from medviewer.whole_files import whole_file
from medviewer.words import message

Greys = NDArray[np.uint8]
MOST_TEXT = 1024  # Short Text, PS3.5 table 6.2-1


@dataclass(frozen=True, slots=True)
class SyntheticPicture:
    """One picture with its words burned in.

    Attributes:
        greys: (rows, columns).
        label: the class it was drawn for.
    """

    greys: Greys
    label: str


@dataclass(frozen=True, slots=True)
class SyntheticOrigin:
    """Whose work the pictures are.

    Attributes:
        weights_sha256: of what drew them.
        seed: with which they are drawn again.
    """

    model_id: str
    model_version: str
    source: str
    set_name: str
    weights_sha256: str
    seed: int
    modality: str
    body_part_examined: str


def write_synthetic_images(
    pictures: Sequence[SyntheticPicture], origin: SyntheticOrigin, folder: Path
) -> tuple[Path, ...]:
    """One made-up patient, one study, a series for each label.

    Raises:
        ExportError: the folder cannot be written.
    """
    study = _Study(origin, generate_uid(), datetime.now())
    labels = list(dict.fromkeys(picture.label for picture in pictures))
    series = {label: (number, generate_uid()) for number, label in enumerate(labels, start=1)}
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for index, picture in enumerate(pictures, start=1):
            dataset = _dataset(picture, study, *series[picture.label], index)
            path = folder / f"SYN{index:05}.dcm"
            with whole_file(path) as beside:
                dataset.save_as(beside, enforce_file_format=True)
            written.append(path)
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
    return tuple(written)


@dataclass(frozen=True, slots=True)
class _Study:
    """What all pictures of one call have in common."""

    origin: SyntheticOrigin
    study_instance_uid: str
    written_at: datetime

    @property
    def patient_id(self) -> str:
        """Follows from the study alone."""
        return f"{PATIENT_ID_PREFIX}{int(self.study_instance_uid.rpartition('.')[2]) % 16**12:012X}"


def _dataset(
    picture: SyntheticPicture, study: _Study, series_number: int, series_uid: str, index: int
) -> FileDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = SecondaryCaptureImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    dataset.SOPClassUID = SecondaryCaptureImageStorage
    dataset.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    dataset.SeriesInstanceUID, dataset.SeriesNumber = series_uid, series_number
    dataset.InstanceNumber = index
    dataset.SeriesDescription = with_mark(picture.label)
    _describe_patient_and_study(dataset, study)
    _describe_origin(dataset, study, picture.label)
    _describe_pixels(dataset, picture.greys)
    return dataset


def _describe_patient_and_study(dataset: Dataset, study: _Study) -> None:
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.PatientName = f"{FAMILY_NAME}^{plain_text(study.origin.set_name.upper(), LONG - 12)}"
    dataset.PatientID = study.patient_id
    dataset.PatientBirthDate, dataset.PatientSex = "", "O"
    dataset.QualityControlSubject = "YES"  # no person (PS3.3 C.7.1.1)
    dataset.PatientComments = MARK
    dataset.StudyInstanceUID = study.study_instance_uid
    dataset.StudyDate = dataset.SeriesDate = dataset.ContentDate = f"{study.written_at:%Y%m%d}"
    dataset.StudyTime = dataset.SeriesTime = dataset.ContentTime = f"{study.written_at:%H%M%S}"
    dataset.StudyID, dataset.AccessionNumber = "1", ""
    dataset.ReferringPhysicianName = ""
    dataset.StudyDescription = with_mark(study.origin.set_name)


def _describe_origin(dataset: Dataset, study: _Study, label: str) -> None:
    origin = study.origin
    dataset.Modality = origin.modality
    dataset.BodyPartExamined = origin.body_part_examined
    dataset.ConversionType = "SYN"  # Synthetic Image (PS3.3 C.8.6.1)
    dataset.ImageType = ["DERIVED", "SECONDARY", IMAGE_TYPE_VALUE]
    dataset.BurnedInAnnotation = "YES"
    dataset.Manufacturer = MANUFACTURER
    dataset.ManufacturerModelName = plain_text(origin.model_id, LONG)
    dataset.SoftwareVersions = __version__
    told = (
        f"{MARK}. Drawn by {origin.model_id} {origin.model_version} ({origin.source}, set {origin.set_name}, "
        f"class {label}), seed {origin.seed}, weights SHA-256 {origin.weights_sha256}"
    )
    dataset.DerivationDescription = plain_text(told, MOST_TEXT)
    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator = CODE_VALUE, OWN_SCHEME
    code.CodeMeaning = "Image made by a generative model"
    dataset.DerivationCodeSequence = [code]
    scheme = Dataset()
    scheme.CodingSchemeDesignator, scheme.CodingSchemeName = OWN_SCHEME, "MedViewer codes"
    scheme.CodingSchemeResponsibleOrganization = MANUFACTURER
    dataset.CodingSchemeIdentificationSequence = [scheme]
    dataset.ContributingEquipmentSequence = [_maker(origin, study.written_at)]
    block = dataset.private_block(PRIVATE_GROUP, PRIVATE_CREATOR, create=True)
    for element, value in enumerate(
        (
            MARK,
            f"{origin.model_id} {origin.model_version}",
            origin.weights_sha256,
            str(origin.seed),
        ),
        start=1,
    ):
        block.add_new(element, "LO", plain_text(value, LONG))


def _maker(origin: SyntheticOrigin, moment: datetime) -> Dataset:
    item = Dataset()
    item.PurposeOfReferenceCodeSequence = [coded(PROCESSING_EQUIPMENT)]
    item.Manufacturer = MANUFACTURER
    item.ManufacturerModelName = plain_text(origin.model_id, LONG)
    item.SoftwareVersions = plain_text(origin.model_version, LONG)
    item.ContributionDateTime = f"{moment:%Y%m%d%H%M%S}"
    item.ContributionDescription = "Made by a generative model"
    return item


def _describe_pixels(dataset: Dataset, greys: Greys) -> None:
    pixels = np.ascontiguousarray(greys, np.uint8)
    dataset.Rows, dataset.Columns = pixels.shape
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit, dataset.PixelRepresentation = 7, 0
    dataset.PatientOrientation = ""
    dataset.WindowCenter, dataset.WindowWidth = "127.5", "255"
    data = pixels.tobytes()
    dataset.PixelData = data + b"\0" * (len(data) % 2)
