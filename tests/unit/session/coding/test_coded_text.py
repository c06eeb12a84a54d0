"""From places in the whole text to places in its sections, and back to words."""

from medviewer.domain.clinical_notes import ClinicalNotes
from medviewer.domain.coding import EvidenceSpan
from medviewer.domain.report import ReportContent
from medviewer.session.coding.coded_text import SectionSpan, TextSource, coded_text

CONTENT = ReportContent(indication="Cough.", findings="A  large\neffusion.", impression=" ")
NOTES = ClinicalNotes(history="Fever", symptoms="痛")
BOTH = frozenset(TextSource)


def test_that_sections_stand_one_after_the_other_and_empty_ones_are_left_out() -> None:
    found = coded_text(CONTENT, NOTES, BOTH)

    assert found.text == "Fever\n\n痛\n\nCough.\n\nA  large\neffusion."
    assert [part.section for part in found.parts] == [
        "history",
        "symptoms",
        "indication",
        "findings",
    ]


def test_that_the_notes_are_left_out_unless_they_are_asked() -> None:
    found = coded_text(CONTENT, NOTES, frozenset({TextSource.REPORT}))

    assert found.text == "Cough.\n\nA  large\neffusion."


def test_that_a_place_in_the_whole_is_found_in_its_section() -> None:
    text = coded_text(CONTENT, NOTES, frozenset({TextSource.REPORT}))
    start = text.text.index("large")

    assert list(text.within((EvidenceSpan(start, start + 5, 0.7),))) == [
        SectionSpan("findings", 3, 8, 0.7)
    ]


def test_that_a_place_over_two_sections_is_one_in_each() -> None:
    text = coded_text(CONTENT, NOTES, frozenset({TextSource.REPORT}))

    found = list(text.within((EvidenceSpan(0, 9, 1.0), EvidenceSpan(90, 99, 1.0))))

    assert found == [SectionSpan("indication", 0, 6, 1.0), SectionSpan("findings", 0, 1, 1.0)]


def test_that_quoted_words_are_on_one_line_and_stand_once() -> None:
    text = coded_text(CONTENT, NOTES, frozenset({TextSource.REPORT}))
    start = text.text.index("large")
    span = EvidenceSpan(start, start + len("large\neffusion"), 1.0)

    assert list(text.words((span, span))) == ["large effusion"]
