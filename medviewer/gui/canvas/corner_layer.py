"""Draws the corner texts, the orientation letters and the scale bar, sized to the viewport."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from medviewer.domain.study import FrameSource
from medviewer.gui.canvas.corner_texts import Corners
from medviewer.gui.canvas.halo_text import FAINT, HALO, TEXT, Line, sized, write, write_centred
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator
from medviewer.imaging.marks import scale_bar
from medviewer.imaging.orientation import edge_letters

MARGIN_PX = 10
SMALLEST_PX, LARGEST_PX = 11, 14  # text heights
FULL_TEXT_WIDTH_PX = 900  # from here on the text has its largest size
TOO_SMALL_PX = 260  # below it there is no room for texts beside the image
TICK_PX = 5


def text_font(font: QFont, size: tuple[int, int]) -> QFont:
    """Smaller in a small viewport."""
    pixels = round(LARGEST_PX * min(size) / FULL_TEXT_WIDTH_PX + 4)
    return sized(font, min(max(pixels, SMALLEST_PX), LARGEST_PX))


def has_room_for_texts(size: tuple[int, int]) -> bool:
    return min(size) >= TOO_SMALL_PX


def paint_corners(painter: QPainter, size: tuple[int, int], texts: Corners) -> None:
    width, height = size
    metrics = QFontMetricsF(painter.font())
    step = metrics.lineSpacing()
    top = MARGIN_PX + metrics.ascent()
    for left_side, lines in ((True, texts.top_left), (False, texts.top_right)):
        _column(painter, width if not left_side else None, top, lines)
    for left_side, lines in ((True, texts.bottom_left), (False, texts.bottom_right)):
        first = height - MARGIN_PX - metrics.descent() - (len(lines) - 1) * step
        _column(painter, width if not left_side else None, first, lines)


def _column(painter: QPainter, right: int | None, top: float, lines: Sequence[Line]) -> None:
    """Lines below one another; flush right where `right` is given."""
    metrics = QFontMetricsF(painter.font())
    for number, line in enumerate(lines):
        left = float(MARGIN_PX)
        if right is not None:
            left = right - MARGIN_PX - metrics.horizontalAdvance(line.text)
        write(painter, round(left), round(top + number * metrics.lineSpacing()), line)


def paint_letters(painter: QPainter, size: tuple[int, int], frame: FrameSource) -> None:
    """Patient directions in the middle of the edges: left and top plain, right and bottom faint."""
    letters = edge_letters(frame.plane, frame.instance.patient_orientation)
    if letters is None:
        return
    width, height = size
    usual = painter.font()
    painter.setFont(sized(usual, usual.pixelSize() + 3, is_bold=True))
    metrics = QFontMetricsF(painter.font())
    middle = height / 2 + metrics.capHeight() / 2
    right = width - MARGIN_PX - metrics.horizontalAdvance(letters.right)
    write(painter, MARGIN_PX, round(middle), Line(letters.left))
    write(painter, round(right), round(middle), Line(letters.right, FAINT))
    write_centred(painter, width / 2, MARGIN_PX + round(metrics.ascent()), Line(letters.top))
    write_centred(painter, width / 2, height - MARGIN_PX, Line(letters.bottom, FAINT))
    painter.setFont(usual)


def paint_scale_bar(painter: QPainter, geometry: ViewGeometry, translator: Translator) -> None:
    """A calibrated length at the right edge, where nothing else stands; nothing without calibration."""
    if not geometry.is_calibrated:
        return
    width, height = geometry.size
    bar = scale_bar(geometry.screen_px_per_mm, height / 4)
    if bar is None:
        return
    metrics = QFontMetricsF(painter.font())
    label = translator(bar.label)
    x = width - MARGIN_PX - TICK_PX
    middle = round(height * 0.31)
    top, bottom = round(middle - bar.length_px / 2), round(middle + bar.length_px / 2)
    for colour, pen_width in ((HALO, 3), (TEXT, 1)):
        painter.setPen(QPen(QColor(*colour), pen_width))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        for y in (top, bottom):
            painter.drawLine(QPointF(x - TICK_PX, y), QPointF(x + TICK_PX, y))
    left = x - TICK_PX - 4 - metrics.horizontalAdvance(label)
    write(painter, round(left), round(middle + metrics.capHeight() / 2), Line(label))


def paint_notice(painter: QPainter, size: tuple[int, int], lines: Sequence[Line]) -> None:
    """A few words in the middle: an image on its way, or why there is none."""
    metrics = QFontMetricsF(painter.font())
    first = size[1] / 2 - (len(lines) - 1) * metrics.lineSpacing() / 2
    for number, line in enumerate(lines):
        write_centred(painter, size[0] / 2, round(first + number * metrics.lineSpacing()), line)
