"""Each block of a report as reportlab flowables. Text stays text; pictures are embedded without loss."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm as reportlab_mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    KeepTogether,
    Spacer,
)
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import Table as PdfTable

from medviewer.report import blocks, pdf_type
from medviewer.report.pdf_type import FontNames

mm = float(reportlab_mm)  # in points

PICTURES_ACROSS = 2
MANY_PICTURES, MANY_ACROSS = 6, 3  # more than so many stand closer
PICTURE_GAP = 6 * mm
TALLEST_PICTURE = 100 * mm
LOGO_SIZE = (60 * mm, 16 * mm)
LOGO_GAP = 1.5 * mm
LABEL_WIDTH = 34 * mm
ROOM_FOR_A_SECTION = 28 * mm  # a title is never left alone at the foot of a page

Styles = Mapping[str, ParagraphStyle]


class SectionTitle(PdfParagraph):  # type: ignore[misc]  # reportlab ships no types
    """A title that the document template turns into a bookmark."""

    def __init__(self, section: blocks.Section, markup: str, style: ParagraphStyle) -> None:
        super().__init__(markup, style)
        self.bookmark_key = section.key
        self.bookmark_title = section.title


class Figure(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """A picture without loss; its pixels are touched only when it is drawn."""

    def __init__(
        self, picture: blocks.Picture, width: float, height: float, *, is_drawn: bool
    ) -> None:
        super().__init__()
        self._picture = picture
        self.width = width
        self.height = height
        self._is_drawn = is_drawn

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        return self.width, self.height

    def draw(self) -> None:
        if self._is_drawn:
            image = ImageReader(PillowImage.fromarray(self._picture.pixels))
            self.canv.drawImage(image, 0, 0, self.width, self.height)


class LogoFigure(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """A site's logo, at the right end of its room."""

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        super().__init__()
        self._pixels = pixels
        rows, columns = pixels.shape[:2]
        scale = min(LOGO_SIZE[0] / columns, LOGO_SIZE[1] / rows)
        self._size = columns * scale, rows * scale
        self._room = 0.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        self._room = availWidth
        return availWidth, self._size[1] + LOGO_GAP

    def draw(self) -> None:
        width, height = self._size
        image = ImageReader(PillowImage.fromarray(self._pixels))
        self.canv.drawImage(image, self._room - width, LOGO_GAP, width, height, mask="auto")


