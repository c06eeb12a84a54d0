"""The sections a reader writes, paragraph by paragraph."""

from medviewer.domain.report import Report
from medviewer.report.attributes import plain
from medviewer.report.blocks import Block, Bullets, Paragraph, Section, Tone
from medviewer.report.model_sections import series_line
from medviewer.report.translation import Translate
from medviewer.words import Message, message


def paragraphs(text: str) -> tuple[Block, ...]:
    """One a line; empty lines only part them."""
    return tuple(Paragraph(plain(line)) for line in text.splitlines() if plain(line))


def indication_section(report: Report, say: Translate) -> Section | None:
    return _section("indication", message("Report", "Indication"), report.content.indication, say)


def comparison_section(report: Report, say: Translate) -> Section | None:
    return _section("comparison", message("Report", "Comparison"), report.content.comparison, say)


def technique_section(report: Report, say: Translate) -> Section:
    """What was written; else the series that models were given."""
    title = message("Report", "Technique")
    written = _section("technique", title, report.content.technique, say)
    if written is not None:
        return written
    uids = dict.fromkeys(result.request.series_instance_uid for result in report.results)
    lines = tuple(series_line(report.study.find_series(uid), say) for uid in uids)
    blocks: tuple[Block, ...] = (Bullets(lines),)
    if not lines:
        blocks = (Paragraph(say(message("Report", "Nothing is stated.")), Tone.NOTE),)
    return Section("technique", say(title), blocks)


def impression_section(report: Report, say: Translate) -> Section:
    title = message("Report", "Impression")
    written = _section("impression", title, report.content.impression, say)
    if written is not None:
        return written
    none = Paragraph(say(message("Report", "No impression was entered.")), Tone.NOTE)
    return Section("impression", say(title), (none,))


def _section(key: str, title: Message, text: str, say: Translate) -> Section | None:
    blocks = paragraphs(text)
    return Section(key, say(title), blocks) if blocks else None
