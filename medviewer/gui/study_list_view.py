"""The list of studies to look at and to act on: Enter or a double click opens, Delete takes off the list."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QTreeView, QWidget

from medviewer.domain.study_index import IndexedPatient
from medviewer.gui.desk import Desk
from medviewer.gui.keys import MovingKeys
from medviewer.gui.study_list_delegate import StudyListDelegate
from medviewer.gui.study_list_model import NODE, STUDY_KEY, StudyListModel
from medviewer.words import message

SETTLING_MS = 200  # files are looked for where the reader stays, not where the list rushes past
LIST_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Delete,
)


class StudyListView(QTreeView):
    """Patients stand open; studies are unfolded by their arrow or the Right key."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows = StudyListModel(desk, self)
        self.setModel(self.rows)
        self.setItemDelegate(StudyListDelegate(desk, self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(desk.translator(message("Library", "Studies opened before")))
        MovingKeys(self, LIST_KEYS)
        self._settling = QTimer(self, singleShot=True, interval=SETTLING_MS)
        self._settling.timeout.connect(self._look_for_files)
        self._current: int | None = None  # study key, while the rows are made anew
        self.rows.modelAboutToBeReset.connect(self._on_resetting)
        self.rows.modelReset.connect(self._on_reset)
        self.rows.rowsInserted.connect(self._on_inserted)
        self.verticalScrollBar().valueChanged.connect(self._on_moved)
        self.doubleClicked.connect(self.open)
        desk.look.changed.connect(self.viewport().update)

    def chosen_keys(self) -> tuple[int, ...]:
        """Study keys of the rows selected; a patient stands for all of his or her studies."""
        keys: list[int] = []
        for index in self.selectedIndexes():
            node = index.data(NODE)
            if isinstance(node, IndexedPatient):
                keys += [study.study_key for study in node.studies]
            elif (key := index.data(STUDY_KEY)) is not None:
                keys.append(key)
        return tuple(dict.fromkeys(keys))

    def enter(self) -> None:
        """Take the keys; the first study is current where none is."""
        self.setFocus()
        if not self.currentIndex().parent().isValid():
            self.setCurrentIndex(self.rows.index(0, 0, self.rows.index(0, 0)))

    @Slot(QModelIndex)
    def open(self, index: QModelIndex) -> None:
        """Open the study in a row; of a patient, the newest."""
        if isinstance(index.data(NODE), IndexedPatient):
            index = self.rows.index(0, 0, index)
        key = index.data(STUDY_KEY)
        if key is not None:
            self._desk.registry.run("file.open_listed", study_key=key)

    def menu_at(self, place: QPoint) -> QMenu | None:
        """What can be done with the rows selected; None beside the rows."""
        index = self.indexAt(place)
        keys = self.chosen_keys()
        if not index.isValid() or not keys:
            return None
        words, run = self._desk.translator, self._desk.registry.run
        menu = QMenu(self)
        menu.addAction(words(message("Library", "&Open"))).triggered.connect(
            lambda: self.open(index)
        )
        menu.addSeparator()
        menu.addAction(words(message("Library", "&Remove from the list"))).triggered.connect(
            lambda: run("file.remove_listed", study_keys=keys)
        )
        menu.addAction(
            words(message("Library", "&Erase this patient’s traces…"))
        ).triggered.connect(lambda: run("file.erase_listed", study_key=keys[0]))
        return menu

    @Slot()
    def _on_resetting(self) -> None:
        self._current = self.currentIndex().data(STUDY_KEY)

    @Slot()
    def _on_reset(self) -> None:
        self.expandToDepth(0)
        kept = self.rows.find(self._current) if self._current is not None else QModelIndex()
        if kept.isValid():
            self.setCurrentIndex(kept)
        elif self.hasFocus():
            self.enter()
        self._settling.start()

    @Slot(QModelIndex, int, int)
    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        if not parent.isValid():
            for row in range(first, last + 1):
                self.expand(self.rows.index(row, 0))
        self._settling.start()

    @Slot()
    def _on_moved(self) -> None:
        self._settling.start()

    @Slot()
    def _look_for_files(self) -> None:
        """Whether the files of the studies in sight are still there."""
        keys = []
        index = self.indexAt(QPoint(1, 1))
        while index.isValid() and self.visualRect(index).top() < self.viewport().height():
            keys.append(index.data(STUDY_KEY))
            index = self.indexBelow(index)
        self._desk.session.study_list.look_for(dict.fromkeys(k for k in keys if k is not None))

    # Qt's names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self._desk.registry.run("file.remove_listed", study_keys=self.chosen_keys())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.visualRect(self.currentIndex()).center() if at_keys else event.pos()
        menu = self.menu_at(place)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(place))
