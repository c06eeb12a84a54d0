"""The pixels on screen: pyqtgraph's view, view box and image item, with nothing else in them.

What is drawn over them is somebody else's, painted last and in the same paint.

Magnified images are interpolated; an image shown much smaller than it is goes through halved copies of it,
because sampling one pixel in four turns an anti-scatter grid into moiré.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.imaging.render import ImageArray

SMOOTH_UP_TO = 12.0  # screen pixels an image pixel; beyond it a reader wants to see the pixels


PaintOver = Callable[[QPainter], None]  # in the widget's coordinates


class Copy:
    """An image in one size."""

    def __init__(self, pixels: ImageArray) -> None:
        self.pixels = pixels
        self._on_screen: QImage | None = None

    def on_screen(self) -> QImage:
        """As Qt draws it; made when it is first drawn."""
        if self._on_screen is None:
            self._on_screen = as_qimage(self.pixels)
        return self._on_screen


class SliceItem(pg.ImageItem):  # type: ignore[misc]  # pyqtgraph ships no types
    """An image item that scales down by averages; `image` stays what it was given."""

    image: Any  # pyqtgraph's: None until there is one

    def __init__(self) -> None:
        super().__init__(axisOrder="row-major")
        self._copies: list[Copy] = []
        self._place_mm = QRectF()

    def show_image(self, image: ImageArray, place_mm: QRectF) -> None:
        """Show uint8[rows, columns] or uint8[rows, columns, 3] in `place_mm` of the picture plane."""
        self._copies.clear()
        if self.image is None or self.image.shape != image.shape:
            self.setImage(image, autoLevels=False, levels=None)
        else:
            self.image = image  # setImage prepares what only its own `paint` needs
            self.update()
        if place_mm != self._place_mm:
            self._place_mm = place_mm
            self.setRect(place_mm)

    def paint(self, painter: QPainter, *args: object) -> None:
        del args
        if self.image is None:
            return
        transform = painter.deviceTransform()
        scale = min(abs(transform.m11()), abs(transform.m22()))
        is_smooth = scale != 1.0 and scale < SMOOTH_UP_TO
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
        rows, columns = self.image.shape[:2]
        times = halvings(scale)
        factor = 2.0**times
        # An odd last row or column is half a pixel of the next smaller copy.
        part = QRectF(0, 0, columns / factor, rows / factor)
        painter.drawImage(QRectF(0, 0, columns, rows), self._halved(times), part)

    def on_screen(self) -> QImage | None:
        """In full size, as Qt draws it."""
        return self._halved(0) if self.image is not None else None

    def _halved(self, times: int) -> QImage:
        """The image, halved that often; each copy is made once."""
        while len(self._copies) <= times:
            pixels = halved(self._copies[-1].pixels) if self._copies else self.image
            self._copies.append(Copy(pixels))
        return self._copies[times].on_screen()


class BlackView(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph ships no types
    """Paints black beside the image only: blackening what the image covers is a tenth of a paint."""

    def __init__(self, parent: QWidget, item: SliceItem, paint_over: PaintOver | None) -> None:
        self._item = item
        self._paint_over = paint_over
        super().__init__(parent, useOpenGL=False, background="k")
        viewport = self.viewport()
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing to clear below it
        viewport.setAutoFillBackground(False)
        # pyqtgraph keeps the background as a picture, which would be of the image shown before.
        self.setCacheMode(pg.GraphicsView.CacheModeFlag.CacheNone)

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        image = self._item.sceneBoundingRect() if self._item.isVisible() else QRectF()
        # The image's outermost pixels may be partly seen.
        inner = image.adjusted(1, 1, -1, -1).intersected(rect)
        for strip in beside(rect, inner) if inner.isValid() else [rect]:
            painter.fillRect(strip, Qt.GlobalColor.black)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        del rect
        if self._paint_over is not None:
            painter.save()
            painter.resetTransform()
            self._paint_over(painter)
            painter.restore()


class PictureView:
    """Owns the pyqtgraph objects. `widget` goes into the canvas; mouse and keys pass through it."""

    def __init__(self, parent: QWidget, paint_over: PaintOver | None = None) -> None:
        self.item = SliceItem()
        self.widget = BlackView(parent, self.item, paint_over)
        self.widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.widget.setAntialiasing(False)
        self.widget.setViewportUpdateMode(
            pg.GraphicsView.ViewportUpdateMode.FullViewportUpdate
        )  # the picture always changes as a whole
        self.view_box = pg.ViewBox(enableMouse=False, enableMenu=False, invertY=True)
        self.view_box.disableAutoRange()
        self._looked_at: ViewGeometry | None = None
        self.view_box.addItem(self.item, ignoreBounds=True)
        self.widget.setCentralItem(self.view_box)

    def on_screen(self) -> QImage | None:
        """The image as it is drawn, in its own pixels; None while there is none."""
        return self.item.on_screen() if self.item.isVisible() else None

    def show_image(self, image: ImageArray, geometry: ViewGeometry, stride: int = 1) -> None:
        """Show every `stride`-th pixel of the image that `geometry` describes, turned as it says."""
        geometry = geometry.of_picture
        row_mm, column_mm = (spacing * stride for spacing in geometry.spacing_mm)
        rows, columns = image.shape[:2]
        # Each pixel shown stands centred on the one it was taken from.
        corner_mm = QRectF(-column_mm / 2, -row_mm / 2, columns * column_mm, rows * row_mm)
        self.item.show_image(image, corner_mm)
        self.item.show()

    def clear(self) -> None:
        """Show black: nothing has arrived, and a neighbour's pixels must not stand in for it."""
        self.item.hide()

    def repaint_soon(self) -> None:
        """What lies over the picture has changed."""
        self.widget.viewport().update()

    def look_at(self, geometry: ViewGeometry) -> None:
        """Place the picture plane in the widget."""
        if geometry == self._looked_at:
            return
        self._looked_at = geometry
        seen = geometry.visible_mm
        size = QSizeF(seen.right - seen.left, seen.bottom - seen.top)
        self.view_box.setRange(QRectF(seen.left, seen.top, size.width(), size.height()), padding=0)


