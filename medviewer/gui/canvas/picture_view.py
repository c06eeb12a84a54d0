"""The pixels on screen: pyqtgraph's view, view box and image item, with nothing else in them.

Magnified images are interpolated; an image shown much smaller than it is goes through halved copies of it,
because sampling one pixel in four turns an anti-scatter grid into moiré.
"""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.imaging.render import ImageArray

SMOOTH_UP_TO = 12.0  # screen pixels an image pixel; beyond it a reader wants to see the pixels


class SliceItem(pg.ImageItem):  # type: ignore[misc]  # pyqtgraph ships no types
    """An image item that scales down by averages; `image` stays what it was given."""

    def __init__(self) -> None:
        super().__init__(axisOrder="row-major")
        self._halved: list[tuple[QImage, ImageArray]] = []

    def show_image(self, image: ImageArray, place_mm: QRectF) -> None:
        """Show uint8[rows, columns] or uint8[rows, columns, 3] in `place_mm` of the picture plane."""
        self._halved.clear()
        self.setImage(image, autoLevels=False, levels=None)
        self.setRect(place_mm)

    def paint(self, painter: QPainter, *args: object) -> None:
        transform = painter.deviceTransform()
        scale = min(abs(transform.m11()), abs(transform.m22()))
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, 1.0 != scale < SMOOTH_UP_TO
        )
        if self.image is None or scale > 0.5:
            super().paint(painter, *args)
            return
        rows, columns = self.image.shape[:2]
        painter.drawImage(QRectF(0, 0, columns, rows), self._smaller(scale), self._even(scale))

    def _smaller(self, scale: float) -> QImage:
        """The copy that is still at least as large as what the screen shows of it."""
        while len(self._halved) < _halvings(scale):
            source = self._halved[-1][1] if self._halved else self.image
            half = halved(source)
            self._halved.append((_as_qimage(half), half))
        return self._halved[_halvings(scale) - 1][0]

    def _even(self, scale: float) -> QRectF:
        """The part of the copy that the image fills: an odd last row or column is half a pixel there."""
        rows, columns = self.image.shape[:2]
        factor = 2 ** _halvings(scale)
        return QRectF(0, 0, columns / factor, rows / factor)


class PictureView:
    """Owns the pyqtgraph objects. `widget` goes into the canvas; mouse and keys pass through it."""

    def __init__(self, parent: QWidget) -> None:
        self.widget = pg.GraphicsView(parent, useOpenGL=False, background="k")
        self.widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.widget.setAntialiasing(False)
        self.widget.setViewportUpdateMode(
            pg.GraphicsView.ViewportUpdateMode.FullViewportUpdate
        )  # the picture always changes as a whole
        self.view_box = pg.ViewBox(enableMouse=False, enableMenu=False, invertY=True)
        self.view_box.disableAutoRange()
        self.item = SliceItem()
        self.view_box.addItem(self.item, ignoreBounds=True)
        self.widget.setCentralItem(self.view_box)

    def show_image(self, image: ImageArray, geometry: ViewGeometry, stride: int = 1) -> None:
        """Show every `stride`-th pixel of the image that `geometry` describes."""
        row_mm, column_mm = (spacing * stride for spacing in geometry.spacing_mm)
        rows, columns = image.shape[:2]
        # Each pixel shown stands centred on the one it was taken from.
        corner_mm = QRectF(-column_mm / 2, -row_mm / 2, columns * column_mm, rows * row_mm)
        self.item.show_image(image, corner_mm)
        self.item.show()

    def clear(self) -> None:
        """Show black: nothing has arrived, and a neighbour's pixels must not stand in for it."""
        self.item.hide()

    def look_at(self, geometry: ViewGeometry) -> None:
        """Place the picture plane in the widget."""
        seen = geometry.visible_mm
        size = QSizeF(seen.right - seen.left, seen.bottom - seen.top)
        self.view_box.setRange(QRectF(seen.left, seen.top, size.width(), size.height()), padding=0)


def halved(image: ImageArray) -> ImageArray:
    """Average blocks of 2 x 2; an odd last row or column is repeated.

    The rounding goes down: a halved image is a picture of the image, never what is measured.
    """
    odd = [(0, size % 2) for size in image.shape[:2]] + [(0, 0)] * (image.ndim - 2)
    even = np.pad(image, odd, mode="edge") if any(end for _, end in odd) else image
    total = even[0::2].astype(np.uint16)
    total += even[1::2]
    return np.asarray((total[:, 0::2] + total[:, 1::2]) >> 2, dtype=np.uint8)


def _halvings(scale: float) -> int:
    """How often an image shown at `scale` can be halved without becoming smaller than that."""
    return max(0, int(np.floor(-np.log2(max(scale, 1e-6)))))


def _as_qimage(image: ImageArray) -> QImage:
    """A view on the array; the caller keeps the array alive."""
    rows, columns = image.shape[:2]
    kind = QImage.Format.Format_Grayscale8 if image.ndim == 2 else QImage.Format.Format_RGB888
    data = np.ascontiguousarray(image)
    return QImage(data.data, columns, rows, data.strides[0], kind)
