"""Workers on machines that differ, come late, are lost or hang; the machines are played."""

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from medviewer.errors import ClusterUnusable
from medviewer.session.batch import ray_crew
from medviewer.session.batch.ray_cluster import RayCluster
from medviewer.session.batch.ray_crew import Attempt, Crew, CrewOrder, Ended
from medviewer.session.batch.ray_needs import WorkerNeeds
from medviewer.session.batch.study_task import BatchOrder, StudyTask, TaskStatus
from tests.unit.session.batch.fake_cluster import FakeCluster
from tests.unit.session.batch.pool_handlers import build_acting

TWO = {"reading-room": {"CPU": 2.0}, "cellar": {"CPU": 1.0}}


def order(out: Path, **changes: object) -> CrewOrder:
    return replace(CrewOrder(out, build_acting), **changes)  # type: ignore[arg-type]


def crew_on(cluster: FakeCluster, out: Path, **changes: object) -> Crew:
    return Crew(cast(RayCluster, cluster), order(out, **changes))


def attempt(number: int = 0, name: str = "fine") -> Attempt:
    place = Path("/nowhere") / name
    return Attempt(StudyTask(number, f"{number}", f"1.{number}", (place,), BatchOrder(())))


def heard(crew: Crew) -> Ended:
    [ended] = crew.hear(0)
    return ended


def look_again(crew: Crew) -> None:
    """As after `REFILL_S`: machines are counted anew, and who was begun is heard until it is ready."""
    crew._filled_at = -ray_crew.REFILL_S
    crew.tend()
    for _ in range(2):
        crew.hear(0)


def test_that_there_is_a_worker_for_every_core_there_is(tmp_path: Path) -> None:
    cluster = FakeCluster(TWO.copy())
    crew = crew_on(cluster, tmp_path)

    crew.muster()

    assert [worker.node_id for worker in cluster.started].count("reading-room") == 2
    assert len(crew.idle()) == 3


def test_that_workers_are_spread_over_machines_and_no_more_than_asked(tmp_path: Path) -> None:
    cluster = FakeCluster({"a": {"CPU": 8.0}, "b": {"CPU": 8.0}})
    crew = crew_on(cluster, tmp_path, workers=4)

    crew.muster()

    assert sorted(worker.node_id for worker in cluster.started) == ["a", "a", "b", "b"]


def test_that_a_gpu_is_taken_where_there_is_one_and_never_for_the_cpu(tmp_path: Path) -> None:
    machines = {"a": {"CPU": 8.0, "GPU": 1.0}, "b": {"CPU": 1.0}}
    needs = WorkerNeeds(1.0, None, {})
    by_choice, on_cpu = FakeCluster(machines), FakeCluster(machines)

    crew_on(by_choice, tmp_path, needs=needs).muster()
    crew_on(on_cpu, tmp_path, needs=needs, device="cpu").muster()

    assert [each.needs for each in by_choice.started] == [{"CPU": 1, "GPU": 1}, {"CPU": 1}]
    assert len(on_cpu.started) == 9


def test_that_nobody_begins_where_one_machine_is_another_version(tmp_path: Path) -> None:
    cluster = FakeCluster(TWO.copy())
    cluster.facts["cellar"] = {"version": "0.0.1", "machine": "cellar"}
    crew = crew_on(cluster, tmp_path)

    with pytest.raises(ClusterUnusable, match=r"cellar has another MedViewer.*version 0\.0\.1"):
        crew.muster()


def test_that_a_machine_that_joins_later_is_used_and_one_that_differs_is_not(
    tmp_path: Path,
) -> None:
    cluster = FakeCluster(TWO.copy())
    crew = crew_on(cluster, tmp_path)
    crew.muster()

    cluster.machines["attic"] = {"CPU": 1.0}
    cluster.machines["garden"] = {"CPU": 1.0}
    cluster.facts["garden"] = {"version": "0.0.1"}
    for _ in range(4):
        look_again(crew)

    nodes = [worker.node_id for worker in cluster.started if worker not in cluster.ended]
    assert nodes.count("attic") == 1
    assert "garden" not in nodes
    assert [w.node_id for w in cluster.ended] == ["garden", "garden"]  # tried twice, then left


def test_that_the_study_of_a_lost_machine_comes_back_and_the_machine_is_forgotten(
    tmp_path: Path,
) -> None:
    cluster = FakeCluster(TWO.copy())
    crew = crew_on(cluster, tmp_path)
    crew.muster()
    there = next(member for member in crew.idle() if member.node_id == "cellar")

    crew.give(there, attempt(7))
    cluster.lost.add("cellar")
    ended = heard(crew)
    look_again(crew)

    assert (ended.attempt.task.number, ended.result) == (7, None)
    assert "its machine was lost" in str(ended.reason)
    assert {member.node_id for member in crew.idle()} == {"reading-room"}


def test_that_a_worker_that_fails_is_replaced_by_a_fresh_one(tmp_path: Path) -> None:
    cluster = FakeCluster({"a": {"CPU": 1.0}})
    crew = crew_on(cluster, tmp_path)
    crew.muster()

    crew.give(crew.idle()[0], attempt(0, "too-large"))
    ended = heard(crew)
    look_again(crew)
    crew.give(crew.idle()[0], attempt(1))
    after = heard(crew)

    assert str(ended.reason) == "It does not fit."
    assert len(cluster.started) == 2
    assert after.result is not None
    assert after.result.status is TaskStatus.DONE


def test_that_a_study_that_takes_too_long_is_given_up_with_its_worker(tmp_path: Path) -> None:
    cluster = FakeCluster({"a": {"CPU": 1.0}})
    crew = crew_on(cluster, tmp_path, time_limit_s=0.0)
    crew.muster()

    cluster.hanging.add("answer")
    crew.give(crew.idle()[0], attempt())
    ended = heard(crew)

    assert ended.result is None
    assert "longer than" in str(ended.reason)
    assert cluster.ended == cluster.started


def test_that_a_cluster_without_room_says_what_it_lacks(tmp_path: Path) -> None:
    crew = crew_on(FakeCluster({"a": {"CPU": 1.0}}), tmp_path, needs=WorkerNeeds(cpus=4.0))

    with pytest.raises(ClusterUnusable, match=r"None of the cluster's 1 machines has room.*CPU 4"):
        crew.muster()


def test_that_a_cluster_at_work_for_others_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ray_crew, "MUSTER_S", 0.0)
    cluster = FakeCluster(TWO.copy())
    cluster.hanging.add("facts")

    with pytest.raises(ClusterUnusable, match="at work for somebody else"):
        crew_on(cluster, tmp_path).muster()


def test_that_nothing_of_the_crew_stays_in_the_batchs_folder(tmp_path: Path) -> None:
    crew = crew_on(FakeCluster(TWO.copy()), tmp_path)

    crew.muster()
    crew.dismiss()

    assert list(tmp_path.iterdir()) == []
    assert crew.size == 0
