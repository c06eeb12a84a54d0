"""What leaves without identity: de-identified copies of images, and corrections as a training set.

(copies) ask for a preview → what would change in one file; begin → progress → report
(corrections) export → examples in a new folder
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot

from medviewer.domain.correction import CorrectionsOutcome
from medviewer.domain.deidentification import (
    ChangedAttribute,
    DeidentificationOptions,
    DeidentificationReport,
)
from medviewer.domain.model_card import ModelCard
from medviewer.domain.study import Study
from medviewer.domain.study_journal import StudyJournal
from medviewer.errors import MedViewerError
from medviewer.jobs.job import JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.progress import Progress
from medviewer.session.keeping.journal import Journal
from medviewer.session.messages import Messages
from medviewer.session.one_job import OneJob
from medviewer.session.sharing.audit import Audit
from medviewer.session.sharing.audit_events import deidentification_event, export_event
from medviewer.session.sharing.deidentification_facts import facts_of
from medviewer.words import Message, message


@dataclass(frozen=True, slots=True)
class SharingState:
    """The run going on, and what the last one did; `problem` is why it failed."""

    is_running: bool = False
    progress: Progress | None = None
    report: DeidentificationReport | None = None
    problem: Message | None = None


class Sharing(OneJob[SharingState]):
    """One run at a time, in the lane of exports."""

    previewed = Signal(object)  # tuple[ChangedAttribute, ...]

    def __init__(
        self, runner: JobRunner, journal: Journal, audit: Audit, messages: Messages
    ) -> None:
        super().__init__(runner, SharingState(), journal)
        self._journal = journal
        self._audit = audit
        self._messages = messages

    def preview(self, file: Path, options: DeidentificationOptions) -> None:
        """Ask what would change in one file; `previewed` tells."""
        job = self._runner.start(Lane.ATTRIBUTES, partial(_preview, file, options))
        job.finished.connect(self._on_previewed)
        job.failed.connect(self._on_not_previewed)

    def deidentify(
        self, places: Sequence[Path], folder: Path, options: DeidentificationOptions
    ) -> None:
        """Begin copying; `changed` follows, and at the end the report."""
        if not self.value.is_running:
            work = partial(_deidentify, tuple(places), folder, options)
            self._begin(Lane.EXPORT, work, report=None)

    def export_corrections(
        self, folder: Path, licence: str, catalog: tuple[ModelCard, ...]
    ) -> None:
        """Write what was decided in all open studies as a training set."""
        studies = self._journal.open_studies
        kept = [each.journal for each in self._journal.content(studies)]
        readings = tuple(zip(studies, kept, strict=True))
        if not self.value.is_running:
            work = partial(_export_corrections, readings, folder, licence, catalog)
            self._begin(Lane.EXPORT, work, report=None)

    @Slot(object)
    def _on_previewed(self, changed: tuple[ChangedAttribute, ...]) -> None:
        self.previewed.emit(changed)

    @Slot(object)
    def _on_not_previewed(self, error: MedViewerError) -> None:
        self.update(problem=error.message)

    @Slot(object)
    def _on_finished(self, done: object) -> None:
        if isinstance(done, DeidentificationReport):
            self.update(report=done)
            self._audit.note(deidentification_event(facts_of(done)))
            self._messages.note(_written(done))
        elif isinstance(done, CorrectionsOutcome):
            self._audit.note(export_event(None, ("corrections",), done.examples))
            self._messages.note(_exported(done))

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        super()._on_failed(error)
        self._messages.error(error.message)


def _preview(
    file: Path, options: DeidentificationOptions, _: JobContext
) -> tuple[ChangedAttribute, ...]:
    from medviewer.dicom.deidentifying.clean_file import clean_file  # not before the window stands
    from medviewer.dicom.deidentifying.cleaning import Cleaner
    from medviewer.dicom.deidentifying.pseudonyms import Pseudonyms

    return clean_file(file, Cleaner(options, Pseudonyms()).with_types()).changed


def _deidentify(
    places: tuple[Path, ...], folder: Path, options: DeidentificationOptions, context: JobContext
) -> DeidentificationReport:
    from medviewer.dicom.deidentifying.run import deidentify, refuse_where_originals_lie

    refuse_where_originals_lie(tuple({place.parent for place in places}), folder)
    with tempfile.TemporaryDirectory(prefix="medviewer-") as unpacked:
        return deidentify(places, folder, options, Path(unpacked), context.token, context.progress)


def _export_corrections(
    readings: tuple[tuple[Study, StudyJournal], ...],
    folder: Path,
    licence: str,
    catalog: tuple[ModelCard, ...],
    context: JobContext,
) -> CorrectionsOutcome:
    from medviewer.session.review.kept_reading import order_of_kept
    from medviewer.session.sharing.corrections import export_corrections

    orders = [order_of_kept(study, kept, catalog) for study, kept in readings]
    return export_corrections(orders, folder, licence, context.token)


def _written(report: DeidentificationReport) -> Message:
    return message(
        "Deidentification",
        "{count} de-identified files were written to {folder}.",
        count=report.written,
        folder=report.folder,
    )


def _exported(outcome: CorrectionsOutcome) -> Message:
    return message(
        "Training",
        "{count} examples of {patients} patients were written to {folder}.",
        count=outcome.examples,
        patients=outcome.patients,
        folder=outcome.folder,
    )
