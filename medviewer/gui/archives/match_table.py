"""An archive's answers as they come: a row a study, its series under it when they are asked for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from medviewer.domain.archive import ArchiveMatch, RetrieveOrder
from medviewer.domain.archive_words import modality_text, study_title
from medviewer.domain.person_names import readable_name
from medviewer.domain.transfers import AskingState
from medviewer.gui.archives.match_words import (
    count_text,
    joined_orders,
    series_title,
    when_text,
)
from medviewer.gui.archives.presence import WORDS, Presence, presence_of
from medviewer.gui.archives.share_bar import SHARE, ShareBar
from medviewer.gui.desk import Desk
from medviewer.gui.keys import MovingKeys
from medviewer.gui.plain_text import literal
from medviewer.gui.study_list_view import LIST_KEYS
from medviewer.gui.study_texts import HIDDEN, date_text
from medviewer.words import message

MATCH = Qt.ItemDataRole.UserRole
SORTED_BY = Qt.ItemDataRole.UserRole + 1
WHO, PATIENT_ID, WHEN, MODALITY, WHAT, IMAGES, WHERE, ACCESSION, BORN = range(9)
HEADINGS = (
    message("Archives", "Patient"),
    message("Archives", "ID"),
    message("Archives", "Date"),
    message("Archives", "Modality"),
    message("Archives", "Description"),
    message("Archives", "Images"),
    message("Archives", "Where"),
    message("Archives", "Accession"),
    message("Archives", "Born"),
)
WIDTHS_PX = (155, 85, 122, 72, 150, 150, 105, 90, 90)
SETTLING_MS = 250
OPENING = message("Archives", "Fetch and open")
FETCHING = message("Archives", "Fetch, to be read later")
WAITING = message("Archives", "Asking for its series…")


class MatchRow(QTreeWidgetItem):
    """Sorted by what a column means, not by how it is written."""

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        column = self.treeWidget().sortColumn()
        mine, theirs = self.data(column, SORTED_BY), other.data(column, SORTED_BY)
        if type(mine) is type(theirs) and isinstance(mine, str | int | float):
            return bool(mine < theirs)
        return self.text(column).casefold() < other.text(column).casefold()


class MatchTable(QTreeWidget):
    """Enter or a double click fetches and opens what is selected."""

    wanted = Signal(object, bool)  # orders: tuple of (RetrieveOrder, title); whether they open
    unfolded = Signal(str)  # study whose series are asked for
    patient_wanted = Signal(object)  # ArchiveMatch: everything of that patient is looked for

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        words = desk.translator
        self._rows: dict[str, MatchRow] = {}
        self._count = 0
        self.setHeaderLabels([words(heading) for heading in HEADINGS])
        self.setAccessibleName(words(message("Archives", "Studies the archive has")))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.setSortingEnabled(True)
        self.sortByColumn(WHEN, Qt.SortOrder.DescendingOrder)
        self.setItemDelegateForColumn(WHERE, ShareBar(desk, self))
        for column, width in enumerate(WIDTHS_PX):
            self.setColumnWidth(column, width)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        MovingKeys(self, LIST_KEYS)
        self._settling = QTimer(self, singleShot=True, interval=SETTLING_MS)
        self._settling.timeout.connect(self.refresh)
        self.itemExpanded.connect(self._on_expanded)
        self.itemDoubleClicked.connect(self._on_double_clicked)
        desk.session.overlays.changed.connect(self.refresh)

    def take(self, before: AskingState, now: AskingState) -> None:
        """Add what has been answered; begin anew with another question."""
        if len(now.matches) < self._count or now.matches[: self._count] != before.matches:
            self.clear_rows()
        for match in now.matches[self._count :]:
            self._add(match)
        self._count = len(now.matches)
        for uid, series in now.series.items():
            if before.series.get(uid) is not series:
                self._show_series(uid, series)

    def clear_rows(self) -> None:
        self.clear()
        self._rows.clear()
        self._count = 0

    @Slot()
    def refresh_soon(self) -> None:
        """While images arrive there is news several times a second; nobody reads it that fast."""
        if self.isVisible() and not self._settling.isActive():
            self._settling.start()

    @Slot()
    def refresh(self) -> None:
        """What has become known about where the studies are, and whether names may be shown."""
        for row in self._rows.values():
            self._fill(row, row.data(0, MATCH))

    def enter(self) -> None:
        """Take the focus, on the first row where none is current."""
        first = self.topLevelItem(0)
        if self.currentItem() is None and first is not None:
            self.setCurrentItem(first)
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def orders(self) -> tuple[tuple[RetrieveOrder, str], ...]:
        """What is selected, one order a study, each with its title."""
        chosen = [_order(item) for item in self.selectedItems() if _is_match(item)]
        return tuple(
            (order, study_title(self._rows[order.study_instance_uid].data(0, MATCH)))
            for order in joined_orders(chosen)
            if order.study_instance_uid in self._rows
        )

    def menu(self) -> QMenu:
        words, menu = self._desk.translator, QMenu(self)
        has_some = bool(self.orders())
        entries = (
            (OPENING, self.open_chosen, has_some),
            (FETCHING, self.fetch_chosen, has_some),
            (message("Archives", "Show its series"), self._on_unfold, has_some),
            (message("Archives", "Other studies of this patient"), self._on_patient, has_some),
        )
        for text, slot, is_enabled in entries:
            action = menu.addAction(words(text))
            action.triggered.connect(slot)
            action.setEnabled(is_enabled)
        return menu

    def _add(self, match: ArchiveMatch) -> None:
        if match.study_instance_uid in self._rows:
            return  # an archive that says a study twice
        row = MatchRow()
        row.setData(0, MATCH, match)
        self._fill(row, match)
        row.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        self._rows[match.study_instance_uid] = row
        self.addTopLevelItem(row)

    def _fill(self, row: MatchRow, match: ArchiveMatch) -> None:
        session, words = self._desk.session, self._desk.translator
        is_named = session.overlays.value.shows_identity
        found = presence_of(match, session)
        texts = {
            WHO: readable_name(match.patient_name) if is_named else HIDDEN,
            PATIENT_ID: match.patient_id if is_named else HIDDEN,
            WHEN: when_text(match),
            MODALITY: modality_text(match),
            WHAT: match.study_description,
            IMAGES: count_text(match, words),
            WHERE: words(WORDS[found.here]),
            ACCESSION: match.accession_number if is_named else HIDDEN,
            BORN: date_text(match.patient_birth_date) if is_named else HIDDEN,
        }
        for column, text in texts.items():
            if row.text(column) != text:
                row.setText(column, text)
                row.setToolTip(column, literal(text))
        row.setData(WHEN, SORTED_BY, match.study_date + match.study_time)
        row.setData(IMAGES, SORTED_BY, match.instance_count or 0)
        row.setData(WHERE, SORTED_BY, _rank(found))
        row.setData(WHERE, SHARE, found.share)

    def _show_series(self, uid: str, series: Sequence[ArchiveMatch]) -> None:
        row = self._rows.get(uid)
        if row is None:
            return
        row.takeChildren()
        for match in series:
            child = MatchRow([series_title(match)])
            child.setData(0, MATCH, match)
            child.setText(IMAGES, count_text(match, self._desk.translator))
            row.addChild(child)
            child.setFirstColumnSpanned(False)

    @Slot(QTreeWidgetItem)
    def _on_expanded(self, row: QTreeWidgetItem) -> None:
        match = row.data(0, MATCH)
        if row.childCount() == 0 and isinstance(match, ArchiveMatch):
            waiting = MatchRow([self._desk.translator(WAITING)])
            waiting.setFlags(Qt.ItemFlag.ItemIsEnabled)
            row.addChild(waiting)
            self.unfolded.emit(match.study_instance_uid)

    @Slot(QTreeWidgetItem, int)
    def _on_double_clicked(self, _: QTreeWidgetItem, __: int) -> None:
        self.open_chosen()

    @Slot()
    def open_chosen(self) -> None:
        self.wanted.emit(self.orders(), True)

    @Slot()
    def fetch_chosen(self) -> None:
        self.wanted.emit(self.orders(), False)

    @Slot()
    def _on_unfold(self) -> None:
        for item in self.selectedItems():
            item.setExpanded(True)

    @Slot()
    def _on_patient(self) -> None:
        chosen = self.orders()
        if chosen:
            self.patient_wanted.emit(self._rows[chosen[0][0].study_instance_uid].data(0, MATCH))

    # Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_chosen()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.selectedItems():
            self.menu().popup(event.globalPos())


def _is_match(item: QTreeWidgetItem) -> bool:
    return isinstance(item.data(0, MATCH), ArchiveMatch)


def _order(item: QTreeWidgetItem) -> RetrieveOrder:
    """Of a series the archive may have said nothing about its study."""
    match, study = item.data(0, MATCH), (item.parent() or item).data(0, MATCH)
    series = (match.series_instance_uid,) if match.series_instance_uid else ()
    return RetrieveOrder(study.study_instance_uid, series, patient_id=study.patient_id)


def _rank(found: Presence) -> float:
    return found.here.value + (found.share or 0.0) / 2
