"""Forty chest CTs through the nodule model: one process, two, and two of Ray's. Seconds a study.

Processes, models and Ray itself are started before anything is timed.
"""

import atexit
import shutil
import tempfile
import time
from functools import partial
from pathlib import Path

from medviewer.domain.bundle import BundleKind
from medviewer.progress import CancelToken
from medviewer.session.batch.asked_models import choose_models
from medviewer.session.batch.executor import Executor
from medviewer.session.batch.pool import PoolExecutor
from medviewer.session.batch.ray_crew import CrewOrder
from medviewer.session.batch.ray_executor import RayExecutor
from medviewer.session.batch.ray_start import LOCAL
from medviewer.session.batch.result_key import KeyedInstance, result_key
from medviewer.session.batch.study_handler import WorkerSettings, build_study_handler
from medviewer.session.batch.study_task import BatchOrder, StudyTask, TaskResult, TaskStatus
from tests.benchmarks.row import Warmed
from tests.phantoms.many_studies import write_studies

STUDIES = 40
MODEL = "chest_ct_nodules"
KINDS = frozenset({BundleKind.SR, BundleKind.CSV, BundleKind.JSON})


def pool(workers: str) -> Warmed:
    """Processes of one thread each."""
    folder = _folder()
    build = partial(build_study_handler, WorkerSettings(folder / "out", "cpu", 1))
    return _rounds(PoolExecutor(build, int(workers), threads=1), folder)


def on_ray(workers: str) -> Warmed:
    """The same on a Ray cluster of this machine alone."""
    folder = _folder()
    build = partial(build_study_handler, WorkerSettings(folder / "out", "cpu", 1))
    order = CrewOrder(folder / "out", build, choose_models([MODEL]), int(workers), device="cpu")
    return _rounds(RayExecutor(LOCAL, order), folder)


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="mv-batch-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _rounds(executor: Executor, folder: Path) -> Warmed:
    """A function that runs them all once more, each time as if for the first."""
    uids = write_studies(folder, STUDIES)
    order = BatchOrder(choose_models([MODEL]), kinds=KINDS, device="cpu")
    tasks = [_task(number, uid, folder, order) for number, uid in enumerate(uids)]
    _seconds(executor, tasks[:4])  # every process has its model, and has run it

    def once() -> float:
        shutil.rmtree(folder / "out", ignore_errors=True)
        return _seconds(executor, tasks) / len(tasks)

    return Warmed(once)


def _task(number: int, uid: str, folder: Path, order: BatchOrder) -> StudyTask:
    key = result_key([KeyedInstance(uid, 1)], order)
    return StudyTask(number, key, uid, (folder / str(number),), order)


def _seconds(executor: Executor, tasks: list[StudyTask]) -> float:
    told: list[TaskResult] = []
    began = time.perf_counter()
    executor.run(tasks, told.append, CancelToken())
    seconds = time.perf_counter() - began
    if [each.status for each in told] != [TaskStatus.DONE] * len(tasks):
        raise RuntimeError(next(each.reason for each in told if each.reason))
    return seconds
