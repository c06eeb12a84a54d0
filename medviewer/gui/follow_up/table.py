"""One row a lesion, one column an examination; below them the sums of RECIST 1.1."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTreeWidget, QTreeWidgetItem, QWidget

from medviewer.domain.growth import LesionChange
from medviewer.domain.lesion import told
from medviewer.domain.longitudinal import FollowUp, LesionTimeline
from medviewer.domain.longitudinal_words import (
    AS_A_BALL,
    ROLES,
    THRESHOLDS,
    change_words,
    date_words,
    doubling_words,
    growth_words,
    match_words,
    point_words,
    related_words,
    response_words,
    sum_words,
)
from medviewer.domain.study_ledger import LesionRole
from medviewer.domain.tumour_response import Recist
from medviewer.gui.desk import Desk
from medviewer.gui.follow_up.lesion_menu import add_lesion_commands
from medviewer.gui.keys import MovingKeys
from medviewer.gui.plain_text import literal
from medviewer.gui.tree_rows import KEY, highlight
from medviewer.words import Message, message

BEFORE = (
    message("FollowUp", "#"),
    message("FollowUp", "Lesion"),
    message("FollowUp", "Counts as"),
)
AFTER = (
    message("FollowUp", "Change"),
    message("FollowUp", "Doubling time"),
    message("FollowUp", "Matched"),
)
NUMBER, LESION, ROLE = range(3)
WIDTHS_PX = {NUMBER: 32, LESION: 210, ROLE: 84}
SIZE_PX, CHANGE_PX, DOUBLING_PX = 184, 120, 112
SUM = "sum"  # the key of the row that is no lesion


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and what a tooltip adds to it."""

    text: Message
    more: Message | None = None


