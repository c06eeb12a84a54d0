"""Reading: MedViewer's own contestants. Each function prepares one and returns what is timed."""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from medviewer.dicom import scanner
from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels import volumes
from medviewer.dicom.pixels.frames import read_frame
from medviewer.dicom.reading.recall import Recall
from medviewer.domain.study import DisplaySet
from medviewer.domain.volume import Volume
from medviewer.progress import CancelToken, ignore_progress
from tests.benchmarks import data

MEGABYTE = 1e6
MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024


def loading(name: str) -> Callable[[], None]:
    """Checked once, bit for bit, before anything is timed."""
    files = data.series(name)
    volume = load(files[0].parent)
    for index in (0, len(files) // 2, len(files) - 1):
        # Index 0 is the topmost slice, which is the last one written.
        expected = data.slice_hu(len(files) - 1 - index)
        np.testing.assert_array_equal(volume.array[index], expected)
    del volume
    return lambda: _done(load(files[0].parent))


def load_enhanced() -> Callable[[], None]:
    file = data.enhanced()
    return lambda: _done(load(file.parent))


def first_frame_enhanced() -> Callable[[], None]:
    file = data.enhanced()
    return lambda: _done(read_frame(read_header(file).frames[data.FRAMES // 2]))


def read_radiograph() -> Callable[[], None]:
    file = data.radiograph()
    return lambda: _done(read_frame(read_header(file).frames[0]))


def read_headers() -> Callable[[], float]:
    """Seconds a file for all that a header says; the peers read a dozen attributes."""
    files = data.headers()

    def read() -> float:
        began = time.perf_counter()
        memory = Recall()
        found = [read_header(file, memory) for file in files]
        seconds = time.perf_counter() - began
        assert len({header.instance.sop_instance_uid for header in found}) == len(files)
        return seconds / len(files)

    return read


def scan_folder() -> Callable[[], float]:
    """Seconds a file from the folder to sorted display sets."""
    files = data.headers()

    def scan() -> float:
        began = time.perf_counter()
        summary = _scan(files[0].parent)
        seconds = time.perf_counter() - began
        assert summary.image_count == len(files)
        return seconds / len(files)

    return scan


def peak_of_ct() -> Callable[[], float]:
    """Megabytes of this process at its largest, with one load in it."""
    return _peak(data.ct())


def peak_of_large_ct() -> Callable[[], float]:
    """The same for 2,500 slices, in 4 GB of address space."""
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    return _peak(data.large_ct())


def load(folder: Path) -> Volume:
    """The whole way: folder → headers → display set → volume."""
    return volumes.load_volume(_display_set(folder), CancelToken(), ignore_progress)


def _display_set(folder: Path) -> DisplaySet:
    return max(
        (
            each
            for s in _scan(folder).studies
            for series in s.series
            for each in series.display_sets
        ),
        key=lambda display_set: display_set.count,
    )


def _scan(folder: Path) -> scanner.ScanSummary:
    with tempfile.TemporaryDirectory() as unpacked:
        return scanner.scan(
            [folder], Path(unpacked), CancelToken(), ignore_progress, lambda update: None
        )


def _peak(files: list[Path]) -> Callable[[], float]:
    def peak() -> float:
        if not peaks:
            load(files[0].parent)
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_BYTES)
        return peaks[0] / MEGABYTE

    peaks: list[float] = []
    return peak


def _done(result: object) -> None:
    del result
