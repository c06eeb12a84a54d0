"""A report's sections as one text to look through."""

from collections.abc import Iterable

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
