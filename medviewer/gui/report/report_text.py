"""A report's sections as one text to look through."""

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
