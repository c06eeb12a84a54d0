"""What a study costs on this machine, stage by stage in seconds of one core, and two batches to check it by.

A core's seconds, not the clock's: others' work makes a stage take longer and costs it nothing. Files are in
memory, one thread computes, models are loaded; the median of three.
"""

import datetime
import os
import platform
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TypeVar

import psutil
from pydicom import dcmread

from medviewer.ai.applicability import plan
from medviewer.ai.worker import AnalysisHandler
from medviewer.dicom.export import write_ct_series
from medviewer.dicom.pixels import stacks, volumes
from medviewer.domain.bundle import BundleKind
from medviewer.domain.study import DisplaySet, Study
from medviewer.imaging.phantom import ThoraxSpec, thorax_phantom
from medviewer.jobs.inline_worker import InlineWorker
from medviewer.progress import CancelToken, ignore_progress
from medviewer.session.batch.asked_models import choose_models, find_card
from medviewer.session.batch.pool import PoolExecutor
from medviewer.session.batch.study_analysis import answers_about
from medviewer.session.batch.study_handler import WorkerSettings, build_study_handler
from medviewer.session.batch.study_task import BatchOrder, StudyTask, TaskResult
from medviewer.session.batch.task_run import read_study, write_documents
from tests.phantoms.many_studies import SMALL, write_studies
from tests.scaling.site_figures import Measured, MeasuredRun, StudyKind
from tests.shared_folder import find_shared

REPEATS = 3
STUDIES = 40
READ_BYTES = 200_000_000
BLOCK = 1 << 20
KINDS = frozenset({BundleKind.SR, BundleKind.CSV, BundleKind.JSON})
RADIOGRAPH = "cxr.dcm"

Answer = TypeVar("Answer")
Seconds = defaultdict[str, list[float]]


def measure() -> Measured:
    """Everything; takes some minutes."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="mv-scaling-") as name:
        folder = Path(name)
        worker = InlineWorker(partial(AnalysisHandler, "cpu", 1))
        kinds = {
            "ct_chest": kind_of("ct_chest", chest_ct(folder / "chest"), worker),
            "ct_small": kind_of("ct_small", write_small(folder / "small"), worker),
            "radiograph": kind_of("radiograph", radiograph(folder / "film"), worker),
        }
        kinds["no_model"] = without_model(kinds["ct_chest"])
        runs = tuple(run(folder / "small", workers) for workers in (1, 2))
        disk_mb_s = read_rate(folder / "block") / 1e6
    today = datetime.date.today().isoformat()
    return Measured(machine(), today, round(load, 1), round(disk_mb_s), kinds, runs, "ct_small")


def machine() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    name = next((line.partition(":")[2].strip() for line in lines if "model name" in line), "")
    return f"{name or platform.processor()}, {os.cpu_count()} cores, {platform.system()}"


def chest_ct(folder: Path) -> Path:
    """A routine chest CT: 120 slices of 512 × 512."""
    write_ct_series(folder, thorax_phantom(ThoraxSpec()).volume)
    return folder


def write_small(folder: Path) -> Path:
    """The studies the runs are of; the first is measured by stages."""
    write_studies(folder, STUDIES, SMALL)
    return folder / "0"


def radiograph(folder: Path) -> Path:
    """A chest film of the shared data.

    Raises:
        FileNotFoundError: it is not here.
    """
    shared = find_shared()
    found = next(iter((shared / "data" / "dicom").rglob(RADIOGRAPH)), None) if shared else None
    if found is None:
        raise FileNotFoundError(f"{RADIOGRAPH} of the shared data is needed")
    folder.mkdir()
    shutil.copy(found, folder)
    return folder


def kind_of(name: str, place: Path, worker: InlineWorker) -> StudyKind:
    """A study taken through every stage, models loaded beforehand."""
    taken: Seconds = defaultdict(list)
    size = staged(place, worker, defaultdict(list))
    for _ in range(REPEATS):
        staged(place, worker, taken)
    files = [file for file in place.iterdir() if file.is_file()]
    total = sum(file.stat().st_size for file in files)
    core_s = {stage: round(statistics.median(each), 4) for stage, each in taken.items()}
    return StudyKind(name, len(files), round(total / 1e6, 2), round(size / 1e6, 3), core_s)


def staged(place: Path, worker: InlineWorker, taken: Seconds) -> int:
    """Add the seconds of each stage to `taken`; returns the bytes of the result."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        task = task_of(0, place)
        token = CancelToken()
        study = timed(
            "scan", taken, lambda: read_study(task, out / "unpacked", ignore_progress, token)
        )
        timed("decode", taken, lambda: decode(study, task.order))
        answers = timed(
            "analyse",
            taken,
            lambda: answers_about(study, task.order, worker, ignore_progress, token),
        )
        taken["analyse"][-1] -= taken["decode"][-1]  # it decodes, too
        kinds = task.order.kinds
        timed("write", taken, lambda: write_documents(study, answers, kinds, out / "r", token))
        return sum(file.stat().st_size for file in (out / "r").rglob("*") if file.is_file())


