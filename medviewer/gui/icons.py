"""Icons: single-colour drawings in `resources/icons`, painted in the colour asked for."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from medviewer import paths

# Drawn as large as they are shown: 16, 20 and 24 pixels, on screens scaled by 1, 1.5 and 2.
SIZES_PX = (16, 20, 24, 30, 32, 36, 40, 48)


def draw_icon(name: str, colour: str, disabled_colour: str) -> QIcon:
    """The icon in both states; an empty one where there is no such file."""
    file = paths.resources() / "icons" / f"{name}.svg"
    if not file.is_file():
        return QIcon()
    drawing = file.read_text(encoding="utf-8")
    icon = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled_colour)):
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", tint).encode()))
        for size in SIZES_PX:
            icon.addPixmap(_painted(renderer, size), mode)
    return icon


def _painted(renderer: QSvgRenderer, size_px: int) -> QPixmap:
    pixmap = QPixmap(size_px, size_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return pixmap
