"""The modality worklist: what is scheduled, and whether its study is in the archive already."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.archive import WorklistItem
from medviewer.domain.archive_words import time_text
from medviewer.domain.person_names import readable_name
from medviewer.domain.transfers import WorklistState
from medviewer.gui.archives.answer_line import AnswerLine
from medviewer.gui.archives.node_chooser import NodeChooser, waiting_words
from medviewer.gui.archives.query_form import QueryForm
from medviewer.gui.desk import Desk
from medviewer.gui.keys import MovingKeys
from medviewer.gui.study_texts import HIDDEN, date_text
from medviewer.words import Message, message

ITEM = Qt.ItemDataRole.UserRole
HEADINGS = (
    message("Archives", "When"),
    message("Archives", "Patient"),
    message("Archives", "ID"),
    message("Archives", "Born"),
    message("Archives", "Modality"),
    message("Archives", "Procedure"),
    message("Archives", "Accession"),
    message("Archives", "Station"),
    message("Archives", "Physician"),
)
WIDTHS_PX = (130, 190, 100, 90, 70, 220, 100, 110, 150)
NOTHING_ASKED = message(
    "Archives", "Press Enter to ask for what is scheduled. Not every archive has a worklist."
)


class WorklistPage(QWidget):
    """Asks `session.network.worklist`; Enter on a row looks for its study in the archive."""

    study_wanted = Signal(object)  # WorklistItem

    def __init__(self, nodes: NodeChooser, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._nodes = desk, nodes
        self._worklist = desk.session.network.worklist
        self.form = QueryForm(desk)
        self.list = QTreeWidget()
        self.empty = QLabel(wordWrap=True)
        self.empty.setObjectName("empty")
        self.line = AnswerLine(desk)
        self._count = 0
        self._lay_out()
        self.form.asked.connect(self.ask)
        self.form.stopped.connect(self._worklist.stop)
        self.form.left_downwards.connect(self.list.setFocus)
        self.line.retried.connect(self.ask)
        self.list.itemActivated.connect(self._on_activated)
        self._worklist.changed.connect(self._on_changed)
        desk.session.overlays.changed.connect(self._rewrite)
        self._on_changed(WorklistState(), self._worklist.value)

    def _lay_out(self) -> None:
        words = self._desk.translator
        self.list.setHeaderLabels([words(heading) for heading in HEADINGS])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSortingEnabled(True)
        self.list.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.list.setAccessibleName(words(message("Archives", "What is scheduled")))
        MovingKeys(self.list)
        for column, width in enumerate(WIDTHS_PX):
            self.list.setColumnWidth(column, width)
        self._answers = QStackedWidget()
        self._answers.addWidget(self.empty)
        self._answers.addWidget(self.list)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self._answers, 1)
        right.addWidget(self.line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.form)
        layout.addLayout(right, 1)

    @Slot()
    def ask(self) -> None:
        if (node := self._nodes.node_or_say(self.line)) is not None:
            self._worklist.ask(node, self.form.steps())

    @Slot(object, object)
    def _on_changed(self, before: WorklistState, now: WorklistState) -> None:
        if len(now.items) < self._count or now.items[: self._count] != before.items:
            self.list.clear()
            self._count = 0
        for item in now.items[self._count :]:
            row = QTreeWidgetItem(self._texts(item))
            row.setData(0, ITEM, item)
            self.list.addTopLevelItem(row)
        self._count = len(now.items)
        self.form.show_busy(is_busy=now.is_asking)
        self._answers.setCurrentWidget(self.list if now.items else self.empty)
        self.empty.setText(self._desk.translator(_empty_words(now)))
        self.line.show_words(_line_words(now), is_problem=now.problem is not None)

    @Slot()
    def _rewrite(self) -> None:
        """Names are shown, or are not any more."""
        for row in range(self.list.topLevelItemCount()):
            line = self.list.topLevelItem(row)
            texts = self._texts(line.data(0, ITEM)) if line is not None else []
            for column, text in enumerate(texts):
                self.list.topLevelItem(row).setText(column, text)  # type: ignore[union-attr]  # it is there

    def _texts(self, item: WorklistItem) -> list[str]:
        is_named = self._desk.session.overlays.value.shows_identity
        when = f"{date_text(item.scheduled_date)} {time_text(item.scheduled_time)}".strip()
        who = readable_name(item.patient_name) if is_named else HIDDEN
        return [
            when,
            who,
            item.patient_id if is_named else HIDDEN,
            date_text(item.patient_birth_date) if is_named else HIDDEN,
            item.modality,
            item.requested_procedure,
            item.accession_number if is_named else HIDDEN,
            item.station_ae_title,
            readable_name(item.performing_physician),
        ]

    @Slot(QTreeWidgetItem, int)
    def _on_activated(self, row: QTreeWidgetItem, _: int) -> None:
        item = row.data(0, ITEM)
        if isinstance(item, WorklistItem):
            self.study_wanted.emit(item)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            row = self.list.currentItem()
            if row is not None:
                self._on_activated(row, 0)
            return
        super().keyPressEvent(event)


def _empty_words(state: WorklistState) -> Message:
    if state.is_asking:
        return waiting_words(state.node)
    if state.has_answered:
        return message("Archives", "{archive} has nothing scheduled that fits.", archive=state.node)
    return NOTHING_ASKED


def _line_words(state: WorklistState) -> Message | None:
    if state.problem is not None:
        return state.problem
    count = len(state.items)
    if not count:
        return None
    return message("Archives", "{count} scheduled", count=count)
