"""Clinical information stands in the report where the reader wants it, and is not said twice."""

from dataclasses import replace

from medviewer.domain.clinical_notes import ClinicalNotes, LabValue
from medviewer.domain.report import Report
from medviewer.report.blocks import Heading, Paragraph, Table
from medviewer.report.clinical_section import clinical_section
from medviewer.report.facts import facts_of
from medviewer.report.html import render_html
from medviewer.report.layout import lay_out
from medviewer.report.text import render_text
from tests.unit.report.report_samples import report

NOTES = ClinicalNotes(
    "Cough for 3 weeks.\n\nSmoker.",
    "fever",
    (
        LabValue("CRP", 45.0, "mg/L", measured_at="20261120083000"),
        LabValue("Troponin T", None, "ng/L", "<5"),
    ),
    is_in_report=True,
)


def with_notes(notes: ClinicalNotes = NOTES) -> Report:
    return replace(report(), notes=notes)


def test_that_history_symptoms_and_values_stand_in_their_order() -> None:
    section = clinical_section(with_notes(), str)

    assert section is not None
    *words, table = section.blocks
    assert words == [
        Paragraph("Cough for 3 weeks."),
        Paragraph("Smoker."),
        Heading("Symptoms and signs"),
        Paragraph("fever"),
        Heading("Laboratory and clinical values"),
    ]
    assert isinstance(table, Table)
    assert table.rows == (
        ("CRP", "45", "mg/L", "2026-11-20 08:30"),
        ("Troponin T", "<5", "ng/L", ""),
    )


def test_that_nothing_is_printed_unless_the_reader_wants_it() -> None:
    kept = with_notes(replace(NOTES, is_in_report=False))

    assert clinical_section(kept, str) is None
    assert "Cough" not in render_text(kept)


def test_that_it_follows_the_indication() -> None:
    keys = [section.key for section in lay_out(with_notes()).sections]

    assert keys.index("clinical-information") < keys.index("technique")


def test_that_a_line_that_is_the_indication_is_not_said_twice() -> None:
    told = with_notes()
    told = replace(told, content=replace(told.content, indication="Cough for 3 weeks."))

    section = clinical_section(told, str)

    assert section is not None
    assert Paragraph("Cough for 3 weeks.") not in section.blocks
    assert Paragraph("Smoker.") in section.blocks


def test_that_the_first_line_is_the_reason_where_the_headers_are_silent() -> None:
    assert facts_of(with_notes(), str)["reason"] == "Cough for 3 weeks."
    silent = with_notes(replace(NOTES, is_in_report=False))
    assert facts_of(silent, str)["reason"] == ""


def test_that_markup_in_notes_is_only_text() -> None:
    page = render_html(with_notes(replace(NOTES, history="<script>alert(1)</script>")))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
