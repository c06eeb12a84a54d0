"""The studies found in what the reader opened, and the files that had to be left out."""

import dataclasses
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.patient_identity import mixed_up
from medviewer.domain.study import DisplaySet, FileProblem, Series, Study
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.progress import CancelToken, Progress
from medviewer.session.library.unpacked_folders import new_folder, remove_left_behind
from medviewer.session.messages import Messages
from medviewer.session.state import State
from medviewer.words import Message, message

if TYPE_CHECKING:
    from medviewer.dicom.scanner import ScanSummary, ScanUpdate

Unpacked = tempfile.TemporaryDirectory[str]
QuietReading = Callable[[tuple[Study, ...], CancelToken], "ScanUpdate"]  # of what is open already
QuietEnd = Callable[[tuple[Study, ...]], None]


@dataclass(frozen=True, slots=True)
class LibraryState:
    """Studies in the order found; `progress` is None while no scan runs.

    `arriving` are keys of studies of which more is on its way from the network.
    """

    studies: tuple[Study, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    is_scanning: bool = False
    progress: Progress | None = None
    arriving: frozenset[str] = frozenset()

    def find_study(self, key: str) -> Study | None:
        """The study of that `Study.key`, or None."""
        return next((study for study in self.studies if study.key == key), None)


class Library(State[LibraryState]):
    """Scans in the background; every study is in `value` as soon as its first files are read."""

    studies_found = Signal(object)  # tuple of Study: a scan that found something has ended
    scan_ended = Signal(object)  # tuple of Study: what it added to, also where it was stopped
    grown = Signal(object)  # tuple of Study: more has arrived of them, and more is to come

    def __init__(
        self, runner: JobRunner, messages: Messages, parent: QObject | None = None
    ) -> None:
        super().__init__(LibraryState(), parent)
        self._runner = runner
        self._messages = messages
        self._job: Job | None = None
        self._waiting: list[tuple[Path, ...]] = []  # places opened while a scan runs
        self._quiet: list[
            tuple[QuietReading, QuietEnd]
        ] = []  # to be read beside what the reader opens
        self._reading: QuietEnd | None = None  # of the job that runs, if it is such a one
        self._closed: set[str] = set()  # keys of studies closed while it runs
        self._grown: set[str] = set()  # keys of the studies a running scan has added to
        self.archives: dict[Path, Path] = {}  # our folders of unpacked files → where they came from
        self._unpacked: list[Unpacked] = []
        self._leaving: list[Unpacked] = []  # nobody needs them any more; they are being removed

    def open(self, places: Sequence[Path]) -> None:
        """Scan files, folders and ZIP archives, and add what is found to what is open.

        What is opened while a scan runs waits for its end: what is found is compared with what is known.
        """
        self._waiting.append(tuple(places))
        self.update(is_scanning=True)
        if self._job is None:
            self._scan_next()

    def read_quietly(self, read: QuietReading, then: QuietEnd) -> None:
        """Add what `read` finds, though nobody waits for a scan: files that arrive, one handful at a time.

        Args:
            read: runs off the GUI thread, in turn with scans; given the studies that are open by then.
            then: told the studies it added to, as they are open now; none where it came to nothing.
        """
        self._quiet.append((read, then))
        if self._job is None:
            self._go_on()

    def tell_grown(self, studies: tuple[Study, ...]) -> None:
        """Studies were read quietly of which more is to come."""
        self.grown.emit(studies)

    def tell_scanned(self, studies: tuple[Study, ...]) -> None:
        """Studies that were read quietly are whole now, as after a scan."""
        self._warn_of_mix_ups(studies)
        if studies:
            self.scan_ended.emit(studies)

    def _go_on(self) -> None:
        """The next piece of work; what arrives is read in a moment and comes before what is scanned."""
        if self._quiet:
            read, self._reading = self._quiet.pop(0)
            self._closed.clear()
            work = partial(_read_quietly, read, self.value.studies)
            self._job = self._runner.start(Lane.FILES, work)
            self._job.finished.connect(self._on_read_quietly)
            self._job.failed.connect(self._on_not_read)
            self._job.ended.connect(self._on_quiet_ended)
        elif self._waiting:
            self._scan_next()

    @Slot(object)
    def _on_read_quietly(self, update: "ScanUpdate") -> None:
        if self.sender() is self._job and self._reading is not None:
            found = [study for study in update.studies if study.key not in self._closed]
            self._add(found, update.problems)
            now = (self.value.find_study(study.key) for study in found)
            self._reading(tuple(study for study in now if study is not None))

    @Slot(object)
    def _on_not_read(self, error: MedViewerError) -> None:
        if self.sender() is self._job and self._reading is not None:
            self._messages.error(error.message)
            self._reading(())

    @Slot()
    def _on_quiet_ended(self) -> None:
        if self.sender() is self._job:
            self._job = self._reading = None
            self._go_on()

    def _scan_next(self) -> None:
        places = self._waiting.pop(0)
        unpacked = new_folder()
        self._unpacked.append(unpacked)
        self._job = self._runner.start(
            Lane.FILES, partial(_scan, places, Path(unpacked.name), self.value.studies)
        )
        self._job.delivered.connect(self._on_update)
        self._job.progressed.connect(self._on_progress)
        self._job.finished.connect(self._on_finished)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)

    def remove_left_behind(self) -> None:
        """Remove what was unpacked by a MedViewer that crashed."""
        self._runner.start(Lane.DISKS, lambda context: remove_left_behind(context.token))

    def stop_scanning(self) -> None:
        """Keep what was found so far and leave the rest."""
        self._waiting.clear()
        if self._reading is not None:  # what arrives is no scan, and is done in a moment
            self.update(is_scanning=False)
        elif self._job is not None:
            self._job.cancel()

    def close(self, keys: frozenset[str]) -> None:
        """Forget these studies, and what was unpacked for nothing else."""
        kept = tuple(study for study in self.value.studies if study.key not in keys)
        self._closed |= keys
        self.update(studies=kept, arriving=self.value.arriving - keys)
        if self._job is None:  # a scan may be unpacking; closing everything removes it
            self._remove([f for f in self._unpacked if not holds_any(Path(f.name), kept)])

    def close_all(self) -> None:
        """Forget every study, and what was unpacked for them."""
        if self._job is not None:
            self._job.cancel()
        unread = [then for then in (self._reading, *(end for _, end in self._quiet)) if then]
        self._job = self._reading = None
        self._quiet.clear()
        self._waiting.clear()
        self._grown.clear()
        self.archives.clear()
        self.replace(LibraryState())
        self._remove(list(self._unpacked))
        for then in unread:
            then(())

    def shut_down(self) -> None:
        """Remove what is still unpacked. All threads have ended."""
        for folder in (*self._leaving, *self._unpacked):
            folder.cleanup()

    def _remove(self, folders: list[Unpacked]) -> None:
        """In the lane of scans and so after the one that runs: it was stopped, but may still be writing."""
        self._unpacked = [folder for folder in self._unpacked if folder not in folders]
        self._leaving += folders
        if folders:
            removal = self._runner.start(Lane.FILES, partial(_remove, folders))
            removal.finished.connect(self._on_removed)

    @Slot(object)
    def _on_removed(self, folders: list[Unpacked]) -> None:
        self._leaving = [folder for folder in self._leaving if folder not in folders]

    @Slot(object)
    def _on_update(self, update: "ScanUpdate") -> None:
        if self.sender() is self._job:
            self.archives.update(update.archives)
            self._grown.update(study.key for study in update.studies)
            self._add(update.studies, update.problems)

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        if self.sender() is self._job:
            self.update(progress=progress)

    @Slot(object)
    def _on_finished(self, summary: "ScanSummary") -> None:
        if self.sender() is not self._job:
            return
        self._end_scan()
        if summary.problems:
            self._messages.warn(_left_out(len(summary.problems)))
        self._warn_of_mix_ups(summary.studies)
        if summary.studies:
            found = (self.value.find_study(s.key) for s in summary.studies)
            self.studies_found.emit(tuple(study for study in found if study is not None))

    def _warn_of_mix_ups(self, studies: Sequence[Study]) -> None:
        for uid in {study.study_instance_uid for study in studies if study.identity}:
            together = [s.patient for s in self.value.studies if s.study_instance_uid == uid]
            self._messages.warn(mixed_up(together))

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        if self.sender() is self._job:
            self._end_scan()
            self._messages.error(error.message)

    @Slot()
    def _on_cancelled(self) -> None:
        if self.sender() is self._job:
            self._end_scan()

    def _end_scan(self) -> None:
        self._job = None
        self.update(is_scanning=bool(self._waiting), progress=None)
        grown = tuple(study for study in self.value.studies if study.key in self._grown)
        self._grown.clear()
        if grown:
            self.scan_ended.emit(grown)
        self._go_on()

    def _add(self, studies: Sequence[Study], problems: Sequence[FileProblem]) -> None:
        known = {study.key: study for study in self.value.studies}
        for study in studies:
            known[study.key] = joined(known.get(study.key), study)
        self.replace(
            dataclasses.replace(
                self.value,
                studies=tuple(known.values()),
                problems=(*self.value.problems, *problems),
            )
        )


