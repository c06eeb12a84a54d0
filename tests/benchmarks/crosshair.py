"""Dragging the crosshair through a CT of 600 slices while another thread reads a series."""

import threading
import time
from collections.abc import Callable
from typing import cast

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from medviewer.commands.command import Context, Prompts
from medviewer.commands.everything import COMMANDS
from medviewer.commands.registry import CommandRegistry
from medviewer.domain.body_plane import BodyPlane
from medviewer.gui.mpr_panel import MprPanel
from medviewer.gui.translation import Translator
from medviewer.interpreter import tune_for_a_window
from medviewer.session.session import Session
from tests.benchmarks import data, reading
from tests.benchmarks.scrolling import OPENED

STEPS = 60
STEP_MM = 2.1  # three voxels: no two steps show the same sections
PATIENCE_S = 2.0
SIZE = (1200, 900)


def at_worst(turned: str) -> Callable[[], float]:
    """Seconds from a move of the cross until all planes show it, that 95 % of moves are within.

    Args:
        turned: "straight", or "turned" by 20 degrees: then every plane is interpolated.
    """
    tune_for_a_window()  # as the program does
    opened = cast(Session, OPENED.whole())
    registry = CommandRegistry(Context(opened, cast(Prompts, None)), COMMANDS)
    registry.run("mpr.toggle")
    if turned == "turned":
        for plane in BodyPlane:
            opened.planes.mpr.turn(plane, np.deg2rad(20))
    panel = MprPanel(opened, registry, Translator())
    panel.resize(*SIZE)
    panel.show()

    def run() -> float:
        is_done = threading.Event()
        loading = threading.Thread(target=_keep_loading, args=(is_done,), daemon=True)
        loading.start()
        opened.planes.mpr.hold(is_moving=True)
        times = [_step(opened, step) for step in range(STEPS)]
        opened.planes.mpr.hold(is_moving=False)
        is_done.set()
        loading.join()
        return float(np.percentile(times, 95))

    return run


def _keep_loading(is_done: threading.Event) -> None:
    folder = data.enhanced().parent
    while not is_done.is_set():
        reading.load(folder)


def _step(opened: Session, step: int) -> float:
    mpr, pictures = opened.planes.mpr, opened.planes.pictures
    way = 1 if step // 20 % 2 else -1  # to and fro
    before = {plane: pictures.of(plane) for plane in BodyPlane}
    loop = (
        QEventLoop()
    )  # sleeps as the program's does: one that only polled would take the others' turns

    def on_picture() -> None:
        if all(pictures.of(plane) is not before[plane] for plane in BodyPlane):
            loop.quit()

    pictures.picture_changed.connect(on_picture)
    QTimer.singleShot(int(PATIENCE_S * 1000), loop, loop.quit)
    began = time.perf_counter()
    mpr.move_to(np.array(mpr.value.cross) + STEP_MM * way)
    loop.exec()
    QApplication.processEvents()  # the paints
    seconds = time.perf_counter() - began
    pictures.picture_changed.disconnect(on_picture)
    return seconds
