"""The type of a PDF: embedded fonts, paragraph styles, and text marked up for the font of each script."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from medviewer.domain.typeface import FontFile, FontSet, Run, script_runs

INK = HexColor("#1b2430")
SOFT = HexColor("#5a6675")
LINE = HexColor("#d9dee5")
PALE = HexColor("#f3f6f9")
ACCENT = HexColor("#1f4e79")
AI = HexColor("#7a2ea8")
AI_PALE = HexColor("#f8f2fc")
WARNING = HexColor("#a3271d")
WARNING_PALE = HexColor("#fdf1ef")

# Fonts for Chinese often lack Korean; this one is not embedded but every PDF reader has one in its place.
KOREAN = "HYSMyeongJo-Medium"
HANGUL = range(0xAC00, 0xD7A4)

BODY_PT = 9.0
SMALL_PT = 7.8


@dataclass(frozen=True, slots=True)
class FontNames:
    """The fonts of one PDF, under the names reportlab knows them by."""

    latin: str
    bold: str
    cjk: str

    def marked_up(self, text: str) -> str:
        """Escape text for a paragraph and name the font of every run that the paragraph's own cannot set."""
        runs = (
            f'<font name="{self.of_run(run, "")}">{escape(run.text)}</font>'
            if run.is_cjk
            else escape(run.text)
            for run in script_runs(text)
        )
        return "".join(runs)

    def of_run(self, run: Run, font: str) -> str:
        """The font that sets a run in a line of `font`."""
        if not run.is_cjk:
            return font
        return self.cjk if _has_letters(self.cjk, run.text) else _registered_korean()

    def width(self, text: str, font: str, size_pt: float) -> float:
        """How wide a line is in points, set in `font` where that has the letters."""
        return sum(
            float(stringWidth(run.text, self.of_run(run, font), size_pt))
            for run in script_runs(text)
        )

    def shortened(self, text: str, font: str, size_pt: float, room: float) -> str:
        """The text, cut with an ellipsis where it is wider than its room."""
        if self.width(text, font, size_pt) <= room:
            return text
        while text and self.width(text + "…", font, size_pt) > room:
            text = text[:-1]
        return text + "…"


def register_fonts(fonts: FontSet) -> FontNames:
    """Make the fonts known to reportlab and say under which names."""
    return FontNames(
        latin=_registered(fonts.latin, "Vera.ttf"),
        bold=_registered(fonts.bold, "VeraBd.ttf"),
        cjk=_registered(fonts.cjk or fonts.latin, "Vera.ttf"),
    )


def paragraph_styles(names: FontNames) -> Mapping[str, ParagraphStyle]:
    """Every style by its name."""
    body = ParagraphStyle("body", fontName=names.latin, fontSize=BODY_PT, leading=13, textColor=INK)
    cell = ParagraphStyle("cell", body, fontSize=8.2, leading=11)
    styles = (
        body,
        cell,
        ParagraphStyle("number", cell, alignment=TA_RIGHT),
        ParagraphStyle("head", cell, fontName=names.bold, textColor=SOFT, fontSize=SMALL_PT),
        ParagraphStyle(
            "head-number",
            cell,
            fontName=names.bold,
            textColor=SOFT,
            fontSize=SMALL_PT,
            alignment=TA_RIGHT,
        ),
        ParagraphStyle("label", cell, textColor=SOFT),
        ParagraphStyle("note", body, fontSize=SMALL_PT, leading=11, textColor=SOFT, spaceBefore=3),
        ParagraphStyle("warning", body, textColor=WARNING, spaceBefore=3, spaceAfter=3),
        ParagraphStyle("caption", body, fontSize=SMALL_PT, leading=10.5, textColor=SOFT),
        ParagraphStyle(
            "title", body, fontName=names.bold, fontSize=17, leading=21, textColor=ACCENT
        ),
        ParagraphStyle("institution", body, textColor=SOFT, alignment=TA_RIGHT),
        ParagraphStyle(
            "section", body, fontName=names.bold, fontSize=10.5, leading=14, textColor=ACCENT
        ),
        ParagraphStyle(
            "ai-section", body, fontName=names.bold, fontSize=10.5, leading=14, textColor=AI
        ),
        ParagraphStyle(
            "heading", body, fontName=names.bold, spaceBefore=6, spaceAfter=3, keepWithNext=1
        ),
        ParagraphStyle(
            "bullet", body, bulletFontName=names.latin, leftIndent=9, bulletIndent=0, spaceBefore=1
        ),
    )
    return MappingProxyType({style.name: style for style in styles})


def _registered(font: FontFile | None, bundled: str) -> str:
    font = font or FontFile(Path(reportlab.__file__).parent / "fonts" / bundled)
    # reportlab's register is global and the first font of a name stays: a file is its own name.
    name = f"{font.path}#{font.index}".replace(" ", "_")
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(font.path), subfontIndex=font.index))
    return name


def _has_letters(name: str, text: str) -> bool:
    """Whether an embedded font has the Korean letters of a text; for others there is no better one."""
    known = pdfmetrics.getFont(name).face.charToGlyph
    return all(ord(letter) in known for letter in text if ord(letter) in HANGUL)


def _registered_korean() -> str:
    if KOREAN not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(KOREAN))
    return KOREAN
