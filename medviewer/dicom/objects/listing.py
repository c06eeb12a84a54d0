"""What any DICOM object says of itself, known to the standard or not."""

from pathlib import Path

from pydicom import config
from pydicom.dataset import Dataset
from pydicom.uid import UID

from medviewer.dicom.facts.functional_groups import number_of_frames
from medviewer.dicom.reading.attributes import integer, text, uid
from medviewer.dicom.reading.parsing import ParsedFile
from medviewer.domain.dicom_object import DicomObject
from medviewer.logs import short_hash

# How objects title themselves, the telling ones first: plans and structure sets (PS3.3 C.8.8), presentation
# states and maps (C.11.10), encapsulated documents (C.24.2).
TITLES = (
    "StructureSetLabel",
    "RTPlanLabel",
    "ContentLabel",
    "ContentDescription",
    "DocumentTitle",
)
# PS3.6 annex A has these; pydicom 3.0 does not.
NAMES = {
    "1.2.840.10008.5.1.4.1.1.66.7": "Label Map Segmentation Storage",
    "1.2.840.10008.5.1.4.1.1.66.8": "Height Map Segmentation Storage",
}


def sop_class_name(parsed: ParsedFile) -> str:
    """The standard's name of the object's class, its UID where there is none, "" where none is stated."""
    declared = uid(parsed.dataset, "SOPClassUID") or parsed.media_class_uid
    return NAMES.get(declared) or UID(declared, config.IGNORE).name


def listed_object(path: Path, parsed: ParsedFile) -> DicomObject:
    """The object as a line in a list; its pixels, where it has some, are only counted."""
    dataset = parsed.dataset
    has_pixels = bool(parsed.pixel_keyword)
    titles = (text(dataset, keyword) for keyword in TITLES)
    return DicomObject(
        path=path,
        sop_instance_uid=uid(dataset, "SOPInstanceUID") or f"file-{short_hash(str(path))}",
        sop_class_uid=uid(dataset, "SOPClassUID") or parsed.media_class_uid,
        kind=sop_class_name(parsed),
        modality=text(dataset, "Modality"),
        description=next(filter(None, titles), ""),
        transfer_syntax_uid=parsed.transfer_syntax_uid,
        photometric_interpretation=text(dataset, "PhotometricInterpretation"),
        instance_number=integer(dataset, "InstanceNumber"),
        rows=(integer(dataset, "Rows") or 0) if has_pixels else 0,
        columns=(integer(dataset, "Columns") or 0) if has_pixels else 0,
        number_of_frames=number_of_frames(dataset) if has_pixels and not _is_empty(dataset) else 0,
    )


def _is_empty(dataset: Dataset) -> bool:
    """A segmentation that found nothing may have no frame at all."""
    return integer(dataset, "NumberOfFrames") == 0
