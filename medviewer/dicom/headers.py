"""One file's header as the nouns of `domain.study`; parsed once, never asked again."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

import pydicom  # noqa: F401 - whole, before its parts: two threads that begin with parts get half of it
from pydicom.dataset import Dataset

from medviewer.dicom.facts.clinical_facts import clinical_context
from medviewer.dicom.facts.display_facts import display_facts
from medviewer.dicom.facts.frame_timing import frame_timing
from medviewer.dicom.facts.frame_vectors import is_cine
from medviewer.dicom.facts.functional_groups import FrameFacts, frame_facts, number_of_frames
from medviewer.dicom.facts.mosaics import find_mosaic
from medviewer.dicom.facts.palettes import palette
from medviewer.dicom.facts.pet_facts import pet_facts
from medviewer.dicom.facts.synthetic_marks import is_synthetic
from medviewer.dicom.facts.technique import (
    exposure_mas,
    lossy_compression,
    patient_orientation,
    technique,
)
from medviewer.dicom.objects.listing import listed_object, sop_class_name
from medviewer.dicom.reading.attributes import integer, items, number, stating, text, texts, uid
from medviewer.dicom.reading.parsing import ParsedFile, parse
from medviewer.dicom.reading.recall import Recall, recalled
from medviewer.dicom.reading.silence import without_warnings
from medviewer.dicom.reading.wanted_attributes import WANTED_TAGS
from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.person_names import GROUP_SEPARATOR, readable_name
from medviewer.domain.study import (
    FrameSource,
    Instance,
    Patient,
    PixelEncoding,
    Series,
    Study,
)
from medviewer.errors import UnreadableFile
from medviewer.logs import short_hash
from medviewer.words import Message, message

# Objects that carry pixels but are drawn on images rather than shown as images.
NOT_SHOWN_AS_IMAGES = (
    "1.2.840.10008.5.1.4.1.1.66.4",  # Segmentation
    "1.2.840.10008.5.1.4.1.1.66.7",  # Label Map Segmentation
    "1.2.840.10008.5.1.4.1.1.481.2",  # RT Dose
)
MEDIA_DIRECTORY = "1.2.840.10008.1.3.10"  # DICOMDIR
SMALLEST_ITEM_BYTES = 8
FRAMES_ALWAYS_LISTED = 1024  # so that a cine cut short still says where its missing frames belong
UNKNOWN_ENCODING = PixelEncoding("", 1, "MONOCHROME2", 16, 16, 0)  # until a file says its own

KINDS_OF_DATE = (
    ("AcquisitionDate", "AcquisitionTime"),
    ("ContentDate", "ContentTime"),
    ("DateOfSecondaryCapture", "TimeOfSecondaryCapture"),
    ("SeriesDate", "SeriesTime"),
    ("StudyDate", "StudyTime"),
)


@dataclass(frozen=True, slots=True)
class ObjectHeader:
    """An object that is listed, not shown; `study` without series, `series` without objects."""

    study: Study
    series: Series
    listed: DicomObject


NO_PIXELS = message(
    "DICOM file",
    "The file has no pixel data: it is cut short or was saved without its image. "
    "Copy or export it again.",
)


class NotAnImage(UnreadableFile):
    """A DICOM object without an image to show: a report, a plan, contours, a segmentation.

    `header` says what it is; None for a directory of a file-set, which belongs to no study.
    """

    def __init__(self, message: Message, header: ObjectHeader | None) -> None:
        super().__init__(message)
        self.header = header


class PixelsMissing(UnreadableFile):
    """An image without its pixels; `header` still says whose it was and what it showed."""

    def __init__(self, message: Message, header: ObjectHeader | None) -> None:
        super().__init__(message)
        self.header = header


@dataclass(frozen=True, slots=True)
class Header:
    """What one file says: `study` without series, `series` without display sets, and its frames.

    `problem` is what is wrong with an image that keeps its place among the others all the same.
    """

    study: Study
    series: Series
    instance: Instance
    frames: tuple[FrameSource, ...]
    problem: Message | None = None
    file_size: int = 0


def read_header(path: Path, memory: Recall | None = None) -> Header:
    """Read one file's header. Runs in any thread.

    Args:
        memory: one scan's, used by one thread: what headers have in common is worked out once.

    Raises:
        NotDicom: the file is something else.
        NotAnImage: DICOM, but with nothing to show as an image.
        UnreadableFile: damaged, or cut short before its pixels.
    """
    parsed = parse(path, WANTED_TAGS, memory)
    with without_warnings():  # pydicom converts a value when it is asked for
        return _header(path, parsed)


def read_object_frames(path: Path) -> tuple[FrameSource, ...]:
    """The frames of an object that has pixels and is no image: a segmentation, a dose.

    Raises:
        UnreadableFile: damaged, gone, or without pixels.
    """
    parsed = parse(path, WANTED_TAGS)
    with without_warnings():
        return object_frames(path, parsed)


def object_frames(path: Path, parsed: ParsedFile) -> tuple[FrameSource, ...]:
    """As `read_object_frames`, of a file that is parsed already."""
    if not parsed.pixel_keyword or not _has_size(parsed.dataset):
        raise UnreadableFile(NO_PIXELS)
    return _frames(path, parsed)[1]


def _header(path: Path, parsed: ParsedFile) -> Header:
    _refuse_what_is_no_image(path, parsed, uid(parsed.dataset, "SOPClassUID"))
    stored, frames = _frames(path, parsed)
    study, series = _study_and_series(path, parsed.dataset)
    problem = _cut_short(parsed, stored)
    return Header(study, series, frames[0].instance, frames, problem, parsed.size)


def _frames(path: Path, parsed: ParsedFile) -> tuple[Instance, tuple[FrameSource, ...]]:
    """The instance as it is stored, and its frames, each with the instance as it is shown."""
    dataset = parsed.dataset
    facts = frame_facts(dataset, uid(dataset, "SOPClassUID"), _frames_with_room(parsed))
    stored = _instance(path, parsed, facts[0])
    if len(facts) < stored.number_of_frames:
        stored = replace(stored, number_of_frames=len(facts))
    mosaic = find_mosaic(dataset) if stored.number_of_frames == 1 else None
    instance = stored if mosaic is None else mosaic.taken_apart(stored)
    if mosaic is not None:
        facts = tuple(replace(facts[0], plane=plane) for plane in mosaic.planes(facts[0].plane))
    frames = tuple(
        FrameSource(
            instance,
            index,
            one.plane,
            one.windows,
            None if one.rescale == instance.rescale else one.rescale,
            acquisition=one.acquisition,
            frame_calibration=None if one.calibration == instance.calibration else one.calibration,
        )
        for index, one in enumerate(facts)
    )
    return stored, frames


def _frames_with_room(parsed: ParsedFile) -> int:
    """How many frames are worth a thought in a file of this size, however many its header promises."""
    dataset = parsed.dataset
    if number_of_frames(dataset) <= FRAMES_ALWAYS_LISTED:
        return FRAMES_ALWAYS_LISTED
    bits = (integer(dataset, "Rows") or 1) * (integer(dataset, "Columns") or 1)
    bits *= (integer(dataset, "SamplesPerPixel") or 1) * (integer(dataset, "BitsAllocated") or 16)
    # A compressed frame takes at least the eight bytes of its item's head.
    frame_bytes = bits // 8 if parsed.data_offset is not None else SMALLEST_ITEM_BYTES
    return max(FRAMES_ALWAYS_LISTED, parsed.size // max(frame_bytes, 1))


def _refuse_what_is_no_image(path: Path, parsed: ParsedFile, sop_class_uid: str) -> None:
    has_size = _has_size(parsed.dataset)
    if parsed.pixel_keyword and has_size and sop_class_uid not in NOT_SHOWN_AS_IMAGES:
        return
    name = sop_class_name(parsed)
    if not name:
        raise UnreadableFile(
            message(
                "DICOM file",
                "The file does not say what it holds: it is cut short or damaged. Copy or export it again.",
            )
        )
    if not parsed.pixel_keyword and (has_size or name.endswith("Image Storage")):
        raise PixelsMissing(
            NO_PIXELS,
            _object_header(path, parsed),
        )
    raise NotAnImage(
        message(
            "DICOM file",
            "This is a DICOM object that holds no image ({kind}).",
            kind=name,
        ),
        _object_header(path, parsed),
    )


@recalled
def _has_size(dataset: Dataset) -> bool:
    return bool(integer(dataset, "Rows") and integer(dataset, "Columns"))


def _object_header(path: Path, parsed: ParsedFile) -> ObjectHeader | None:
    if parsed.media_class_uid == MEDIA_DIRECTORY:
        return None
    study, series = _study_and_series(path, parsed.dataset)
    return ObjectHeader(study, series, listed_object(path, parsed))


def _study_and_series(path: Path, dataset: Dataset) -> tuple[Study, Series]:
    folder = os.path.dirname(path)
    study = _study(dataset, folder)
    series = _series(dataset, folder, study.study_instance_uid)
    return study, replace(series, is_synthetic=True) if is_synthetic(dataset) else series


def _cut_short(parsed: ParsedFile, instance: Instance) -> Message | None:
    """What to say where native pixels end early; encapsulated ones show it when they are decoded."""
    offset = instance.encoding.data_offset
    missing = 0 if offset is None else offset + pixel_bytes(instance) - parsed.size
    if missing <= 0:
        return None
    return message(
        "DICOM file",
        "The file is cut short: the last {missing} of {expected} bytes of its pixels are missing. "
        "Copy or export it again.",
        missing=missing,
        expected=pixel_bytes(instance),
    )


def pixel_bytes(instance: Instance) -> int:
    """Bytes that all frames of native pixels take in the file."""
    encoding = instance.encoding
    samples = instance.rows * instance.columns * encoding.samples_per_pixel
    if encoding.photometric_interpretation == "YBR_FULL_422":
        samples = samples * 2 // 3  # two chroma samples for each two pixels, PS3.3 C.7.6.3.1.2
    return (samples * instance.number_of_frames * encoding.bits_allocated + 7) // 8


def _instance(path: Path, parsed: ParsedFile, first: FrameFacts) -> Instance:
    dataset = parsed.dataset
    return replace(
        _pattern(dataset),
        path=path,
        sop_instance_uid=uid(dataset, "SOPInstanceUID") or f"file-{short_hash(str(path))}",
        encoding=_encoding(
            dataset,
            parsed.transfer_syntax_uid,
            parsed.pixel_keyword,
            parsed.data_offset,
            parsed.encapsulated_offset,
        ),
        rescale=first.rescale,
        pet=pet_facts(dataset, uid(dataset, "SOPClassUID"), str(first.rescale.unit)),
        calibration=first.calibration,
        instance_number=integer(dataset, "InstanceNumber"),
        acquisition_date_time=_acquired(dataset),
        lossy_compression=lossy_compression(dataset, parsed.transfer_syntax_uid),
        exposure_mas=exposure_mas(dataset),
    )


@recalled
def _pattern(dataset: Dataset) -> Instance:
    """An instance with what it has in common with the others of its series."""
    return Instance(
        path=Path(),
        sop_instance_uid="",
        sop_class_uid=uid(dataset, "SOPClassUID"),
        rows=integer(dataset, "Rows") or 0,
        columns=integer(dataset, "Columns") or 0,
        number_of_frames=number_of_frames(dataset),
        encoding=UNKNOWN_ENCODING,
        image_type=texts(dataset, "ImageType"),
        patient_orientation=patient_orientation(dataset),
        slice_thickness_mm=_measure(dataset, "SliceThickness"),
        spacing_between_slices_mm=_measure(dataset, "SpacingBetweenSlices"),
        frame_of_reference_uid=uid(dataset, "FrameOfReferenceUID"),
        is_cine=is_cine(dataset, number_of_frames(dataset)),
        technique=technique(dataset),
        cine=frame_timing(dataset, number_of_frames(dataset)),
        display=display_facts(dataset),
        palette=palette(dataset),
    )


@recalled
def _encoding(
    dataset: Dataset, syntax: str, keyword: str, native: int | None, encapsulated: int | None
) -> PixelEncoding:
    is_float = keyword != "PixelData"
    bits_allocated = integer(dataset, "BitsAllocated") or 16
    bits_stored = integer(dataset, "BitsStored") or bits_allocated
    return PixelEncoding(
        transfer_syntax_uid=syntax,
        samples_per_pixel=integer(dataset, "SamplesPerPixel") or 1,
        photometric_interpretation=text(dataset, "PhotometricInterpretation").upper()
        or "MONOCHROME2",
        bits_allocated=bits_allocated,
        bits_stored=bits_stored if 0 < bits_stored <= bits_allocated else bits_allocated,
        pixel_representation=integer(dataset, "PixelRepresentation") or 0,
        planar_configuration=integer(dataset, "PlanarConfiguration") or 0,
        data_offset=native,
        is_float=is_float,
        encapsulated_offset=encapsulated,
        high_bit=integer(dataset, "HighBit"),
    )


def _measure(dataset: Dataset, keyword: str) -> float | None:
    """A depth in mm, from the top of the data set or what all frames of an enhanced image share."""
    shared = items(dataset, "SharedFunctionalGroupsSequence")[:1]
    return number(stating([dataset, *shared], "PixelMeasuresSequence", keyword), keyword)


def _acquired(dataset: Dataset) -> str:
    """Acquisition time, or the next best the header has (order of IHE BIR)."""
    if stamp := text(dataset, "AcquisitionDateTime"):
        return stamp
    for date_keyword, time_keyword in KINDS_OF_DATE:
        if date := text(dataset, date_keyword):
            # Anonymisers and some scanners leave out the date of the acquisition, not its time.
            return date + (text(dataset, "AcquisitionTime") or text(dataset, time_keyword))
    return ""


@recalled
def _study(dataset: Dataset, folder: str) -> Study:
    patient = Patient(
        patient_id=text(dataset, "PatientID"),
        patient_name=readable_name(text(dataset, "PatientName")),
        person_name=text(dataset, "PatientName").rstrip(GROUP_SEPARATOR),
        birth_date=text(dataset, "PatientBirthDate"),
        sex=text(dataset, "PatientSex"),
        age=text(dataset, "PatientAge"),
        issuer_of_patient_id=text(dataset, "IssuerOfPatientID"),
    )
    # Files without a UID are kept apart by folder and patient: two patients must never share a study.
    stand_in = f"study-{short_hash(f'{folder}|{patient.patient_id}|{patient.patient_name}')}"
    return Study(
        study_instance_uid=uid(dataset, "StudyInstanceUID") or stand_in,
        patient=patient,
        study_date=text(dataset, "StudyDate"),
        study_time=text(dataset, "StudyTime"),
        study_description=text(dataset, "StudyDescription"),
        study_id=text(dataset, "StudyID"),
        accession_number=text(dataset, "AccessionNumber"),
        institution_name=text(dataset, "InstitutionName"),
        referring_physician_name=readable_name(text(dataset, "ReferringPhysicianName")),
        context=clinical_context(dataset),
    )


@recalled
def _series(dataset: Dataset, folder: str, study_instance_uid: str) -> Series:
    stand_in = f"series-{short_hash(f'{folder}|{study_instance_uid}')}"
    return Series(
        series_instance_uid=uid(dataset, "SeriesInstanceUID") or stand_in,
        modality=text(dataset, "Modality"),
        series_number=integer(dataset, "SeriesNumber"),
        series_description=text(dataset, "SeriesDescription"),
        body_part_examined=text(dataset, "BodyPartExamined"),
        protocol_name=text(dataset, "ProtocolName"),
        laterality=text(dataset, "Laterality") or text(dataset, "ImageLaterality"),
        contrast_bolus_agent=text(dataset, "ContrastBolusAgent"),
        convolution_kernel=text(dataset, "ConvolutionKernel"),
        frame_of_reference_uid=uid(dataset, "FrameOfReferenceUID"),
        manufacturer=text(dataset, "Manufacturer"),
    )
