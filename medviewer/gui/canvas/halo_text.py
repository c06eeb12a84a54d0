"""Text on top of an image: light with a dark outline, so that it reads on black lung and on white bone."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, inf

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QStaticText

Rgba = tuple[int, int, int, int]

TEXT: Rgba = (235, 235, 235, 255)
FAINT: Rgba = (170, 170, 170, 255)
WARNING: Rgba = (255, 92, 80, 255)
HALO: Rgba = (0, 0, 0, 255)
MOST_FITTED = 2000  # texts a face keeps the widths of
# Two lines change with every slice, and readers go back and forth: enough for a series of 600, 13 MB.
MOST_PICTURES = 1300
ROOM_PX = 4  # for the outline, and for letters that lean out of their own width
AROUND = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and its colour."""

    text: str
    colour: Rgba = TEXT


class Face:
    """A font on one device, measured once; asking Qt for every line takes longer than drawing it."""

    def __init__(self, font: QFont, ratio: float) -> None:
        metrics = QFontMetricsF(font)
        self.ratio = ratio
        self.name = font.toString()
        self.ascent, self.descent = metrics.ascent(), metrics.descent()
        self.line_spacing, self.cap_height = metrics.lineSpacing(), metrics.capHeight()
        self._metrics = metrics
        self._fitted: dict[tuple[str, float], Fitted] = {}

    def width(self, text: str) -> float:
        return self.fitted(text, inf).width

    def fitted(self, text: str, room_px: float) -> "Fitted":
        """`text`, ending in an ellipsis where it is wider than `room_px`."""
        if len(self._fitted) > MOST_FITTED:
            self._fitted.clear()
        found = self._fitted.get((text, room_px))
        if found is None:
            whole = self._metrics.horizontalAdvance(text)
            short = text
            if whole > room_px:
                short = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room_px)
            found = Fitted(short, self._metrics.horizontalAdvance(short))
            self._fitted[text, room_px] = found
        return found


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as it is drawn, and its width in pixels."""

    text: str
    width: float


def face_of(painter: QPainter) -> Face:
    """The painter's font on its device."""
    return _face(painter.font().toString(), painter.device().devicePixelRatioF())


@lru_cache(maxsize=32)
def _face(font_text: str, ratio: float) -> Face:
    font = QFont()
    font.fromString(font_text)
    return Face(font, ratio)


def write(
    painter: QPainter, left: float, baseline: float, line: Line, face: Face | None = None
) -> None:
    """Draw a line with its outline in the painter's font, which `face` is, on whole pixels."""
    face = face or face_of(painter)
    corner = QPointF(round(left) - ROOM_PX, round(baseline - face.ascent) - ROOM_PX)
    painter.drawImage(corner, _picture(line, face.name, face.ratio))


@lru_cache(
    maxsize=MOST_PICTURES
)  # nine strokes a line and a dozen lines took as long as the image itself
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
    at = QPointF(ROOM_PX, ROOM_PX)
    laid_out = QStaticText(line.text)  # once for nine strokes
    laid_out.setTextFormat(Qt.TextFormat.PlainText)
    painter.setPen(QColor(*HALO))
    for across, down in AROUND:
        painter.drawStaticText(at + QPointF(across, down), laid_out)
    painter.setPen(QColor(*line.colour))
    painter.drawStaticText(at, laid_out)
    painter.end()
    return image


def write_centred(painter: QPainter, middle: float, baseline: float, line: Line) -> None:
    face = face_of(painter)
    write(painter, round(middle - face.width(line.text) / 2), baseline, line, face)


def sized(font: QFont, pixels: int, *, is_bold: bool = False) -> QFont:
    """The font at a size in pixels."""
    changed = QFont(font)
    changed.setPixelSize(pixels)
    changed.setBold(is_bold)
    return changed
