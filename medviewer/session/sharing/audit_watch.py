"""Watches the session and has the audit trail say what the reader decided and what the models answered.

analysis.result_added, reading.changed, ledger.changed, reporting.changed, … → events → audit.note
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Slot

from medviewer.domain.audit import AuditEvent
from medviewer.domain.finding import Review
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.report_version import SignedReport
from medviewer.domain.signal_model import SignalAnswer
from medviewer.domain.study import Study
from medviewer.domain.study_journal import KeptStudy
from medviewer.session.asking.fused import FusedState
from medviewer.session.bundle.exporting import ExportState
from medviewer.session.coding.codes import CodesState
from medviewer.session.coding.coding import CodingState
from medviewer.session.lesions.ledger import LedgerState
from medviewer.session.reports.signing import SigningState
from medviewer.session.review.reading_state import ReadingState
from medviewer.session.session import Session
from medviewer.session.sharing.audit_events import (
    amending_event,
    analysis_event,
    change_event,
    decision_event,
    erasing_event,
    export_event,
    first_read_event,
    mode_event,
    own_finding_event,
    sign_off_event,
)
from medviewer.session.sharing.code_events import code_events, coding_event
from medviewer.session.sharing.context_events import override_event
from medviewer.session.sharing.fused_events import fused_event, signal_event
from medviewer.session.sharing.lesion_events import lesion_events
from medviewer.settings import Settings
from medviewer.words import message

REPORT_KINDS = ("docx", "html", "json", "pdf", "txt")


class AuditWatch(QObject):
    """Only listens: nothing of the session knows that it is watched."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._reported: Study | None = None
        session.analysis.result_added.connect(self._on_result_added)
        session.reading.changed.connect(self._on_reading_changed)
        session.preferences.changed.connect(self._on_preferences_changed)
        session.reporting.changed.connect(self._on_reporting_changed)
        session.signing.changed.connect(self._on_signing_changed)
        session.longitudinal.ledger.changed.connect(self._on_ledger_changed)
        session.clinical.codes.changed.connect(self._on_codes_changed)
        session.clinical.intake.overridden.connect(self._on_document_overridden)
        session.coding.changed.connect(self._on_coding_changed)
        session.questions.fused.changed.connect(self._on_fused_changed)
        session.questions.signal_answered.connect(self._on_signal_answered)
        session.exporting.changed.connect(self._on_exporting_changed)
        session.session_files.written.connect(self._on_session_written)
        session.pictures.written.connect(self._on_pictures_written)
        session.study_list.erased.connect(self._on_erased)
        self._last_files = session.reporting.last_files

    @property
    def _reader(self) -> str:
        return self._session.reading.value.content.reader

    def _study(self, key: str) -> Study | None:
        return self._session.library.value.find_study(key)

    @Slot(object)
    def _on_result_added(self, result: AnalysisResult) -> None:
        study = self._study(result.request.study_instance_uid)
        self._session.audit.note(analysis_event(result, study, self._reader))

    @Slot(object, object)
    def _on_reading_changed(self, before: ReadingState, now: ReadingState) -> None:
        if before.study_instance_uid != now.study_instance_uid:
            return  # another study came on screen
        study = self._study(now.study_instance_uid)
        for event in reading_events(before, now, study):
            self._session.audit.note(event)

    @Slot(object, object)
    def _on_preferences_changed(self, before: Settings, now: Settings) -> None:
        if before.reading_mode != now.reading_mode:
            self._session.audit.note(mode_event(now.reading_mode, None, self._reader))

    @Slot()
    def _on_reporting_changed(self) -> None:
        reporting = self._session.reporting
        if reporting.is_writing:
            self._reported = self._session.viewport.value.study
        elif reporting.last_files is not self._last_files:
            self._last_files = reporting.last_files
            event = export_event(self._reported, REPORT_KINDS, len(REPORT_KINDS), self._reader)
            self._session.audit.note(event)

    @Slot(object, object)
    def _on_exporting_changed(self, before: ExportState, now: ExportState) -> None:
        if before.is_running and now.outcome is not None:
            kinds = [kind.value for kind in now.outcome.kinds]
            event = export_event(now.study, kinds, len(now.outcome.files), self._reader)
            self._session.audit.note(event)

    @Slot(object)
    def _on_session_written(self, written: tuple[KeptStudy, ...]) -> None:
        """Of each study whose reading went into the file."""
        for kept in written:
            found = Study(kept.study_instance_uid, kept.patient)
            self._session.audit.note(export_event(found, ("session_file",), 1, self._reader))

    @Slot(str)
    def _on_pictures_written(self, display_set_id: str) -> None:
        studies = self._session.library.value.studies
        own = (study for study in studies if study.find_display_set(display_set_id) is not None)
        self._session.audit.note(export_event(next(own, None), ("pictures",), 1, self._reader))

    @Slot(object, object)
    def _on_signing_changed(self, before: SigningState, now: SigningState) -> None:
        for report in now.studies:
            study = self._study(report.study_key)
            for event in signing_events(before.of(report.study_key), report, study):
                self._session.audit.note(event)
                self._say_if_not_kept()

    @Slot(object, object)
    def _on_ledger_changed(self, before: LedgerState, now: LedgerState) -> None:
        for key, ledger in now.studies.items():
            for event in lesion_events(before.of(key), ledger, self._study(key), self._reader):
                self._session.audit.note(event)

    @Slot(object, object)
    def _on_codes_changed(self, before: CodesState, now: CodesState) -> None:
        for key, codes in now.studies.items():
            for event in code_events(before.of(key), codes, self._study(key), self._reader):
                self._session.audit.note(event)

    @Slot(str, int)
    def _on_document_overridden(self, study_key: str, contradictions: int) -> None:
        study = self._study(study_key)
        self._session.audit.note(override_event(study, contradictions, self._reader))

    @Slot(object, object)
    def _on_coding_changed(self, before: CodingState, now: CodingState) -> None:
        if now.answer is not None and now.answer is not before.answer:
            study = self._study(now.study_key)
            self._session.audit.note(coding_event(now.answer, study, self._reader))

    @Slot(object, object)
    def _on_fused_changed(self, before: FusedState, now: FusedState) -> None:
        if now.answer is not None and now.answer is not before.answer:
            study = self._study(now.study_key)
            self._session.audit.note(fused_event(now.answer, study, self._reader))

    @Slot(object, str)
    def _on_signal_answered(self, answer: SignalAnswer, study_key: str) -> None:
        event = signal_event(answer, self._study(study_key), self._reader)
        self._session.audit.note(event)

    def _say_if_not_kept(self) -> None:
        """Whoever signs has to know that nobody can see it in the trail yet."""
        if self._session.audit.problem is not None:
            self._session.messages.warn(SIGNED_BUT_NOT_KEPT)

    @Slot(int)
    def _on_erased(self, count: int) -> None:
        self._session.audit.note(erasing_event(count, self._reader))


