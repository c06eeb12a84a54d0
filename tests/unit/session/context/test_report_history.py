"""History sections and patient characteristics of structured reports, whatever their template."""

from medviewer.domain.clinical_notes import LabValue
from medviewer.domain.code import Code
from medviewer.domain.content_tree import ContentItem, StructuredReport, ValueType
from medviewer.domain.study import Patient
from medviewer.session.context.report_history import report_document

HISTORY = Code("121060", "DCM", "History")
FINDINGS = Code("121070", "DCM", "Findings")


def text(name: Code, words: str) -> ContentItem:
    return ContentItem(ValueType.TEXT, "CONTAINS", name, words)


def container(name: Code, *children: ContentItem) -> ContentItem:
    return ContentItem(ValueType.CONTAINER, "CONTAINS", name, children=children)


def report(*children: ContentItem) -> StructuredReport:
    return StructuredReport("1.2.3", "Report", container(Code("1", "X", "Report"), *children))


def test_that_history_sections_are_taken_and_findings_are_not() -> None:
    told = report(
        container(HISTORY, text(Code("a", "99X", "Past"), "Tuberculosis 1990")),
        container(FINDINGS, text(Code("b", "99X", "Finding"), "Nodule")),
        text(Code("121109", "DCM", "Indications for Procedure"), "Cough"),
    )

    document = report_document([told], "DICOM SR")

    assert document.history == "Past: Tuberculosis 1990\nCough"


def test_that_headings_of_other_writers_are_known_by_their_words() -> None:
    told = report(
        container(Code("x", "99A", "主诉"), text(Code("y", "99A", ""), "咳嗽三周")),
        container(Code("z", "99A", "Clinical Information"), text(Code("w", "99A", ""), "Smoker")),
    )

    document = report_document([told], "DICOM SR")

    assert (document.symptoms, document.history) == ("咳嗽三周", "Smoker")


def test_that_numbers_of_the_patient_are_values_with_their_code() -> None:
    weight = ContentItem(
        ValueType.NUM,
        "CONTAINS",
        Code("29463-7", "LN", "Body weight"),
        numbers=(82.5,),
        unit=Code("kg", "UCUM", "kilogram"),
        observed_at="20261120",
    )
    told = report(container(Code("121118", "DCM", "Patient Characteristics"), weight))

    document = report_document([told], "DICOM SR")

    assert document.values == (LabValue("Body weight", 82.5, "kg", "", "29463-7", "20261120"),)


def test_that_what_two_reports_repeat_is_taken_once() -> None:
    told = report(container(HISTORY, text(HISTORY, "Cough")))

    assert report_document([told, told], "DICOM SR").history.count("Cough") == 1


def test_that_the_subject_is_told_where_the_content_names_it() -> None:
    told = report(
        ContentItem(ValueType.PNAME, "HAS OBS CONTEXT", Code("121029", "DCM"), "Jane Doe"),
        ContentItem(ValueType.TEXT, "HAS OBS CONTEXT", Code("121030", "DCM"), "PAT-1"),
        text(HISTORY, "Cough"),
    )

    assert report_document([told], "DICOM SR").patient == Patient("PAT-1", "Jane Doe")
