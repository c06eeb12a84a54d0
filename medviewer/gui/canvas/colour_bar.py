"""What the colours over a plane mean: a bar with the values at its ends, in SUV where they can be told."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from medviewer.domain.significant_digits import significant
from medviewer.domain.study import DisplaySet
from medviewer.domain.voi import VoiWindow, as_window
from medviewer.gui.canvas.corner_layer import MARGIN_PX
from medviewer.gui.canvas.halo_text import Line, face_of, write
from medviewer.imaging.fusion import hot_iron
from medviewer.imaging.luts import automatic_window
from medviewer.imaging.suv import suv_window
from medviewer.session.images.viewport import ViewportState
from medviewer.session.session import Session

WIDTH_PX = 12
SHARE = 0.24  # of the pane's height
TOP = 0.2
STOPS = 16


def colour_window(session: Session, display_set: DisplaySet) -> VoiWindow:
    """From which value to which the colours go: as the reader chose, else SUV 0 to 5, else the header's."""
    chosen = session.presentations.of(display_set.display_set_id).window
    window = chosen or suv_window(display_set)
    middle = ViewportState(None, display_set, display_set.count // 2)
    frame = session.images.frame(middle)
    if window is None and frame is not None:
        window = session.images.window(middle) or automatic_window(frame)
    return as_window(window) if window is not None else VoiWindow(0.5, 1.0)


def paint_colour_bar(
    painter: QPainter, size: tuple[int, int], session: Session, display_set: DisplaySet
) -> None:
    """At the left edge, above the letter there."""
    window, scale = colour_window(session, display_set), session.value_scales.of(display_set)
    low = (window.center - window.width / 2) * scale.factor
    high = (window.center + window.width / 2) * scale.factor
    bar = QRectF(MARGIN_PX, round(size[1] * TOP), WIDTH_PX, round(size[1] * SHARE))
    colours = QLinearGradient(bar.bottomLeft(), bar.topLeft())
    palette = hot_iron()
    for stop in range(STOPS + 1):
        share = stop / STOPS
        red, green, blue = (int(value) for value in palette[round(share * 255)])
        colours.setColorAt(share, QColor(red, green, blue))
    painter.fillRect(bar, colours)
    painter.setPen(QPen(QColor(150, 150, 150), 1))
    painter.drawRect(bar)
    face = face_of(painter)
    left = round(bar.right()) + 6
    words = f"{significant(high, 3)} {scale.unit}".strip()
    write(painter, left, round(bar.top() + face.cap_height), Line(words), face)
    write(painter, left, round(bar.bottom()), Line(significant(low, 3)), face)