class FollowUpTable(QTreeWidget):
    """A click, Enter or the arrows show a lesion in every examination on screen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: FollowUp | None = None
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(desk.translator(message("FollowUp", "Lesions over time")))
        MovingKeys(self)
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemClicked.connect(self._on_item_clicked)

    def show_follow_up(self, known: FollowUp, selected_uid: str) -> None:
        """All rows anew where something differs; there are dozens at most."""
        if known != self._shown:
            self.blockSignals(True)
            self.clear()
            self._show_columns(known)
            for timeline in known.timelines:
                self._add_row(timeline, known)
            if known.recist:
                self._add_sums(known)
            self.blockSignals(False)
            self._shown = known
        highlight(self, selected_uid)

    def forget_colours(self) -> None:
        """The theme has changed: every row is built anew when shown next."""
        self._shown = None

    def _show_columns(self, known: FollowUp) -> None:
        words, dates = self._desk.translator, [date_words(e) for e in known.examinations]
        headings = [words(each) for each in (*BEFORE, *dates, *AFTER)]
        if self.columnCount() != len(headings):
            self.setColumnCount(len(headings))
            self._size_columns(len(dates))
        self.setHeaderLabels(headings)
        for at, examination in enumerate(known.examinations):
            item = self.headerItem()
            how = words(related_words(examination)) if at < len(dates) - 1 else ""
            whole = " · ".join(text for text in (examination.description, how) if text)
            item.setToolTip(len(BEFORE) + at, literal(whole))

    def _size_columns(self, count: int) -> None:
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in WIDTHS_PX.items():
            header.resizeSection(column, width)
        for column in range(len(BEFORE), len(BEFORE) + count):
            header.resizeSection(column, SIZE_PX)
        header.resizeSection(len(BEFORE) + count, CHANGE_PX)
        header.resizeSection(len(BEFORE) + count + 1, DOUBLING_PX)

    def _add_row(self, timeline: LesionTimeline, known: FollowUp) -> None:
        cells = self._cells(timeline)
        item = self._item(cells, timeline.tracking_uid)
        colours = self._desk.look.colours
        after = len(BEFORE) + len(known.examinations)
        if timeline.change in (LesionChange.GROWN, LesionChange.NEW):
            item.setForeground(after, QColor(colours.red))
        elif timeline.change in (LesionChange.SHRUNK, LesionChange.GONE):
            item.setForeground(after, QColor(colours.green))
        for at, point in enumerate(timeline.points):
            if point.match is not None and not point.is_confirmed:
                item.setForeground(len(BEFORE) + at, QColor(colours.amber))
                item.setForeground(after + 2, QColor(colours.amber))

    def _cells(self, timeline: LesionTimeline) -> list[Cell]:
        last = timeline.points[-1]
        grown = timeline.growth
        more = growth_words(grown) if grown is not None else None
        is_ball = grown is not None and grown.is_from_diameters
        return [
            Cell(message("FollowUp", "{number}", number=timeline.number)),
            Cell(_named(timeline)),
            Cell(_counts_as(timeline)),
            *(Cell(point_words(point)) for point in timeline.points),
            Cell(change_words(timeline), _both(more, THRESHOLDS)),
            Cell(doubling_words(grown), AS_A_BALL if is_ball else None),
            Cell(match_words(last.match, is_confirmed=last.is_confirmed)),
        ]

    def _item(self, cells: list[Cell], key: str) -> QTreeWidgetItem:
        words = self._desk.translator
        item = QTreeWidgetItem([words(cell.text) for cell in cells])
        for column, cell in enumerate(cells):
            text = words(cell.text)
            whole = f"{text}\n{words(cell.more)}" if cell.more is not None else text
            item.setToolTip(column, literal(whole))
        item.setData(0, KEY, key)
        self.addTopLevelItem(item)
        return item

    def _add_sums(self, known: FollowUp) -> None:
        """What the sums are, and below what they mean."""
        recist = [known.recist_of(index) for index in range(len(known.examinations))]
        sums = [sum_words(each) if each is not None else told("") for each in recist]
        short = [told(each.overall.value) if each is not None else told("") for each in recist]
        short[known.baseline] = message("FollowUp", "baseline")
        self._add_line(message("FollowUp", "Sum of targets"), sums, recist)
        self._add_line(message("FollowUp", "Response (RECIST 1.1)"), short, recist)

    def _add_line(
        self, title: Message, texts: list[Message], recist: Sequence[Recist | None]
    ) -> None:
        item = self._item([Cell(told("")), Cell(title), Cell(told("")), *map(Cell, texts)], SUM)
        font = self.font()
        font.setBold(True)
        for column in range(self.columnCount()):
            item.setFont(column, font)
        for at, each in enumerate(recist):
            if each is not None:
                whole = self._desk.translator(response_words(each))
                item.setToolTip(len(BEFORE) + at, literal(whole))

    def _select(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, KEY) != SUM:
            self._desk.registry.run("follow_up.select", tracking_uid=item.data(0, KEY))

    @Slot(QTreeWidgetItem, int)
    def _on_item_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        del column
        self._select(item)

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_current_changed(self, now: QTreeWidgetItem | None, _: QTreeWidgetItem | None) -> None:
        self._select(now)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._select(self.currentItem())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Of the row clicked, which becomes the one in hand."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            clicked = self.itemAt(self.viewport().mapFromGlobal(event.globalPos()))
            if clicked is not None:
                self.setCurrentItem(clicked)
        menu = QMenu(self)
        add_lesion_commands(menu, self._desk)
        menu.exec(event.globalPos())


def _named(timeline: LesionTimeline) -> Message:
    """What, and where."""
    site = timeline.site if str(timeline.site) else None
    if site is None and timeline.organ:
        return message("FollowUp", "{name}, {site}", name=timeline.name, site=timeline.organ)
    if site is None:
        return timeline.name
    return message("FollowUp", "{name}, {site}", name=timeline.name, site=site)


def _counts_as(timeline: LesionTimeline) -> Message:
    role = ROLES[timeline.role]
    if timeline.is_node and timeline.role is not LesionRole.NONE:
        return message("FollowUp", "{role}, node", role=role)
    return role


def _both(first: Message | None, second: Message) -> Message:
    if first is None:
        return second
    return message("FollowUp", "{first}. {second}", first=first, second=second)
