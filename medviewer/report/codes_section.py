"""The codes of a report: those the reader accepted or chose, and who proposed them. No other is printed."""

from medviewer.domain.coding import accepted_codes
from medviewer.domain.coding_words import answered_for, scheme_name
from medviewer.domain.report import Report
from medviewer.report.attributes import plain
from medviewer.report.blocks import Column, Section, Table
from medviewer.report.translation import Translate
from medviewer.words import message

CODE, MEANING, WHO = 0.24, 0.46, 0.30


def codes_section(report: Report, say: Translate) -> Section | None:
    """None where no code was accepted."""
    codes = accepted_codes(report.codes)
    if not codes:
        return None
    columns = (
        Column(say(message("Codes", "Code")), CODE),
        Column(say(message("Codes", "Text")), MEANING),
        Column(say(message("Codes", "Who")), WHO),
    )
    rows = tuple(
        (
            plain(f"{scheme_name(each.code.scheme)} {each.code.value}"),
            plain(each.code.meaning) or "–",
            plain(say(answered_for(each))),
        )
        for each in codes
    )
    return Section("codes", say(message("Codes", "Codes")), (Table(columns, rows),))
