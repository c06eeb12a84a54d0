"""What has arrived and is kept: its books, its marks, its quota. Deeds are jobs in one lane, in order."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.dicom.network.arrival_folder import ArrivalFolder, unwritable
from medviewer.domain.archive import Arrival, RetrieveOrder
from medviewer.domain.network_settings import ArrivalQuota
from medviewer.domain.patient_identity import is_same_patient
from medviewer.domain.study import Patient
from medviewer.domain.transfers import ArrivalsState, ArrivedStudy, Reason, Transfer
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext, JobFunction
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.messages import Messages
from medviewer.session.network.arrival_books import (
    headers_of,
    measured,
    read_books,
    remove_study,
    tidy,
    write_book,
)
from medviewer.session.network.quota import leaving
from medviewer.session.network.use_marks import UseMark
from medviewer.session.state import State
from medviewer.words import Message, message

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class InUse:
    """What the quota must not take.

    Attributes:
        uids: StudyInstanceUIDs of what is open or arriving.
        journal: the file that tells what is in work; None where none is kept.
    """

    uids: frozenset[str] = frozenset()
    journal: Path | None = None


Looked = tuple[dict[str, ArrivedStudy], frozenset[str]]  # by UID; UIDs in use elsewhere


class Arrivals(State[ArrivalsState]):
    """Without a folder nothing is kept and nothing can arrive."""

    removed = Signal(object)  # tuple[ArrivedStudy, ...] that left for the quota

    def __init__(
        self,
        runner: JobRunner,
        messages: Messages,
        in_use: Callable[[], InUse] = InUse,
        parent: QObject | None = None,
    ) -> None:
        """`in_use` is asked whenever room is to be made."""
        super().__init__(ArrivalsState(), parent)
        self._runner = runner
        self._messages = messages
        self._in_use = in_use
        self._folder: ArrivalFolder | None = None
        self._mark: UseMark | None = None
        self.is_stopping = False  # the program ends: no job may be started any more
        self._told_use: frozenset[str] | None = None
        self._quota = ArrivalQuota()
        self._unwritten: dict[Job, ArrivedStudy] = {}  # books on their way to the disk
        # What a study here still lacked before it was asked for once more; None: nothing.
        self._owed: dict[str, RetrieveOrder | None] = {}
        self._is_told = False  # that the books cannot be written

    @property
    def folder(self) -> ArrivalFolder | None:
        return self._folder

    def use(self, root: Path, quota: ArrivalQuota) -> None:
        """Keep what arrives below `root` from now on; what lies there is looked through, and made room in."""
        self._folder, self._quota = ArrivalFolder(root), quota
        self._mark = UseMark(self._folder)
        self.tell_use()
        self._start(partial(_look, self._folder, self._mark), self._on_looked)

    @Slot()
    def tell_use(self) -> None:
        """Let other windows know what must not go, where that has changed."""
        if self._mark is None or self.is_stopping:
            return
        uids = self._in_use().uids
        if uids != self._told_use:
            self._told_use = uids
            self._runner.start(Lane.ARRIVALS, partial(_tell_use, self._mark, uids))

    def limit(self, quota: ArrivalQuota) -> None:
        """Another quota."""
        if quota != self._quota:
            self._quota = quota
            self.make_room()

    def expect(self, transfer: Transfer) -> None:
        """A study is about to be fetched: that is written down before anything of it comes."""
        uid = transfer.study_instance_uid
        known = self.value.studies.get(uid) or ArrivedStudy(uid)
        if known.instance_count:
            self._owed[uid] = known.unfinished
        self._put(
            replace(
                known,
                arrived_at=time.time(),
                node=transfer.node,
                title=transfer.title or known.title,
                is_prior=transfer.reason is Reason.PRIOR and not known.opened_at,
                unfinished=transfer.order,
            )
        )
        self.update(offered=tuple(s for s in self.value.offered if s.study_instance_uid != uid))

    def count(self, arrivals: Iterable[Arrival]) -> None:
        """Instances have arrived; a study that nobody asked for gets its book with the first."""
        counts: Counter[str] = Counter()
        sizes: Counter[str] = Counter()
        for arrival in arrivals:
            counts[arrival.study_instance_uid] += 1
            sizes[arrival.study_instance_uid] += arrival.size
        for uid, more in counts.items():
            known = self.value.studies.get(uid)
            study = known or ArrivedStudy(uid, arrived_at=time.time())
            grown = replace(
                study,
                instance_count=study.instance_count + more,
                byte_count=study.byte_count + sizes[uid],
            )
            self._put(grown, is_written=known is None)

    def finish(self, uid: str, *, is_over: bool, had_begun: bool = True) -> None:
        """A fetch has ended. Unless nothing more is wanted, the rest is offered at the next start.

        Args:
            had_begun: whether the archive said anything; if not, a study that was whole here still is.
        """
        if (study := self.value.studies.get(uid)) is not None:
            before = self._owed.pop(uid, study.unfinished)
            rest = study.unfinished if had_begun else before
            self._put(replace(study, unfinished=None if is_over else rest))
        if self._folder is not None:
            self._start(partial(_measure, self._folder, uid), self._on_measured)

    def note_opened(self, uid: str) -> None:
        """The reader looks at a study."""
        if (study := self.value.studies.get(uid)) is not None:
            self._put(replace(study, opened_at=time.time()))

    def name(self, uid: str, title: str) -> None:
        """What the reader knows a study as."""
        study = self.value.studies.get(uid)
        if study is not None and title and study.title != title:
            self._put(replace(study, title=title))

    def keep(self, uid: str, is_kept: bool = True) -> None:
        """The quota passes a study over; nothing is moved or copied."""
        if (study := self.value.studies.get(uid)) is not None:
            self._put(replace(study, is_kept=is_kept))
            if not is_kept:
                self.make_room()

    def forget_unfinished(self) -> None:
        """Offer no retrieve of an earlier run any more; what had arrived stays."""
        for study in self.value.offered:
            known = self.value.studies.get(study.study_instance_uid)
            if known is not None:
                self._put(replace(known, unfinished=None))
        self.update(offered=())

    def make_room(self) -> None:
        """Let go what is beyond the quota."""
        if self._folder is None or self._mark is None:
            return
        now, used = time.time(), self._in_use()
        gone = leaving(self.value.studies.values(), self._quota, now, used.uids)
        if gone:
            work = partial(_make_room, self._folder, self._quota, used, self._mark)
            self._start(work, self._on_room_made)

    def remove(self, uids: Iterable[str]) -> None:
        """Remove what arrived of these studies, as the reader asks."""
        if self._folder is not None:
            self._start(partial(_remove, self._folder, tuple(uids)), self._on_removed)

    def erase(self, patient: Patient, uids: frozenset[str]) -> None:
        """Leave nothing of a patient that arrived, on the list or not."""
        if self._folder is not None:
            self._on_removed(tuple(uids))  # at once: nothing is written about them any more
            self._start(partial(_erase, self._folder, patient, uids), self._on_removed)

    def _put(self, study: ArrivedStudy, *, is_written: bool = True) -> None:
        if self._folder is None:
            return
        known = replace(study, folder=self._folder.study_folder(study.study_instance_uid))
        self.update(studies={**self.value.studies, study.study_instance_uid: known})
        if is_written:
            job = self._start(partial(_write, self._folder, known), self._on_written)
            self._unwritten[job] = known

    def _start(self, work: JobFunction, then: Callable[..., None]) -> Job:
        job = self._runner.start(Lane.ARRIVALS, work)
        job.finished.connect(then)
        job.failed.connect(self._on_failed)
        return job

    def write_rest(self) -> None:
        """Write here and now what no job has written: every thread has ended, the program does."""
        newest = {study.study_instance_uid: study for study in self._unwritten.values()}
        self._unwritten.clear()
        for study in newest.values():
            if self._folder is not None:
                with suppress(OSError):  # the disk is full: what arrived is known by its headers
                    write_book(self._folder, study)
        if self._mark is not None:
            self._mark.end()

    @Slot(object)
    def _on_written(self) -> None:
        self._unwritten.pop(self.sender(), None)  # type: ignore[call-overload]  # a Job

    @Slot(object)
    def _on_looked(self, looked: Looked) -> None:
        """What began to arrive meanwhile knows better; what another window brings is not offered."""
        found, elsewhere = looked
        broken = (
            study
            for uid, study in found.items()
            if study.unfinished and not study.is_prior and uid not in elsewhere
        )
        offered = tuple(s for s in broken if s.study_instance_uid not in self.value.studies)
        self.update(studies={**found, **self.value.studies}, offered=offered)
        self.make_room()

    @Slot(object)
    def _on_measured(self, found: ArrivedStudy) -> None:
        study = self.value.studies.get(found.study_instance_uid)
        if study is not None:
            self._put(
                replace(study, byte_count=found.byte_count, instance_count=found.instance_count),
                is_written=False,
            )
        self.make_room()

    @Slot(object)
    def _on_room_made(self, gone: tuple[ArrivedStudy, ...]) -> None:
        self._on_removed(tuple(study.study_instance_uid for study in gone))
        if gone:
            self._messages.note(_gone(gone))
            self.removed.emit(gone)

    @Slot(object)
    def _on_removed(self, uids: tuple[str, ...]) -> None:
        kept = {uid: study for uid, study in self.value.studies.items() if uid not in uids}
        offered = tuple(s for s in self.value.offered if s.study_instance_uid not in uids)
        self.update(studies=kept, offered=offered)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        """Said once: a disk that is full is full for every book."""
        self._unwritten.pop(self.sender(), None)  # type: ignore[call-overload]  # a Job
        if not self._is_told:
            self._messages.warn(error.message)
        self._is_told = True


def _tell_use(mark: UseMark, uids: frozenset[str], _: JobContext) -> None:
    mark.tell(uids)


def _look(folder: ArrivalFolder, mark: UseMark, context: JobContext) -> Looked:
    tidy(folder, time.time(), context.token)
    found = read_books(folder, context.token)
    return found, mark.of_others(found)


def _write(folder: ArrivalFolder, study: ArrivedStudy, _: JobContext) -> None:
    try:
        write_book(folder, study)
    except OSError as error:
        raise unwritable(folder.root, error) from error


def _measure(folder: ArrivalFolder, uid: str, _: JobContext) -> ArrivedStudy:
    return measured(ArrivedStudy(uid, folder=folder.study_folder(uid)))


def _make_room(
    folder: ArrivalFolder, quota: ArrivalQuota, used: InUse, mark: UseMark, context: JobContext
) -> tuple[ArrivedStudy, ...]:
    """Job thread: remove what goes by the books as they are now, but nothing that somebody has in work."""
    studies = read_books(folder, context.token)
    uids = used.uids | _in_work(used.journal, frozenset(studies)) | mark.of_others(studies)
    gone = []
    for study in leaving(studies.values(), quota, time.time(), uids):
        context.token.check()
        if remove_study(folder, study.study_instance_uid):
            gone.append(study)
    return tuple(gone)


def _in_work(journal: Path | None, everyone: frozenset[str]) -> frozenset[str]:
    """UIDs of the studies in which something was begun; of all, where that cannot be told."""
    from medviewer.store.journal import JournalFile

    if journal is None or not journal.exists():
        return frozenset()
    try:
        return JournalFile(journal).in_work(everyone)
    except MedViewerError:
        logger.warning("What is in work could not be looked up: nothing leaves for the quota")
        return everyone


def _remove(folder: ArrivalFolder, uids: tuple[str, ...], _: JobContext) -> tuple[str, ...]:
    return tuple(uid for uid in uids if remove_study(folder, uid))


def _erase(
    folder: ArrivalFolder, patient: Patient, uids: frozenset[str], context: JobContext
) -> tuple[str, ...]:
    gone = []
    for uid, study in read_books(folder, context.token).items():
        is_of_patient = any(
            header.patient == patient or is_same_patient(header.patient, patient)
            for header in headers_of(study.folder)
        )
        if (uid in uids or is_of_patient) and remove_study(folder, uid):
            gone.append(uid)
    return tuple(gone)


def _gone(studies: tuple[ArrivedStudy, ...]) -> Message:
    megabytes = sum(study.byte_count for study in studies) // 10**6
    titles = ", ".join(study.title for study in studies[:3] if study.title) or "…"
    if len(studies) == 1:
        return message(
            "Arrivals",
            "A study left this computer for the quota ({megabytes} MB) and can be fetched again: "
            "{titles}.",
            megabytes=megabytes,
            titles=titles,
        )
    return message(
        "Arrivals",
        "{count} studies left this computer for the quota ({megabytes} MB) and can be fetched again: "
        "{titles}.",
        count=len(studies),
        megabytes=megabytes,
        titles=titles,
    )
