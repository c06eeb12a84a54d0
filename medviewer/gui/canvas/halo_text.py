"""Text on top of an image: light with a dark outline, so that it reads on black lung and on white bone."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

Rgba = tuple[int, int, int, int]

TEXT: Rgba = (235, 235, 235, 255)
FAINT: Rgba = (170, 170, 170, 255)
WARNING: Rgba = (255, 92, 80, 255)
HALO: Rgba = (0, 0, 0, 255)
ROOM_PX = 4  # for the outline, and for letters that lean out of their own width
AROUND = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and its colour."""

    text: str
    colour: Rgba = TEXT


def write(painter: QPainter, left: float, baseline: float, line: Line) -> None:
    """Draw a line with its outline in the painter's font, on whole pixels."""
    font, ratio = painter.font(), painter.device().devicePixelRatioF()
    ascent = QFontMetricsF(font).ascent()
    corner = QPointF(round(left) - ROOM_PX, round(baseline - ascent) - ROOM_PX)
    painter.drawImage(corner, _picture(line, font.toString(), ratio))


@lru_cache(maxsize=256)  # nine strokes a line and a dozen lines took as long as the image itself
def _picture(line: Line, font_text: str, ratio: float) -> QImage:
    font = QFont()
    font.fromString(font_text)
    metrics = QFontMetricsF(font)
    width = ceil(metrics.horizontalAdvance(line.text)) + 2 * ROOM_PX
    height = ceil(metrics.height()) + 2 * ROOM_PX
    image = QImage(
        ceil(width * ratio), ceil(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    painter.setFont(font)
    at = QPointF(ROOM_PX, ROOM_PX + metrics.ascent())
    painter.setPen(QColor(*HALO))
    for across, down in AROUND:
        painter.drawText(at + QPointF(across, down), line.text)
    painter.setPen(QColor(*line.colour))
    painter.drawText(at, line.text)
    painter.end()
    return image


def write_centred(painter: QPainter, middle: float, baseline: float, line: Line) -> None:
    width = QFontMetricsF(painter.font()).horizontalAdvance(line.text)
    write(painter, round(middle - width / 2), baseline, line)


def sized(font: QFont, pixels: int, *, is_bold: bool = False) -> QFont:
    """The font at a size in pixels."""
    changed = QFont(font)
    changed.setPixelSize(pixels)
    changed.setBold(is_bold)
    return changed
