"""Codes the reader accepted, as statements of the whole report (TID 1500, row 13): coded findings.

Who proposed and who accepted a code are its properties (PS3.3 table A.35.13-2).
"""

from collections.abc import Iterator

from highdicom import sr
from pydicom.sr.coding import Code as StandardCode

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.letters import LONG, free_text, plain_text
from medviewer.domain.coding import CodeOrigin, ReportCode, accepted_codes
from medviewer.domain.reading_record import ReadingRecord

PROPERTY = sr.RelationshipTypeValues.HAS_PROPERTIES
LONGEST_SCHEME = 16  # Short String


def diagnosis_items(record: ReadingRecord) -> Iterator[sr.CodeContentItem]:
    """One a code the reader stands by; what cannot be written as a code is left out."""
    for code in accepted_codes(record.codes):
        value = plain_text(code.code.value, codes.LONGEST_CODE)
        scheme = plain_text(code.code.scheme, LONGEST_SCHEME)
        if value and scheme:
            meaning = plain_text(code.code.meaning, LONG) or value
            yield _item(code, StandardCode(value, scheme, meaning))


def _item(code: ReportCode, value: StandardCode) -> sr.CodeContentItem:
    item = sr.CodeContentItem(codes.FINDINGS_TEXT, value, sr.RelationshipTypeValues.CONTAINS)
    origin = codes.CODE_ORIGINS[code.suggestion.origin]
    item.ContentSequence = sr.ContentSequence(
        [sr.CodeContentItem(codes.CODE_ORIGIN, origin, PROPERTY), *_texts(code, value)]
    )
    return item


def _texts(code: ReportCode, value: StandardCode) -> Iterator[sr.TextContentItem]:
    is_own = code.suggestion.origin is CodeOrigin.READER
    told = (
        (codes.CODE_TEXT, code.code.meaning if code.code.meaning != value.meaning else ""),
        (codes.CODE_SCORE, "" if is_own else f"{code.suggestion.score:.4f}"),
        (codes.CALIBRATION, "probability" if code.is_probability else ""),
        (codes.MODEL_ID, code.model),
        (codes.DECIDED_BY, code.reader),
        (codes.DECIDED_AT, code.decided_at),
    )
    for name, text in told:
        if text.strip():
            yield sr.TextContentItem(name, free_text(text) or "-", PROPERTY)
