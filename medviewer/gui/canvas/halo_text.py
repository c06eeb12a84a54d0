"""Text on top of an image: light with a dark outline, so that it reads on black lung and on white bone."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

Rgba = tuple[int, int, int, int]

TEXT: Rgba = (235, 235, 235, 255)
FAINT: Rgba = (170, 170, 170, 255)
WARNING: Rgba = (255, 92, 80, 255)
HALO: Rgba = (0, 0, 0, 255)
AROUND = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and its colour."""

    text: str
    colour: Rgba = TEXT


def write(painter: QPainter, left: float, baseline: float, line: Line) -> None:
    """Draw a line with its outline in the painter's font."""
    painter.setPen(QColor(*HALO))
    for across, down in AROUND:
        painter.drawText(QPointF(left + across, baseline + down), line.text)
    painter.setPen(QColor(*line.colour))
    painter.drawText(QPointF(left, baseline), line.text)


def write_centred(painter: QPainter, middle: float, baseline: float, line: Line) -> None:
    width = QFontMetricsF(painter.font()).horizontalAdvance(line.text)
    write(painter, round(middle - width / 2), baseline, line)


def sized(font: QFont, pixels: int, *, is_bold: bool = False) -> QFont:
    """The font at a size in pixels."""
    changed = QFont(font)
    changed.setPixelSize(pixels)
    changed.setBold(is_bold)
    return changed
