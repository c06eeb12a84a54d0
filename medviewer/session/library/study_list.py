"""The list of studies that were opened: what the reader searches, and what the index answers.

Every question goes to the index in a lane of its own and comes back as a new value; whether files are still
there is asked in another lane, since a share that does not answer must not hold up a search.
"""

import dataclasses
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.study import Patient, Study
from medviewer.domain.study_index import (
    IndexedSeries,
    IndexedStudy,
    IndexPage,
    StudyFilter,
    Thumbnail,
    Whereabouts,
)
from medviewer.errors import IndexDamaged, MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.progress import CancelToken
from medviewer.session.hanging.whereabouts import Located, locate, whereabouts
from medviewer.session.messages import Messages
from medviewer.session.state import State
from medviewer.words import Message, message

if TYPE_CHECKING:
    from medviewer.store.study_index import StudyIndex

logger = logging.getLogger(__name__)

PAGE = 100  # patients a question asks for; the next page is fetched when the reader gets there
LARGEST_PAGE = 500

Question = Callable[["StudyIndex", CancelToken], Any]


@dataclass(frozen=True, slots=True)
class StudyListState:
    """What is known of the list.

    Attributes:
        page: every patient fetched so far, and how many there are.
        series: of the studies that were unfolded, by study key.
        whereabouts: of the studies whose files were looked for, by study key.
        others: further studies of the patient on screen, the newest first.
        problem: why there is no list, None while there is one.
    """

    asked: StudyFilter = field(default_factory=StudyFilter)
    page: IndexPage = field(default_factory=IndexPage)
    is_searching: bool = False
    has_answered: bool = False
    series: Mapping[int, tuple[IndexedSeries, ...]] = field(default_factory=dict)
    whereabouts: Mapping[int, Whereabouts] = field(default_factory=dict)
    others: tuple[IndexedStudy, ...] = ()
    problem: Message | None = None

    def find(self, study_key: int) -> IndexedStudy | None:
        listed = (study for patient in self.page.patients for study in patient.studies)
        return next((s for s in (*listed, *self.others) if s.study_key == study_key), None)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the index said, and what the reader has to be told about the index itself."""

    value: Any
    notice: Message | None = None


class StudyList(State[StudyListState]):
    """Asks the index; without a file there is no list, and everything else works."""

    located = Signal(int, object)  # study key, Located: where the files of a study to be opened are
    sought = Signal(str, object)  # study UID; tuple[IndexedStudy, ...] whose files are there
    erased = Signal(int)  # how many studies

    def __init__(
        self, runner: JobRunner, messages: Messages, parent: QObject | None = None
    ) -> None:
        super().__init__(StudyListState(problem=NOT_KEPT), parent)
        self._runner = runner
        self._messages = messages
        self._file: Path | None = None
        self._shown: Study | None = None
        self._purposes: dict[Job, Callable[[Any], None]] = {}
        self._search: Job | None = None
        self._unfolding: set[int] = set()  # asked for and not answered yet

    def use(self, file: Path) -> None:
        """Keep the list in this file from now on."""
        self._file = file
        self.update(problem=None)

    def stop(self) -> None:
        """Ask and write nothing more: the threads are about to end."""
        self._file = None

    def search(self, asked: StudyFilter) -> None:
        """Ask for the first page of what fits; an earlier question that is still open is dropped."""
        if self._file is None:
            return
        # Asked again: what was scrolled to stays within reach.
        is_again = asked == self.value.asked
        count = max(PAGE, len(self.value.page.patients)) if is_again else PAGE
        self.update(asked=asked, is_searching=True)
        if self._search is not None:
            self._search.cancel()
        self._search = self._ask(lambda index, _: index.page(asked, 0, count), self._take_page)

    def refresh(self) -> None:
        """Ask the last question again, if one was asked."""
        if self.value.has_answered or self.value.is_searching:
            self.search(self.value.asked)

    def fetch_more(self) -> None:
        """The next page."""
        have, asked = self.value.page, self.value.asked
        if self.value.is_searching or len(have.patients) >= have.patient_count:
            return
        self.update(is_searching=True)
        offset = len(have.patients)
        count = min(max(PAGE, offset // 2), LARGEST_PAGE)  # a view lays all its rows out for each
        self._search = self._ask(lambda index, _: index.page(asked, offset, count), self._add_page)

    def fetch_series(self, study_key: int) -> None:
        """Unfold a study."""
        if study_key not in self.value.series and study_key not in self._unfolding:
            self._unfolding.add(study_key)
            self._ask(
                lambda index, _: index.series(study_key), partial(self._take_series, study_key)
            )

    def look_for(self, study_keys: Iterable[int]) -> None:
        """Find out whether the files of these studies are there."""
        unknown = [key for key in study_keys if key not in self.value.whereabouts]
        if unknown:
            self._ask(partial(_whereabouts, unknown), self._take_whereabouts, Lane.DISKS)

    def locate(self, study_key: int) -> None:
        """Find every file of a study; `located` says where they are."""

        def ask(index: "StudyIndex", token: CancelToken) -> Located:
            return locate(index.files(study_key), token)

        self._ask(ask, partial(self.located.emit, study_key), Lane.DISKS)

    def seek(self, study_uid: str) -> bool:
        """Find the studies of that UID whose files are there; whether `sought` will tell."""
        question = partial(_seek, study_uid)
        return self._ask(question, partial(self.sought.emit, study_uid), Lane.DISKS) is not None

    def keep(self, studies: tuple[Study, ...], archives: Mapping[Path, Path]) -> None:
        """Put studies on the list, or renew them."""
        self._ask(partial(_keep, studies, dict(archives), time.time()), self._on_written)

    def keep_thumbnails(self, thumbnails: Mapping[tuple[str, str], Thumbnail]) -> None:
        """`thumbnails` by study and series UID."""
        kept = dict(thumbnails)
        self._ask(lambda index, _: index.keep_thumbnails(kept), _nothing)

    def remove(self, study_keys: Iterable[int]) -> None:
        """Take studies off the list; nothing on disk is touched."""
        keys = tuple(study_keys)
        self._ask(lambda index, _: index.remove(keys), self._on_written)

    def erase(self, patient: Patient, study_uids: frozenset[str]) -> None:
        """Leave no trace of a patient on the list."""
        self._ask(partial(_erase, patient, study_uids), self._on_erased)

    def show_others_of(self, study: Study | None) -> None:
        """Look for further studies of the patient on screen."""
        if study is None or self._shown is None or study.patient != self._shown.patient:
            self.update(others=())
        self._shown = study
        if study is not None:
            patient = study.patient
            self._ask(lambda index, _: index.studies_of(patient), partial(self._take_others, study))

    def _ask(
        self, question: Question, then: Callable[[Any], None], lane: Lane = Lane.INDEX
    ) -> Job | None:
        if self._file is None:
            return None
        job = self._runner.start(lane, partial(_answer, self._file, question))
        self._purposes[job] = then
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        return job

    @Slot(object)
    def _on_finished(self, answer: _Answer) -> None:
        job = self.sender()
        if isinstance(job, Job):
            if answer.notice is not None:
                self._messages.warn(answer.notice)
            self.update(problem=None)
            self._purposes[job](answer.value)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        """Said once: a disk that is full is full at every study that is opened."""
        if self.value.problem != error.message:
            self._messages.warn(error.message)
        self.update(problem=error.message, is_searching=False)

    @Slot()
    def _on_ended(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._purposes.pop(job, None)
            if job is self._search:
                self._search = None
                self.update(is_searching=False)

    def _take_page(self, page: IndexPage) -> None:
        if self.sender() is self._search:
            self._unfolding.clear()
            self.update(page=page, has_answered=True, series={}, whereabouts={})

    def _add_page(self, page: IndexPage) -> None:
        if self.sender() is self._search:
            known = {patient.patient_key for patient in self.value.page.patients}
            new = tuple(p for p in page.patients if p.patient_key not in known)
            patients = self.value.page.patients + new
            # Were nothing new to come, the list would ask for ever: what is shown is then all there is.
            count = page.patient_count if new else len(patients)
            self.update(page=dataclasses.replace(page, patients=patients, patient_count=count))

    def _take_series(self, study_key: int, series: tuple[IndexedSeries, ...]) -> None:
        self._unfolding.discard(study_key)
        self.update(series={**self.value.series, study_key: series})

    def _take_whereabouts(self, found: Mapping[int, Whereabouts]) -> None:
        self.update(whereabouts={**self.value.whereabouts, **found})

    def _take_others(self, study: Study, found: tuple[IndexedStudy, ...]) -> None:
        if study is self._shown:
            uid = study.study_instance_uid
            others = tuple(other for other in found if other.study_instance_uid != uid)
            self.update(others=others)
            self.look_for(other.study_key for other in others)

    def _on_written(self, _: object) -> None:
        self.refresh()
        self.show_others_of(self._shown)

    def _on_erased(self, count: int) -> None:
        self._on_written(count)
        self.erased.emit(count)


def _answer(file: Path, question: Question, context: JobContext) -> _Answer:
    """Job thread: ask; where the file is damaged, have it rebuilt and ask again."""
    from medviewer.store.study_index import StudyIndex  # not before the window stands

    index = StudyIndex(file)
    try:
        return _Answer(question(index, context.token))
    except IndexDamaged:
        notice = index.rebuild()
        return _Answer(question(index, context.token), notice)


def _keep(
    studies: tuple[Study, ...],
    archives: dict[Path, Path],
    opened_at: float,
    index: "StudyIndex",
    token: CancelToken,
) -> None:
    from medviewer.store.records import record_of

    records = []
    for study in studies:
        token.check()
        records.append(record_of(study, archives))
    index.keep(records, opened_at)


def _erase(
    patient: Patient, study_uids: frozenset[str], index: "StudyIndex", _: CancelToken
) -> int:
    from medviewer.store.erasing import erase_patient

    return erase_patient(index.file, patient, study_uids)


def _whereabouts(
    study_keys: list[int], index: "StudyIndex", token: CancelToken
) -> dict[int, Whereabouts]:
    return {key: whereabouts(index.series(key), token) for key in study_keys}


def _seek(study_uid: str, index: "StudyIndex", token: CancelToken) -> tuple[IndexedStudy, ...]:
    return tuple(
        listed
        for listed in index.studies_with_uid(study_uid)
        if whereabouts(index.series(listed.study_key), token) is Whereabouts.PRESENT
    )


def _nothing(_: object) -> None:
    """For a question whose answer nobody waits for."""


NOT_KEPT = message("Library", "This window keeps no list of the studies it opens.")
