"""Draws the rows of the list of studies: two lines each, thumbnails beside series, missing files in grey."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from medviewer.domain.study_index import (
    IndexedPatient,
    IndexedSeries,
    IndexedStudy,
    Whereabouts,
)
from medviewer.gui.desk import Desk
from medviewer.gui.study_list_model import NODE, Node, is_of_series, node_lines
from medviewer.gui.thumbnail_icons import thumbnail_image
from medviewer.session.keeping.remembering import find_open
from medviewer.words import message

PADDING_PX, GAP_PX, PICTURE_PX = 6, 8, 44
WHERE = {
    Whereabouts.MISSING: message("Library", "not found"),
    Whereabouts.PARTLY: message("Library", "partly found"),
}
OPEN = message("Library", "open")
SYNTHETIC = message("Library", "synthetic")  # goes before “open”: nobody lies in these pictures


@dataclass(frozen=True, slots=True)
class Look:
    """How one row is drawn: its lines, what is said at its end, and in which colours."""

    lines: tuple[str, str]
    tag: str
    ink: QColor
    muted: QColor
    tag_ink: QColor
    is_bold: bool


class StudyListDelegate(QStyledItemDelegate):
    """One height for a kind of row, whatever is in it: nothing moves when thumbnails arrive."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._font: QFont | None = None
        self._text_size, self._series_size = QSize(), QSize()

    def look(self, node: Node) -> Look:
        colours = self._desk.look.colours
        where = self._where(node)
        is_gone = where is Whereabouts.MISSING
        tag, tag_ink = "", colours.amber
        if where in WHERE:
            tag = self._desk.translator(WHERE[where])
        elif isinstance(node, IndexedStudy) and node.is_synthetic:
            tag = self._desk.translator(SYNTHETIC)
        elif self._is_open(node):
            tag, tag_ink = self._desk.translator(OPEN), colours.green
        return Look(
            node_lines(node, self._desk),
            tag,
            QColor(colours.muted if is_gone else colours.text),
            QColor(colours.muted),
            QColor(tag_ink),
            isinstance(node, IndexedPatient),
        )

    def _where(self, node: Node) -> Whereabouts | None:
        found = self._desk.session.study_list.value.whereabouts
        return found.get(node.study_key) if isinstance(node, IndexedStudy) else None

    def _is_open(self, node: Node) -> bool:
        opened = self._desk.session.library.value.studies
        return isinstance(node, IndexedStudy) and find_open(node, opened) is not None

    def _paint_picture(self, painter: QPainter, box: QRect, series: IndexedSeries) -> QRect:
        """The thumbnail at the left; what is left of the box."""
        place = QRect(0, 0, PICTURE_PX, PICTURE_PX)
        place.moveLeft(box.left())
        place.moveTop(box.top() + (box.height() - PICTURE_PX) // 2)
        picture = thumbnail_image(series.thumbnail, series.modality, series.image_count)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, picture)
        return box.adjusted(PICTURE_PX + GAP_PX, 0, 0, 0)

    # Qt's names

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        node = index.data(NODE)
        if node is None:
            return
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        painter.save()
        box = option.rect.adjusted(PADDING_PX, PADDING_PX // 2, -PADDING_PX, -PADDING_PX // 2)
        if isinstance(node, IndexedSeries):
            box = self._paint_picture(painter, box, node)
        paint_lines(painter, box, self.look(node), option.font)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Asked for every row there is, again and again: worked out once a font."""
        if self._font != option.font:
            self._font = QFont(option.font)
            height = 2 * QFontMetrics(self._font).height() + 2 * PADDING_PX
            self._text_size = QSize(0, height)
            self._series_size = QSize(0, max(height, PICTURE_PX + PADDING_PX))
        return self._series_size if is_of_series(index) else self._text_size


def paint_lines(painter: QPainter, box: QRect, look: Look, font: QFont) -> None:
    """Two lines in the middle of a box; the tag at the end of the second, never cut."""
    bold = QFont(font)
    bold.setBold(look.is_bold)
    height = QFontMetrics(font).height()
    top = box.top() + (box.height() - 2 * height) // 2
    first = QRect(box.left(), top, box.width(), height)
    second = QRect(box.left(), top + height, box.width(), height)
    _write(painter, first, look.lines[0], bold, look.ink)
    if look.tag:
        painter.setFont(font)
        painter.setPen(look.tag_ink)
        painter.drawText(second, Qt.AlignmentFlag.AlignRight, look.tag)
        second.setRight(second.right() - QFontMetrics(font).horizontalAdvance(look.tag) - GAP_PX)
    _write(painter, second, look.lines[1], font, look.muted)


def _write(painter: QPainter, box: QRect, text: str, font: QFont, ink: QColor) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    fitting = QFontMetrics(font).elidedText(
        text.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width()
    )
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)
