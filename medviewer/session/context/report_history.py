"""What structured reports of a study say of the patient's history: sections, patient characteristics.

Headings of PS3.16 CID 7001 and LOINC, else the words of the heading (`headings`).
"""

from collections.abc import Iterable, Iterator

from medviewer.domain.clinical_document import ClinicalDocument
from medviewer.domain.clinical_notes import LabValue
from medviewer.domain.content_tree import ContentItem, StructuredReport, ValueType, unit_text
from medviewer.domain.study import Patient
from medviewer.session.context.headings import NotesPart, part_of
from medviewer.session.context.lab_lines import joined_values
from medviewer.session.context.text_cleaning import CleanText, cleaned
from medviewer.session.context.text_document import too_many

HISTORY = (
    ("121060", "DCM"),  # History
    ("121062", "DCM"),  # Request
    ("121109", "DCM"),  # Indications for Procedure
    ("121066", "DCM"),  # Prior Procedure Descriptions
    ("121068", "DCM"),  # Previous Findings
    ("55752-0", "LN"),  # Clinical information
    ("11329-0", "LN"),  # History
    ("11348-0", "LN"),  # History of past illness
    ("18785-6", "LN"),  # Radiology reason for study
    ("42349-1", "LN"),  # Reason for referral
    ("29299-5", "LN"),  # Reason for visit
    ("10160-0", "LN"),  # History of medication use
)
SYMPTOMS = (
    ("121110", "DCM"),  # Patient Presentation
    ("10154-3", "LN"),  # Chief complaint
    ("10164-2", "LN"),  # History of present illness
)
CHARACTERISTICS = (("121118", "DCM"),)
SUBJECT_NAME, SUBJECT_ID = ("121029", "DCM"), ("121030", "DCM")
SUBJECT_BORN, SUBJECT_SEX = ("121031", "DCM"), ("121032", "DCM")
MOST_ITEMS = 5000


def report_document(reports: Iterable[StructuredReport], source: str) -> ClinicalDocument:
    """What the reports say, in their order, nothing twice."""
    found = tuple(reports)
    history = _text(line for each in found for line in _lines(each, NotesPart.HISTORY))
    symptoms = _text(line for each in found for line in _lines(each, NotesPart.SYMPTOMS))
    values, left = joined_values((v for each in found for v in _values(each)), ())
    return ClinicalDocument(
        source,
        next((who for each in found if (who := _subject(each)) != Patient()), Patient()),
        history.text,
        symptoms.text,
        values,
        (*history.notes, *symptoms.notes, *too_many(left)),
    )


def _text(lines: Iterable[str]) -> CleanText:
    return cleaned("\n".join(dict.fromkeys(line for line in lines if line)))


def _lines(report: StructuredReport, part: NotesPart) -> Iterator[str]:
    for section in _outermost(report.root, part):
        for item in _limited(section.walk()):
            if item.value_type in (ValueType.TEXT, ValueType.CODE) and item.value.strip():
                name = "" if item is section else item.name.meaning.strip()
                yield f"{name}: {item.value.strip()}" if name else item.value.strip()


def _outermost(root: ContentItem, part: NotesPart) -> Iterator[ContentItem]:
    """Sections of that part that lie in no other one of it."""
    waiting, seen = [root], 0
    while waiting and seen < MOST_ITEMS:
        item = waiting.pop()
        seen += 1
        if item is not root and _part(item) is part:
            yield item
        else:
            waiting += reversed(item.children)


def _part(item: ContentItem) -> NotesPart | None:
    if item.name.matches(*SYMPTOMS):
        return NotesPart.SYMPTOMS
    if item.name.matches(*HISTORY):
        return NotesPart.HISTORY
    is_heading = item.value_type in (ValueType.CONTAINER, ValueType.TEXT)
    found = part_of(str(item.name)) if is_heading else None
    return found if found is not NotesPart.VALUES else None


def _values(report: StructuredReport) -> Iterator[LabValue]:
    """Numbers of the patient: characteristics, and whatever stands in the sections above."""
    holders = [i for i in _limited(report.root.walk()) if i.name.matches(*CHARACTERISTICS)]
    for part in (NotesPart.HISTORY, NotesPart.SYMPTOMS):
        holders += _outermost(report.root, part)
    for item in (item for holder in holders for item in _limited(holder.walk())):
        if item.value_type is ValueType.NUM and item.numbers and item.name.is_known:
            code = item.name.value if item.name.scheme == "LN" else ""
            unit, at = unit_text(item.unit), item.observed_at or report.content_date_time
            yield LabValue(str(item.name)[:120], item.numbers[0], unit, "", code, at[:14])


def _limited(items: Iterator[ContentItem]) -> Iterator[ContentItem]:
    for _, item in zip(range(MOST_ITEMS), items, strict=False):
        yield item


def _subject(report: StructuredReport) -> Patient:
    """TID 1007: whom the content is about, where it says so besides its header."""
    name, number, born, sex = (
        next((each.value for each in report.root.named(code)), "")
        for code in (SUBJECT_NAME, SUBJECT_ID, SUBJECT_BORN, SUBJECT_SEX)
    )
    return Patient(number, name, born, sex[:1].upper())
