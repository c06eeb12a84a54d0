"""The four journeys in one go, in the real window and by command id: open, read, analyse, report.

open → study shown → its pixels complete → analyse → first finding selected → report written → bundle → done
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from medviewer.domain.bundle import BundleKind, Packing
from medviewer.gui.main_window import MainWindow
from medviewer.session.ai.analysis import AnalysisState
from medviewer.session.bundle.exporting import ExportState
from medviewer.session.messages import Level, Notice


class Tour(QObject):
    """Each step begins when the session says that the one before has ended."""

    def __init__(self, window: MainWindow, study: Path, report: Path, *, stays_open: bool) -> None:
        """Begin with `begin`; `study` is a folder or archive, `report` the folder to write into."""
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._study = study
        self._report_folder = report
        self._stays_open = stays_open
        self.exit_code = 1  # until the report is written
        self._has_failed = False
        self._has_asked = False
        session = self._desk.session
        session.volumes.completed.connect(self._on_completed)
        session.analysis.changed.connect(self._on_analysis_changed)
        session.reporting.changed.connect(self._on_reporting_changed)
        session.exporting.changed.connect(self._on_exporting_changed)
        session.messages.posted.connect(self._on_posted)

    @Slot()
    def begin(self) -> None:
        self._desk.registry.run("file.open_places", places=[self._study])

    @Slot()
    def _on_completed(self) -> None:
        if self._has_asked:
            return
        self._has_asked = True
        self._desk.registry.run("view.preset_2")  # on a CT: lung
        self._desk.registry.run("ai.analyze")
        if not self._desk.session.analysis.value.is_running:  # refused, or no model is installed
            self._report_findings()

    @Slot(object, object)
    def _on_analysis_changed(self, before: AnalysisState, now: AnalysisState) -> None:
        if before.is_running and not now.is_running:
            self._report_findings()

    def _report_findings(self) -> None:
        self._desk.registry.run("findings.next")
        self._desk.registry.run("report.export", folder=self._report_folder)

    @Slot()
    def _on_reporting_changed(self) -> None:
        """The report is there; now everything that other systems read, beside it."""
        session = self._desk.session
        study = session.viewport.value.study
        if session.reporting.last_files is not None and study is not None:
            kinds = frozenset(BundleKind) - {BundleKind.MOVIE}
            session.exporting.begin(study, kinds, Packing.FOLDER, self._report_folder)

    @Slot(object, object)
    def _on_exporting_changed(self, before: ExportState, now: ExportState) -> None:
        if before.is_running and not now.is_running:
            self.exit_code = int(self._has_failed or now.outcome is None)
            self._end()

    @Slot(object)
    def _on_posted(self, notice: Notice) -> None:
        if notice.level is Level.ERROR:
            self._has_failed = True
            self._end()

    def _end(self) -> None:
        if not self._stays_open:
            QTimer.singleShot(0, self._window.close)  # not within the signal that told us
