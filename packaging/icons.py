"""Draws the program's icon in the sizes and formats that desktops want: `icons.py FOLDER`.

hicolor/<size>x<size>/apps/medviewer.png for Linux, medviewer.ico for Windows, medviewer.icns for macOS.
"""

import os
import sys
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).parents[1] / "resources" / "icons" / "medviewer.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_SIZES = (16, 24, 32, 48, 64, 128, 256)


def main(folder: Path) -> None:
    application = QGuiApplication([])
    drawn = {size: as_png(size) for size in (*SIZES, 1024)}
    for size in SIZES:
        place = folder / "hicolor" / f"{size}x{size}" / "apps" / "medviewer.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(drawn[size])
    largest = Image.open(BytesIO(drawn[256]))
    smaller = [Image.open(BytesIO(drawn[size])) for size in WINDOWS_SIZES[:-1]]
    sizes = [(size, size) for size in WINDOWS_SIZES]
    largest.save(folder / "medviewer.ico", sizes=sizes, append_images=smaller)
    Image.open(BytesIO(drawn[1024])).save(folder / "medviewer.icns")
    del application


def as_png(size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
