"""Keeps what the reader does as it is done, so that nothing is lost however the program ends.

scan ended ─► read what was kept ─► bring it back ─► follow ─► (something changed) ─► write what differs

A drawing or a decision is written at once; windows and places, which change with every move of the mouse,
wait a moment for the next one. A study is not written before what was kept of it has been read.
Of a study that is still arriving, see `growing_studies`.
"""

import logging
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from medviewer.domain.study import Study
from medviewer.domain.study_index import IndexedStudy
from medviewer.domain.study_journal import KeptStudy, StudyJournal
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.context.notes import StudyNotes
from medviewer.session.drawing.annotations import Annotations
from medviewer.session.drawing.segments import Segments
from medviewer.session.images.viewport import Viewport
from medviewer.session.keeping.growing_studies import GrowingStudies, nothing_done
from medviewer.session.keeping.journal_content import (
    JournalParts,
    bring_back,
    bring_opened,
    journal_of,
)
from medviewer.session.keeping.journal_jobs import (
    Found,
    add_job,
    look_back_job,
    read_job,
    write,
    write_job,
)
from medviewer.session.library.library import Library
from medviewer.session.messages import Messages
from medviewer.session.preferences import Preferences
from medviewer.session.reports.signing import is_intact
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

AT_ONCE_MS = 0
STROKE_MS = 250  # while a brush moves, its segment changes with every pixel
VIEW_MS = 1000  # where the reader looks changes all the time and is quickly found again


