"""One file's header, read once: patient, study, series, instance, and each frame's place and windows.

Reads are tolerant: a missing or broken attribute is empty or None.
"""

import logging
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydicom import Dataset, dcmread
from pydicom.errors import InvalidDicomError
from pydicom.uid import UID, DeflatedExplicitVRLittleEndian

from medviewer.dicom.attributes import integer, number, person_name, text, texts
from medviewer.dicom.planes import frame_plane, frame_rescale, frame_windows
from medviewer.domain.study import FrameSource, Instance, Patient, PixelEncoding, Series, Study
from medviewer.errors import UnreadableFile
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

PREAMBLE = 132


@dataclass(frozen=True, slots=True)
class Header:
    """What one file says. `study` and `series` hold this file's attributes and no children yet."""

    study: Study
    series: Series
    frames: tuple[FrameSource, ...]

    @property
    def instance(self) -> Instance:
        return self.frames[0].instance


@dataclass(frozen=True, slots=True)
class NotAnImage:
    """A DICOM object without pixels (SR, RTSTRUCT, KO …): nothing is wrong with it."""

    sop_class: str


def looks_like_dicom(path: Path) -> bool:
    """Whether a file claims to be DICOM: by its preamble or by its name."""
    if path.suffix.lower() in (".dcm", ".dicom", ".ima"):
        return True
    with path.open("rb") as stream:
        return stream.read(PREAMBLE)[128:] == b"DICM"


def read_header(path: Path) -> Header | NotAnImage:
    """Read one file's header. Safe off the GUI thread.

    Raises:
        UnreadableFile: it is not DICOM, cut short, or refuses to be read.
    """
    try:
        with path.open("rb") as stream, warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # pydicom's remarks on odd values; we take what is usable
            dataset = dcmread(stream, stop_before_pixels=True, force=_has_no_preamble(path))
            return _header(path, dataset, stream)
    except InvalidDicomError:
        raise UnreadableFile(_not_dicom()) from None
    except OSError as error:
        raise UnreadableFile(_refused(error)) from error
    except UnreadableFile:
        raise
    except Exception as error:  # the per-file loop: one broken header must not stop a scan
        logger.warning("A header could not be read: %s", type(error).__name__)
        raise UnreadableFile(_broken(error)) from error


def _header(path: Path, dataset: Dataset, stream: BinaryIO) -> Header | NotAnImage:
    if "SOPInstanceUID" not in dataset and "SOPClassUID" not in dataset and "Rows" not in dataset:
        raise UnreadableFile(_not_dicom())
    rows, columns = integer(dataset, "Rows"), integer(dataset, "Columns")
    if not rows or not columns:
        return NotAnImage(UID(text(dataset, "SOPClassUID")).name)
    instance = _instance(path, dataset, stream)
    frames = tuple(
        FrameSource(instance, i, frame_plane(dataset, i), frame_windows(dataset, i))
        for i in range(instance.number_of_frames)
    )
    return Header(_study(dataset), _series(dataset), frames)


def _instance(path: Path, dataset: Dataset, stream: BinaryIO) -> Instance:
    modality = text(dataset, "Modality")
    return Instance(
        path=path,
        sop_instance_uid=text(dataset, "SOPInstanceUID"),
        sop_class_uid=text(dataset, "SOPClassUID"),
        rows=integer(dataset, "Rows") or 0,
        columns=integer(dataset, "Columns") or 0,
        number_of_frames=max(integer(dataset, "NumberOfFrames") or 1, 1),
        encoding=_encoding(dataset, stream),
        rescale=frame_rescale(dataset, 0, modality),
        instance_number=integer(dataset, "InstanceNumber"),
        image_type=texts(dataset, "ImageType"),
        patient_orientation=texts(dataset, "PatientOrientation"),
        acquisition_date_time=_acquired(dataset),
        slice_thickness_mm=number(dataset, "SliceThickness"),
        lossy_compression=_lossy(dataset),
    )


def _encoding(dataset: Dataset, stream: BinaryIO) -> PixelEncoding:
    meta = getattr(dataset, "file_meta", Dataset())
    syntax = text(meta, "TransferSyntaxUID") or _guessed_syntax(dataset)
    return PixelEncoding(
        transfer_syntax_uid=syntax,
        samples_per_pixel=integer(dataset, "SamplesPerPixel") or 1,
        photometric_interpretation=text(dataset, "PhotometricInterpretation") or "MONOCHROME2",
        bits_allocated=integer(dataset, "BitsAllocated") or 16,
        bits_stored=integer(dataset, "BitsStored") or integer(dataset, "BitsAllocated") or 16,
        pixel_representation=integer(dataset, "PixelRepresentation") or 0,
        planar_configuration=integer(dataset, "PlanarConfiguration") or 0,
        data_offset=_native_offset(stream, syntax),
    )


