"""A report as plain text, for systems that take nothing else: wrapped, in the same order as on paper."""

import unicodedata
from collections.abc import Iterator

from medviewer.domain.report import Report
from medviewer.report.blocks import (
    Block,
    Bullets,
    Fields,
    Heading,
    Paragraph,
    Pictures,
    PrintedReport,
    Section,
    Table,
)
from medviewer.report.layout import lay_out
from medviewer.report.translation import Translate

LINE_CELLS = 78  # what every RIS shows without wrapping again
MODELS = "models"  # their tables of figures are for paper: a hundred lines here
FOR_READERS_ONLY = frozenset({MODELS, "rejected"})  # about the machine, not about the patient


def render_text(report: Report, translate: Translate = str, *, is_short: bool = False) -> str:
    """The report as lines of at most 78 cells; a Chinese character takes two.

    Args:
        is_short: for pasting into another system: without what is said about models.
    """
    printed = lay_out(report, translate)
    sections = [s for s in printed.sections if not (is_short and s.key in FOR_READERS_ONLY)]
    parts = [list(_head(printed))]
    parts += [list(_section(section)) for section in sections]
    parts.append(list(_foot(printed)))
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _head(printed: PrintedReport) -> Iterator[str]:
    yield from _wrapped(printed.title)
    yield "=" * min(_cells(printed.title), LINE_CELLS)
    if printed.institution:
        yield from _wrapped(printed.institution)
    if printed.page.preliminary:
        yield from _wrapped(
            f"*** {printed.page.preliminary}: {printed.page.preliminary_reason} ***"
        )
    for fields in (printed.patient_fields, printed.study_fields):
        yield from _block(fields)


def _foot(printed: PrintedReport) -> Iterator[str]:
    for text in (printed.page.reviewed, printed.page.disclaimer):
        yield from _wrapped(text)


def _section(section: Section) -> Iterator[str]:
    blocks = [b for b in section.blocks if not (section.key == MODELS and isinstance(b, Table))]
    lines = [line for block in blocks for line in _block(block)]
    if not lines:  # nothing but pictures
        return
    yield from _wrapped(section.title.upper())
    yield "-" * min(_cells(section.title), LINE_CELLS)
    yield from lines


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield from _wrapped(block.text)
        case Bullets():
            for item in block.items:
                yield from _wrapped(f"- {item}", "  ")
        case Fields():
            for field in block.items:
                yield from _wrapped(f"{field.label}: {field.value}", "  ")
        case Table():
            yield from _rows(block)
        case Pictures():
            return


def _rows(table: Table) -> Iterator[str]:
    """One row a line: a table of columns falls apart in a proportional font."""
    for first, *others in table.rows:
        titles = [column.title for column in table.columns[1:]]
        said = [f"{t}: {cell}" for t, cell in zip(titles, others, strict=True) if cell != "–"]
        yield from _wrapped(f"{first}. " + "; ".join(said), "   ")


def _wrapped(text: str, indent: str = "") -> Iterator[str]:
    """Lines no wider than a page; broken at spaces, or between Chinese characters."""
    line, after = "", ""
    for word in _words(" ".join(text.split())):
        if _cells(line + word.rstrip()) > LINE_CELLS and line.strip():
            yield line.rstrip()
            line, after = indent, indent
        line += word
    if line.strip() or not after:
        yield line.rstrip()


def _words(text: str) -> Iterator[str]:
    """Pieces a line may end after, each with the space behind it."""
    piece = ""
    for letter in text:
        piece += letter
        if letter == " " or _is_wide(letter) or _cells(piece) >= LINE_CELLS - 4:
            yield piece
            piece = ""
    if piece:
        yield piece


def _cells(text: str) -> int:
    return sum(2 if _is_wide(letter) else 1 for letter in text)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in ("W", "F")
