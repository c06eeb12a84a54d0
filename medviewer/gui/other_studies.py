"""Further studies of the patient on screen that are on the list but not open: a click opens one beside."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.study_index import IndexedStudy
from medviewer.gui.desk import Desk
from medviewer.gui.keys import MovingKeys
from medviewer.gui.plain_text import literal
from medviewer.gui.study_list_delegate import StudyListDelegate
from medviewer.gui.study_list_model import NODE, node_lines
from medviewer.session.keeping.remembering import find_open
from medviewer.words import Message, message

FRAME_PX = 4
ROWS_SHOWN = 4  # before it scrolls: the open studies need the room


class OtherStudies(QWidget):
    """Hidden while there are none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.heading = QToolButton()
        self.heading.setObjectName("fold")
        self.heading.setCheckable(True)
        self.heading.setChecked(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_OneStudy(desk, self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(desk.translator(HEADING))
        self.list.installEventFilter(self)
        MovingKeys(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.heading)
        layout.addWidget(self.list)
        self.heading.toggled.connect(self._on_folded)
        self.list.itemDoubleClicked.connect(self._open)
        desk.session.study_list.changed.connect(self._on_changed)
        desk.session.library.changed.connect(self._on_changed)
        desk.look.changed.connect(self._draw_arrow)
        self._shown: tuple[IndexedStudy, ...] = ()
        self._draw_arrow()
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        opened = self._desk.session.library.value
        others = tuple(
            study
            for study in self._desk.session.study_list.value.others
            if find_open(study, opened.studies) is None
        )
        self.list.viewport().update()  # files may have been found missing
        if others != self._shown:
            self._shown = others
            self._fill(others)
        self.setVisible(bool(others))

    def _fill(self, others: tuple[IndexedStudy, ...]) -> None:
        self.list.clear()
        for study in others:
            item = QListWidgetItem("\n".join(node_lines(study, self._desk)), self.list)
            item.setData(NODE, study)
            item.setToolTip(literal(item.text()))
        title = message("Library", "{heading} · {count}", heading=HEADING, count=len(others))
        self.heading.setText(self._desk.translator(title))
        row = self.list.sizeHintForRow(0) if others else 0
        self.list.setMinimumHeight(row + FRAME_PX)
        self.list.setMaximumHeight(min(len(others), ROWS_SHOWN) * row + FRAME_PX)

    @Slot(QListWidgetItem)
    def _open(self, item: QListWidgetItem) -> None:
        self._desk.registry.run("file.open_listed", study_key=item.data(NODE).study_key)

    @Slot(bool)
    def _on_folded(self, is_open: bool) -> None:
        self.list.setVisible(is_open)
        self._draw_arrow()

    @Slot()
    def _draw_arrow(self) -> None:
        name = "expanded" if self.heading.isChecked() else "collapsed"
        self.heading.setIcon(self._desk.look.icon(name))

    def eventFilter(self, watched: object, event: object) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and (item := self.list.currentItem()) is not None:
                self._open(item)
                return True
        return False


class _OneStudy(QStyledItemDelegate):
    """Drawn as in the library."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = StudyListDelegate(desk, parent)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self._rows.paint(painter, option, index)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self._rows.sizeHint(option, index)


HEADING: Message = message("Library", "Other studies of this patient")
