"""Thumbnails as icons: the picture on black, the modality above it, the number of images below."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QImage, QPainter, QPixmap

from medviewer.domain.study_index import Thumbnail

THUMBNAIL_PX = 60
BADGE_FONT_PX, BADGE_PADDING_PX = 10, 3
BADGE_GROUND, BADGE_INK = QColor(0, 0, 0, 175), QColor("#e8ebee")


def thumbnail_icon(picture: Thumbnail, modality: str = "", count: int = 0) -> QIcon:
    """The picture in the middle of a black square, with its badges."""
    return untinted_icon(QPixmap.fromImage(thumbnail_image(picture, modality, count)))


def thumbnail_image(picture: Thumbnail | None, modality: str = "", count: int = 0) -> QImage:
    """As `thumbnail_icon`, to be painted; black where there is no picture."""
    square = _black_square(THUMBNAIL_PX)
    if picture is not None:
        square = _on_black(picture)
    painter = QPainter(square)
    if modality:
        paint_badge(painter, modality, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    if count:
        place = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        paint_badge(painter, str(count), place)
    painter.end()
    return square


def paint_badge(painter: QPainter, text: str, place: Qt.AlignmentFlag) -> None:
    """A few letters in a corner, on a ground of their own: they must be read on any picture."""
    font = QFont(painter.font())
    font.setPixelSize(round(BADGE_FONT_PX * painter.device().width() / THUMBNAIL_PX))
    font.setBold(True)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    width = min(
        metrics.horizontalAdvance(text) + 2 * BADGE_PADDING_PX, float(painter.device().width())
    )
    box = QRectF(0, 0, width, metrics.height())
    if place & Qt.AlignmentFlag.AlignRight:
        box.moveRight(painter.device().width())
    if place & Qt.AlignmentFlag.AlignBottom:
        box.moveBottom(painter.device().height())
    painter.fillRect(box, BADGE_GROUND)
    painter.setPen(BADGE_INK)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def untinted_icon(pixmap: QPixmap) -> QIcon:
    """The same picture when its row is selected: Qt would tint it blue."""
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        icon.addPixmap(pixmap, mode)
    return icon


def _black_square(edge: int) -> QImage:
    square = QImage(edge, edge, QImage.Format.Format_RGB32)
    square.fill(Qt.GlobalColor.black)
    return square


def _on_black(picture: Thumbnail) -> QImage:
    picture = np.ascontiguousarray(picture)
    rows, columns = picture.shape[:2]
    is_grey = picture.ndim == 2
    kind = QImage.Format.Format_Grayscale8 if is_grey else QImage.Format.Format_RGB888
    image = QImage(picture.data, columns, rows, picture.strides[0], kind)
    if max(rows, columns) < THUMBNAIL_PX:  # or its row would be smaller than the others
        image = image.scaled(THUMBNAIL_PX, THUMBNAIL_PX, Qt.AspectRatioMode.KeepAspectRatio)
    square = _black_square(max(image.width(), image.height()))
    painter = QPainter(square)
    painter.drawImage(
        (square.width() - image.width()) // 2, (square.height() - image.height()) // 2, image
    )
    painter.end()
    return square
