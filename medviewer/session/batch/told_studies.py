"""Every study of the last run with its result, one by one: what table, summary and page are made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from medviewer.session.batch.kept_results import KeptResults
from medviewer.session.batch.sentences import from_text
from medviewer.session.batch.study_task import TaskResult, TaskStatus
from medviewer.store.batch_list import BatchList, ListedStudy


@dataclass(frozen=True, slots=True)
class ToldStudy:
    """A study and what became of it, in this run or one before; `is_new`: in this run."""

    study: ListedStudy
    result: TaskResult
    is_new: bool


def told_studies(found: BatchList, results: KeptResults, limit: int = 0) -> Iterator[ToldStudy]:
    """In order of UID; what nobody has worked on yet is left out."""
    for study in islice(found.studies(), limit or None):
        if not study.status:
            continue
        kept = results.find(study.key) if study.status != TaskStatus.FAILED else None
        yield ToldStudy(study, kept or _failed(study), study.is_told)


def _failed(study: ListedStudy) -> TaskResult:
    return TaskResult(
        study.number,
        study.key,
        study.uid,
        TaskStatus.FAILED,
        reason=from_text(study.reason),
        attempts=study.attempts,
    )
