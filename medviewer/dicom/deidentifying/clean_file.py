"""One file, from what was read to what may be written.

read → who is it? which words name people? → boxes → table E.1-1 → markers, file meta → look for what survived
"""

import re
from collections.abc import Iterator, MutableSequence
from dataclasses import dataclass
from pathlib import Path

import pydicom
from pydicom.dataset import Dataset, FileDataset
from pydicom.errors import InvalidDicomError
from pydicom.tag import Tag

from medviewer.dicom.deidentifying.burned_in import NOTHING_SUSPECTED, suspicions
from medviewer.dicom.deidentifying.cleaning import KINDS_OF_UID, Cleaner, Subject
from medviewer.dicom.deidentifying.identifying_words import words_of
from medviewer.dicom.deidentifying.markers import mark, mark_as_not_removed, new_file_meta
from medviewer.dicom.deidentifying.pixels import (
    black_out,
    boxes_for,
    clear_bits_beside,
    has_bits_beside,
)
from medviewer.dicom.deidentifying.pseudonyms import WELL_KNOWN
from medviewer.dicom.deidentifying.readable_elements import READING_ERRORS, readable_elements
from medviewer.dicom.reading.parsing import HEAD_BYTES, refuse_what_is_not_dicom, unreadable
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.deidentification import BurnedIn, ChangedAttribute, PixelBox
from medviewer.errors import UnreadableFile
from medviewer.words import message

DIRECTORY = "1.2.840.10008.1.3.10"  # Media Storage Directory Storage
DOCUMENTS = "1.2.840.10008.5.1.4.1.1.104."  # Encapsulated PDF, CDA, STL, OBJ, MTL
DOCUMENT = Tag("EncapsulatedDocument")
PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")
LARGEST_FILE_BYTES = 16 << 30
NAMED_ANEW = {"PatientName": "00100010", "PatientID": "00100020"}  # by the pseudonym
NUMBERS = ("IS", "DS", "DA", "TM", "DT", "AS")  # a patient's ID may be an image's number, too
WORDS = re.compile(r"[\s,;'\"\[\]()]+")
LONG_ENOUGH = 5  # letters of an ID: a shorter one is found in any file


@dataclass(frozen=True, slots=True)
class CleanedFile:
    """A data set that names nobody any more, not yet written.

    Attributes:
        patient_name: the pseudonym.
        changed: all that was done to it.
        suspicions: why text may stand in the pixels, with where it was seen; empty where they were cleaned.
    """

    dataset: FileDataset
    patient_name: str
    study_uid: str
    series_uid: str
    changed: tuple[ChangedAttribute, ...]
    suspicions: frozenset[BurnedIn]
    places: tuple[PixelBox, ...]
    has_clean_pixels: bool


def clean_file(path: Path, cleaner: Cleaner) -> CleanedFile:
    """Read and clean.

    Raises:
        UnreadableFile: it is no DICOM file, cannot be read, or cannot be cleaned; says why.
        UndecodablePixels: boxes are to be blacked out in pixels nobody here can decode.
    """
    with without_warnings():
        return clean_dataset(read(path), cleaner)


def clean_dataset(dataset: FileDataset, cleaner: Cleaner) -> CleanedFile:
    """`clean_file` for what was read already; `dataset` itself is changed.

    Raises:
        UnreadableFile, UndecodablePixels: as `clean_file`.
    """
    with without_warnings():
        _refuse_what_nobody_can_clean(dataset, cleaner)
        subject = Subject(str(dataset.SOPClassUID), patient_key(dataset), words_of(dataset))
        old = tuple(identifiers(dataset))
        boxes = boxes_for(dataset, cleaner.options.boxes)
        reasons, places = NOTHING_SUSPECTED if boxes else suspicions(dataset)
        if has_bits_beside(dataset):
            clear_bits_beside(dataset)
        if boxes:
            black_out(dataset, boxes)
        changed = _clean(dataset, cleaner, subject, has_clean_pixels=bool(boxes))
        _refuse_what_survived(dataset, old)
    return CleanedFile(
        dataset,
        str(dataset.PatientID),
        str(dataset.get("StudyInstanceUID", "")),
        str(dataset.get("SeriesInstanceUID", "")),
        tuple(changed),
        reasons,
        places,
        bool(boxes),
    )


def read(path: Path, *, stops_before_pixels: bool = False) -> FileDataset:
    """The whole file, or all that stands before its pixels.

    Raises:
        UnreadableFile: says why.
    """
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise UnreadableFile(TOO_LARGE)
        with path.open("rb") as stream:
            refuse_what_is_not_dicom(stream.read(HEAD_BYTES))
        dataset = pydicom.dcmread(path, force=True, stop_before_pixels=stops_before_pixels)
    except OSError as error:
        raise UnreadableFile(unreadable(error)) from error
    except (InvalidDicomError, *READING_ERRORS) as error:
        raise UnreadableFile(DAMAGED) from error
    if getattr(dataset, "file_meta", Dataset()).get("MediaStorageSOPClassUID") == DIRECTORY:
        raise UnreadableFile(IS_DIRECTORY)
    if not dataset.get("SOPClassUID") or not dataset.get("SOPInstanceUID"):
        raise UnreadableFile(NO_INSTANCE)
    return dataset


