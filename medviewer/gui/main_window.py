"""The window: puts the panels in their places and passes on what is dropped on it. Nothing else."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QVBoxLayout, QWidget

from medviewer.domain.study import Study
from medviewer.gui.actions import Actions
from medviewer.gui.archives.dock import ArchiveDock
from medviewer.gui.archives.unfinished_bar import UnfinishedBar
from medviewer.gui.context.dock import ContextDock
from medviewer.gui.desk import Desk
from medviewer.gui.detached_windows import DetachedWindows
from medviewer.gui.documents.document_windows import DocumentWindows
from medviewer.gui.dropped_places import dropped_places
from medviewer.gui.findings_panel import FindingsPanel
from medviewer.gui.follow_up.dock import FollowUpDock
from medviewer.gui.layers_panel import LayersDock
from medviewer.gui.measurement_list import MeasurementList
from medviewer.gui.menus import HangingMenu, PresetMenu, fill_menu_bar
from medviewer.gui.notices import NoticeStrip
from medviewer.gui.report_panel import ReportPanel
from medviewer.gui.status_bar import StatusBar
from medviewer.gui.study_browser import StudyBrowser
from medviewer.gui.tag_dock import TagDock
from medviewer.gui.toolbar import ToolBar
from medviewer.gui.viewport_panel import ViewportPanel
from medviewer.gui.window_place import (
    bring_to_front,
    first_panel_width,
    is_low_screen,
    restore_place,
    save_place,
)
from medviewer.session.one_window.order import OpeningOrder
from medviewer.words import Message, message

BROWSER_WIDTH_PX = 260
ATTRIBUTES_HEIGHT_PX = 280
IMAGE_WIDTH_PX = 420  # in a narrow window the panels give way before the image does
LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea


class MainWindow(QMainWindow):
    """Studies on the left, the image in the middle, findings and report on the right."""

    def __init__(self, desk: Desk, viewport: QWidget, place_file: Path | None = None) -> None:
        """`place_file` keeps the window's place between runs; None forgets it."""
        super().__init__()
        self.desk = desk
        self._place_file = place_file
        self.actions_by_id = Actions(desk, self)
        self.addActions(list(self.actions_by_id))  # shortcuts work wherever the focus is
        self.viewport = viewport
        self.notices = NoticeStrip(desk)
        self.browser = StudyBrowser(desk)
        self.findings = FindingsPanel(self.actions_by_id, desk)
        self.measurements = MeasurementList(desk)
        self.report = ReportPanel(self.actions_by_id, desk)
        self._put_in_place()
        self._add_menus()
        self.browser.tree.chosen.connect(self._to_the_image)
        self.findings.form.left.connect(self._to_the_image)
        self.archives.left.connect(self._to_the_image)
        self.setAcceptDrops(True)
        desk.session.study_shown.connect(self._on_study_shown)
        desk.session.overlays.changed.connect(self._refresh_title)
        self.detached = DetachedWindows(desk, self.actions_by_id, self)
        self.documents = DocumentWindows(desk, self)
        self._refresh_title()
        restore_place(self, place_file)
        self.viewport.setFocus()

    def _put_in_place(self) -> None:
        centre = QWidget()
        centre.setMinimumWidth(IMAGE_WIDTH_PX)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(UnfinishedBar(self.desk))
        layout.addWidget(self.notices)
        layout.addWidget(self.viewport, 1)
        self.setCentralWidget(centre)
        self.toolbar = ToolBar(self.actions_by_id, self.desk, self)
        self.addToolBar(self.toolbar)
        self.setStatusBar(StatusBar(self.actions_by_id, self.desk))
        browser = self._dock(message("Window", "Studies"), "studies", self.browser, LEFT)
        findings = self._dock(message("Window", "AI findings"), "findings", self.findings, RIGHT)
        report = self._dock(message("Window", "Report"), "report", self.report, RIGHT)
        measured = self._dock(
            message("Window", "Measurements"), "measurements", self.measurements, RIGHT
        )
        self.tabifyDockWidget(findings, measured)
        self.layers = LayersDock(self.desk, self)
        self.addDockWidget(RIGHT, self.layers)
        self.tabifyDockWidget(measured, self.layers)
        self.context = ContextDock(self.actions_by_id, self.desk, self)
        self.addDockWidget(RIGHT, self.context)
        self.tabifyDockWidget(self.layers, self.context)
        if is_low_screen():
            self.tabifyDockWidget(measured, report)
        findings.raise_()
        self._put_below()
        for bar in self.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            bar.setAccessibleName(self.desk.translator(message("Window", "Panels")))
        self._studies = browser
        self._docks = (browser, findings, measured, self.layers, report)
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.resizeDocks([browser, findings], [BROWSER_WIDTH_PX, first_panel_width()], horizontal)
        self.resizeDocks([findings, report], [3, 2], vertical)
        self.resizeDocks([self.attributes, self.follow_up], 2 * [ATTRIBUTES_HEIGHT_PX], vertical)

    def _put_below(self) -> None:
        """What is as broad as the window."""
        self.attributes = TagDock(self.desk, self)
        self.addDockWidget(BOTTOM, self.attributes)
        self.follow_up = FollowUpDock(self.actions_by_id, self.desk, self)
        self.addDockWidget(BOTTOM, self.follow_up)
        self.tabifyDockWidget(self.attributes, self.follow_up)
        self.archives = ArchiveDock(self.desk, self)
        self.addDockWidget(BOTTOM, self.archives)
        self.tabifyDockWidget(self.follow_up, self.archives)

    def _dock(
        self, title: Message, name: str, panel: QWidget, area: Qt.DockWidgetArea
    ) -> QDockWidget:
        dock = QDockWidget(self.desk.translator(title), self)
        dock.setObjectName(name)  # what saveState knows it by
        dock.setWidget(panel)
        self.addDockWidget(area, dock)
        return dock

    def _add_menus(self) -> None:
        self.menus = fill_menu_bar(self.menuBar(), self.actions_by_id, self.desk)
        view = self.menus["&View"]
        view.addSeparator()
        view.addMenu(PresetMenu(self.desk, view))
        layout = self.menus["&Layout"]
        layout.addMenu(HangingMenu(self.desk, layout))
        panels = view.addMenu(self.desk.translator(message("Window", "&Panels")))
        for dock in self._docks:
            panels.addAction(dock.toggleViewAction())

    def open_places(self, places: Sequence[Path]) -> None:
        """Open what was dropped or named on the command line."""
        self.desk.registry.run("file.open_places", places=places)

    def take(self, order: OpeningOrder) -> None:
        """Open what a start was asked for; links ask the reader first."""
        self.open_places(order.places)
        for link in order.links:
            self.desk.registry.run("archive.open_link", link=link)

    @Slot(object)
    def take_from_another_start(self, order: OpeningOrder) -> None:
        bring_to_front(self)
        self.take(order)

    def show_library(self) -> None:
        """Bring the list of studies to the front, ready to be searched."""
        self._studies.show()
        self._studies.raise_()
        self.browser.search()

    @Slot(object)
    def _on_study_shown(self, study: Study | None) -> None:
        del study
        self._refresh_title()

    @Slot()
    def _refresh_title(self) -> None:
        """Task bars and screen shares show the title, so a hidden identity is hidden there, too."""
        session = self.desk.session
        study, is_named = session.viewport.value.study, session.overlays.value.shows_identity
        name = study.patient.patient_name if study and is_named else ""
        parts = [name, study.study_description] if study else []
        self.setWindowTitle(" · ".join([part for part in parts if part] + ["MedViewer"]))

    @Slot()
    def _to_the_image(self) -> None:
        """Keys belong to the images again, not to the list or the form that was just left."""
        self.activateWindow()
        self.viewport.setFocus()

    @Slot()
    def let_drops_through(self) -> None:
        """A file dropped on the image or into a text field is to be opened, too: by the window."""
        for part in self.findChildren(QWidget):
            part.setAcceptDrops(isinstance(part, ViewportPanel))  # which takes series, no files
        self.context.take_drops()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.open_places(dropped_places(event.mimeData()))

    def setVisible(self, visible: bool) -> None:
        """As large as asked for: until it is shown Qt takes all of the toolbar for what must be seen."""
        asked = self.size()
        super().setVisible(visible)
        layout = self.layout()
        if visible and layout is not None and not self.isMaximized() and not self.isFullScreen():
            layout.invalidate()
            layout.activate()
            self.resize(asked)

    def closeEvent(self, event: QCloseEvent) -> None:
        save_place(self, self._place_file)
        self.detached.close_all()
        self.desk.session.shut_down()
        super().closeEvent(event)
