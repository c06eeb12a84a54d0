"""A lens over the image, while it is held: the pixels as they are, larger; nothing is computed from it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from medviewer.gui.canvas.view_geometry import ViewGeometry

RADIUS_PX = 110.0
TIMES = 2.5  # larger than the image around it
RIM = (200, 200, 205)


@dataclass(frozen=True, slots=True, eq=False)
class Lens:
    """What is seen through it and where it is held, in screen pixels; `stride` image pixels a picture's."""

    picture: QImage
    at: QPointF
    stride: int = 1


def paint_lens(painter: QPainter, geometry: ViewGeometry, lens: Lens) -> None:
    under = geometry.to_image(lens.at.x(), lens.at.y())
    scale_x = geometry.magnification * TIMES
    scale_y = geometry.screen_px_per_mm * geometry.spacing_mm[0] * TIMES
    across, down = RADIUS_PX / scale_x, RADIUS_PX / scale_y
    # A pixel's own coordinates begin half a pixel before its centre.
    left, top = (under.x - across + 0.5) / lens.stride, (under.y - down + 0.5) / lens.stride
    source = QRectF(left, top, 2 * across / lens.stride, 2 * down / lens.stride)
    circle = QPainterPath()
    circle.addEllipse(lens.at, RADIUS_PX, RADIUS_PX)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    painter.setClipPath(circle)
    painter.fillPath(circle, Qt.GlobalColor.black)
    corner = QPointF(lens.at.x() - RADIUS_PX, lens.at.y() - RADIUS_PX)
    painter.drawImage(
        QRectF(corner.x(), corner.y(), 2 * RADIUS_PX, 2 * RADIUS_PX), lens.picture, source
    )
    painter.setClipping(False)
    painter.setPen(QPen(QColor(*RIM), 2))
    painter.drawPath(circle)
    painter.restore()
