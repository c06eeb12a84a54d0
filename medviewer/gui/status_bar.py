"""The status bar: passing notes, how far scan and analysis are, the AI's device, and what this is not for."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from medviewer.domain.model_card import AnalysisResult, AnalysisStatus
from medviewer.domain.reading_mode import ReadingMode
from medviewer.gui.actions import Actions
from medviewer.gui.archives.transfer_gauge import TransferGauge
from medviewer.gui.busy_gauge import BusyGauge
from medviewer.gui.desk import Desk
from medviewer.gui.export_gauge import ExportGauge
from medviewer.gui.study_texts import who
from medviewer.session.messages import Level, Notice
from medviewer.words import message

NOTE_MS = 8000
AI_OFF = message("Status", "AI off")
AI_HIDDEN = message("Status", "First read: AI hidden")
ONE_WAITS = message("Status", "1 finding undecided")
INTENDED_USE = message(
    "About",
    "For research and education. Not a medical device; not for primary diagnosis.",
)


class StatusBar(QStatusBar):
    """Shows what the session is busy with."""

    def __init__(self, actions: Actions, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setSizeGripEnabled(False)
        self.scan = BusyGauge(actions["file.stop_scanning"], desk)
        self.analysis = BusyGauge(actions["ai.cancel"], desk)
        self.registering = BusyGauge(actions["link.register"], desk)
        self.exporting = ExportGauge(actions, desk)
        self.transfers = TransferGauge(desk)
        self.intended_use = QLabel(desk.translator(INTENDED_USE))
        self.intended_use.setObjectName("muted")
        self.intended_use.setContentsMargins(6, 0, 8, 0)
        self.mode = QLabel()
        self.mode.setContentsMargins(6, 0, 6, 0)
        self.undecided = QLabel()
        self.undecided.setContentsMargins(6, 0, 6, 0)
        for widget in (
            self.scan,
            self.transfers,
            self.registering,
            self.exporting,
            self.analysis,
            self.mode,
            self.undecided,
            self.intended_use,
        ):
            self.addPermanentWidget(widget)
        desk.session.messages.posted.connect(self._on_posted)
        desk.session.library.changed.connect(self._on_library_changed)
        desk.session.analysis.changed.connect(self._on_analysis_changed)
        desk.session.registering.changed.connect(self._on_registering_changed)
        desk.session.analysis.result_added.connect(self._on_result_added)
        desk.session.reading.changed.connect(self._on_reading_changed)
        self._on_reading_changed()
        self._on_library_changed()
        self._on_analysis_changed()
        self._on_registering_changed()

    @Slot(object)
    def _on_result_added(self, result: AnalysisResult) -> None:
        """Said in passing to a reader who has gone on to another study; the panel says the rest."""
        session = self._desk.session
        study = session.library.value.find_study(result.request.study_instance_uid)
        if study is None or study == session.viewport.value.study:
            return
        if result.status is AnalysisStatus.DONE:
            patient = who(study.patient, is_named=session.overlays.value.shows_identity)
            text = message("Status", "The analysis of {patient} is done.", patient=patient)
            self.showMessage(self._desk.translator(text), NOTE_MS)

    @Slot(object)
    def _on_posted(self, notice: Notice) -> None:
        if notice.level is Level.NOTE:
            self.showMessage(self._desk.translator(notice.text), NOTE_MS)

    @Slot()
    def _on_reading_changed(self) -> None:
        """Whether the AI is hidden; how many proposals on screen still wait for the reader's word."""
        state = self._desk.session.reading.value
        self.mode.setVisible(state.hides_ai)
        off = state.mode is ReadingMode.OFF
        self.mode.setText(self._desk.translator(AI_OFF if off else AI_HIDDEN))
        count = len(state.undecided)
        self.undecided.setVisible(count > 0)
        words = (
            ONE_WAITS
            if count == 1
            else message("Status", "{count} findings undecided", count=count)
        )
        self.undecided.setText(self._desk.translator(words) if count else "")

    @Slot()
    def _on_library_changed(self) -> None:
        library = self._desk.session.library.value
        self.scan.setVisible(library.is_scanning)
        if library.is_scanning:
            self.scan.show_progress(message("Status", "Reading files"), library.progress)

    @Slot()
    def _on_analysis_changed(self) -> None:
        analysis = self._desk.session.analysis.value
        self.analysis.setVisible(analysis.is_running)
        if analysis.is_running:
            title = message("Status", "{model}: waiting", model=analysis.model_title)
            self.analysis.show_progress(title, analysis.progress)

    @Slot()
    def _on_registering_changed(self) -> None:
        registering = self._desk.session.registering.value
        self.registering.setVisible(registering.is_running)
        if registering.is_running:
            title = message("Registration", "Registering")
            self.registering.show_progress(title, registering.progress)