def joined(known: Study | None, found: Study) -> Study:
    """A study as just found, with the series that were found elsewhere before, all in their order.

    A series that is found again holds what was known of it: the scan was told.
    """
    if known is None:
        return found
    mine = {series.series_instance_uid for series in found.series}
    others = [s for s in known.series if s.series_instance_uid not in mine]
    return dataclasses.replace(found, series=tuple(sorted([*others, *found.series], key=_place)))


def _place(series: Series) -> tuple[bool, int, str]:
    """As a scan puts them: by number, those without one last."""
    number = series.series_number
    return number is None, number or 0, series.series_instance_uid


def _left_out(count: int) -> Message:
    if count == 1:
        return message(
            "Library", "There is a problem with the files; the list below the studies says which."
        )
    return message(
        "Library",
        "There are {count} problems with the files; the list below the studies names them.",
        count=count,
    )


def holds_any(folder: Path, studies: Sequence[Study]) -> bool:
    """Whether any file of the studies lies below `folder`: one image is enough to need it."""
    inside = f"{folder}{os.sep}"
    series = [each for study in studies for each in study.series]
    return any(
        str(frame.instance.path).startswith(inside)
        for each in series
        for display_set in each.display_sets
        for frame in display_set.frames
    ) or any(str(listed.path).startswith(inside) for each in series for listed in each.objects)


def _remove(folders: list[Unpacked], context: JobContext) -> list[Unpacked]:
    """Whoever asks to stop wants them gone all the same."""
    del context
    for folder in folders:
        folder.cleanup()
    return folders


def _read_quietly(
    read: QuietReading, known: tuple[Study, ...], context: JobContext
) -> "ScanUpdate":
    return read(known, context.token)


def _scan(
    places: tuple[Path, ...], unpack_to: Path, known: tuple[Study, ...], context: JobContext
) -> "ScanSummary":
    from medviewer.dicom import scanner  # not before the window stands

    work = context.token, context.progress, context.deliver
    return scanner.scan_everything(places, unpack_to, *work, known)


def best_display_set(study: Study) -> DisplaySet | None:
    """What to show first of a study: its longest display set that is no localizer."""
    sets = [display_set for series in study.series for display_set in series.display_sets]
    proper = [display_set for display_set in sets if not display_set.is_localizer] or sets
    return max(proper, key=lambda display_set: display_set.count, default=None)