def reading_events(
    before: ReadingState, now: ReadingState, study: Study | None
) -> Iterator[AuditEvent]:
    """All that a reader decided between two states of one study's reading."""
    yield from decision_events(before, now, study)
    yield from own_finding_events(before, now, study)
    if now.first_read is not None and before.first_read is None:
        yield first_read_event(now.first_read, study)
    for change in now.changes_after_ai:
        if change not in before.changes_after_ai:
            yield change_event(change, study, now.content.reader)


def own_finding_events(
    before: ReadingState, now: ReadingState, study: Study | None
) -> Iterator[AuditEvent]:
    """Findings the models missed: added, changed, removed."""
    earlier = {each.finding.finding_id: each.finding for each in before.added}
    later = {each.finding.finding_id: each.finding for each in now.added}
    for finding_id, finding in later.items():
        if finding_id not in earlier:
            yield own_finding_event("added", finding, study)
        elif earlier[finding_id] != finding:
            yield own_finding_event("changed", finding, study)
    for finding_id in earlier.keys() - later.keys():
        yield own_finding_event("removed", earlier[finding_id], study)


def decision_events(
    before: ReadingState, now: ReadingState, study: Study | None
) -> Iterator[AuditEvent]:
    """What was decided, and what was taken back, between two states of one study's reading."""
    if before.reviews == now.reviews:
        return
    earlier = {review.finding_id: review for review in before.reviews}
    later = {review.finding_id: review for review in now.reviews}
    for finding_id, review in later.items():
        if earlier.get(finding_id) != review:
            yield decision_event(review, now.find(finding_id), study)
    for finding_id in earlier.keys() - later.keys():
        finding = now.find(finding_id)
        if finding is not None:  # not dropped together with the answer it was in
            yield decision_event(Review(finding_id, reader=now.content.reader), finding, study)


def signing_events(
    before: SignedReport, now: SignedReport, study: Study | None
) -> Iterator[AuditEvent]:
    """What was signed, and a signed report opened for changes."""
    for version in now.versions:
        if version not in before.versions:
            yield sign_off_event(version.sign_off, study, sha256=version.sha256)
    if now.amendment and now.amendment != before.amendment:
        yield amending_event(now.amendment, study)


SIGNED_BUT_NOT_KEPT = message(
    "Audit",
    "The signature stands, but it is not in the audit trail yet, because that cannot be written now. It is "
    "written down as soon as it can be, as long as MedViewer stays open.",
)
