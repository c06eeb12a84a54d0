"""Questions to archives: answers stream in, a newer question drops the older."""

import time
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.archive import (
    ArchiveMatch,
    ArchiveNode,
    ArchiveQuery,
    QueryLevel,
    WorklistItem,
    WorklistQuery,
)
from medviewer.domain.transfers import AskingState, Echo, WorklistState
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext, JobFunction
from medviewer.jobs.runner import JobRunner, LaneOf, PeerLane
from medviewer.session.network.archives import ArchiveOpener
from medviewer.session.state import State

GATHER_S = 0.2  # answers are shown together that come within
MOST_TOGETHER = 100

Answer = TypeVar("Answer", ArchiveMatch, WorklistItem)


class Asking(State[AskingState]):
    """One question at a time, and the series of its answers."""

    echoed = Signal(object)  # Echo

    def __init__(
        self, runner: JobRunner, opener: ArchiveOpener, parent: QObject | None = None
    ) -> None:
        super().__init__(AskingState(), parent)
        self._runner = runner
        self._open = opener
        self._job: Job | None = None
        self._unfolding: dict[Job, str] = {}  # series asked for, by study
        self._echoes: dict[Job, str] = {}

    def ask(self, node: ArchiveNode, query: ArchiveQuery) -> None:
        """Ask anew; what was asked before is dropped."""
        self.drop()
        self.replace(AskingState(node=node.name, query=query, is_asking=True))
        self._job = self._start(node, partial(_find, self._open, node, query))
        self._job.delivered.connect(self._on_matches)
        self._job.finished.connect(self._on_finished)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)

    def stop(self) -> None:
        """Keep what has been answered so far."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.update(is_asking=False)

    def drop(self) -> None:
        """Wait for no answer any more."""
        self.stop()
        for job in self._unfolding:
            job.cancel()
        self._unfolding.clear()

    def ask_series(self, node: ArchiveNode, study_instance_uid: str) -> None:
        """Unfold a study of the answer."""
        is_known = study_instance_uid in self.value.series
        if is_known or study_instance_uid in self._unfolding.values():
            return
        matches = (m for m in self.value.matches if m.study_instance_uid == study_instance_uid)
        patient_id = next((match.patient_id for match in matches), "")
        query = ArchiveQuery(
            QueryLevel.SERIES,
            patient_id=patient_id,
            study_instance_uid=study_instance_uid,
            limit=0,
        )
        job = self._start(node, partial(_find_all, self._open, node, query))
        self._unfolding[job] = study_instance_uid
        job.finished.connect(self._on_unfolded)
        job.failed.connect(self._on_not_unfolded)
        job.ended.connect(self._on_unfolding_ended)

    def find_study(self, node: ArchiveNode, study_instance_uid: str) -> Job:
        """Ask for one study apart from everything else; the job's result is its `ArchiveMatch` or None."""
        query = ArchiveQuery(study_instance_uid=study_instance_uid, limit=10)
        return self._start(node, partial(_find_one, self._open, node, query))

    def echo(self, node: ArchiveNode) -> None:
        """Find out whether an archive answers, also one that is only being entered; `echoed` tells."""
        job = self._start(node, partial(_echo, self._open, node))
        self._echoes[job] = node.name
        job.finished.connect(self._on_echoed)
        job.failed.connect(self._on_no_echo)
        job.ended.connect(self._on_echo_ended)

    def _start(self, node: ArchiveNode, work: JobFunction) -> Job:
        return self._runner.start(LaneOf(PeerLane.QUESTIONS, node.name), work)

    @Slot(object)
    def _on_matches(self, matches: tuple[ArchiveMatch, ...]) -> None:
        if self.sender() is self._job:
            self.update(matches=(*self.value.matches, *matches))

    @Slot(object)
    def _on_finished(self, is_cut: bool) -> None:
        if self.sender() is self._job:
            self._job = None
            self.update(is_asking=False, has_answered=True, is_cut=is_cut)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        if self.sender() is self._job:
            self._job = None
            self.update(is_asking=False, problem=error.message)

    @Slot()
    def _on_cancelled(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self.update(is_asking=False)

    @Slot(object)
    def _on_unfolded(self, series: tuple[ArchiveMatch, ...]) -> None:
        study = self._unfolding.get(self.sender())  # type: ignore[call-overload]  # a Job
        if study is not None:
            self.update(series={**self.value.series, study: series})

    @Slot(object)
    def _on_not_unfolded(self, error: MedViewerError) -> None:
        if self.sender() in self._unfolding:
            self.update(problem=error.message)

    @Slot()
    def _on_unfolding_ended(self) -> None:
        self._unfolding.pop(self.sender(), None)  # type: ignore[call-overload]  # a Job

    @Slot(object)
    def _on_echoed(self, milliseconds: int) -> None:
        self.echoed.emit(Echo(self._echoes[self.sender()], milliseconds))  # type: ignore[index]

    @Slot(object)
    def _on_no_echo(self, error: MedViewerError) -> None:
        self.echoed.emit(Echo(self._echoes[self.sender()], problem=error.message))  # type: ignore[index]

    @Slot()
    def _on_echo_ended(self) -> None:
        self._echoes.pop(self.sender(), None)  # type: ignore[call-overload]  # a Job


class WorklistAsking(State[WorklistState]):
    """One question to a modality worklist at a time."""

    def __init__(
        self, runner: JobRunner, opener: ArchiveOpener, parent: QObject | None = None
    ) -> None:
        super().__init__(WorklistState(), parent)
        self._runner = runner
        self._open = opener
        self._job: Job | None = None

    def ask(self, node: ArchiveNode, query: WorklistQuery) -> None:
        """Ask anew; what was asked before is dropped."""
        self.stop()
        self.replace(WorklistState(node=node.name, query=query, is_asking=True))
        work = partial(_worklist, self._open, node, query)
        self._job = self._runner.start(LaneOf(PeerLane.QUESTIONS, node.name), work)
        self._job.delivered.connect(self._on_items)
        self._job.finished.connect(self._on_finished)
        self._job.failed.connect(self._on_failed)

    def stop(self) -> None:
        """Keep what has been answered so far."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.update(is_asking=False)

    @Slot(object)
    def _on_items(self, items: tuple[WorklistItem, ...]) -> None:
        if self.sender() is self._job:
            self.update(items=(*self.value.items, *items))

    @Slot(object)
    def _on_finished(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self.update(is_asking=False, has_answered=True)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        if self.sender() is self._job:
            self._job = None
            self.update(is_asking=False, problem=error.message)


def _find(
    opener: ArchiveOpener, node: ArchiveNode, query: ArchiveQuery, context: JobContext
) -> bool:
    """Job thread: deliver matches as they come; whether the archive was cut short by the limit."""
    count = 0
    for together in gathered(opener(node).find(query, context.token)):
        count += len(together)
        context.deliver(together)
    return bool(query.limit) and count >= query.limit


def _find_all(
    opener: ArchiveOpener, node: ArchiveNode, query: ArchiveQuery, context: JobContext
) -> tuple[ArchiveMatch, ...]:
    return tuple(opener(node).find(query, context.token))


def _find_one(
    opener: ArchiveOpener, node: ArchiveNode, query: ArchiveQuery, context: JobContext
) -> ArchiveMatch | None:
    """Job thread: an archive may answer with studies that were not asked for."""
    uid = query.study_instance_uid
    answers = opener(node).find(query, context.token)
    return next((match for match in answers if match.study_instance_uid == uid), None)


def _worklist(
    opener: ArchiveOpener, node: ArchiveNode, query: WorklistQuery, context: JobContext
) -> None:
    for together in gathered(opener(node).worklist(query, context.token)):
        context.deliver(together)


def _echo(opener: ArchiveOpener, node: ArchiveNode, context: JobContext) -> int:
    began = time.perf_counter()
    opener(node).echo(context.token)
    return round(1000 * (time.perf_counter() - began))


def gathered(answers: Iterable[Answer]) -> Iterator[tuple[Answer, ...]]:
    """Answers in handfuls: the first at once, then those that come within a moment together."""
    waiting: list[Answer] = []
    last = float("-inf")
    for answer in answers:
        waiting.append(answer)
        if time.monotonic() - last >= GATHER_S or len(waiting) >= MOST_TOGETHER:
            yield tuple(waiting)
            waiting, last = [], time.monotonic()
    if waiting:
        yield tuple(waiting)
