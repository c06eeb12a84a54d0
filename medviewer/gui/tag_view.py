"""The attribute tree on screen: stays unfolded the same way from one file to the next."""

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from medviewer.domain.attribute_tree import Attribute, AttributeFile, RowPath
from medviewer.gui.desk import Desk
from medviewer.gui.keys import SLIDING_KEYS, CopyKey, MovingKeys, SearchKeys, types
from medviewer.gui.tag_model import Column, KeyPath, TagModel
from medviewer.words import message

WIDTHS_PX = {Column.TAG: 196, Column.NAME: 250, Column.VR: 40, Column.VM: 44}
UNFOLDED_AT_FIRST: frozenset[KeyPath] = frozenset({(0,), (1,), (2,)})  # the sections


class TagView(QTreeView):
    """Rows of the file listed; the copy key and the menu are said aloud."""

    copy_asked = Signal()
    menu_asked = Signal(QPoint)
    row_chosen = Signal(object)  # Attribute or None
    typed = Signal(str)  # letters belong to the search, and never to the findings

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TagModel(desk, self)
        self._unfolded = set(UNFOLDED_AT_FIRST)
        self._chosen: KeyPath = ()
        self.setModel(self.rows)
        self.setUniformRowHeights(True)  # without it Qt measures 10,000 rows before it shows one
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(desk.translator(message("Tags", "DICOM attributes")))
        self._set_up_header()
        MovingKeys(self, SLIDING_KEYS)
        CopyKey(self)
        SearchKeys(self)
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)
        self.rows.rowsInserted.connect(self._on_rows_inserted)
        self.customContextMenuRequested.connect(self._on_menu_asked)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_file(self, file: AttributeFile | None) -> None:
        """List another file at the same place of the tree."""
        place = self.verticalScrollBar().value()
        self.rows.show_file(file)
        for row in range(self.rows.rowCount()):
            self._unfold_again(self.rows.index(row, 0))
        self.verticalScrollBar().setValue(place)

    def go_to(self, path: RowPath) -> None:
        """Unfold the way to a row that has been read, and select it."""
        index = self.rows.index_at(path)
        above = index.parent()
        while above.isValid():
            self.setExpanded(above, True)
            above = above.parent()
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def chosen_rows(self) -> tuple[Attribute, ...]:
        """The selected rows, top to bottom as Qt has them."""
        indexes = self.selectionModel().selectedRows()
        found = (self.rows.attribute(index) for index in indexes)
        return tuple(row for row in found if row is not None)

    def chosen_cells(self) -> str:
        """The selected rows as shown: tabs between cells, a line each."""
        indexes = self.selectionModel().selectedRows()
        return "\n".join(
            "\t".join(str(index.siblingAtColumn(column).data()) for column in Column)
            for index in indexes
        )

    def _set_up_header(self) -> None:
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        for column, width in WIDTHS_PX.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)

    def _unfold_again(self, index: QModelIndex) -> None:
        """Unfold what had that name in the file before; what is not read yet follows when it arrives."""
        key = self.rows.key_of(index)
        if key == self._chosen and not self.currentIndex().isValid():
            self.setCurrentIndex(index)
        if key not in self._unfolded:
            return
        with QSignalBlocker(self):
            self.expand(index)
        if self.rows.canFetchMore(index):
            self.rows.fetchMore(index)
        for row in range(self.rows.rowCount(index)):
            self._unfold_again(self.rows.index(row, 0, index))

    @Slot(QModelIndex)
    def _on_expanded(self, index: QModelIndex) -> None:
        self._unfolded.add(self.rows.key_of(index))

    @Slot(QModelIndex)
    def _on_collapsed(self, index: QModelIndex) -> None:
        self._unfolded.discard(self.rows.key_of(index))

    @Slot(QModelIndex, int, int)
    def _on_rows_inserted(self, above: QModelIndex, first: int, last: int) -> None:
        if self.rows.key_of(above) in self._unfolded:
            self.setExpanded(above, True)
            for row in range(first, last + 1):
                self._unfold_again(self.rows.index(row, 0, above))

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        del before
        if now.isValid():
            self._chosen = self.rows.key_of(now)
        self.row_chosen.emit(self.rows.attribute(now))

    @Slot(QPoint)
    def _on_menu_asked(self, at: QPoint) -> None:
        self.menu_asked.emit(self.viewport().mapToGlobal(at))

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.currentIndex().siblingAtColumn(0)
            self.setExpanded(index, not self.isExpanded(index))
        elif types(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
