"""Data and sessions for the benchmarks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication

from medviewer.ai.catalog import load_catalog
from medviewer.ai.worker import build_handler
from medviewer.dicom.export import write_ct_series
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.volume import Unit, Volume
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.session import Session


def write_series(folder: Path, shape: tuple[int, int, int]) -> list[Path]:
    """A CT of noise: no codec or cache can make it smaller than it is."""
    random = np.random.default_rng(0)
    array = random.integers(-1000, 1000, shape, np.int16)
    plane = ImagePlane((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 0.7, 0.7)
    geometry = VolumeGeometry(plane, (0.0, 0.0, 1.0), shape)
    return list(write_ct_series(folder, Volume(array, geometry, Unit.HU)))


@contextmanager
def session() -> Iterator[Session]:
    """A session with real threads and the real worker, closed afterwards."""
    QApplication.instance() or QApplication([])
    session = Session(JobRunner(), WorkerProcess(build_handler), load_catalog())
    try:
        yield session
    finally:
        session.shut_down()
