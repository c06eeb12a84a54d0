"""A chest CT of 300 slices from files to findings, stage by stage, beside reading and a threshold.

The analyzer works in the process that is timed; starting the worker is a row of its own.
"""

import atexit
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import numpy as np

from medviewer.ai.analyzer import Analyzer
from medviewer.dicom.export import write_ct_series
from medviewer.domain.model_card import AnalysisResult, SharedArray
from medviewer.domain.volume import Volume
from medviewer.imaging.phantom import ThoraxSpec, thorax_phantom
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import CancelToken, ignore_progress

SLICES = 300
TISSUE_HU = -400
MODEL = "chest_ct_nodules"
SMALL = (40, 256, 256)  # for the start of the worker: the scan itself shall not count


def analyze() -> Callable[[], object]:
    """Read the files and analyse them: all stages."""
    folder, analyzer = _phantom_files(SLICES), _analyzer()
    return lambda: _analyzed(analyzer, _read(folder))


def reading() -> Callable[[], object]:
    folder = _phantom_files(SLICES)
    return lambda: _read(folder)


def stage(name: str) -> Callable[[], float]:
    """Seconds the analyzer states for one of its stages ("lungs", "candidates", "judging")."""
    volume, analyzer = _read(_phantom_files(SLICES)), _analyzer()
    return lambda: float(_analyzed(analyzer, volume).timings_s[name])


def simpleitk() -> Callable[[], object]:
    """Read the series and threshold it: the least a chest CT pipeline can do."""
    import SimpleITK

    folder = _phantom_files(SLICES)

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
    """The most memory (GB) a process has taken that analysed 300 slices, the volume included."""
    import resource

    volume, analyzer = _read(_phantom_files(SLICES)), _analyzer()

    def run() -> float:
        _analyzed(analyzer, volume)
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # Linux counts in KiB

    return run


def _phantom_files(slices: int) -> Path:
    """A thorax phantom of so many slices, written for this process and removed with it."""
    folder = Path(tempfile.mkdtemp(prefix="medviewer-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    spec = ThoraxSpec(shape=(slices, 512, 512), slice_mm=300 / slices)
    write_ct_series(folder, thorax_phantom(spec).volume)
    return folder


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


def _analyzer() -> Analyzer:
    """The shipped analyzer in plain torch, all cores but one."""
    from medviewer.ai.analyzers import chest_ct_nodules
    from medviewer.ai.installed_models import find_model
    from medviewer.ai.runtime.device import leave_a_core_for_the_viewer, pick_device

    leave_a_core_for_the_viewer()
    model = find_model(MODEL)
    return chest_ct_nodules.load(model.card, model.folder, pick_device("cpu"))


def _analyzed(analyzer: Analyzer, volume: Volume) -> AnalysisResult:
    from medviewer.ai.evaluation.phantoms import request_for

    return analyzer.analyze(request_for(volume), volume, ignore_progress, CancelToken())


def _asked(worker: WorkerProcess, volume: Volume) -> object:
    """What the viewer asks the worker, through shared memory."""
    from medviewer.ai.evaluation.phantoms import request_for

    memory = SharedMemory(create=True, size=volume.array.nbytes)
    try:
        shared = np.ndarray(volume.array.shape, volume.array.dtype, buffer=memory.buf)
        shared[...] = volume.array
        del shared
        place = SharedArray(memory.name, volume.array.shape, volume.array.dtype.str)
        request = replace(request_for(volume), model_id=MODEL, volume=place)
        worker.start()
        return worker.run(request, ignore_progress, CancelToken())
    finally:
        memory.close()
        memory.unlink()