class BlockWriter:
    """Turns blocks into flowables of one width; without pictures where only pages are counted."""

    def __init__(
        self, names: FontNames, styles: Styles, width: float, *, draws_pictures: bool = True
    ) -> None:
        self._draws_pictures = draws_pictures
        self._names = names
        self._styles = styles
        self._width = width

    def section(self, section: blocks.Section) -> Iterator[Flowable]:
        """The section's title and what stands under it."""
        is_ai = section.is_ai
        style = self._styles["ai-section" if is_ai else "section"]
        yield Spacer(0, 5 * mm)
        yield CondPageBreak(self._room_for(section))
        yield SectionTitle(section, self._names.marked_up(section.title), style)
        colour = pdf_type.AI if is_ai else pdf_type.LINE
        yield HRFlowable(width="100%", thickness=0.6, color=colour, spaceBefore=1.5, spaceAfter=4)
        for block in section.blocks:
            yield from self.block(block, is_ai=is_ai)

    def block(self, block: blocks.Block, *, is_ai: bool = False) -> Iterator[Flowable]:
        """The flowables of any block."""
        match block:
            case blocks.Paragraph():
                yield self.text(block.text, block.tone)
            case blocks.Heading():
                yield self.text(block.text, "heading")
            case blocks.Bullets():
                yield from self._bullets(block)
            case blocks.Fields():
                yield self.fields(block, self._width)
            case blocks.Table():
                yield Spacer(0, 1 * mm)
                table = self._table(block, is_ai=is_ai)
                # A spacer behind the last one of all would open an empty page.
                table.spaceAfter = 2 * mm
                yield table
            case blocks.Pictures():
                yield from self._pictures(block.items)

    def text(self, text: str, style: str) -> PdfParagraph:
        return PdfParagraph(self._names.marked_up(text), self._styles[style])

    def fields(self, fields: blocks.Fields, width: float) -> PdfTable:
        """Labels and values in two columns."""
        rows = [
            [self.text(item.label, "label"), self.text(item.value, "cell")] for item in fields.items
        ]
        style = [
            self._cell_font,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ]
        return PdfTable(rows, [LABEL_WIDTH, width - LABEL_WIDTH], style=style, hAlign="LEFT")

    @property
    def _cell_font(self) -> tuple[object, ...]:
        """A table names a font even where every cell has its own; the usual one is not embedded."""
        return ("FONTNAME", (0, 0), (-1, -1), self._names.latin)

    def _picture_width(self, across: int) -> float:
        return (self._width - PICTURE_GAP * (across - 1)) / across

    def _room_for(self, section: blocks.Section) -> float:
        """How much of a page the section's title needs below it to start there."""
        match section.blocks[:2]:
            case (blocks.Heading(), blocks.Fields() as fields):  # which stay together
                _, height = self.fields(fields, self._width).wrap(self._width, TALLEST_PICTURE)
                return ROOM_FOR_A_SECTION + float(height)
        if not (section.blocks and isinstance(section.blocks[0], blocks.Pictures)):
            return ROOM_FOR_A_SECTION
        across = _across(section.blocks[0].items)
        first_row = section.blocks[0].items[:across]
        tallest = max(self._picture_size(picture, across)[1] for picture in first_row)
        return ROOM_FOR_A_SECTION + tallest

    def _picture_size(self, picture: blocks.Picture, across: int) -> tuple[float, float]:
        """Width and height in points, in true proportion."""
        rows, columns = picture.pixels.shape[:2]
        scale = min(self._picture_width(across) / columns, TALLEST_PICTURE / rows)
        return columns * scale, rows * scale

    def _bullets(self, block: blocks.Bullets) -> Iterator[Flowable]:
        for item in block.items:
            yield PdfParagraph(self._names.marked_up(item), self._styles["bullet"], bulletText="•")

    def _table(self, table: blocks.Table, *, is_ai: bool) -> PdfTable:
        head = [
            self.text(column.title, "head-number" if column.is_numeric else "head")
            for column in table.columns
        ]
        rows = [
            [
                self.text(cell, "number" if column.is_numeric else "cell")
                for cell, column in zip(row, table.columns, strict=True)
            ]
            for row in table.rows
        ]
        style = [
            self._cell_font,
            ("BACKGROUND", (0, 0), (-1, 0), pdf_type.AI_PALE if is_ai else pdf_type.PALE),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, pdf_type.LINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
        widths = [column.share * self._width for column in table.columns]
        return PdfTable([head, *rows], widths, repeatRows=1, style=style, hAlign="LEFT")

    def _pictures(self, pictures: Sequence[blocks.Picture]) -> Iterator[Flowable]:
        across = _across(pictures)
        width = self._picture_width(across)
        for first in range(0, len(pictures), across):
            row = [self._figure(p, across) for p in pictures[first : first + across]]
            row += [[] for _ in range(across - len(row))]
            style = [
                self._cell_font,
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-2, -1), PICTURE_GAP),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
            ]
            widths = [width + PICTURE_GAP] * (across - 1) + [width]
            yield KeepTogether(PdfTable([row], widths, style=style, hAlign="LEFT"))

    def _figure(self, picture: blocks.Picture, across: int) -> list[Flowable]:
        figure = Figure(
            picture, *self._picture_size(picture, across), is_drawn=self._draws_pictures
        )
        return [figure, Spacer(0, 1.5 * mm), self.text(picture.caption, "caption")]


def _across(pictures: Sequence[blocks.Picture]) -> int:
    """How many stand side by side."""
    return MANY_ACROSS if len(pictures) > MANY_PICTURES else PICTURES_ACROSS
