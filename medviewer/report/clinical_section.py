"""What was known of the patient besides the images, where the reader wants it printed."""

from collections.abc import Iterator

from medviewer.domain.clinical_notes import ClinicalNotes, LabValue
from medviewer.domain.report import Report
from medviewer.report.attributes import date_text, plain, time_text
from medviewer.report.blocks import Block, Column, Heading, Paragraph, Section, Table
from medviewer.report.text_sections import paragraphs
from medviewer.report.translation import Translate
from medviewer.words import message

SHARES = (0.40, 0.20, 0.18, 0.22)


def clinical_section(report: Report, say: Translate) -> Section | None:
    """None where nothing is known, or the reader keeps it to themselves."""
    notes = report.notes
    if not notes.is_in_report or notes.is_empty:
        return None
    blocks = tuple(_blocks(notes, report.content.indication, say))
    title = say(message("Report", "Clinical information"))
    return Section("clinical-information", title, blocks) if blocks else None


def _blocks(notes: ClinicalNotes, indication: str, say: Translate) -> Iterator[Block]:
    """What stands under Indication already is not said twice."""
    told = {plain(line) for line in indication.splitlines()}
    for block in paragraphs(notes.history):
        if not isinstance(block, Paragraph) or block.text not in told:
            yield block
    symptoms = paragraphs(notes.symptoms)
    if symptoms:
        yield Heading(say(message("Report", "Symptoms and signs")))
        yield from symptoms
    if notes.values:
        yield Heading(say(message("Report", "Laboratory and clinical values")))
        yield Table(_columns(say), tuple(map(_row, notes.values)))


def _columns(say: Translate) -> tuple[Column, ...]:
    name, value, unit, when = SHARES
    return (
        Column(say(message("Report", "Name")), name),
        Column(say(message("Report", "Value")), value, is_numeric=True),
        Column(say(message("Report", "Unit")), unit),
        Column(say(message("Report", "When")), when),
    )


def _row(value: LabValue) -> tuple[str, ...]:
    day, moment = value.measured_at[:8], time_text(value.measured_at[8:])
    when = f"{date_text(day)} {moment}".strip() if day else ""
    return plain(value.name), plain(value.stated), plain(value.unit), when
