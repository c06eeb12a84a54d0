"""A report's sections as one text to look through."""

from collections.abc import Iterable

from medviewer.domain.clinical_notes import ClinicalNotes, LabValue
from medviewer.domain.coding import ReportCode, accepted_codes
from medviewer.domain.coding_words import answered_for, scheme_name
from medviewer.domain.report import ReportContent
from medviewer.gui.desk import Desk
from medviewer.words import message

TITLES = {
    "indication": message("Report", "Indication"),
    "technique": message("Report", "Technique"),
    "comparison": message("Report", "Comparison"),
    "findings": message("Report", "Findings"),
    "impression": message("Report", "Impression"),
}


def report_text(content: ReportContent, desk: Desk) -> str:
    """Title over text, section by section; those without words are left out."""
    written = [
        (desk.translator(title), getattr(content, name).strip()) for name, title in TITLES.items()
    ]
    return "\n\n".join(f"{title.upper()}\n{text}" for title, text in written if text)


def codes_text(codes: Iterable[ReportCode], desk: Desk) -> str:
    """The accepted codes, one a line with who answers for it; "" where there are none."""
    lines = [
        f"{scheme_name(each.code.scheme)} {each.code.value} {each.code.meaning}: "
        f"{desk.translator(answered_for(each))}"
        for each in accepted_codes(codes)
    ]
    title = desk.translator(message("Codes", "Codes")).upper()
    return "\n".join([title, *lines]) if lines else ""


def clinical_text(notes: ClinicalNotes, desk: Desk) -> str:
    """What is printed as clinical information; "" where the reader wants nothing printed."""
    printed = notes.printed
    values = "\n".join(_value_line(each) for each in printed.values)
    parts = [each.strip() for each in (printed.history, printed.symptoms, values)]
    told = "\n".join(part for part in parts if part)
    title = desk.translator(message("Report", "Clinical information")).upper()
    return f"{title}\n{told}" if told else ""


def _value_line(value: LabValue) -> str:
    return f"{value.name}: {value.stated} {value.unit}".rstrip()
