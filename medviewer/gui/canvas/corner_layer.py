"""Draws the corner texts, the orientation letters and the scale bar, sized to the viewport."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from medviewer.domain.study import FrameSource
from medviewer.domain.turn import AS_STORED, Turn
from medviewer.gui.canvas.corner_texts import Corners
from medviewer.gui.canvas.halo_text import (
    FAINT,
    HALO,
    TEXT,
    WARNING,
    Line,
    face_of,
    sized,
    write,
    write_centred,
)
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator
from medviewer.imaging.marks import scale_bar
from medviewer.imaging.orientation import EdgeLetters, edge_letters
from medviewer.session.images.viewport import CornerTexts

MARGIN_PX = 10
SMALLEST_PX, LARGEST_PX = 11, 14  # text heights
FULL_TEXT_WIDTH_PX = 900  # from here on the text has its largest size
TOO_SMALL_PX = 260  # below it there is no room for texts beside the image
NO_LETTERS_PX = 80  # below it there is no room even for four letters
SMALL_PX = 420  # below it there is room for the least of them
SHARE = 0.44  # of the width, for a line in a corner
WARNING_SHARE = 0.9  # for a warning with nothing across from it: "MIRRORED, the…" is half a warning
LETTER_ROWS = 2  # the outermost ones, whose middle is the side letter's
TICK_PX = 5


def text_font(font: QFont, size: tuple[int, int]) -> QFont:
    """Smaller in a small viewport."""
    pixels = round(LARGEST_PX * min(size) / FULL_TEXT_WIDTH_PX + 4)
    return sized(font, min(max(pixels, SMALLEST_PX), LARGEST_PX))


def has_room_for_texts(size: tuple[int, int]) -> bool:
    return min(size) >= TOO_SMALL_PX


def has_room_for_letters(size: tuple[int, int]) -> bool:
    """In any cell that is read from: which side is which must not depend on the layout."""
    return min(size) >= NO_LETTERS_PX


def fitting(amount: CornerTexts, size: tuple[int, int]) -> CornerTexts:
    """Less text in a small viewport."""
    is_small = min(size) < SMALL_PX
    return CornerTexts.MINIMAL if is_small and amount is CornerTexts.FULL else amount


def paint_corners(painter: QPainter, size: tuple[int, int], texts: Corners) -> None:
    face = face_of(painter)
    top = MARGIN_PX + face.ascent
    _column(painter, size[0], top, texts.top_left)
    _column(painter, size[0], top, texts.top_right, is_right=True)
    last = size[1] - MARGIN_PX - face.descent + face.line_spacing
    left, right = texts.bottom_left, texts.bottom_right
    wide = len(left) - max(len(right), LETTER_ROWS)
    _column(painter, size[0], last - len(left) * face.line_spacing, left, wide=wide)
    _column(painter, size[0], last - len(right) * face.line_spacing, right, is_right=True)


def _column(
    painter: QPainter,
    width: int,
    top: float,
    lines: Sequence[Line],
    *,
    is_right: bool = False,
    wide: int = 0,
) -> None:
    """Lines below one another at one side; what is too long for its corner ends in an ellipsis.

    Args:
        wide: so many lines from the top have nothing across from them; warnings among them go on.
    """
    face = face_of(painter)
    for number, line in enumerate(lines):
        is_wide = number < wide and line.colour == WARNING
        shown = face.fitted(line.text, width * (WARNING_SHARE if is_wide else SHARE))
        left = width - MARGIN_PX - shown.width if is_right else float(MARGIN_PX)
        baseline = round(top + number * face.line_spacing)
        write(painter, round(left), baseline, Line(shown.text, line.colour), face)


def paint_letters(
    painter: QPainter, size: tuple[int, int], frame: FrameSource, turn: Turn = AS_STORED
) -> None:
    """Patient directions of a frame; nothing where they are unknown."""
    instance = frame.instance
    letters = edge_letters(
        frame.plane,
        instance.patient_orientation,
        is_quadruped=instance.technique.is_quadruped,
        turn=turn,
    )
    if letters is not None:
        paint_edge_letters(painter, size, letters)


def paint_edge_letters(painter: QPainter, size: tuple[int, int], letters: EdgeLetters) -> None:
    """In the middle of the edges: left and top plain, right and bottom faint."""
    width, height = size
    usual = painter.font()
    painter.setFont(sized(usual, usual.pixelSize() + 3, is_bold=True))
    face = face_of(painter)
    middle = height / 2 + face.cap_height / 2
    right = width - MARGIN_PX - face.width(letters.right)
    write(painter, MARGIN_PX, round(middle), Line(letters.left), face)
    write(painter, round(right), round(middle), Line(letters.right, FAINT), face)
    write_centred(painter, width / 2, MARGIN_PX + round(face.ascent), Line(letters.top))
    write_centred(painter, width / 2, height - MARGIN_PX, Line(letters.bottom, FAINT))
    painter.setFont(usual)


def paint_scale_bar(
    painter: QPainter, geometry: ViewGeometry, translator: Translator, *, is_left: bool = False
) -> None:
    """A calibrated length at the right edge, where nothing else stands; nothing without calibration.

    Args:
        is_left: at the left edge, its words to the right of it: beside a right breast.
    """
    if not geometry.is_calibrated:
        return
    width, height = geometry.size
    bar = scale_bar(geometry.screen_px_per_mm, height / 4)
    if bar is None:
        return
    face = face_of(painter)
    label = translator(bar.label)
    origin = translator(geometry.origin) if geometry.origin is not None else ""
    x = MARGIN_PX + TICK_PX if is_left else width - MARGIN_PX - TICK_PX
    middle = round(height * 0.31)
    top, bottom = round(middle - bar.length_px / 2), round(middle + bar.length_px / 2)
    for colour, pen_width in ((HALO, 3), (TEXT, 1)):
        painter.setPen(QPen(QColor(*colour), pen_width))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        for y in (top, bottom):
            painter.drawLine(QPointF(x - TICK_PX, y), QPointF(x + TICK_PX, y))
    baseline = round(middle + face.cap_height / 2)
    for line, text in enumerate((label, origin)):  # how the length is known stands above it
        left = x + TICK_PX + 4 if is_left else x - TICK_PX - 4 - face.width(text)
        write(painter, round(left), baseline - round(line * face.line_spacing), Line(text), face)


def paint_notice(painter: QPainter, size: tuple[int, int], lines: Sequence[Line]) -> None:
    """A few words in the middle: an image on its way, or why there is none."""
    metrics = QFontMetricsF(painter.font())
    first = size[1] / 2 - (len(lines) - 1) * metrics.lineSpacing() / 2
    for number, line in enumerate(lines):
        write_centred(painter, size[0] / 2, round(first + number * metrics.lineSpacing()), line)