def timed(stage: str, taken: Seconds, work: Callable[[], Answer]) -> Answer:
    began = time.process_time()
    answer = work()
    taken[stage].append(time.process_time() - began)
    return answer


def decode(study: Study, order: BatchOrder) -> None:
    """The pixels of each model's best series."""
    for model in order.models:
        option = plan(find_card(model), study).chosen
        if option is not None:
            _load(option.display_set)


def _load(display_set: DisplaySet) -> None:
    load = stacks.load_stack if display_set.geometry is None else volumes.load_volume
    load(display_set, CancelToken(), ignore_progress)


def without_model(scanned: StudyKind) -> StudyKind:
    """As large a study that no model was made for: its headers are read, and that is all."""
    core_s = {"scan": scanned.core_s["scan"]}
    return StudyKind("no_model", scanned.images, scanned.megabytes, 0.004, core_s)


def task_of(number: int, place: Path) -> StudyTask:
    uid = str(dcmread(next(place.iterdir()), stop_before_pixels=True).StudyInstanceUID)
    order = BatchOrder(choose_models(()), kinds=KINDS, device="cpu")
    return StudyTask(number, f"{number}", uid, (place,), order)


def run(studies: Path, workers: int) -> MeasuredRun:
    """Forty studies through a pool whose processes have their models."""
    out = studies.parent / f"out{workers}"
    build = partial(build_study_handler, WorkerSettings(out, "cpu", 1))
    pool = PoolExecutor(build, workers, threads=1)
    tasks = [task_of(number, studies / str(number)) for number in range(STUDIES)]
    done(pool, tasks[: 2 * workers])
    shutil.rmtree(out)
    began, cores_before = time.perf_counter(), children_s()
    done(pool, tasks)
    seconds, core_s = time.perf_counter() - began, children_s() - cores_before
    pool.close()
    return MeasuredRun(workers, STUDIES, round(seconds, 2), round(core_s, 2))


def done(pool: PoolExecutor, tasks: list[StudyTask]) -> None:
    told: list[TaskResult] = []
    pool.run(tasks, told.append, CancelToken())
    if failed := [each.reason for each in told if each.reason]:
        raise RuntimeError(failed[0])


def children_s() -> float:
    """Seconds of cores that this process's children have used."""
    times = [child.cpu_times() for child in psutil.Process().children(recursive=True)]
    return float(sum(each.user + each.system for each in times))


def read_rate(file: Path) -> float:
    """Bytes a second of a file that is no longer in memory."""
    file.write_bytes(os.urandom(BLOCK) * (READ_BYTES // BLOCK))
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    began = time.perf_counter()
    with file.open("rb", buffering=0) as stream:
        while stream.read(BLOCK):
            pass
    return READ_BYTES / (time.perf_counter() - began)


def as_document(measured: Measured) -> dict[str, object]:
    """As `site_figures.read_measured` reads it."""
    kinds = {name: asdict(kind) for name, kind in measured.kinds.items()}
    for kind in kinds.values():
        del kind["name"]
    return {**asdict(measured), "kinds": kinds}
