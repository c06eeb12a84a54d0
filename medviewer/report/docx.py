"""A report as a Word document, to be worked on: headings, tables and pictures as Word has them."""

import io
import re
from collections.abc import Mapping

import docx
import numpy as np
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph as WordParagraph
from numpy.typing import NDArray
from PIL import Image

from medviewer.domain.report import Report
from medviewer.report.blocks import (
    Block,
    Bullets,
    Fields,
    Heading,
    Paragraph,
    Picture,
    Pictures,
    PrintedReport,
    Section,
    Table,
    Tone,
)
from medviewer.report.layout import lay_out
from medviewer.report.translation import Translate, bcp47

LATIN_FONT = "Arial"
EAST_ASIAN_FONTS = {"zh_CN": "Microsoft YaHei"}
TEXT_WIDTH_MM = 174
MARGIN_MM = 18
PICTURES_ACROSS = 2
PICTURE_WIDTH_MM = 82
TALLEST_PICTURE_MM = 100
LOGO_MM = (60, 16)  # width, height at most
COLOURS: Mapping[str, RGBColor] = {
    "accent": RGBColor(0x1F, 0x4E, 0x79),
    "ai": RGBColor(0x7A, 0x2E, 0xA8),
    "soft": RGBColor(0x5A, 0x66, 0x75),
    "warning": RGBColor(0xA3, 0x27, 0x1D),
}
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render_docx(report: Report, translate: Translate = str, language: str = "en") -> bytes:
    """Print a report as DOCX. Safe off the GUI thread."""
    printed = lay_out(report, translate)
    document = docx.Document()
    _set_up(document, printed, language)
    _write_page_texts(document, printed)
    _write_head(document, printed)
    for section in printed.sections:
        _write_section(document, section)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def safe(text: str) -> str:
    """Without what XML has no place for."""
    return NOT_XML.sub("", text)


