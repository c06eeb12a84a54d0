"""Lesions of a patient's examinations that are not open, from what was kept of them.

another patient on screen, a study opened or closed ─► a job reads the journal ─► entries
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.longitudinal import Examination, FollowUp
from medviewer.domain.patient_identity import is_same_patient
from medviewer.domain.study import Patient
from medviewer.domain.study_journal import KeptStudy
from medviewer.errors import IndexDamaged
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.hanging.alignments import Alignment
from medviewer.session.lesions.follow_up import Entry, follow_up


class KeptPriors(QObject):
    """Of one patient at a time."""

    changed = Signal()

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._job: Job | None = None
        self.entries: tuple[Entry, ...] = ()

    def look_up(self, file: Path | None, patient: Patient, open_uids: frozenset[str]) -> None:
        """Ask for the patient's examinations but those; `changed` tells when they are there."""
        self.forget()
        if file is not None:
            job = self._runner.start(Lane.INDEX, partial(_read_job, file, patient, open_uids))
            job.finished.connect(self._on_read)
            self._job = job

    def forget(self) -> None:
        """Nobody is on screen."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.entries = ()

    @Slot(object)
    def _on_read(self, entries: tuple[Entry, ...]) -> None:
        if self.sender() is self._job:
            self.entries = entries
            self.changed.emit()


def follow_up_of_kept(read: KeptStudy, others: Iterable[KeptStudy]) -> FollowUp | None:
    """Lesions over time as kept studies have them, as far as the reader matched them; None without any.

    Args:
        read: the study a document is written of.
        others: whatever was kept beside it; only earlier ones of the same patient count.
    """
    own = entry_of(read)
    now = own.examination.study_date
    entries = [
        entry_of(each)
        for each in others
        if each.study_instance_uid != read.study_instance_uid
        and (each.patient == read.patient or is_same_patient(each.patient, read.patient))
    ]
    earlier = [e for e in entries if e.ledger.lesions and e.examination.study_date <= now]
    earlier.sort(key=lambda e: (e.examination.study_date, e.examination.study_time))
    alignments = (
        Alignment(a.source, a.target, a.transform, a.is_spatial) for a in read.journal.alignments
    )
    found = follow_up((*earlier, own), alignments, proposes=False)
    is_worth_it = bool(earlier or found.recist)
    return found if is_worth_it and found.timelines else None


def entry_of(kept: KeptStudy) -> Entry:
    """A kept study as one of those that are compared."""
    ledger, uid = kept.journal.ledger, kept.study_instance_uid
    examination = Examination(
        uid, uid, ledger.study_date, ledger.study_time, ledger.description, is_open=False
    )
    spaces = frozenset(lesion.space for lesion in ledger.lesions)
    return Entry(examination, ledger, spaces)


def _read_job(
    file: Path, patient: Patient, open_uids: frozenset[str], _: JobContext
) -> tuple[Entry, ...]:
    from medviewer.store.journal import JournalFile  # not before the window stands

    try:
        kept = JournalFile(file).of_patient(patient)
    except IndexDamaged:  # the list of studies has it rebuilt and tells the reader
        return ()
    others = (study for study in kept if study.study_instance_uid not in open_uids)
    return tuple(entry_of(study) for study in others if study.journal.ledger.lesions)
