"""A chest CT of 300 slices from files to findings, stage by stage, beside reading and a threshold.

The analyzer works in the process that is timed; starting the worker is a row of its own.
"""

import atexit
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np

from medviewer.ai.analyzer import Analyzer
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    SharedArray,
)
from medviewer.domain.volume import Volume
from medviewer.imaging.phantom import ThoraxSpec, thorax_phantom
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import CancelToken, ignore_progress
from tests.benchmarks import data
from tests.benchmarks.row import Missing

if TYPE_CHECKING:
    from medviewer.ai.runtime.backends.accelerating import Backend

TISSUE_HU = -400
MODEL = "chest_ct_nodules"
SMALL = (40, 256, 256)  # for the start of the worker: the scan itself shall not count


def analyze() -> Callable[[], object]:
    """Read the files and analyse them: all stages."""
    folder, analyzer = _files(), _analyzer()
    return lambda: _analyzed(analyzer, _read(folder))


def analyze_as_chosen() -> Callable[[], object]:
    """The same, run as the self-test chooses here."""
    import torch

    from medviewer.ai.installed_models import find_model
    from medviewer.ai.runtime.backends.accelerating import Backend
    from medviewer.ai.runtime.backends.measuring import measure_model
    from medviewer.ai.runtime.device import leave_a_core_for_the_viewer

    folder = _files()
    leave_a_core_for_the_viewer()
    rows = measure_model(find_model(MODEL), torch.device("cpu"), CancelToken(), lambda: None)
    chosen = _analyzer(next(Backend(row.backend) for row in rows if row.is_chosen))
    return lambda: _analyzed(chosen, _read(folder))


def reading() -> Callable[[], object]:
    folder = _files()
    return lambda: _read(folder)


def lungs() -> Callable[[], object]:
    """Find the lungs in a volume that is read."""
    from medviewer.ai.analyzers.lungs import find_lungs

    volume = _read(_files())
    _analyzer()  # as many threads as it computes with
    return lambda: find_lungs(volume)


def candidates() -> Callable[[], object]:
    """Look for places in lungs that are found."""
    from medviewer.ai.analyzers.lungs import find_lungs
    from medviewer.ai.analyzers.nodule_candidates import find_candidates

    volume = _read(_files())
    _analyzer()  # as above
    found = find_lungs(volume)
    return lambda: find_candidates(volume, found, ignore_progress, CancelToken())


def judging() -> Callable[[], float]:
    """Seconds the analyzer states for judging, measuring and naming the places."""
    volume, analyzer = _read(_files()), _analyzer()
    return lambda: float(_analyzed(analyzer, volume).timings_s["judging"])


def simpleitk() -> Callable[[], object]:
    """Read the series and threshold it: the least a chest CT pipeline can do."""
    import SimpleITK

    folder = _files()

    def run() -> object:
        image = SimpleITK.ReadImage([str(file) for file in sorted(folder.iterdir())])
        return image < TISSUE_HU

    return run


def first_answer(start: str) -> Callable[[], float]:
    """Seconds from asking to the first result, of a worker that is "cold" or "warm"; a small scan."""
    from medviewer.ai.worker import build_handler

    phantom = thorax_phantom(ThoraxSpec(shape=SMALL, pixel_mm=1.4, slice_mm=7.0)).volume
    warm = WorkerProcess(build_handler)
    atexit.register(warm.stop)

    def run() -> float:
        worker = warm if start == "warm" else WorkerProcess(build_handler)
        begin = time.perf_counter()
        _asked(worker, phantom)
        seconds = time.perf_counter() - begin
        if worker is not warm:
            worker.stop()
        return seconds

    if start == "warm":
        run()
    return run


def memory_gb() -> Callable[[], float]:
    """The most memory (GB) a worker has taken: every model loaded, 300 slices analysed, the scan included."""
    import resource

    from medviewer.ai.worker import build_handler

    with _shared(_read(_files())) as request:
        _check(build_handler("cpu")(request, ignore_progress, CancelToken()))
    return lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # Linux counts in KiB


def _files() -> Path:
    return data.thorax()[0].parent


def _read(folder: Path) -> Volume:
    """The only series of a folder, as the command line reads it."""
    from medviewer.dicom import scanner
    from medviewer.dicom.pixels import volumes

    with tempfile.TemporaryDirectory() as unpacked:
        found = scanner.scan(
            [folder], Path(unpacked), CancelToken(), ignore_progress, lambda update: None
        )
    display_set = found.studies[0].series[0].display_sets[0]
    return volumes.load_volume(display_set, CancelToken(), ignore_progress)


def _analyzer(backend: "Backend | None" = None) -> Analyzer:
    """The shipped analyzer on all cores but one; without a back-end as where no self-test was run."""
    from medviewer.ai.analyzers import chest_ct_nodules
    from medviewer.ai.installed_models import find_model
    from medviewer.ai.runtime.backends import choices
    from medviewer.ai.runtime.device import leave_a_core_for_the_viewer, pick_device

    leave_a_core_for_the_viewer()
    model = find_model(MODEL)
    with _home_of_its_own():
        choices.remember({model.card.weights_sha256: backend or choices.UNMEASURED})
        return chest_ct_nodules.load(model.card, model.folder, pick_device("cpu"))


@contextmanager
def _home_of_its_own() -> Iterator[None]:
    """What a self-test chose for whoever runs the benchmark stays out of it, and as it is."""
    with tempfile.TemporaryDirectory() as home, patch.dict(os.environ, MEDVIEWER_HOME=home):
        yield


def _analyzed(analyzer: Analyzer, volume: Volume) -> AnalysisResult:
    from medviewer.ai.evaluation.phantoms import request_for

    return _check(analyzer.analyze(request_for(volume), volume, ignore_progress, CancelToken()))


def _asked(worker: WorkerProcess, volume: Volume) -> object:
    """What the viewer asks the worker."""
    with _shared(volume) as request:
        worker.start()
        return _check(worker.run(request, ignore_progress, CancelToken()))


def _check(answer: object) -> AnalysisResult:
    """A scan that is refused costs nothing, and says nothing."""
    if not isinstance(answer, AnalysisResult) or answer.status is not AnalysisStatus.DONE:
        raise Missing("the scan was not analysed")
    return answer


@contextmanager
def _shared(volume: Volume) -> Iterator[AnalysisRequest]:
    """A request about a volume that lies in shared memory, as the viewer's lie."""
    from medviewer.ai.evaluation.phantoms import request_for

    memory = SharedMemory(create=True, size=volume.array.nbytes)
    try:
        shared = np.ndarray(volume.array.shape, volume.array.dtype, buffer=memory.buf)
        shared[...] = volume.array
        del shared
        place = SharedArray(memory.name, volume.array.shape, volume.array.dtype.str)
        yield replace(request_for(volume), model_id=MODEL, volume=place)
    finally:
        memory.close()
        memory.unlink()
