"""Reads an object's own attributes, and what all objects say of others: codes and references."""

from collections.abc import Iterable
from pathlib import Path

from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset

from medviewer.dicom.reading.attributes import first_item, integer, items, numbers, text, uid
from medviewer.dicom.reading.parsing import ParsedFile, parse
from medviewer.domain.code import NO_CODE, Code
from medviewer.domain.object_reference import ObjectReference
from medviewer.errors import UnreadableFile
from medviewer.words import message

LARGEST_FILE_BYTES = 1 << 30  # of a document; nobody reads a report of a gigabyte
MOST_REFERENCES = 100_000
IDENTITY = (
    "SpecificCharacterSet",
    "SOPClassUID",
    "SOPInstanceUID",
    "StudyInstanceUID",
    "Modality",
    "Manufacturer",
)


def parse_object(
    path: Path, keywords: Iterable[str], tags: frozenset[int] = frozenset()
) -> ParsedFile:
    """The attributes named, those of these `tags`, and those that say what the object is.

    Raises:
        UnreadableFile: gone, damaged, or too large for what it is.
    """
    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # parsing says what is wrong
    if size > LARGEST_FILE_BYTES:
        raise UnreadableFile(
            message(
                "Objects",
                "The file is too large for what it says it is: {size} MB, and {limit} MB are the most. "
                "Export it again.",
                size=size >> 20,
                limit=LARGEST_FILE_BYTES >> 20,
            )
        )
    named = (tag_for_keyword(keyword) for keyword in (*IDENTITY, *keywords))
    return parse(path, tags | {tag for tag in named if tag is not None})


def code(dataset: Dataset, keyword: str) -> Code:
    """The first code of a sequence; NO_CODE where there is none. Long and URN codes count as well."""
    item = first_item(dataset, keyword)
    return NO_CODE if item is None else _code(item)


def codes(dataset: Dataset, keyword: str) -> tuple[Code, ...]:
    return tuple(_code(item) for item in items(dataset, keyword))


def _code(item: Dataset) -> Code:
    value = text(item, "CodeValue") or text(item, "LongCodeValue") or text(item, "URNCodeValue")
    return Code(value, text(item, "CodingSchemeDesignator"), text(item, "CodeMeaning"))


def references(dataset: Dataset, keyword: str) -> tuple[ObjectReference, ...]:
    """The instances a sequence of the SOP Instance Reference kind names (PS3.3 table 10-11)."""
    found = (_reference(item) for item in items(dataset, keyword)[:MOST_REFERENCES])
    return tuple(each for each in found if each.sop_instance_uid)


def _reference(item: Dataset) -> ObjectReference:
    return ObjectReference(
        uid(item, "ReferencedSOPInstanceUID"),
        uid(item, "ReferencedSOPClassUID"),
        frames=whole_numbers(item, "ReferencedFrameNumber"),
        segments=whole_numbers(item, "ReferencedSegmentNumber"),
        purpose=str(code(item, "PurposeOfReferenceCodeSequence")),
    )


def whole_numbers(item: Dataset, keyword: str) -> tuple[int, ...]:
    return tuple(int(each) for each in numbers(item, keyword))


def evidence(dataset: Dataset, *keywords: str) -> tuple[ObjectReference, ...]:
    """The instances of a hierarchical reference, by study and series (PS3.3 table C.17-3)."""
    found: list[ObjectReference] = []
    for keyword in keywords:
        for study in items(dataset, keyword):
            study_uid = uid(study, "StudyInstanceUID")
            for series in items(study, "ReferencedSeriesSequence"):
                found += series_references(series, study_uid)
    return tuple(found[:MOST_REFERENCES])


def series_references(
    series: Dataset, study_uid: str = "", keyword: str = "ReferencedSOPSequence"
) -> list[ObjectReference]:
    """The instances one item of Referenced Series Sequence names."""
    series_uid = uid(series, "SeriesInstanceUID")
    return [
        ObjectReference(
            each.sop_instance_uid,
            each.sop_class_uid,
            each.frames,
            each.segments,
            series_uid,
            study_uid,
            each.purpose,
        )
        for each in references(series, keyword)
    ]


def stamp(dataset: Dataset, date: str, time: str) -> str:
    """Date and time of two attributes as DICOM writes both in one."""
    day = text(dataset, date)
    return day + text(dataset, time) if day else ""


def count_of(dataset: Dataset, keyword: str) -> int:
    return integer(dataset, keyword) or 0
