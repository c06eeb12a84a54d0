"""What stands on every page of a PDF: the patient, PRELIMINARY where it must, disclaimer, page count."""

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm as reportlab_mm
from reportlab.pdfgen.canvas import Canvas

from medviewer.domain.typeface import script_runs
from medviewer.report import pdf_type
from medviewer.report.blocks import PageTexts
from medviewer.report.pdf_type import FontNames

mm = float(reportlab_mm)  # in points

PAGE_WIDTH, PAGE_HEIGHT = (float(side) for side in A4)
SIDE = 18 * mm
TOP = 30 * mm
BOTTOM = 20 * mm
TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE
RIGHT = PAGE_WIDTH - SIDE
IDENTITY_SHARE = 0.55  # of the line; the name has the rest


class PageFrame:
    """Draws head and foot of one report's pages."""

    def __init__(self, texts: PageTexts, names: FontNames) -> None:
        self._texts = texts
        self._names = names

    def draw(self, canvas: Canvas, page: int, pages: int) -> None:
        canvas.saveState()
        self._draw_head(canvas, PAGE_HEIGHT - 14 * mm)
        if self._texts.preliminary:
            self._draw_preliminary(canvas, PAGE_HEIGHT - 23.5 * mm)
        self._draw_foot(canvas, 11 * mm, self._texts.page_of.format(page=page, pages=pages))
        canvas.restoreState()

    def _draw_head(self, canvas: Canvas, y: float) -> None:
        names, room = self._names, TEXT_WIDTH * IDENTITY_SHARE
        identity = "   ".join(f"{field.label} {field.value}" for field in self._texts.identity)
        identity = names.shortened(identity, names.latin, 8, room)
        canvas.setFillColor(pdf_type.SOFT)
        start = RIGHT - names.width(identity, names.latin, 8)
        self._write(canvas, (start, y), identity, names.latin, 8)
        # Page 1 has the name in full.
        patient = names.shortened(self._texts.patient, names.bold, 9, TEXT_WIDTH - room - 4 * mm)
        canvas.setFillColor(pdf_type.INK)
        self._write(canvas, (SIDE, y), patient, names.bold, 9)
        canvas.setStrokeColor(pdf_type.ACCENT)
        canvas.setLineWidth(0.8)
        canvas.line(SIDE, y - 2.5 * mm, RIGHT, y - 2.5 * mm)

    def _draw_preliminary(self, canvas: Canvas, y: float) -> None:
        names = self._names
        canvas.setFillColor(pdf_type.WARNING_PALE)
        canvas.setStrokeColor(pdf_type.WARNING)
        canvas.setLineWidth(0.5)
        canvas.roundRect(SIDE, y - 1.7 * mm, TEXT_WIDTH, 5.8 * mm, 1.5, stroke=1, fill=1)
        canvas.setFillColor(pdf_type.WARNING)
        word = self._texts.preliminary
        self._write(canvas, (SIDE + 3 * mm, y), word, names.bold, 9)
        start = SIDE + 6 * mm + names.width(word, names.bold, 9)
        reason = self._texts.preliminary_reason
        reason = names.shortened(reason, names.latin, 8, RIGHT - 3 * mm - start)
        self._write(canvas, (start, y), reason, names.latin, 8)

    def _draw_foot(self, canvas: Canvas, y: float, count: str) -> None:
        names = self._names
        canvas.setStrokeColor(pdf_type.LINE)
        canvas.line(SIDE, y + 4 * mm, RIGHT, y + 4 * mm)
        canvas.setFillColor(pdf_type.SOFT)
        room = TEXT_WIDTH - 30 * mm
        for line, text in enumerate((self._texts.reviewed, self._texts.disclaimer)):
            said = names.shortened(text, names.latin, 7, room)
            self._write(canvas, (SIDE, y - 3 * mm * line), said, names.latin, 7)
        start = RIGHT - names.width(count, names.latin, 7.5)
        self._write(canvas, (start, y), count, names.latin, 7.5)

    def _write(
        self, canvas: Canvas, start: tuple[float, float], text: str, font: str, size_pt: float
    ) -> None:
        """One line, each script in its own font."""
        x, y = start
        for run in script_runs(text):
            canvas.setFont(self._names.of_run(run, font), size_pt)
            canvas.drawString(x, y, run.text)
            x += self._names.width(run.text, font, size_pt)
