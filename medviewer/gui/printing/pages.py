"""Pictures laid out on pages. Above them stands whose they are and of when, below them what they are for.

Lengths are points (1/72 inch); a page never holds pictures of two studies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

import medviewer
from medviewer.domain.study import Study
from medviewer.gui.status_bar import INTENDED_USE
from medviewer.gui.study_texts import date_text, dotted
from medviewer.gui.translation import Translator
from medviewer.words import Message, message

if TYPE_CHECKING:
    from medviewer.gui.canvas.pictures_on_screen import Picture

GRIDS = {1: (1, 1), 4: (2, 2), 6: (3, 2)}  # pictures a page: rows, columns
NAME_PT, TEXT_PT, LINE = 11, 8.5, 1.35
GAP_PT = 6.0
VIEW_PT = 0.6  # a pixel of the view in which a picture is drawn: its texts of 14 px stand in 8.4 pt
# A preview replays plain black as the text colour of the theme, which is light in a dark one.
INK, FAINT_INK = 0x0A0A0A, 0x5A5A5A
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Script:
    """How a line on the page is written."""

    size_pt: float = TEXT_PT
    side: Qt.AlignmentFlag = LEFT
    ink: int = INK
    is_bold: bool = False


NAME, PLAIN, NUMBER = Script(NAME_PT, is_bold=True), Script(), Script(side=RIGHT)
FOOT_LEFT, FOOT_RIGHT = Script(ink=FAINT_INK), Script(side=RIGHT, ink=FAINT_INK)


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What is printed, and how.

    Attributes:
        per_page: one of `GRIDS`.
        is_named: whether the patient's name, ID, birth date and institution stand on the paper.
    """

    pictures: "tuple[Picture, ...]"
    per_page: int = 1
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """Pictures of one study."""

    study: Study
    pictures: "tuple[Picture, ...]"
    number: int
    count: int


def pages_of(order: PrintOrder) -> tuple[Page, ...]:
    """The pages of an order, in its own order."""
    sheets = list(_sheets(order))
    return tuple(
        Page(pictures[0].study, pictures, number, len(sheets))
        for number, pictures in enumerate(sheets, start=1)
    )


def _sheets(order: PrintOrder) -> "Iterator[tuple[Picture, ...]]":
    for _, group in groupby(order.pictures, key=lambda picture: picture.study.key):
        pictures = tuple(group)
        for first in range(0, len(pictures), order.per_page):
            yield pictures[first : first + order.per_page]


class PagePainter:
    """Paints pages of one order in the reader's language."""

    def __init__(self, order: PrintOrder, translator: Translator, dots_per_inch: float) -> None:
        """`dots_per_inch`: of the pictures; text is as fine as the device."""
        self._order = order
        self._say = translator
        self._ratio = VIEW_PT * dots_per_inch / 72

    def paint(self, painter: QPainter, page: Page, room: QRectF) -> None:
        """Fill the printable area of a page."""
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        header = self._paint_header(painter, page, room)
        footer = self._paint_footer(painter, room)
        rows, columns = GRIDS[self._order.per_page]
        height = (room.height() - header - footer - (rows - 1) * GAP_PT) / rows
        width = (room.width() - (columns - 1) * GAP_PT) / columns
        for place, picture in enumerate(page.pictures):
            row, column = divmod(place, columns)
            left = room.left() + column * (width + GAP_PT)
            top = room.top() + header + row * (height + GAP_PT)
            self._paint_picture(painter, picture, QRectF(left, top, width, height))

    def _paint_picture(self, painter: QPainter, picture: "Picture", cell: QRectF) -> None:
        size = (round(cell.width() / VIEW_PT), round(cell.height() / VIEW_PT))
        painter.drawImage(cell, picture.draw(size, self._ratio, is_named=self._order.is_named))

    def _paint_header(self, painter: QPainter, page: Page, room: QRectF) -> float:
        """The height it takes."""
        study, is_named = page.study, self._order.is_named
        name = study.patient.patient_name if is_named else self._say(NOT_NAMED)
        facts = dotted(self._told(who(study))) if is_named else ""
        first, second = NAME_PT * LINE, TEXT_PT * LINE
        line = QRectF(room.left(), room.top(), room.width(), first)
        number = message("Print", "Page {number} of {count}", number=page.number, count=page.count)
        self._write(painter, line, self._say(number), NUMBER)
        shortened = line.adjusted(0, 0, -80, 0)
        self._write(painter, shortened, dotted((name, facts)), NAME)
        below = QRectF(room.left(), room.top() + first, room.width(), second)
        self._write(painter, below, dotted(examination(study, is_named=is_named)), PLAIN)
        return first + second + GAP_PT

    def _paint_footer(self, painter: QPainter, room: QRectF) -> float:
        """The height it takes."""
        height = TEXT_PT * LINE
        line = QRectF(room.left(), room.bottom() - height, room.width(), height)
        today = QLocale.c().toString(QDate.currentDate(), "yyyy-MM-dd")
        printed = message(
            "Print",
            "MedViewer {version}, printed {date}",
            version=medviewer.__version__,
            date=today,
        )
        self._write(painter, line, self._say(printed), FOOT_LEFT)
        self._write(painter, line, self._say(INTENDED_USE), FOOT_RIGHT)
        return height + GAP_PT

    def _told(self, texts: Iterator[Message | str]) -> Iterator[str]:
        return (self._say(text) if isinstance(text, Message) else text for text in texts)

    def _write(self, painter: QPainter, line: QRectF, text: str, script: Script) -> None:
        font = QFont(painter.font())
        # The painter counts in points: a pixel of the font is one.
        font.setPixelSize(max(1, round(script.size_pt)))
        font.setBold(script.is_bold)
        painter.setFont(font)
        painter.setPen(QColor(script.ink))
        fitted = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, script.side | MIDDLE, fitted)


def who(study: Study) -> Iterator[Message | str]:
    """ID, birth date and sex."""
    patient = study.patient
    if patient.patient_id:
        yield message("Canvas", "ID: {identifier}", identifier=patient.patient_id)
    if patient.birth_date:
        yield message("Canvas", "born {date}", date=date_text(patient.birth_date))
    yield patient.sex


def examination(study: Study, *, is_named: bool) -> Iterator[str]:
    """When and what; where only for those who may know whose."""
    yield date_text(study.study_date)
    yield study.study_description
    if is_named:
        yield study.institution_name
        yield study.accession_number


NOT_NAMED = message("Print", "(patient not named)")