def beside(whole: QRectF, inner: QRectF) -> list[QRectF]:
    """The parts of `whole` above, below, left and right of `inner`, which lies in it."""
    parts = [
        QRectF(whole.left(), whole.top(), whole.width(), inner.top() - whole.top()),
        QRectF(whole.left(), inner.bottom(), whole.width(), whole.bottom() - inner.bottom()),
        QRectF(whole.left(), inner.top(), inner.left() - whole.left(), inner.height()),
        QRectF(inner.right(), inner.top(), whole.right() - inner.right(), inner.height()),
    ]
    return [part for part in parts if not part.isEmpty()]


def halved(image: ImageArray) -> ImageArray:
    """Average blocks of 2 x 2; an odd last row or column is repeated.

    The rounding goes down: a halved image is a picture of the image, never what is measured.
    """
    odd = [(0, size % 2) for size in image.shape[:2]] + [(0, 0)] * (image.ndim - 2)
    even = np.pad(image, odd, mode="edge") if any(end for _, end in odd) else image
    total = even[0::2].astype(np.uint16)
    total += even[1::2]
    return np.asarray((total[:, 0::2] + total[:, 1::2]) >> 2, dtype=np.uint8)


def halvings(scale: float) -> int:
    """How often an image shown at `scale` can be halved without becoming smaller than that."""
    return max(0, int(np.floor(-np.log2(max(scale, 1e-6)))))


def as_qimage(image: ImageArray) -> QImage:
    """The same greys or colours in 32 bits, which Qt scales two to three times as fast as 8."""
    rows, columns = image.shape[:2]
    kind = QImage.Format.Format_Grayscale8 if image.ndim == 2 else QImage.Format.Format_RGB888
    data = np.ascontiguousarray(image)
    narrow = QImage(data.data, columns, rows, data.strides[0], kind)
    return narrow.convertToFormat(QImage.Format.Format_RGB32)
