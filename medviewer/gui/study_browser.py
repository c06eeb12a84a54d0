"""Studies at the left of the window: what is open, and the library of what was opened before."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from medviewer.gui.desk import Desk
from medviewer.gui.other_studies import OtherStudies
from medviewer.gui.problem_list import ProblemList
from medviewer.gui.reader_keys import filled
from medviewer.gui.series_tree import SeriesTree
from medviewer.gui.study_list_page import StudyListPage
from medviewer.session.library.library import LibraryState
from medviewer.session.library.study_list import StudyListState
from medviewer.words import message

OPEN, LISTED = 0, 1  # tabs

EMPTY = message(
    "Browser", "No study is open.\n\nOpen a folder ({open}), or drop a folder, files or a ZIP here."
)


class StudyBrowser(QWidget):
    """What is open comes to the front as it is opened; with nothing open, the library does."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.tree = SeriesTree(desk)
        self.problems = ProblemList(desk)
        self.others = OtherStudies(desk)
        self.library = StudyListPage(desk)
        self.tabs = QTabBar(expanding=True, drawBase=False, documentMode=True)
        self.tabs.setAccessibleName(desk.translator(message("Browser", "Studies")))
        self.tabs.addTab(desk.translator(message("Browser", "Open")))
        self.tabs.addTab(desk.translator(message("Browser", "Library")))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._open_page())
        self._pages.addWidget(self.library)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 4, 6)
        layout.setSpacing(6)
        layout.addWidget(self.tabs)
        layout.addWidget(self._pages, 1)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        desk.session.library.changed.connect(self._on_library_changed)
        desk.session.study_list.changed.connect(self._on_list_changed)
        self._show_state()

    def search(self) -> None:
        """Bring the library to the front, the cursor in its search field."""
        self.tabs.setCurrentIndex(LISTED)
        self.library.search()

    def _open_page(self) -> QWidget:
        self._states = QStackedWidget()
        self._empty = QLabel(wordWrap=True)
        self._empty.setObjectName("empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._states.addWidget(self._empty)
        self._states.addWidget(self.tree)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._states, 1)
        layout.addWidget(self.others)
        layout.addWidget(self.problems)
        return page

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        if now.is_scanning and not before.is_scanning:
            self.tabs.setCurrentIndex(OPEN)
        if now.studies is not before.studies:
            self.tree.take(now.studies)
            self._show_state()
        if now.problems is not before.problems:
            self.problems.take(now.problems)

    @Slot(object, object)
    def _on_list_changed(self, before: StudyListState, now: StudyListState) -> None:
        """At the start there is nothing open: what was opened before is of more use than an empty page."""
        opened = self._desk.session.library.value
        is_first = now.has_answered and not before.has_answered
        if is_first and now.page.patients and not opened.studies and not opened.is_scanning:
            self.tabs.setCurrentIndex(LISTED)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.library.ask_once)  # the window first

    def _show_state(self) -> None:
        how = filled(EMPTY, self._desk, open="file.open_folder")
        self._empty.setText(self._desk.translator(how))
        has_studies = bool(self._desk.session.library.value.studies)
        self._states.setCurrentWidget(self.tree if has_studies else self._empty)