class Journal(QObject):
    """Follows every open study. Without a file nothing is kept."""

    looked_back = Signal(object)  # tuple[IndexedStudy, ...]

    def __init__(
        self,
        runner: JobRunner,
        parts: JournalParts,
        library: Library,
        preferences: Preferences,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._parts = parts
        self._library = library
        self._preferences = preferences
        self._messages = messages
        self._file: Path | None = None
        self._said: Message | None = None  # what went wrong last
        self._written: dict[str, StudyJournal] = {}  # of the studies that are followed
        self._laid_on: dict[str, Study] = {}  # as they were when what is kept came back
        self._asked: set[str] = set()
        self._growing, self._growing_asked = GrowingStudies(), set[str]()
        self._in_flight: dict[Job, tuple[KeptStudy, ...]] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._write)
        library.scan_ended.connect(self._on_scan_ended)
        library.grown.connect(self._on_grown)
        parts.annotations.changed.connect(self._on_said)
        parts.reading.changed.connect(self._on_said)
        parts.signing.changed.connect(self._on_said)
        parts.ledger.changed.connect(self._on_said)
        parts.segments.changed.connect(self._on_painted)
        parts.clinical.notes.changed.connect(self._on_painted)  # a key typed is one stroke of many
        parts.clinical.codes.changed.connect(self._on_said)
        parts.layers.changed.connect(self._on_looked)
        parts.room.planes.mpr.changed.connect(self._on_looked)
        parts.linking.changed.connect(self._on_looked)
        parts.linking.alignments.changed.connect(self._on_said)
        parts.presentations.changed.connect(self._on_looked)
        parts.viewports.changed.connect(self._on_looked)
        parts.viewports.added.connect(self._on_viewport_added)
        for viewport in parts.viewports.everyone():
            self._on_viewport_added(viewport)

    def use(self, file: Path) -> None:
        """Keep the journal in this file from now on."""
        self._file = file

    @property
    def file(self) -> Path | None:
        """Where it is kept; None where nothing is."""
        return self._file if self.is_kept else None

    @property
    def is_kept(self) -> bool:
        return self._file is not None and self._preferences.value.journal == "on"

    @property
    def annotations(self) -> Annotations:
        return self._parts.annotations

    @property
    def segments(self) -> Segments:
        return self._parts.segments

    @property
    def notes(self) -> StudyNotes:
        return self._parts.clinical.notes

    @property
    def open_studies(self) -> tuple[Study, ...]:
        return self._library.value.studies

    @property
    def is_behind(self) -> bool:
        """Whether something is still to be written."""
        return self._timer.isActive() or bool(self._in_flight)

    def bring_back(self, study: Study, kept: StudyJournal) -> None:
        """Show what was kept, and say what cannot be shown yet."""
        bring_back(study, kept, self._parts)
        self._laid_on[study.key] = study
        self.say_lost(sum(not is_intact(version) for version in kept.versions))
        self._say_what_waits(study)

    def say_lost(self, lost: int) -> None:
        """Tell that something of an earlier run could not be read."""
        if lost:
            self._messages.warn(
                message(
                    "Journal",
                    "{count} things you did here before could not be read again: what was kept of them is "
                    "damaged. The rest is back; look it over.",
                    count=lost,
                )
            )

    def _say_what_waits(self, study: Study) -> None:
        waiting = len(self._parts.reading.waiting(study.key))
        if waiting:
            self._messages.note(
                message(
                    "Journal",
                    "{count} decisions on findings were kept. They come back when their images are open, or "
                    "the study is analyzed again.",
                    count=waiting,
                )
            )

    def content(self, studies: Iterable[Study]) -> tuple[KeptStudy, ...]:
        """What is to be kept of these studies, as it is now."""
        found = ((study, self._now(study)) for study in studies)
        return tuple(KeptStudy(s.patient, s.study_instance_uid, now) for s, now in found)

    def look_back(self, moment: float) -> None:
        """Ask for the studies on the list in which something was kept since then: `looked_back` tells."""
        if self._file is None or not self.is_kept:
            self.looked_back.emit(())
            return
        job = self._runner.start(Lane.INDEX, partial(look_back_job, self._file, moment))
        job.finished.connect(self._on_looked_back)
        job.failed.connect(self._on_failed)

    def keep_for_later(self, studies: Iterable[KeptStudy]) -> None:
        """Add what came from elsewhere to what is kept of studies that are not open."""
        found = tuple(studies)
        if found and self._file is not None and self.is_kept:
            job = self._runner.start(Lane.INDEX, partial(add_job, self._file, found))
            job.failed.connect(self._on_failed)

    def close(self, keys: Iterable[str]) -> None:
        """Write what is left of these studies, which are about to be closed, and follow them no more."""
        gone = set(keys)
        self._start(self._take_changed(gone))
        self._let_go(gone)

    def drop(self, keys: Iterable[str]) -> None:
        """Follow these studies (keys or UIDs) no more and write nothing of them: their traces are erased."""
        gone = set(keys)
        self._let_go(gone)
        uids = {key.partition("~")[0] for key in gone}
        for job, studies in self._in_flight.items():
            kept = tuple(s for s in studies if s.study_instance_uid not in uids)
            self._in_flight[job] = kept

    def close_all(self) -> None:
        self.close(self._followed)
        self._asked.clear()

    def take_rest(self) -> tuple[KeptStudy, ...]:
        """What is not written yet, for `write_rest`; nothing is followed any more."""
        changed = self._take_changed(self._followed) if self.is_kept else ()
        self._let_go(self._followed)
        begun = (study for studies in self._in_flight.values() for study in studies)
        return (*begun, *changed)  # of two of one study, the later one is written last

    def write_rest(self, rest: tuple[KeptStudy, ...]) -> None:
        """Write here and now, when every thread has ended: the program does."""
        if rest and self._file is not None:
            try:
                write(self._file, rest)
            except MedViewerError:
                logger.warning("What was done last could not be kept")

    @property
    def _followed(self) -> set[str]:
        return {*self._growing.keys, *self._written}

    def _take_changed(self, keys: set[str]) -> tuple[KeptStudy, ...]:
        """What differs from what was written; it counts as written from now on."""
        found = []
        for study in self._library.value.studies:
            if study.key in keys and study.key in self._growing:
                told = self._growing.take_changed(study.key, journal_of(study, self._parts, None))
                if told is not None:
                    found.append(KeptStudy(study.patient, study.study_instance_uid, told))
            if study.key not in keys or study.key not in self._written:
                continue
            now = self._now(study)
            if now != self._written[study.key]:
                self._written[study.key] = now
                found.append(KeptStudy(study.patient, study.study_instance_uid, now))
        return tuple(found)

    def _now(self, study: Study) -> StudyJournal:
        kept, laid_on = self._written.get(study.key), self._laid_on.get(study.key)
        return journal_of(study, self._parts, kept, laid_on)

    def _let_go(self, keys: set[str]) -> None:
        for key in keys:
            self._written.pop(key, None)
            self._laid_on.pop(key, None)
            self._growing.end(key)
        self._asked -= keys
        self._growing_asked -= keys

    def _start(self, studies: tuple[KeptStudy, ...]) -> None:
        if not studies or self._file is None or not self.is_kept:
            return
        job = self._runner.start(Lane.INDEX, partial(write_job, self._file, studies))
        self._in_flight[job] = studies
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_written)

    def _soon(self, wait_ms: int) -> None:
        if not self._followed:
            return
        if not self._timer.isActive() or self._timer.remainingTime() > wait_ms:
            self._timer.start(wait_ms)

    @Slot()
    def _write(self) -> None:
        if self._in_flight:
            self._timer.start(VIEW_MS // 10)  # one after the other: the last one holds what counts
        else:
            self._start(self._take_changed(self._followed))

    @Slot()
    def _on_written(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._in_flight.pop(job, None)

    @Slot(object)
    def _on_looked_back(self, studies: tuple[IndexedStudy, ...]) -> None:
        self.looked_back.emit(studies)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        """Said once: a disk that is full is full at every stroke."""
        if error.message != self._said:
            self._messages.warn(error.message)
        self._said = error.message

    @Slot(object)
    def _on_scan_ended(self, studies: tuple[Study, ...]) -> None:
        for study in studies:
            self._bring_opened(study)
            self._take_over(study)
        new = tuple(s for s in studies if s.key not in self._asked)
        if not new or self._file is None or not self.is_kept:
            return
        self._asked.update(study.key for study in new)
        for study in new:
            job = self._runner.start(Lane.INDEX, partial(read_job, self._file, study))
            job.finished.connect(self._on_read)
            job.failed.connect(self._on_failed)

    def _bring_opened(self, study: Study) -> None:
        """A study that has grown since what is kept of it came back: the images came after a report."""
        kept, laid_on = self._written.get(study.key), self._laid_on.get(study.key)
        if kept is not None and laid_on is not None and laid_on is not study:
            bring_opened(study, kept, self._parts, laid_on)
            self._laid_on[study.key] = study
            self._soon(AT_ONCE_MS)

    @Slot(object)
    def _on_grown(self, studies: tuple[Study, ...]) -> None:
        """More has arrived of these: look up once what was kept of each, and follow them from then on."""
        known = self._asked | self._growing_asked
        for study in (s for s in studies if s.key not in known):
            if self._file is not None and self.is_kept:
                self._growing_asked.add(study.key)
                job = self._runner.start(Lane.INDEX, partial(read_job, self._file, study))
                job.finished.connect(self._on_read_while_growing)
                job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_read_while_growing(self, found: Found) -> None:
        study = self._library.value.find_study(found.study_key)
        is_whole = found.study_key in self._asked  # and looked up once more
        if study is None or is_whole or study.key not in self._growing_asked:
            return
        self.say_lost(found.lost)
        self._growing.begin(study.key, found.journal, nothing_done(study))
        self._soon(AT_ONCE_MS)

    def _take_over(self, study: Study) -> None:
        """All of a study is here that was followed while it arrived: what was kept before comes back."""
        growing = self._growing.end(study.key)
        if growing is not None:
            self._asked.add(study.key)
            if growing.base is not None:
                self.bring_back(study, growing.base)
            self._written[study.key] = growing.base or growing.last
            self._soon(AT_ONCE_MS)

    @Slot(object)
    def _on_read(self, found: Found) -> None:
        """Follow from here on. A study that has grown or was closed meanwhile is looked up anew."""
        study = self._library.value.find_study(found.study_key)
        if study is None or study.key not in self._asked:
            return
        untouched = self._now(study)
        self.say_lost(found.lost)
        if found.journal is not None:
            self.bring_back(study, found.journal)
        self._written[study.key] = found.journal or untouched
        self._soon(AT_ONCE_MS)

    @Slot()
    def _on_said(self) -> None:
        self._soon(AT_ONCE_MS)

    @Slot()
    def _on_painted(self) -> None:
        self._soon(STROKE_MS)

    @Slot()
    def _on_looked(self) -> None:
        self._soon(VIEW_MS)

    @Slot(object)
    def _on_viewport_added(self, viewport: Viewport) -> None:
        viewport.changed.connect(self._on_looked)
