"""The image on screen, small, to draw boxes on: what is to be blacked out."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from medviewer.domain.deidentification import PixelBox

FILL = QColor(0, 0, 0, 225)
SMALLEST_PX = 2  # of the image; less is a click
SIZE_HINT = QSize(320, 320)


class BoxPicture(QWidget):
    """Boxes are in pixels of the image, however large it is shown."""

    drawn = Signal()

    def __init__(self, image: QImage, edge: QColor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = image
        self._edge = edge
        self._from: QPoint | None = None
        self._to: QPoint | None = None
        self.boxes: list[PixelBox] = []
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def remove_last(self) -> None:
        if self.boxes:
            self.boxes.pop()
            self.drawn.emit()
            self.update()

    def _place(self) -> QRectF:
        """Where the image lies in the widget, in its own proportions."""
        size = QSize(self._image.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(self.rect().center())
        return QRectF(place)

    def _box_between(self, one: QPoint, other: QPoint) -> PixelBox:
        place = self._place()
        scale = self._image.width() / max(place.width(), 1)

        def pixel(at: float, start: float, most: int) -> int:
            return min(max(round((at - start) * scale), 0), most)

        columns = sorted(pixel(p.x(), place.x(), self._image.width()) for p in (one, other))
        rows = sorted(pixel(p.y(), place.y(), self._image.height()) for p in (one, other))
        return PixelBox(rows[0], columns[0], rows[1], columns[1])

    def _shown(self, box: PixelBox) -> QRectF:
        place = self._place()
        scale = place.width() / max(self._image.width(), 1)
        return QRectF(
            place.x() + box.left * scale,
            place.y() + box.top * scale,
            (box.right - box.left) * scale,
            (box.bottom - box.top) * scale,
        )

    # Qt's own

    def sizeHint(self) -> QSize:
        return SIZE_HINT

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = self._to = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._to = event.position().toPoint()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        box = self._box_between(self._from, event.position().toPoint())
        self._from = self._to = None
        if min(box.bottom - box.top, box.right - box.left) >= SMALLEST_PX:
            self.boxes.append(box)
            self.drawn.emit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._place(), self._image)
        painter.setPen(QPen(self._edge, 1.5))
        painter.setBrush(FILL)
        drawing = self._from is not None and self._to is not None
        new = [self._box_between(self._from, self._to)] if drawing else []  # type: ignore[arg-type]  # both are set
        for box in (*self.boxes, *new):
            painter.drawRect(self._shown(box))
