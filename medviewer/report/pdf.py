"""A report as PDF: vector text, embedded fonts, bookmarks, and the patient named on every page."""

import io
from collections.abc import Iterator

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer
from reportlab.platypus import Table as PdfTable

from medviewer.domain.report import Report
from medviewer.domain.typeface import FontSet
from medviewer.report.blocks import PrintedReport
from medviewer.report.layout import lay_out
from medviewer.report.pdf_blocks import BlockWriter, LogoFigure, SectionTitle, mm
from medviewer.report.pdf_page import BOTTOM, PAGE_HEIGHT, SIDE, TEXT_WIDTH, TOP, PageFrame
from medviewer.report.pdf_type import FontNames, paragraph_styles, register_fonts
from medviewer.report.translation import Translate, bcp47

COLUMN_GAP = 8 * mm


def render_pdf(
    report: Report, fonts: FontSet | None = None, translate: Translate = str, language: str = "en"
) -> bytes:
    """Print a report as PDF. Safe off the GUI thread, one report at a time.

    Args:
        report: what to print.
        fonts: fonts to embed; bundled Latin ones where not given.
        translate: puts messages into the reader's language.
        language: of those messages, for readers aloud.
    """
    # ASCII85 is for printers of the last century: a quarter larger, and 14 of 22 s for 40 pictures.
    rl_config.useA85 = 0
    names = register_fonts(fonts or FontSet())
    printed = lay_out(report, translate)
    # Two passes: the first one only counts the pages.
    counted = _Document(printed, names, language, pages=0)
    counted.build(list(_story(printed, names, draws_pictures=False)))
    final = _Document(printed, names, language, pages=counted.page)
    final.build(list(_story(printed, names, draws_pictures=True)))
    return final.file.getvalue()


class _Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab ships no types
    """A4 with the patient on top and the disclaimer below, on every page."""

    def __init__(self, printed: PrintedReport, names: FontNames, language: str, pages: int) -> None:
        self.file = io.BytesIO()
        super().__init__(
            self.file,
            pagesize=A4,
            lang=bcp47(language),
            title=_file_title(printed),
            author="MedViewer",
            initialFontName=names.latin,  # the usual one is not embedded
        )
        self._frame = PageFrame(printed.page, names)
        self._pages = pages
        frame = Frame(SIDE, BOTTOM, TEXT_WIDTH, PAGE_HEIGHT - TOP - BOTTOM, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._draw_frame))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        if isinstance(flowable, SectionTitle):
            self.canv.bookmarkPage(flowable.bookmark_key)
            self.canv.addOutlineEntry(flowable.bookmark_title, flowable.bookmark_key, 0)

    def _draw_frame(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        self._frame.draw(canvas, document.page, self._pages)


def _file_title(printed: PrintedReport) -> str:
    return f"{printed.title} – {printed.page.patient}"


def _story(printed: PrintedReport, names: FontNames, *, draws_pictures: bool) -> Iterator[Flowable]:
    writer = BlockWriter(names, paragraph_styles(names), TEXT_WIDTH, draws_pictures=draws_pictures)
    institution: list[Flowable] = [writer.text(printed.institution, "institution")]
    if printed.logo is not None:
        institution.insert(0, LogoFigure(printed.logo))
    yield _two_columns(writer.text(printed.title, "title"), institution, names.latin)
    yield Spacer(0, 3 * mm)
    width = (TEXT_WIDTH - COLUMN_GAP) / 2
    yield _two_columns(
        writer.fields(printed.patient_fields, width),
        writer.fields(printed.study_fields, width),
        names.latin,
    )
    for section in printed.sections:
        yield from writer.section(section)


def _two_columns(left: Flowable, right: Flowable | list[Flowable], font: str) -> PdfTable:
    width = (TEXT_WIDTH + COLUMN_GAP) / 2
    style = [
        ("FONTNAME", (0, 0), (-1, -1), font),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return PdfTable([[left, right]], [width, TEXT_WIDTH - width], style=style, hAlign="LEFT")
