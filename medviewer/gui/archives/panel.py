"""Archives: studies, worklist and transfers, and above them which archive is asked."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QToolButton, QVBoxLayout, QWidget

from medviewer.domain.archive import WorklistItem
from medviewer.gui.archives.day_choice import ANY_DAY
from medviewer.gui.archives.node_chooser import NodeChooser
from medviewer.gui.archives.studies_page import StudiesPage
from medviewer.gui.archives.transfers_page import TransfersPage
from medviewer.gui.archives.worklist_page import WorklistPage
from medviewer.gui.desk import Desk
from medviewer.words import message

SETTINGS = message("Archives", "Archives and network…")


class ArchivePanel(QWidget):
    """Built when it is first shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        words = desk.translator
        self.nodes = NodeChooser(desk)
        self.studies = StudiesPage(self.nodes, desk)
        self.worklist = WorklistPage(self.nodes, desk)
        self.transfers = TransfersPage(desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(words(message("Archives", "Archives")))
        self.tabs.addTab(self.studies, words(message("Archives", "Studies")))
        self.tabs.addTab(self.worklist, words(message("Archives", "Worklist")))
        self.tabs.addTab(self.transfers, words(message("Transfers", "Transfers")))
        self.settings = QToolButton()
        self.settings.setText(words(SETTINGS))
        self.settings.setObjectName("framed")
        self.settings.clicked.connect(self._on_settings)
        head, layout = QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self.nodes, 1)
        head.addWidget(self.settings)
        layout.setContentsMargins(8, 4, 8, 6)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
        self._page = self.tabs.currentWidget()
        self._asked_at: dict[QWidget, str] = {}
        self.tabs.currentChanged.connect(self._on_page)
        self.worklist.study_wanted.connect(self._on_study_wanted)
        desk.session.network.transfers.changed.connect(self._count_transfers)
        self._count_transfers()

    def begin(self, page: str = "") -> None:
        """Ready to be typed in, or `transfers` to be looked at."""
        if page == "transfers":
            self.tabs.setCurrentWidget(self.transfers)
            self.transfers.list.setFocus()
        elif self.tabs.currentWidget() is self.worklist:
            self.worklist.form.begin()
        else:
            self.tabs.setCurrentWidget(self.studies)
            self.studies.form.begin()

    @Slot()
    def _on_page(self) -> None:
        """Each page asks its own archive: who tells what is scheduled seldom keeps the images."""
        if self.nodes.node is not None:
            self._asked_at[self._page] = self.nodes.node.name
        self._page = self.tabs.currentWidget()
        if self._page in self._asked_at:
            self.nodes.choose(self._asked_at[self._page])

    @Slot()
    def _on_settings(self) -> None:
        self._desk.registry.run("archive.settings")

    @Slot(object)
    def _on_study_wanted(self, item: WorklistItem) -> None:
        """Scheduled steps are looked for by accession number, or by the patient's ID."""
        form = self.studies.form
        form.name.clear()
        form.modalities.clear()
        form.accession.setText(item.accession_number)
        form.patient_id.setText("" if item.accession_number else item.patient_id)
        self.tabs.setCurrentWidget(self.studies)
        if form.days.span.currentData() == ANY_DAY:
            self.studies.ask()
        else:
            form.days.choose(ANY_DAY)  # which asks
        self.studies.table.setFocus()

    @Slot()
    def _count_transfers(self) -> None:
        count = len(self._desk.session.network.transfers.value.running)
        words = (
            message("Transfers", "Transfers ({count})", count=count)
            if count
            else message("Transfers", "Transfers")
        )
        self.tabs.setTabText(self.tabs.indexOf(self.transfers), self._desk.translator(words))
