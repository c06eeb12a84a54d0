"""Tasks as workers have room for them: studies whose result is there are told at once, others are handed on.

list ─► (fetched from their archive, a few ahead) ─► key ─► there? told as skipped : a task
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from medviewer.errors import ArrivalsUnwritable, MedViewerError
from medviewer.jobs.parallel_map import parallel_map
from medviewer.session.batch.executor import ResultSink
from medviewer.session.batch.fetching import Spool
from medviewer.session.batch.kept_results import KeptResults
from medviewer.session.batch.result_key import KeyedInstance, result_key
from medviewer.session.batch.study_task import (
    BatchOrder,
    StudyTask,
    TaskResult,
    TaskStatus,
)
from medviewer.store.batch_list import BatchList, ListedInstance, ListedStudy

FETCHING_AT_ONCE = 1  # threads; each is a few studies ahead (`parallel_map.AHEAD`)


@dataclass(frozen=True, slots=True)
class Supplied:
    """A study with its files at hand; or why they are not, or its result where none is needed."""

    study: ListedStudy
    instances: tuple[ListedInstance, ...] = ()
    problem: MedViewerError | None = None
    kept: TaskResult | None = None


@dataclass(slots=True)
class TaskSupply:
    """Turns the list into tasks, on one thread; only fetching goes on beside it."""

    found: BatchList
    results: KeptResults
    order: BatchOrder
    spool: Spool
    on_result: ResultSink
    limit: int = 0

    def tasks(self) -> Iterator[StudyTask]:
        """Tasks in order of UID; `on_result` is called for what needs none.

        Raises:
            ArrivalsUnwritable: the disk refused what was fetched.
            Cancelled: fetching was.
        """
        rows = (self._row(study) for study in islice(self.found.studies(), self.limit or None))
        supplied: Iterator[Supplied] = map(self._supplied, rows)
        if (
            self.found.has_remote()
        ):  # a thread is worth its while only where something is waited for
            supplied = parallel_map(self._supplied, rows, FETCHING_AT_ONCE)
        for each in supplied:
            if each.kept is not None:
                self.on_result(each.kept)
            elif each.problem is not None:
                self.on_result(_not_fetched(each.study, each.problem))
            elif (task := self._task(each)) is not None:
                yield task

    def _row(self, study: ListedStudy) -> Supplied:
        """What the list knows; the fetching thread asks it nothing."""
        if not study.node:
            return Supplied(study, tuple(self.found.instances(study)))
        is_same = study.remote_count is not None and study.remote_count == study.fetched_count
        if is_same and study.fetched_for == self._asked and study.key:
            kept = self.results.find(study.key)
            if kept is not None:
                return Supplied(study, kept=_skipped(kept, study.number))
        return Supplied(study)

    def _supplied(self, row: Supplied) -> Supplied:
        """With its files; runs beside the calling thread."""
        if not row.study.node or row.kept is not None:
            return row
        try:
            return replace(row, instances=tuple(self.spool.fetch(row.study)))
        except ArrivalsUnwritable:
            raise
        except MedViewerError as error:
            return replace(row, problem=error)

    def _task(self, each: Supplied) -> StudyTask | None:
        study, files = each.study, each.instances
        sources = [one for one in files if one.is_source]
        key = result_key(
            (KeyedInstance(one.sop_instance_uid, one.size) for one in sources), self.order
        )
        if study.node:
            self.found.note_fetched(study.number, study.remote_count, self._asked)
        if (kept := self.results.find(key)) is not None:
            self.on_result(_skipped(kept, study.number))
            return None
        return StudyTask(
            study.number,
            key,
            study.uid,
            tuple(dict.fromkeys(one.path for one in files)),
            self.order,
            byte_count=sum(one.size for one in sources),
        )

    @property
    def _asked(self) -> str:
        """What is asked, whatever the images."""
        return result_key((), self.order)


def _skipped(kept: TaskResult, number: int) -> TaskResult:
    return replace(kept, number=number, status=TaskStatus.SKIPPED)


def _not_fetched(study: ListedStudy, problem: MedViewerError) -> TaskResult:
    return TaskResult(study.number, "", study.uid, TaskStatus.FAILED, reason=problem.message)
