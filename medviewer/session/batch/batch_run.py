"""One run of a batch, from its sources to its table: may be killed at any moment and begun again.

lock → list of studies → supply ─► executor ─► told one by one → table, summary, page

Everything that outlives a kill is on disk before it is counted: results under their keys, the list in its
database. A second run finds both and does only what is missing.
"""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from medviewer.domain.model_card import AnalysisStatus
from medviewer.errors import ExportError
from medviewer.progress import CancelToken, ProgressSink, ignore_progress
from medviewer.session.batch.executor import Executor
from medviewer.session.batch.fetching import Spool
from medviewer.session.batch.kept_results import KeptResults
from medviewer.session.batch.sentences import as_text, english
from medviewer.session.batch.sources import Archives, Sources, list_studies
from medviewer.session.batch.study_task import BatchOrder, TaskResult, TaskStatus
from medviewer.session.batch.survey import Survey
from medviewer.session.batch.task_supply import TaskSupply
from medviewer.store.batch_list import BatchList
from medviewer.words import message

LIST = "studies.sqlite3"
SPOOL, WORK = "spool", "work"


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """What is to be done, and where it goes.

    Attributes:
        limit: no more studies than this; 0: all.
        keeps_fetched: whether what an archive sent stays in the spool.
    """

    sources: Sources
    order: BatchOrder
    out: Path
    limit: int = 0
    keeps_fetched: bool = False


@dataclass(slots=True)
class Tally:
    """What became of the studies of one run so far.

    Attributes:
        busy_s: seconds that workers spent on studies of this run.
        peak_memory_bytes: the most a worker has held.
    """

    total: int = 0
    statuses: Counter[TaskStatus] = field(default_factory=Counter)
    begun_at: float = field(default_factory=time.monotonic)
    worked_since: float = 0.0
    busy_s: float = 0.0
    peak_memory_bytes: int = 0
    problems: int = 0

    @property
    def told(self) -> int:
        return self.statuses.total()

    @property
    def worked(self) -> int:
        """Studies that took a worker's time."""
        return self.told - self.statuses[TaskStatus.SKIPPED]

    @property
    def elapsed_s(self) -> float:
        return time.monotonic() - self.begun_at

    @property
    def eta_s(self) -> float | None:
        """Seconds until the last study, if all take what they took so far; None before the first."""
        if not self.worked:
            return None
        per_study = (time.monotonic() - self.worked_since) / self.worked
        return per_study * max(0, self.total - self.told)

    @property
    def per_hour(self) -> float:
        """Studies a worker's time was spent on, an hour; 0 before the first."""
        return 3600 * self.worked / (time.monotonic() - self.worked_since) if self.worked else 0.0

    def add(self, result: TaskResult) -> None:
        self.statuses[result.status] += 1
        if result.status is not TaskStatus.SKIPPED:
            self.busy_s += sum(result.timings_s.values())
            self.peak_memory_bytes = max(self.peak_memory_bytes, result.peak_memory_bytes)


@dataclass(slots=True)
class Watcher:
    """Who is told how far the batch is; each called on the batch's thread."""

    on_progress: ProgressSink = ignore_progress
    on_listed: Callable[[Tally], None] = lambda tally: None
    on_told: Callable[[TaskResult, Tally], None] = lambda result, tally: None


def run_batch(
    request: BatchRequest,
    found: BatchList,
    archives: Archives,
    executor: Executor,
    watcher: Watcher,
    token: CancelToken,
) -> Tally:
    """Analyse every study of the sources that has no result yet. Blocks; the folder must be locked.

    Raises:
        InputError: a source cannot be used, or has no study.
        ArchiveError: the archive cannot be asked.
        ExportError: the disk is full; what was done stays.
        AnalysisError: no worker could be started.
        StoreError: the list cannot be written.
        Cancelled: the token was cancelled; what was done stays.
    """
    tally, results = Tally(), KeptResults(request.out)
    results.clear_work()
    survey = Survey(found, request.out / WORK, watcher.on_progress, token)
    total = list_studies(request.sources, found, survey, archives, token)
    tally.total = min(total, request.limit or total)
    tally.problems = found.problem_count()
    watcher.on_listed(tally)
    spool = Spool(request.out / SPOOL, archives, token)

    def on_result(result: TaskResult) -> None:
        _note(result, found)
        tally.add(result)
        if not request.keeps_fetched:
            spool.release(result.study_instance_uid)
        watcher.on_told(result, tally)
        if result.is_stopping:
            raise ExportError(
                message("Batch", "The batch has stopped. {reason}", reason=english(result.reason))
            )

    supply = TaskSupply(found, results, request.order, spool, on_result, request.limit)
    tally.worked_since = time.monotonic()
    executor.run(supply.tasks(), on_result, token)
    return tally


def _note(result: TaskResult, found: BatchList) -> None:
    """As it lies in the results folder: that it was there already is of this run only."""
    if result.status is TaskStatus.SKIPPED:
        is_refused = all(each.status == AnalysisStatus.REFUSED for each in result.answers)
        status = TaskStatus.REFUSED if is_refused else TaskStatus.DONE
        found.tell_kept(result.number, result.key, status.value, as_text(result.reason))
    else:
        found.tell(
            result.number,
            result.key,
            result.status.value,
            as_text(result.reason),
            result.attempts,
        )
