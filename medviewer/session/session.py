"""One reading session: everything that is open, shown, measured and found, joined together.

library ─ studies ─► viewports ─ display sets, slices ─► volumes ─ frames ─► (canvases)
                        │                                │
                        └ the active one ─► analysis ─ results ─► reading ─ decisions ─► reporting
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.model_card import AnalysisResult, AttentionPatch, ModelCard
from medviewer.domain.study import DisplaySet, Patient, Series, Study
from medviewer.domain.voi import Voi, WindowPreset
from medviewer.domain.volume import Frame
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.ai.analysis import Analysis
from medviewer.session.ai.explaining import Explaining
from medviewer.session.ai.pre_analysis import PreAnalysis
from medviewer.session.ai.proposals import Proposals
from medviewer.session.ai.remote_analysis import RemoteAnalysis
from medviewer.session.ai.run_times import RunTimes
from medviewer.session.ai.self_testing import SelfTesting
from medviewer.session.ai.suggestions import Suggestions
from medviewer.session.asking.prognosis import Prognosis
from medviewer.session.asking.questions import Questions
from medviewer.session.bundle.exporting import Exporting
from medviewer.session.coding.coding import Coding
from medviewer.session.context.clinical import Clinical
from medviewer.session.drawing.annotations import Annotations
from medviewer.session.drawing.cursor import Cursor
from medviewer.session.drawing.drawing import Drawing
from medviewer.session.drawing.drawn_images import DrawnImages
from medviewer.session.drawing.quantities import Quantities
from medviewer.session.drawing.segments import Segments
from medviewer.session.drawing.value_scales import ValueScales
from medviewer.session.hanging.alignments import Alignments
from medviewer.session.hanging.hanging import Hanging, Room
from medviewer.session.hanging.linking import Linking
from medviewer.session.hanging.registering import Registering
from medviewer.session.hanging.steps import Steps
from medviewer.session.images.cine import Cine
from medviewer.session.images.first_look import FirstLook
from medviewer.session.images.image_supply import ImageSupply
from medviewer.session.images.phases import Phases
from medviewer.session.images.picture_export import PictureExport
from medviewer.session.images.quiet_start import QuietStart
from medviewer.session.images.series_notes import SeriesNotes
from medviewer.session.images.shown_images import ShownImages
from medviewer.session.images.thumbnails import Thumbnails
from medviewer.session.images.viewport import (
    DataPresentation,
    Overlays,
    Presentations,
    Viewport,
    ViewportState,
    toggle_source_slices,
)
from medviewer.session.images.viewports import Viewports
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.keeping import remembering
from medviewer.session.keeping.history import History
from medviewer.session.keeping.journal import Journal
from medviewer.session.keeping.journal_content import JournalParts
from medviewer.session.keeping.session_files import SessionFiles
from medviewer.session.lesions.ledger import Ledger
from medviewer.session.lesions.longitudinal import Longitudinal
from medviewer.session.library.library import Library, LibraryState
from medviewer.session.library.study_list import StudyList
from medviewer.session.library.tags import Tags
from medviewer.session.messages import Messages
from medviewer.session.network.network import Network, NetworkParts
from medviewer.session.objects.object_layers import ObjectLayers
from medviewer.session.objects.objects import Objects
from medviewer.session.patient_guard import PatientGuard
from medviewer.session.planes.planes import Planes
from medviewer.session.preferences import Preferences
from medviewer.session.reports.report_run import Translate
from medviewer.session.reports.report_sources import ReportSources
from medviewer.session.reports.report_writing import ReportWriting
from medviewer.session.reports.reporting import Reporting
from medviewer.session.reports.signing import Signing
from medviewer.session.review.finding_edits import FindingEdits
from medviewer.session.review.finding_places import show_selected
from medviewer.session.review.first_reads import ReadParts
from medviewer.session.review.reading import Reading, ReadingState
from medviewer.session.review.reading_modes import ReadingModes
from medviewer.session.sharing.audit import Audit
from medviewer.session.sharing.sharing import Sharing
from medviewer.session.support.support import Support
from medviewer.settings import Settings


class Session(QObject):
    """Holds the parts and lets a change in one reach the others. Knows no widget."""

    study_shown = Signal(object)  # Study or None: another study is on screen

    def __init__(
        self,
        runner: JobRunner,
        worker: WorkerProcess,
        catalog: tuple[ModelCard, ...],
        preferences: Preferences | None = None,
        translate: Translate = str,
        language: str = "en",
    ) -> None:
        """Make the parts.

        Args:
            preferences: the reader's settings; None for ones that are forgotten.
            translate: puts a message into the language reports are written in.
            language: that language.
        """
        super().__init__()
        self.preferences = preferences or Preferences(Settings(), file=None)
        self.messages = Messages(self)
        self.audit = Audit(runner, self.preferences, self.messages, self)
        self.library = Library(runner, self.messages, self)
        self.thumbnails = Thumbnails(runner, self)
        self.study_list = StudyList(runner, self.messages, self)
        self.remembering = remembering.Remembering(
            self.library, self.thumbnails, self.study_list, self.messages, self
        )
        self.volumes = VolumeCache(runner, self)
        self.viewports = Viewports(self)
        self.viewport: Viewport = self.viewports.active
        self.first_look = FirstLook(self.library, self.viewports, self)
        self.tags = Tags(runner, self.viewport, self.messages, self)
        self.cine = Cine(self.viewport, self)
        self.presentations = Presentations(self)
        self.overlays = Overlays(self)
        self.history = History(self)
        self.annotations = Annotations(self.history, self)
        self.reading = Reading(self.history, self)
        self.signing = Signing(self.library, self)
        self.analysis = Analysis(
            runner, worker, catalog, self.volumes, self.messages, self.preferences
        )
        self.proposals = Proposals(
            self.analysis, self.reading, self.viewport, self.library, self.messages, self
        )
        self.explaining = Explaining(
            self.analysis, self.proposals, self.reading, self.viewport, self.overlays, self
        )
        self.run_times = RunTimes(self)
        self.self_testing = SelfTesting(runner, worker, self.preferences, self)
        self.pre_analysis = PreAnalysis(
            self.analysis, self.library, self.viewport, self.preferences, self
        )
        self.reporting = Reporting(runner, self.messages, translate, language, self)
        self.value_scales = ValueScales(self.presentations, self)
        self.images = ShownImages(self.volumes, self.presentations, self.value_scales, self)
        self._take_up_drawing(runner)
        self.phases = Phases(self.viewport, self.presentations, self.volumes, self.window, self)
        self.suggestions = Suggestions(self.viewport, catalog, self)
        self.notes = SeriesNotes(self.viewport, self.volumes, self)
        self.planes = Planes(self.viewports, self.volumes, self.presentations, runner, self)
        self.runner = runner
        self._join_cells(worker)
        self.library.changed.connect(self._on_library_changed)
        self.viewport.changed.connect(self._on_active_changed)
        self.analysis.run_timed.connect(self.run_times.learn)

    def _join_cells(self, worker: WorkerProcess) -> None:
        """What makes several images one room: their pixels, what goes together, how studies hang."""
        self.remote = RemoteAnalysis(self.runner, self.analysis, self.messages, self.library)
        self._supply = ImageSupply(self.viewports, self.planes, self.volumes, self.messages, self)
        self.patients = PatientGuard(self.viewports, self)
        self.linking = Linking(self.viewports, self.presentations, Alignments(self), self)
        self.cursor = Cursor(self.viewports, self.linking, self)
        self.objects = Objects(self.runner, self.library, self.tags, self.viewport, self.messages)
        used = self.objects, self.viewports, self.segments
        self.layers = ObjectLayers(self.runner, self.library, *used, self.messages)
        self.registering = Registering(
            self.runner, self.viewports, self.volumes, self.linking, self.messages, self
        )
        shown = self.viewports, self.linking, self.presentations, self.images
        room = Room(*shown, self.library, self.preferences, self.planes)
        self.hanging = Hanging(room, self.first_look, self)
        self.steps = Steps(room, self.history, self)
        self.registering.watching = self.steps.watching
        segments, ledger = self.segments, Ledger(self.history, self.library, self)
        self.clinical = Clinical(self.history, self.library, self.messages, self, self.runner)
        own = self.signing, ledger, self.layers, self.clinical
        parts = JournalParts(room, self.annotations, self.reading, segments, self.proposals, *own)
        self.journal = Journal(
            self.runner, parts, self.library, self.preferences, self.messages, self
        )
        self.longitudinal = Longitudinal(self.runner, parts, self.journal, self.registering)
        drawn = DrawnImages(self.annotations, self.quantities, self.segments, self.overlays)
        self.pictures = PictureExport(
            self.runner, self.proposals, self.reading, drawn, self.reporting
        )
        written = self.signing, self.longitudinal, self.clinical
        self._report_sources = ReportSources(room, self.proposals, self.reading, drawn, *written)
        self.writing = ReportWriting(
            self.runner, self._report_sources, self.reporting, self.history
        )
        self.coding = Coding(self.runner, worker, self.clinical, self.writing, self.preferences)
        asking = self.runner, worker, self.clinical, self.viewport, self.preferences
        self.questions = Questions(*asking)
        self.prognosis = Prognosis(self.runner, worker, self.clinical, self.coding)
        self.exporting = Exporting(self.runner, self.journal, self._report_sources, self.reporting)
        self.sharing = Sharing(self.runner, self.journal, self.audit, self.messages)
        self.session_files = SessionFiles(self.runner, self.journal, self.history, self.messages)
        self.support = Support(self.runner, self.preferences, self.self_testing, self.messages)
        opened = self.library, self.study_list, self.volumes, self.first_look, self.viewports
        kept = self.journal, self.audit, self.analysis, self.messages, self.exporting
        self.network = Network(self.runner, NetworkParts(*opened, *kept), self)

    def _take_up_drawing(self, runner: JobRunner) -> None:
        self.drawing = Drawing(self)
        self.finding_edits = FindingEdits(self.reading, self.annotations, self)
        self.segments = Segments(
            self.history, self.volumes, self.library, runner, self.messages, self
        )
        self.quantities = Quantities(
            runner, self.library, self.volumes, self.value_scales, self.annotations, self
        )
        read = ReadParts(self.reading, self.annotations, self.segments, self.quantities)
        self.reading_modes = ReadingModes(self.preferences, read, self.analysis, self)

    # What a reader can ask for that concerns more than one part

    def open(self, places: Sequence[Path]) -> None:
        """Scan the places; the first study found is shown when the scan ends."""
        self.library.open(places)

    def put_first_image_first(self) -> None:
        """Something is about to be opened: thumbnails and the list of studies wait for its first image."""
        QuietStart(self.runner, self.library, self.volumes, self)

    def show(self, study: Study, display_set: DisplaySet) -> None:
        """Put a display set in the active viewport."""
        self.viewport.show(study, display_set)

    def toggle_source_slices(self) -> None:
        """Show a tilted stack as acquired, or resampled again, in the same greys."""
        toggle_source_slices(self.viewport, self.presentations)

    def analyze(self, choices: Mapping[str, str] | None = None) -> None:
        """Run every model that fits on the study shown; `choices`: model id → display set id."""
        study = self.viewport.value.study
        if study is not None:
            self.analysis.run(study, choices)

    def analyze_anyway(self, model_id: str, display_set_id: str, reason: str) -> None:
        """Run one model on a series the guard refused it, for a reason the reader typed."""
        study = self.viewport.value.study
        if study is not None:
            self.remote.run_anyway(study, model_id, display_set_id, reason)

    def select_finding(self, finding_id: str) -> None:
        self.reading.select(finding_id)
        self.show_selected_finding()

    def show_selected_finding(self) -> None:
        """Bring the selected finding's series and key slice to the viewport and centre on it."""
        show_selected(self.reading, self.proposals, self.viewport, self.planes)

    def apply_preset(self, key: str) -> None:
        """Apply the preset of a digit; 0 goes back to the automatic window of the frame shown."""
        self.images.apply_preset(self.viewport.value, key)

    def reset_display(self) -> None:
        """Window, inversion, zoom and pan as they were at first; the slice stays (IHE BIR)."""
        shown = self.viewport.value.display_set
        if shown is not None:
            self.presentations.set(shown.display_set_id, DataPresentation())
            self.viewport.reset()
            self.planes.fit()

    def export_report(self, folder: Path) -> None:
        """Write the report of the study shown into `folder`."""
        study = self.viewport.value.study
        if study is not None:
            self.reporting.write(self._report_sources.order(study), folder)

    def open_listed(self, study_key: int) -> None:
        """Open a study of the list, from where its files were; one that is open is only shown."""
        listed = self.study_list.value.find(study_key)
        study = remembering.find_open(listed, self.library.value.studies) if listed else None
        if study is not None:
            self.first_look.show(study)
        else:
            self.study_list.locate(study_key)

    def close_studies(self, keys: frozenset[str]) -> None:
        """Close some of the open studies; what was found and decided in them is forgotten."""
        self.journal.close(keys)
        closing = [study for study in self.library.value.studies if study.key in keys]
        self.analysis.forget(keys)
        self.viewports.close(keys)
        self.reading.forget(keys)
        self.annotations.forget(keys)
        for display_set in (d for study in closing for s in study.series for d in s.display_sets):
            self.volumes.drop(display_set.display_set_id)
            self.thumbnails.drop(display_set.display_set_id)
            self.images.forget(display_set.display_set_id)
        self.value_scales.forget_all()  # opened again, a file may say another weight
        self.library.close(keys)

    def erase_traces(self, patient: Patient, study_uids: frozenset[str] = frozenset()) -> None:
        """Close a patient's studies and leave no trace of them in what MedViewer keeps.

        Files that were opened and reports that were written stay: they are the reader's own.
        """
        keys = remembering.open_studies_of(patient, self.library.value.studies)
        uids = study_uids | {key.partition("~")[0] for key in keys}
        self.journal.drop(keys | uids)
        self.close_studies(keys)
        remembering.forget_folder_and_log(patient, uids, self.preferences)
        self.library.remove_left_behind()
        self.study_list.erase(patient, uids)
        self.network.erase(patient, uids)

    def close_all(self) -> None:
        self.journal.close_all()
        self.analysis.forget_all()
        self.viewports.close_all()
        self.remembering.flush()
        self.reading.forget_all()
        self.annotations.forget_all()
        self.volumes.clear()
        self.thumbnails.clear()
        self.images.forget_all()
        self.value_scales.forget_all()
        self.linking.forget_all()
        self.library.close_all()

    def shut_down(self) -> None:
        """End every thread and process. Nothing of the session may be used afterwards."""
        self.network.stop()
        self.analysis.shut_down()
        rest = self.journal.take_rest()
        self.close_all()
        self.study_list.stop()
        self.runner.shut_down()
        self.journal.write_rest(rest)
        self.audit.write_rest()
        self.network.arrivals.write_rest()
        self.library.shut_down()

    # What the widgets look up (of the active viewport, unless another is named)

    def series(self, of: Viewport | None = None) -> Series | None:
        """The series the display set shown belongs to."""
        return self.images.series((of or self.viewport).value)

    def frame(self, of: Viewport | None = None) -> Frame | None:
        """The frame shown, once it is decoded."""
        return self.images.frame((of or self.viewport).value)

    def window(self, of: Viewport | None = None) -> Voi | None:
        """The window the frame shown goes through: the reader's, the header's, or a computed one."""
        return self.images.window((of or self.viewport).value)

    def presets_on_offer(self, of: Viewport | None = None) -> tuple[WindowPreset, ...]:
        return self.images.presets_on_offer((of or self.viewport).value)

    def reading_of(self, viewport: Viewport) -> ReadingState:
        """The reading of the study a viewport shows."""
        study = viewport.value.study
        return self.reading.of_study(study.key if study is not None else "")

    def results(self, of: Viewport | None = None) -> tuple[AnalysisResult, ...]:
        """What the models said about the study shown; hidden result sets are left out."""
        return self.proposals.results(of)

    def attention_on_slice(self, of: Viewport | None = None) -> tuple[AttentionPatch, ...]:
        """Maps that lie on the slice shown; a rejected finding's while it is selected."""
        return self.explaining.attention_on_slice(of)

    def predicted_s(self) -> float | None:
        """Seconds that Analyze will take on the study shown; None where no model that fits ever ran here."""
        study = self.viewport.value.study
        if study is None:
            return None
        return self.run_times.predict_all_s(self.analysis.plan(study), self.analysis.value.device)

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        """What grew is renewed on screen; what was found in it may no longer be in its place."""
        if now.studies is before.studies:
            return  # only the progress moved
        known = {id(study) for study in before.studies}  # a study that grew is another object
        for study in now.studies:
            if id(study) not in known:
                self.proposals.drop_outdated(study)
        self.first_look.take(before, now)

    @Slot(object, object)
    def _on_active_changed(self, before: ViewportState, now: ViewportState) -> None:
        if now.study != before.study:
            self.reading.open_study(now.study.key if now.study else "")
            self.study_list.show_others_of(now.study)
            self.study_shown.emit(now.study)
