"""Sessions taken elsewhere: what was done in the open studies goes into one file, and comes back from it."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.clinical_notes import ClinicalNotes
from medviewer.domain.segmentation import Segment
from medviewer.domain.study import Study
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.domain.study_journal import KeptStudy, StudyJournal
from medviewer.errors import MedViewerError
from medviewer.jobs.job import JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.drawing.annotations import PART
from medviewer.session.keeping.history import Change, History
from medviewer.session.keeping.journal import Journal
from medviewer.session.messages import Messages
from medviewer.words import message


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and whose reading is in it."""

    path: Path
    studies: tuple[KeptStudy, ...]


class SessionFiles(QObject):
    """Writes and reads session files off the GUI thread."""

    written = Signal(object)  # tuple[KeptStudy, ...]: they left the program

    def __init__(
        self,
        runner: JobRunner,
        journal: Journal,
        history: History,
        messages: Messages,
    ) -> None:
        super().__init__(journal)
        self._runner = runner
        self._journal = journal
        self._history = history
        self._messages = messages

    def write(self, path: Path) -> None:
        """Write what was done in every open study."""
        studies = self._journal.content(self._journal.open_studies)
        job = self._runner.start(Lane.REPORT, partial(_write, path, studies))
        job.finished.connect(self._on_written)
        job.failed.connect(self._on_failed)

    def read(self, path: Path) -> None:
        """Bring back what a file holds; for studies that are not open, once they are opened."""
        job = self._runner.start(Lane.REPORT, partial(_read, path))
        job.finished.connect(self._on_read)
        job.failed.connect(self._on_failed)

    def _bring_back(self, study: Study, kept: KeptStudy) -> None:
        """What was drawn, painted and noted is one step; a model's answers can be taken off the list."""
        parts = self._journal.annotations, self._journal.segments, self._journal.notes
        before = tuple(part.value.of(study.key) for part in parts)
        self._journal.say_lost(kept.lost)
        self._journal.bring_back(study, _from_elsewhere(kept.journal))
        now = tuple(part.value.of(study.key) for part in parts)

        def put(value: tuple[StudyAnnotations, tuple[Segment, ...], ClinicalNotes]) -> None:
            annotations, segments, notes = parts
            annotations.put(value[0])
            segments.put(study.key, value[1])
            notes.put(study.key, value[2])

        if now != before:
            title = message("Undo", "Session read in")
            self._history.record(Change(title, put, before, now, study.key, part=PART))

    def _find(self, kept: KeptStudy) -> Study | None:
        """The open study it is of: the UID alone may be two patients'."""
        whose = (kept.study_instance_uid, kept.patient.patient_id.strip())
        studies = self._journal.open_studies
        return next(
            (s for s in studies if (s.study_instance_uid, s.patient.patient_id.strip()) == whose),
            None,
        )

    @Slot(object)
    def _on_written(self, done: Written) -> None:
        self.written.emit(done.studies)
        self._messages.note(
            message("Session file", "The session was written to {path}.", path=done.path)
        )

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self._messages.error(error.message)

    @Slot(object)
    def _on_read(self, found: tuple[KeptStudy, ...]) -> None:
        waiting = []
        for kept in found:
            study = self._find(kept)
            if study is not None:
                self._bring_back(study, kept)
            else:
                waiting.append(replace(kept, journal=_from_elsewhere(kept.journal)))
        self._journal.keep_for_later(waiting)
        if any(kept.journal.versions for kept in found):
            self._messages.warn(SIGNED_ELSEWHERE)
        self._messages.note(
            message(
                "Session file",
                "The session was read in: {open} of its studies are open, {waiting} wait to be opened.",
                open=len(found) - len(waiting),
                waiting=len(waiting),
            )
            if self._journal.is_kept
            else message(
                "Session file",
                "The session was read in for {open} studies. What it holds for {waiting} others was left "
                "out: open them and read it in again.",
                open=len(found) - len(waiting),
                waiting=len(waiting),
            )
        )


def _from_elsewhere(journal: StudyJournal) -> StudyJournal:
    """The answers in a file may be anybody's words: they say that nobody computed them here."""
    answers = tuple(replace(a, notes=(*a.notes, NOT_COMPUTED)) for a in journal.answers)
    return replace(journal, answers=answers)


SIGNED_ELSEWHERE = message(
    "Session file",
    "The session holds signed reports. A file is no proof of who signed: the audit trail of the computer on "
    "which they were signed is.",
)
NOT_COMPUTED = message(
    "Session file",
    "This answer came with a session file and was not computed on this computer. Analyze the study to check "
    "it.",
)


def _write(path: Path, studies: tuple[KeptStudy, ...], _: JobContext) -> Written:
    from medviewer.store.session_file import write_session  # not before the window stands

    write_session(path, studies)
    return Written(path, studies)


def _read(path: Path, _: JobContext) -> tuple[KeptStudy, ...]:
    from medviewer.store.session_file import read_session

    return read_session(path)
