"""Reads back which codes a report of our own states: what `dicom.derived.diagnosis_codes` writes."""

from collections.abc import Iterator
from dataclasses import replace

from pydicom.sr.coding import Code as StandardCode

from medviewer.dicom.derived import codes
from medviewer.domain.coding import CodeDecision, CodeOrigin, CodeSuggestion, ReportCode
from medviewer.domain.content_tree import ContentItem, ValueType

MOST_CODES = 500


def coded_diagnoses(root: ContentItem) -> Iterator[ReportCode]:
    """Accepted codes, with who proposed and who accepted them."""
    items = (
        item
        for container in root.named(_pair(codes.QUALITATIVE_EVALUATIONS))
        for item in container.children
        if item.value_type is ValueType.CODE and item.name.matches(_pair(codes.FINDINGS_TEXT))
    )
    for _, item in zip(range(MOST_CODES), items, strict=False):
        if item.code.value:
            yield _code(item)


def _code(item: ContentItem) -> ReportCode:
    told = {child.name.value: child.text for child in item.children}
    meaning = told.get(codes.CODE_TEXT.value, "") or item.code.meaning
    suggestion = CodeSuggestion(
        replace(item.code, meaning=meaning),
        _score(told.get(codes.CODE_SCORE.value, "")),
        _origin(item),
    )
    return ReportCode(
        suggestion,
        CodeDecision.ACCEPTED,
        told.get(codes.MODEL_ID.value, ""),
        told.get(codes.DECIDED_AT.value, ""),
        reader=told.get(codes.DECIDED_BY.value, ""),
        is_probability=codes.CALIBRATION.value in told,
    )


def _origin(item: ContentItem) -> CodeOrigin:
    """Who proposed it; the reader, where nobody is named."""
    stated = {child.code.value for child in item.named(_pair(codes.CODE_ORIGIN))}
    known = ((o, c.value) for o, c in codes.CODE_ORIGINS.items())
    return next((origin for origin, value in known if value in stated), CodeOrigin.READER)


def _score(text: str) -> float:
    try:
        score = float(text)
    except ValueError:
        return 1.0
    return min(max(score, 0.0), 1.0) if score == score else 1.0


def _pair(code: StandardCode) -> tuple[str, str]:
    return (code.value, code.scheme_designator)
