"""Ray on this machine: every study is told once, whatever becomes of the process that had it."""

import importlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from medviewer.errors import ClusterUnusable
from medviewer.progress import Cancelled, CancelToken
from medviewer.session.batch.ray_crew import CrewOrder
from medviewer.session.batch.ray_executor import RayExecutor
from medviewer.session.batch.ray_start import LOCAL, load_ray
from medviewer.session.batch.study_task import TaskResult, TaskStatus
from tests.peers.ray_nodes import skip_without_ray
from tests.unit.session.batch import pool_handlers
from tests.unit.session.batch.executors import most_under_way, run, tasks

WORKERS = 2


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RayExecutor]:
    """Started once for all tests: it takes seconds."""
    skip_without_ray()
    order = CrewOrder(tmp_path_factory.mktemp("out"), pool_handlers.build_acting, workers=WORKERS)
    executor = RayExecutor(LOCAL, order)
    yield executor
    executor.close()


def test_that_every_study_is_told_once_and_the_processes_stay(cluster: RayExecutor) -> None:
    told = run(cluster, tasks(*["fine"] * 12))

    assert sorted(told) == list(range(12))
    assert {each.status for each in told.values()} == {TaskStatus.DONE}
    assert len({each.worker for each in told.values()}) <= WORKERS
    assert str(os.getpid()) not in {each.worker for each in told.values()}


@pytest.mark.slow
def test_that_studies_that_end_their_process_are_given_to_another(
    cluster: RayExecutor, tmp_path: Path
) -> None:
    acts = ("fine", pool_handlers.DIES, pool_handlers.DIES_ONCE, "fine", pool_handlers.TOO_LARGE)

    told = run(cluster, tasks(*acts, root=tmp_path))

    assert [told[n].status for n in (0, 2, 3)] == [TaskStatus.DONE] * 3
    assert (told[1].status, told[1].attempts) == (TaskStatus.FAILED, 2)
    assert "ended unexpectedly" in str(told[1].reason)
    assert told[2].attempts == 2
    assert (str(told[4].reason), told[4].attempts) == ("It does not fit.", 2)


@pytest.mark.slow
def test_that_no_more_is_drawn_than_two_for_each_worker(cluster: RayExecutor) -> None:
    assert most_under_way(cluster, 20) <= 2 * WORKERS


@pytest.mark.slow
def test_that_a_cancelled_batch_ends_its_workers_and_another_may_follow(
    cluster: RayExecutor,
) -> None:
    token = CancelToken()
    told: list[TaskResult] = []

    def first(result: TaskResult) -> None:
        told.append(result)
        token.cancel()

    with pytest.raises(Cancelled):
        cluster.run(tasks("fine", *[pool_handlers.HANGS] * 4), first, token)

    assert [each.number for each in told] == [0]
    assert sorted(run(cluster, tasks("fine", "fine"))) == [0, 1]


def test_that_ray_reports_to_nobody_and_listens_on_this_machine_only(cluster: RayExecutor) -> None:
    import psutil

    run(cluster, tasks("fine"))
    usage = importlib.import_module("ray._common.usage.usage_lib")
    processes = psutil.Process().children(recursive=True)
    listening = {
        each.laddr.ip
        for process in processes
        for each in process.net_connections()
        if each.status == psutil.CONN_LISTEN
    }

    assert not usage.usage_stats_enabled()
    # Ray's workers write their titles over their environment; its servers do not.
    told = {process.environ().get("RAY_USAGE_STATS_ENABLED") for process in processes}
    assert told - {None} == {"0"}
    assert listening <= {"127.0.0.1", "::ffff:127.0.0.1", "::1"}


def test_that_a_cluster_that_is_not_there_is_said_within_seconds(tmp_path: Path) -> None:
    skip_without_ray()

    with pytest.raises(ClusterUnusable, match=r"No Ray cluster answers at 127\.0\.0\.1:1 "):
        RayExecutor("127.0.0.1:1", CrewOrder(tmp_path, pool_handlers.build_acting))


def test_that_a_missing_ray_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)

    with pytest.raises(ClusterUnusable, match=r"pip install medviewer\[cluster\]"):
        load_ray(LOCAL)
