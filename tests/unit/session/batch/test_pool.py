"""Processes of one machine: every study is told once, whatever becomes of the process that had it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from medviewer.errors import WorkerStopped
from medviewer.progress import Cancelled, CancelToken
from medviewer.session.batch.pool import PoolExecutor
from medviewer.session.batch.study_task import TaskResult, TaskStatus
from tests.unit.session.batch import pool_handlers
from tests.unit.session.batch.executors import most_under_way, run, tasks
from tests.unit.session.batch.pool_handlers import build_acting


@pytest.fixture
def pool() -> Iterator[PoolExecutor]:
    pool = PoolExecutor(build_acting, workers=2)
    yield pool
    pool.close()


def test_that_every_study_is_told_once_and_the_processes_stay(pool: PoolExecutor) -> None:
    told = run(pool, tasks(*["fine"] * 12))

    assert sorted(told) == list(range(12))
    assert {each.status for each in told.values()} == {TaskStatus.DONE}
    assert len({each.worker for each in told.values()}) <= 2


def test_that_a_study_that_ends_its_process_is_tried_again_then_given_up(
    pool: PoolExecutor,
) -> None:
    told = run(pool, tasks("fine", pool_handlers.DIES, "fine"))

    assert told[1].status is TaskStatus.FAILED
    assert told[1].attempts == 2
    assert "exit code -11" in str(told[1].reason)
    assert [told[0].status, told[2].status] == [TaskStatus.DONE] * 2


def test_that_a_study_that_ends_its_process_once_is_done_at_the_second_attempt(
    pool: PoolExecutor, tmp_path: Path
) -> None:
    told = run(pool, tasks(pool_handlers.DIES_ONCE, root=tmp_path))

    assert (told[0].status, told[0].attempts) == (TaskStatus.DONE, 2)


def test_that_a_study_that_hangs_is_given_up_and_the_others_go_on() -> None:
    pool = PoolExecutor(build_acting, workers=1, time_limit_s=0.5)

    told = run(pool, tasks(pool_handlers.HANGS, "fine"))
    pool.close()

    assert told[0].status is TaskStatus.FAILED
    assert "longer than" in str(told[0].reason)
    assert told[1].status is TaskStatus.DONE


def test_that_a_study_that_does_not_fit_says_so(pool: PoolExecutor) -> None:
    told = run(pool, tasks(pool_handlers.TOO_LARGE))

    assert (str(told[0].reason), told[0].attempts) == ("It does not fit.", 2)


def test_that_no_more_is_drawn_than_two_for_each_worker(pool: PoolExecutor) -> None:
    assert most_under_way(pool, 20) == 4


def test_that_nothing_is_begun_after_the_disk_was_full() -> None:
    pool = PoolExecutor(build_acting, workers=1)

    told = run(pool, tasks("full", *["fine"] * 20))
    pool.close()

    assert len(told) == 2  # what was under way


def test_that_a_cancelled_batch_stops_at_once(pool: PoolExecutor) -> None:
    token = CancelToken()
    told: list[TaskResult] = []

    def first(result: TaskResult) -> None:
        told.append(result)
        token.cancel()

    with pytest.raises(Cancelled):
        pool.run(tasks("fine", pool_handlers.HANGS, pool_handlers.HANGS), first, token)

    assert len(told) == 1


def test_that_workers_that_cannot_start_are_an_error_not_failed_studies() -> None:
    pool = PoolExecutor(pool_handlers.build_nothing, workers=1)

    with pytest.raises(WorkerStopped):
        run(pool, tasks("fine", "fine"))