def patient_key(dataset: Dataset) -> str:
    """What tells this patient from others: the ID; without one name and birth date; else the study."""
    found = str(dataset.get("PatientID", "") or "").strip()
    if found:
        return f"id:{found}"
    name = str(dataset.get("PatientName", "") or "").strip()
    born = str(dataset.get("PatientBirthDate", "") or "").strip()
    return f"name:{name}:{born}" if name else f"study:{dataset.get('StudyInstanceUID', '')}"


def identifiers(dataset: Dataset) -> Iterator[str]:
    """What must not be found in what is written: UIDs of things, the patient's ID and whole name."""
    for keyword in ("PatientID", "PatientName", "AccessionNumber"):
        said = str(dataset.get(keyword, "") or "").strip()
        is_a_word = said.isalpha() and "^" not in said  # "THORAX" is a name of phantoms
        if len(said) >= LONG_ENOUGH and not is_a_word:
            yield said
    yield from _uids(dataset)


def _uids(dataset: Dataset) -> Iterator[str]:
    for element in readable_elements(dataset):
        if element.VR == "UI" and not any(kind in element.keyword for kind in KINDS_OF_UID):
            said = element.value
            values = map(str, said if isinstance(said, MutableSequence) else [said or ""])
            yield from (v for v in values if len(v) >= LONG_ENOUGH and not v.startswith(WELL_KNOWN))


def _clean(
    dataset: FileDataset, cleaner: Cleaner, subject: Subject, *, has_clean_pixels: bool
) -> list[ChangedAttribute]:
    document = dataset[DOCUMENT].value if DOCUMENT in dataset else b""
    changed = [c for c in cleaner.clean(dataset, subject) if c.keyword not in NAMED_ANEW or c.where]
    changed += [ChangedAttribute(tag, keyword, "replaced") for keyword, tag in NAMED_ANEW.items()]
    dataset.PatientID = dataset.PatientName = cleaner.pseudonyms.patient(subject.key)
    if document:
        dataset.EncapsulatedDocument = document
        mark_as_not_removed(dataset)
    else:
        mark(dataset, cleaner.options, has_clean_pixels=has_clean_pixels)
    dataset.file_meta = new_file_meta(dataset)
    dataset.preamble = b"\0" * 128
    return changed


def _refuse_what_nobody_can_clean(dataset: FileDataset, cleaner: Cleaner) -> None:
    sop_class = str(dataset.SOPClassUID)
    if sop_class == DIRECTORY:
        raise UnreadableFile(IS_DIRECTORY)
    if (sop_class.startswith(DOCUMENTS) or DOCUMENT in dataset) and not (
        cleaner.options.includes_documents
    ):
        raise UnreadableFile(IS_DOCUMENT)
    has_other_pixels = any(keyword in dataset for keyword in PIXELS[1:])
    series = str(dataset.get("SeriesInstanceUID", ""))
    if has_other_pixels and any(
        box.series_instance_uid in ("", series) for box in cleaner.options.boxes
    ):
        raise UnreadableFile(FLOATING)


def _refuse_what_survived(dataset: FileDataset, old: tuple[str, ...]) -> None:
    """The last look: every text and all data but pixels are searched for what identified the file."""
    sought = frozenset(old)
    for element in readable_elements(dataset):
        if element.keyword in PIXELS or element.tag == DOCUMENT or element.VR in NUMBERS:
            continue
        if any(word in sought for word in WORDS.split(str(element.value))):
            raise UnreadableFile(SURVIVED)
        if isinstance(element.value, bytes) and any(w.encode() in element.value for w in sought):
            raise UnreadableFile(SURVIVED)


DAMAGED = message(
    "Deidentification",
    "The file is damaged, so it cannot be said what it holds. Copy or export it again.",
)
TOO_LARGE = message(
    "Deidentification", "The file is larger than 16 GB and was left out. Split it first."
)
NO_INSTANCE = message(
    "Deidentification",
    "The file does not say what it is (SOP Class and Instance UID are missing), so no profile can be "
    "applied. Export it again.",
)
IS_DIRECTORY = message(
    "Deidentification",
    "A DICOMDIR names patients and lists files that get other names. It is not copied; make a new one of the "
    "new files.",
)
IS_DOCUMENT = message(
    "Deidentification",
    "The document inside cannot be cleaned: its pages may name the patient. Leave it out, or include "
    "documents and look at each of them yourself.",
)
FLOATING = message(
    "Deidentification",
    "Boxes cannot be blacked out in pixels that are floating-point numbers. Leave the series out, or take "
    "its boxes away.",
)
SURVIVED = message(
    "Deidentification",
    "Something that identifies the patient still stood in the file after cleaning, in a place no rule knows. "
    "It was not written; look at its attributes.",
)
