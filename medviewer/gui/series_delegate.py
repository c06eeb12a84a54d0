"""Draws the rows of what is open: a title of at most two lines and one line of facts, none of them lost.

Qt's own rows wrap all of a text and cut its end, which is where the number of images stands.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from medviewer.gui.desk import Desk
from medviewer.gui.thumbnail_icons import THUMBNAIL_PX

PADDING_PX, GAP_PX = 3, 6
TITLE_LINES = 2


class SeriesDelegate(QStyledItemDelegate):
    """One height for rows with a thumbnail and one for rows without, whatever they say."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    # Qt's names

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        lines, has_picture = lines_of(index), not option.icon.isNull()
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        painter.save()
        box = option.rect.adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        if has_picture:
            place = QRect(box.left(), 0, THUMBNAIL_PX, THUMBNAIL_PX)
            place.moveTop(box.top() + (box.height() - THUMBNAIL_PX) // 2)
            option.icon.paint(painter, place)
            box.setLeft(place.right() + GAP_PX)
        colours = self._desk.look.colours
        facts = colours.muted if not option.font.bold() else colours.text
        fitted = fit_lines(lines, option.font, box.width(), TITLE_LINES if has_picture else 1)
        inks = [QColor(colours.text)] * len(fitted)
        if len(lines) > 1:
            inks[-1] = QColor(facts)
        write_lines(painter, box, fitted, option.font, inks)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        self.initStyleOption(option, index)
        height = QFontMetrics(option.font).height()
        if option.icon.isNull():
            return QSize(0, len(lines_of(index)) * height + 2 * PADDING_PX)
        return QSize(0, max(THUMBNAIL_PX, (TITLE_LINES + 1) * height) + 2 * PADDING_PX)


def lines_of(index: QModelIndex | QPersistentModelIndex) -> list[str]:
    """The lines of a row's text as it was set; Qt puts other separators into the option's."""
    return str(index.data(Qt.ItemDataRole.DisplayRole) or "").split("\n")


def fit_lines(lines: list[str], font: QFont, width_px: int, title_lines: int) -> list[str]:
    """The first of `lines` broken into at most `title_lines`, the others one line each; ends elided."""
    title = broken(lines[0], font, width_px, title_lines)
    metrics = QFontMetrics(font)
    return [
        metrics.elidedText(line, Qt.TextElideMode.ElideRight, width_px)
        for line in [*title, *lines[1:]]
        if line
    ]


def broken(text: str, font: QFont, width_px: int, most: int) -> list[str]:
    """A text in at most `most` lines; the last holds all that is left, however long that is."""
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width_px)
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def write_lines(
    painter: QPainter, box: QRect, lines: list[str], font: QFont, inks: list[QColor]
) -> None:
    """Draw lines in the middle of a box, each in its ink."""
    height = QFontMetrics(font).height()
    top = box.top() + (box.height() - len(lines) * height) // 2
    painter.setFont(font)
    for line, ink in zip(lines, inks, strict=True):
        painter.setPen(ink)
        place = QRect(box.left(), top, box.width(), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
        top += height
