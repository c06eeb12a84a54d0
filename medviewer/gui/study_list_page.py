"""The library: search and filter above, studies below, how many there are at the foot."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.study_index import StudyFilter
from medviewer.gui.desk import Desk
from medviewer.gui.study_list_filter import StudyListFilter
from medviewer.gui.study_list_view import StudyListView
from medviewer.session.library.study_list import StudyListState
from medviewer.words import Message, message

NOTHING_YET = message(
    "Library",
    "Studies you open will be listed here, so that you find them again. They stay where they are; nothing is "
    "copied.",
)
NOTHING_FITS = message("Library", "No study on the list fits what you look for.")


class StudyListPage(QWidget):
    """Asks for the list when it is first seen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._has_asked = False
        self.filter = StudyListFilter(desk)
        self.list = StudyListView(desk)
        self.empty = QLabel(wordWrap=True)
        self.empty.setObjectName("empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.list)
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.clear = QToolButton()
        self.clear.setObjectName("link")
        self.clear.setText(desk.translator(message("Library", "Show all")))
        self._put_in_place()
        self.clear.clicked.connect(self.filter.clear)
        self.filter.asked.connect(self._on_asked)
        self.filter.left_downwards.connect(self._to_the_list)
        desk.session.study_list.changed.connect(self._on_changed)
        self._show(desk.session.study_list.value)

    def search(self) -> None:
        """Put the cursor into the search field."""
        self.filter.field.setFocus()
        self.filter.field.selectAll()

    def ask_once(self) -> None:
        """Ask for the list, if that was not done before."""
        if not self._has_asked:
            self._has_asked = True
            self.filter.ask()

    def _put_in_place(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(2, 0, 2, 0)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.filter)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)

    @Slot(object)
    def _on_asked(self, asked: StudyFilter) -> None:
        self._desk.session.study_list.search(asked)

    @Slot()
    def _to_the_list(self) -> None:
        self.list.enter()

    @Slot(object, object)
    def _on_changed(self, before: StudyListState, now: StudyListState) -> None:
        if now.page is not before.page or now.problem != before.problem:
            self._show(now)

    def _show(self, state: StudyListState) -> None:
        words = self._desk.translator
        has_rows = bool(state.page.patients) and state.problem is None
        self._pages.setCurrentWidget(self.list if has_rows else self.empty)
        fitting = NOTHING_FITS if state.asked.is_narrow else NOTHING_YET
        self.empty.setText(words(state.problem or fitting) if not has_rows else "")
        self.count.setText(words(count_text(state)) if has_rows else "")
        self.clear.setVisible(state.asked.is_narrow)
        self.filter.setEnabled(state.problem is None)
        self.filter.offer_modalities(state.page.modalities)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask_once()


def count_text(state: StudyListState) -> Message:
    if state.page.study_count == 1:
        return message("Library", "1 study")
    if state.page.patient_count == 1:
        return message("Library", "{studies} studies of 1 patient", studies=state.page.study_count)
    return message(
        "Library",
        "{studies} studies of {patients} patients",
        studies=state.page.study_count,
        patients=state.page.patient_count,
    )
