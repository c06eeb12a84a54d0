"""What a de-identified file says of itself (PS3.3 C.7.1.1, PS3.15 E.1.1), and its file meta information."""

from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import UID, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from medviewer import __version__
from medviewer.domain.deidentification import DeidentificationOptions

IMPLEMENTATION_CLASS_UID = UID("2.25.282136419785513271424105021876103291531")
IMPLEMENTATION_VERSION = "MEDVIEWER"

# CID 7050 De-identification Method
BASIC = ("113100", "Basic Application Confidentiality Profile")
CLEAN_PIXELS = ("113101", "Clean Pixel Data Option")
CLEAN_STRUCTURED = ("113104", "Clean Structured Content Option")
CLEAN_DESCRIPTORS = ("113105", "Clean Descriptors Option")
MODIFIED_DATES = (
    "113107",
    "Retain Longitudinal Temporal Information Modified Dates Option",
)
CHARACTERISTICS = ("113108", "Retain Patient Characteristics Option")
DEVICE = ("113109", "Retain Device Identity Option")
SAFE_PRIVATE = ("113111", "Retain Safe Private Option")


def mark(dataset: Dataset, options: DeidentificationOptions, *, has_clean_pixels: bool) -> None:
    """Say that identity was removed, and by what."""
    dataset.PatientIdentityRemoved = "YES"
    dataset.DeidentificationMethod = f"MedViewer {__version__}: PS3.15 Annex E, Basic Profile"
    dataset.DeidentificationMethodCodeSequence = Sequence(
        _code(*method) for method in methods(dataset, options, has_clean_pixels=has_clean_pixels)
    )
    dataset.LongitudinalTemporalInformationModified = (
        "MODIFIED" if options.shifts_dates else "REMOVED"
    )
    if has_clean_pixels:
        dataset.BurnedInAnnotation = "NO"


def mark_as_not_removed(dataset: Dataset) -> None:
    """Of a document whose content nobody has looked at."""
    dataset.PatientIdentityRemoved = "NO"


def methods(
    dataset: Dataset, options: DeidentificationOptions, *, has_clean_pixels: bool
) -> tuple[tuple[str, str], ...]:
    """The profile and those options that were applied to this very data set."""
    applied = (
        (True, BASIC),
        (has_clean_pixels, CLEAN_PIXELS),
        ("ContentSequence" in dataset, CLEAN_STRUCTURED),
        (options.keeps_descriptors, CLEAN_DESCRIPTORS),
        (options.shifts_dates, MODIFIED_DATES),
        (options.keeps_characteristics, CHARACTERISTICS),
        (options.keeps_device, DEVICE),
        (options.keeps_safe_private, SAFE_PRIVATE),
    )
    return tuple(method for is_applied, method in applied if is_applied)


def new_file_meta(dataset: FileDataset) -> FileMetaDataset:
    """Nothing of the old one but the transfer syntax; that of a file without any is what it was read as."""
    meta = FileMetaDataset()
    old = getattr(dataset, "file_meta", None)
    meta.TransferSyntaxUID = UID(str(old.get("TransferSyntaxUID", "")) if old else "") or _guessed(
        dataset
    )
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.ImplementationClassUID = IMPLEMENTATION_CLASS_UID
    meta.ImplementationVersionName = IMPLEMENTATION_VERSION
    return meta


def _guessed(dataset: FileDataset) -> UID:
    is_implicit, is_little = dataset.original_encoding
    if is_implicit:
        return ImplicitVRLittleEndian
    return ExplicitVRLittleEndian if is_little or is_little is None else ExplicitVRBigEndian


def _code(value: str, meaning: str) -> Dataset:
    code = Dataset()
    code.CodeValue = value
    code.CodingSchemeDesignator = "DCM"
    code.CodeMeaning = meaning
    return code
