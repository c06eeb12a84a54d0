"""Memory that studies leave behind: opened in the whole window, looked at from all sides, closed again."""

import gc
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil
from PySide6.QtWidgets import QApplication

from medviewer import app
from medviewer.dicom.export import write_ct_series
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.volume import Unit, Volume
from medviewer.gui.main_window import MainWindow
from medviewer.settings import Settings
from tests.benchmarks import data

STUDIES = 10
SHAPE = (100, 512, 512)  # 52 MB of pixels
LOOKED_AT = 40  # images scrolled through
PATIENCE_S = 60.0
MEGABYTE = 1e6


def left_after(studies: str) -> Callable[[], float]:
    """Megabytes of this process once so many studies were opened, read and closed."""
    folders = data.Folder("ten_studies", _write).files()[: int(studies)]
    window = app.build_window(Settings(terms="accepted"), keeps_list=False)
    window.resize(1200, 900)
    window.show()
    measured: list[float] = []

    def left() -> float:
        if not measured:
            for folder in folders:
                _read(window, folder)
            gc.collect()
            measured.append(psutil.Process().memory_info().rss / MEGABYTE)
        return measured[0]

    return left


def _read(window: MainWindow, folder: Path) -> None:
    """What a reader does with a study: scroll, window, divide, planes; then close it."""
    session, registry = window.desk.session, window.desk.registry
    session.open([folder])
    _wait(lambda: _is_read(window))
    study, shown = session.viewport.value.study, session.viewport.value.display_set
    assert study is not None
    assert shown is not None
    for index in range(LOOKED_AT):
        session.viewport.scroll_to(index)
        QApplication.processEvents()
    for command_id in ("view.preset_3", "layout.2x2", "view.invert", "mpr.toggle", "mpr.toggle"):
        registry.run(command_id)
        _settle()
    session.close_studies(frozenset({study.key}))
    _settle()
    assert session.viewport.value.display_set is None


def _is_read(window: MainWindow) -> bool:
    session = window.desk.session
    shown = session.viewport.value.display_set
    is_there = shown is not None and session.volumes.is_complete(shown.display_set_id)
    return is_there and not session.library.value.is_scanning


def _settle() -> None:
    """What was asked for is painted, and its threads have ended."""
    until = time.monotonic() + 0.3
    while time.monotonic() < until:
        QApplication.processEvents()


def _wait(is_done: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_done() and time.monotonic() < until:
        QApplication.processEvents()
    assert is_done(), "the study was not read in time"


def _write(folder: Path) -> None:
    plane = ImagePlane((-180.0, -180.0, 0.0), (1, 0, 0), (0, 1, 0), 0.7, 0.7)
    geometry = VolumeGeometry(plane, (0.0, 0.0, 2.5), SHAPE)
    array = np.stack([data.slice_hu(index) for index in range(SHAPE[0])])
    for number in range(STUDIES):
        write_ct_series(folder / f"study{number}", Volume(array, geometry, Unit.HU))