def _set_up(document: Document, printed: PrintedReport, language: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(MARGIN_MM)
    page.top_margin, page.bottom_margin = Mm(24), Mm(20)
    for name, size in (("Normal", 9.5), ("Title", 17), ("Heading 1", 11.5), ("Heading 2", 10)):
        _set_font(document.styles[name], size, language)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    facts = document.core_properties
    facts.author, facts.language = "MedViewer", bcp47(language)
    facts.title = safe(f"{printed.title} – {printed.page.patient}")[:255]
    facts.comments = ""


def _set_font(style: ParagraphStyle, size_pt: float, language: str) -> None:
    style.font.name, style.font.size = LATIN_FONT, Pt(size_pt)
    if style.name != "Normal":
        style.font.color.rgb = COLOURS["accent"]
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font goes before a named one
    fonts.set(qn("w:eastAsia"), EAST_ASIAN_FONTS.get(language, EAST_ASIAN_FONTS["zh_CN"]))
    fonts.set(qn("w:cs"), LATIN_FONT)


def _write_page_texts(document: Document, printed: PrintedReport) -> None:
    """The patient on top and the count below, on every page."""
    texts = printed.page
    head = document.sections[0].header.paragraphs[0]
    head.add_run(safe(texts.patient)).bold = True
    identity = "   ".join(f"{field.label} {field.value}" for field in texts.identity)
    _coloured(head, f"   {identity}", "soft", 8)
    if texts.preliminary:
        line = document.sections[0].header.add_paragraph()
        _coloured(line, f"{texts.preliminary} – {texts.preliminary_reason}", "warning", 9)
    foot = document.sections[0].footer.paragraphs[0]
    said = "  ".join(text for text in (texts.reviewed, texts.disclaimer) if text)
    _coloured(foot, said, "soft", 7)
    count = document.sections[0].footer.add_paragraph()
    count.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for part in re.split(r"(\{page\}|\{pages\})", texts.page_of):
        code = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
        if code:
            _add_field(count, code)
        else:
            _coloured(count, part, "soft", 7.5)


def _add_field(paragraph: WordParagraph, code: str) -> None:
    """A number Word counts (ECMA-376 part 1, 17.16.19)."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    run.font.size = Pt(7.5)
    field.append(run._r)
    paragraph._p.append(field)


def _write_head(document: Document, printed: PrintedReport) -> None:
    if printed.logo is not None:
        place = document.add_paragraph()
        place.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _add_picture(place, printed.logo, LOGO_MM)
    if printed.institution:
        place = document.add_paragraph()
        place.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _coloured(place, printed.institution, "soft", 9)
    document.add_paragraph(safe(printed.title), style="Title")
    who = _table(document, 1, 2)
    _write_fields(who.cell(0, 0), printed.patient_fields)
    _write_fields(who.cell(0, 1), printed.study_fields)


def _write_fields(cell: WordCell | Document, fields: Fields) -> None:
    for number, field in enumerate(fields.items):
        is_first = number == 0 and isinstance(cell, WordCell)
        line = cell.paragraphs[0] if is_first else cell.add_paragraph()
        line.paragraph_format.space_after = Pt(1)
        _coloured(line, f"{field.label}: ", "soft", 9)
        line.add_run(safe(field.value))


def _write_section(document: Document, section: Section) -> None:
    heading = document.add_heading(safe(section.title), level=1)
    heading.paragraph_format.space_before = Pt(12)
    if section.is_ai:
        for run in heading.runs:
            run.font.color.rgb = COLOURS["ai"]
    for block in section.blocks:
        _write_block(document, block)


def _write_block(document: Document, block: Block) -> None:
    match block:
        case Paragraph():
            colour = {Tone.NOTE: "soft", Tone.WARNING: "warning"}.get(block.tone, "")
            size = 8.5 if block.tone is Tone.NOTE else 9.5
            _coloured(document.add_paragraph(), block.text, colour, size)
        case Heading():
            document.add_heading(safe(block.text), level=2)
        case Bullets():
            for item in block.items:
                document.add_paragraph(safe(item), style="List Bullet")
        case Fields():
            _write_fields(document, block)
        case Table():
            _write_table(document, block)
        case Pictures():
            _write_pictures(document, block.items)


def _write_table(document: Document, table: Table) -> None:
    made = _table(document, 1, len(table.columns), "Table Grid")
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        _write_cell(cell, column.title, is_right=column.is_numeric, is_bold=True)
    _repeat_on_every_page(made)
    for row in table.rows:
        added = made.add_row()  # type: ignore[no-untyped-call]  # python-docx annotates in part
        _keep_whole(added)
        for cell, text, column in zip(added.cells, row, table.columns, strict=True):
            _write_cell(cell, text, is_right=column.is_numeric)
    for column, share in zip(made.columns, table.columns, strict=True):
        for cell in column.cells:
            cell.width = Mm(TEXT_WIDTH_MM * share.share)
    document.add_paragraph()


def _write_cell(
    cell: WordCell, text: str, *, is_right: bool = False, is_bold: bool = False
) -> None:
    line = cell.paragraphs[0]
    line.paragraph_format.space_after = Pt(0)
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_right else WD_ALIGN_PARAGRAPH.LEFT
    run = line.add_run(safe(text))
    run.bold, run.font.size = is_bold, Pt(8.5)


def _write_pictures(document: Document, pictures: tuple[Picture, ...]) -> None:
    """Two across, each with its caption."""
    rows = -(-len(pictures) // PICTURES_ACROSS)
    made = _table(document, rows, PICTURES_ACROSS)
    for row in made.rows:
        _keep_whole(row)
    for number, picture in enumerate(pictures):
        cell = made.cell(number // PICTURES_ACROSS, number % PICTURES_ACROSS)
        _add_picture(cell.paragraphs[0], picture.pixels, (PICTURE_WIDTH_MM, TALLEST_PICTURE_MM))
        _coloured(cell.add_paragraph(), picture.caption, "soft", 8)


def _add_picture(
    paragraph: WordParagraph, pixels: NDArray[np.uint8], room_mm: tuple[float, float]
) -> None:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, format="PNG")
    rows, columns = pixels.shape[:2]
    scale = min(room_mm[0] / columns, room_mm[1] / rows)
    file.seek(0)
    paragraph.add_run().add_picture(file, width=Mm(columns * scale), height=Mm(rows * scale))


def _table(document: Document, rows: int, columns: int, style: str = "") -> WordTable:
    made: WordTable = document.add_table(rows, columns)
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    if style:
        made.style = style
    return made


def _repeat_on_every_page(table: WordTable) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: WordRow) -> None:
    """A row never breaks across pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _coloured(paragraph: WordParagraph, text: str, colour: str, size_pt: float) -> None:
    run = paragraph.add_run(safe(text))
    run.font.size = Pt(size_pt)
    if colour:
        run.font.color.rgb = COLOURS[colour]
