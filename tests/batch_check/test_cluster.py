"""A batch on two machines of a Ray cluster: one is lost, the driver is killed, the results are the pool's."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from medviewer.progress import CancelToken
from medviewer.session.batch.ray_crew import CrewOrder
from medviewer.session.batch.ray_executor import RayExecutor
from medviewer.session.batch.study_task import BatchOrder, StudyTask, TaskResult, TaskStatus
from tests.peers.ray_nodes import RayNodes, skip_without_ray
from tests.phantoms.many_studies import write_studies
from tests.unit.session.batch.pool_handlers import GO, build_waiting

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]
STUDIES = 4
# What a run may say differently of the same images.
OF_THE_RUN = ("analysed_at", "worker", "attempts", "timings_s", "peak_memory_bytes")


@pytest.fixture
def nodes() -> Iterator[RayNodes]:
    skip_without_ray()
    nodes = RayNodes()
    yield nodes
    nodes.stop()


def test_that_a_lost_machine_costs_no_study(nodes: RayNodes, tmp_path: Path) -> None:
    order = CrewOrder(tmp_path / "out", build_waiting)
    executor = RayExecutor(nodes.address, order)
    tasks = [StudyTask(n, f"{n}", f"1.{n}", (tmp_path,), BatchOrder(())) for n in range(5)]
    told: list[TaskResult] = []
    losing = threading.Thread(target=lose_one_at_work, args=(nodes, tmp_path))

    losing.start()
    executor.run(tasks, told.append, CancelToken())
    losing.join()
    executor.close()

    assert sorted(each.number for each in told) == [0, 1, 2, 3, 4]
    assert {each.status for each in told} == {TaskStatus.DONE}
    assert len({each.worker for each in told}) == 1  # the other's machine was lost at its first
    assert sorted(each.attempts for each in told) == [1, 1, 1, 1, 2]


def lose_one_at_work(nodes: RayNodes, place: Path) -> None:
    """Once both machines are at a study; then the other may finish."""
    while len(list(place.glob("begun-*"))) < 2:
        threading.Event().wait(0.05)
    nodes.lose_second()
    (place / GO).touch()


def batch(studies: Path, out: Path, *options: str) -> "subprocess.Popen[str]":
    words = ("batch", str(studies), "--out", str(out), "--model", "chest_ct_nodules")
    return subprocess.Popen(
        [sys.executable, "-m", "medviewer", *words, "--device", "cpu", "--json", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: "subprocess.Popen[str]") -> str:
    """Its words, once it is done; it must have gone well."""
    out, err = process.communicate()
    assert process.returncode == 0, err
    return out


def results_in(out: Path) -> dict[str, object]:
    """Every result by its key, without what belongs to the run that made it."""
    return {file.parent.name: timeless(file) for file in (out / "results").glob("*/result.json")}


def timeless(file: Path) -> object:
    result = json.loads(file.read_text(encoding="utf-8"))
    for document in (result, *result["answers"]):
        for name in OF_THE_RUN:
            document.pop(name, None)
        for finding in document.get("findings", ()):
            finding.pop("finding_id")  # drawn anew by every run
    return result


def test_that_two_machines_give_the_results_of_one_process_and_go_on_where_they_were_killed(
    nodes: RayNodes, tmp_path: Path
) -> None:
    studies = tmp_path / "studies"
    write_studies(studies, STUDIES)
    pool = batch(studies, tmp_path / "pool", "--workers", "1", "--threads", "1")
    ended(pool)

    killed = batch(studies, tmp_path / "ray", "--ray", nodes.address)
    assert killed.stdout is not None
    for line in killed.stdout:
        if json.loads(line)["event"] == "study":
            break
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    there = len(results_in(tmp_path / "ray"))
    ended(batch(studies, tmp_path / "ray", "--ray", nodes.address))

    assert 1 <= there <= STUDIES
    assert len(results_in(tmp_path / "pool")) == STUDIES
    assert results_in(tmp_path / "ray") == results_in(tmp_path / "pool")
