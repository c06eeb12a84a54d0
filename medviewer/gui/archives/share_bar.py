"""A cell that shows a share as a bar with the cell's words upon it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from medviewer.gui.desk import Desk

SHARE = Qt.ItemDataRole.UserRole + 2  # 0..1; None: words alone
MARGIN_PX = 3
STRENGTH = 0.35  # of the bar's colour: the words upon it must stay readable in every theme


class ShareBar(QStyledItemDelegate):
    """Draws the bar behind the words."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = desk.look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        share = index.data(SHARE)
        if isinstance(share, float):
            rect = QRectF(option.rect).adjusted(MARGIN_PX, MARGIN_PX, -MARGIN_PX, -MARGIN_PX)
            colour = QColor(self._look.colours.accent)
            painter.setPen(colour)
            painter.drawRoundedRect(rect, 2, 2)
            rect.setWidth(rect.width() * max(0.0, min(1.0, share)))
            colour.setAlphaF(STRENGTH)
            painter.fillRect(rect, colour)
        super().paint(painter, option, index)
