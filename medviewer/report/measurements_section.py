"""What the reader measured, as a table: by whose hand, never by a model's."""

from medviewer.domain.report import Report, ReportedMeasurement
from medviewer.report.attributes import plain
from medviewer.report.blocks import Block, Column, Paragraph, Section, Table, Tone
from medviewer.report.translation import Translate
from medviewer.words import message


def measurements_section(report: Report, say: Translate) -> Section | None:
    """None where nothing was measured."""
    if not report.measurements:
        return None
    columns = (
        Column(say(message("Report", "No.")), 0.06, is_numeric=True),
        Column(say(message("Report", "Measurement")), 0.20),
        Column(say(message("Report", "Label")), 0.20),
        Column(say(message("Report", "Value")), 0.42),
        Column(say(message("Report", "Series / image")), 0.12, is_numeric=True),
    )
    rows = tuple(
        _row(number, item, say) for number, item in enumerate(report.measurements, start=1)
    )
    note = message(
        "Report",
        "Measured by the reader. A word after a unit says where its scale comes from; SD is that of all "
        "pixels whose centres lie inside.",
    )
    blocks: tuple[Block, ...] = (Table(columns, rows), Paragraph(say(note), Tone.NOTE))
    return Section("measurements", say(message("Report", "Measurements")), blocks)


def _row(number: int, item: ReportedMeasurement, say: Translate) -> tuple[str, ...]:
    return (
        str(number),
        say(item.name),
        plain(item.label) or "–",
        say(item.value) if item.value is not None else "–",
        item.image or "MPR",
    )