def _guessed_syntax(dataset: Dataset) -> str:
    """A file without meta header: what pydicom found the encoding to be."""
    implicit, little = dataset.original_encoding
    if implicit:
        return "1.2.840.10008.1.2"
    return "1.2.840.10008.1.2.1" if little else "1.2.840.10008.1.2.2"


def _native_offset(stream: BinaryIO, syntax: str) -> int | None:
    """Where PixelData's value begins; the reader has stopped in front of the element (PS3.5 7.1)."""
    uid = UID(syntax)
    if uid == DeflatedExplicitVRLittleEndian or not uid.is_transfer_syntax or uid.is_encapsulated:
        return None
    if not uid.is_little_endian:
        return None
    start = stream.tell()
    element = stream.read(12)
    if element[:4] != b"\xe0\x7f\x10\x00":
        return None
    is_explicit = element[4:6] in (b"OW", b"OB")
    return start + (12 if is_explicit else 8)


def _study(dataset: Dataset) -> Study:
    return Study(
        study_instance_uid=text(dataset, "StudyInstanceUID"),
        patient=Patient(
            patient_id=text(dataset, "PatientID"),
            patient_name=person_name(dataset, "PatientName"),
            birth_date=text(dataset, "PatientBirthDate"),
            sex=text(dataset, "PatientSex"),
            age=text(dataset, "PatientAge"),
        ),
        study_date=text(dataset, "StudyDate"),
        study_time=text(dataset, "StudyTime"),
        study_description=text(dataset, "StudyDescription"),
        study_id=text(dataset, "StudyID"),
        accession_number=text(dataset, "AccessionNumber"),
        institution_name=text(dataset, "InstitutionName"),
        referring_physician_name=person_name(dataset, "ReferringPhysicianName"),
    )


def _series(dataset: Dataset) -> Series:
    return Series(
        series_instance_uid=text(dataset, "SeriesInstanceUID"),
        modality=text(dataset, "Modality"),
        series_number=integer(dataset, "SeriesNumber"),
        series_description=text(dataset, "SeriesDescription"),
        body_part_examined=text(dataset, "BodyPartExamined"),
        protocol_name=text(dataset, "ProtocolName"),
        laterality=text(dataset, "Laterality"),
        contrast_bolus_agent=text(dataset, "ContrastBolusAgent"),
        convolution_kernel=text(dataset, "ConvolutionKernel"),
        frame_of_reference_uid=text(dataset, "FrameOfReferenceUID"),
        manufacturer=text(dataset, "Manufacturer"),
    )


def _acquired(dataset: Dataset) -> str:
    """Acquisition date and time, else the series', else the study's (IHE BIR)."""
    for event in ("Acquisition", "Content", "Series", "Study"):
        date = text(dataset, f"{event}Date")
        if date:
            return f"{date} {text(dataset, f'{event}Time')}".strip()
    return text(dataset, "AcquisitionDateTime")


def _lossy(dataset: Dataset) -> str:
    """The ratio, or "?"; empty where pixels were never compressed with loss (PS3.3 C.7.6.1.1.5)."""
    if text(dataset, "LossyImageCompression") != "01":
        return ""
    ratio = number(dataset, "LossyImageCompressionRatio")
    return f"{ratio:g}:1" if ratio else "?"


def _has_no_preamble(path: Path) -> bool:
    """Old files begin with their first element; only then may the reader guess."""
    with path.open("rb") as stream:
        head = stream.read(PREAMBLE)
    return head[128:] != b"DICM" and head[:2] in (b"\x08\x00", b"\x02\x00") and head[3:4] == b"\x00"


def _not_dicom() -> Message:
    return message("Scanner", "This is not a DICOM file. Export it again from where it came from.")


def _refused(error: OSError) -> Message:
    return message(
        "Scanner",
        "The file could not be opened ({reason}). Check that it is there and that you may read it.",
        reason=error.strerror or type(error).__name__,
    )


def _broken(error: Exception) -> Message:
    return message(
        "Scanner",
        "The header is damaged or cut short ({kind}). Copy or export the file again.",
        kind=type(error).__name__,
    )
