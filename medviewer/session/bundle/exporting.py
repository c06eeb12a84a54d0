"""Exports of the study on screen: frozen on the GUI thread, made in a thread of their own, and told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot

from medviewer import paths
from medviewer.domain.bundle import BundleKind, Packing
from medviewer.domain.study import Study
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.progress import Progress
from medviewer.session.bundle.bundle_names import KIND_NAMES
from medviewer.session.bundle.bundle_order import BundleOrder, BundleOutcome
from medviewer.session.keeping.journal import Journal
from medviewer.session.reports.report_run import Translate
from medviewer.session.reports.report_sources import ReportSources
from medviewer.session.reports.reporting import Reporting
from medviewer.session.review.reading_sources import ReadingSources
from medviewer.session.state import State
from medviewer.words import message


@dataclass(frozen=True, slots=True)
class ExportState:
    """The export that is running, and the one before.

    Attributes:
        study: whose documents are or were written last.
        outcome: of the last export that ended well; None while one is running.
    """

    is_running: bool = False
    progress: Progress | None = None
    study: Study | None = None
    outcome: BundleOutcome | None = None


class Exporting(State[ExportState]):
    """One at a time."""

    def __init__(
        self, runner: JobRunner, journal: Journal, report: ReportSources, reporting: Reporting
    ) -> None:
        """`reporting` knows the language of reports, and where notices go."""
        super().__init__(ExportState(), reporting)
        self._runner = runner
        self._sources = ReadingSources(journal, report)
        self._reporting = reporting
        self._job: Job | None = None

    def suggest_target(self, folder: Path | None, packing: Packing) -> Path:
        """A name of its own in `folder`, or in the folder of reports; it tells no patient."""
        stamp = datetime.now().astimezone().strftime("%Y-%m-%d %H-%M-%S")
        suffix = ".zip" if packing is Packing.ZIP else ""
        return (folder or paths.data_folder() / "reports") / f"{stamp}{suffix}"

    def begin(
        self, study: Study, kinds: Iterable[BundleKind], packing: Packing, target: Path
    ) -> None:
        """Write these kinds of the study as it is now; `changed` follows."""
        if self.value.is_running:
            return
        order = self.order_of(study, frozenset(kinds), target, packing)
        self.replace(ExportState(is_running=True, study=study))
        work = partial(_run, order, self._reporting.translate)
        self._job = job = self._runner.start(Lane.EXPORT, work)
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)

    @property
    def translate(self) -> Translate:
        """Puts a message into the language reports are written in."""
        return self._reporting.translate

    def order_of(
        self,
        study: Study,
        kinds: frozenset[BundleKind],
        target: Path,
        packing: Packing = Packing.FOLDER,
    ) -> BundleOrder:
        """The reading of a study as it is now, to be written into `target`."""
        reading, language = self._sources.order(study), self._reporting.language
        return BundleOrder(reading, kinds, target, packing, language)

    def cancel(self) -> None:
        """Stop; nothing of it is left behind."""
        if self._job is not None:
            self._job.cancel()

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        self.update(progress=progress)

    @Slot(object)
    def _on_finished(self, outcome: BundleOutcome) -> None:
        study = self.value.study
        if outcome.report is not None and study is not None:
            self._sources.report.signing.note_sent(study.key, outcome.report)
        self._end(outcome)
        messages = self._reporting.messages
        for failure in outcome.failures:
            messages.warn(
                message(
                    "Export",
                    "{kind} was not exported: {reason}",
                    kind=KIND_NAMES[failure.kind],
                    reason=failure.reason,
                )
            )
        for notice in outcome.notices:
            messages.note(notice)
        messages.note(
            message(
                "Export",
                "{count} files exported to {place}",
                count=len(outcome.files),
                place=outcome.place,
            )
        )

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self._end(None)
        self._reporting.messages.error(error.message)

    @Slot()
    def _on_cancelled(self) -> None:
        self._end(None)
        self._reporting.messages.note(
            message("Export", "The export was stopped. Nothing of it was written.")
        )

    def _end(self, outcome: BundleOutcome | None) -> None:
        self._job = None
        self.replace(replace(self.value, is_running=False, progress=None, outcome=outcome))


def _run(order: BundleOrder, translate: Translate, context: JobContext) -> BundleOutcome:
    # Loads pydicom: not before the window stands.
    from medviewer.session.bundle.bundle_run import run_bundle

    return run_bundle(order, context.token, context.progress, translate)
