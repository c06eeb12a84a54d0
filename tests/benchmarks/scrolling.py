"""Frames a second while scrolling, one paint a step, against pyqtgraph's bare ImageItem in the same area."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from medviewer.commands.command import Context, Prompts
from medviewer.commands.everything import COMMANDS
from medviewer.commands.registry import CommandRegistry
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.gui.translation import Translator
from medviewer.session.session import Session
from tests.benchmarks.samples import session, write_series

AREA_PX = 1024
STEPS = 150
ROUNDS = 3
PERCENTILE = 95


def step_times(widget: QWidget, step: Callable[[int], None]) -> list[float]:
    """Seconds of each step with its paint, for a widget of the benchmark's area."""
    widget.resize(AREA_PX, AREA_PX)
    widget.show()
    QApplication.processEvents()
    times = []
    for number in range(STEPS):
        began = time.perf_counter()
        step(number)
        QApplication.processEvents()
        times.append(time.perf_counter() - began)
    widget.hide()
    return times


def canvas_times(opened: Session) -> list[float]:
    """Our canvas, with corner texts, letters and scale bar."""
    registry = CommandRegistry(Context(opened, cast(Prompts, None)), COMMANDS)
    canvas = ImageCanvas(opened, registry, Translator())
    count = opened.viewport.value.display_set.count if opened.viewport.value.display_set else 1
    return step_times(canvas, lambda number: opened.viewport.scroll_to(number % count))


def bare_times(array: np.ndarray[tuple[int, ...], np.dtype[np.int16]]) -> list[float]:
    """pyqtgraph's ImageItem with levels, nothing drawn over it."""
    view = pg.GraphicsView(background="k")
    box = pg.ViewBox(enableMouse=False, enableMenu=False, lockAspect=True, invertY=True)
    view.setCentralItem(box)
    item = pg.ImageItem(axisOrder="row-major")
    box.addItem(item)
    item.setImage(array[0], levels=(-160, 240))
    box.autoRange(padding=0)
    return step_times(
        view, lambda number: item.setImage(array[number % len(array)], levels=(-160, 240))
    )


def measure() -> list[str]:
    with tempfile.TemporaryDirectory() as folder, session() as opened:
        write_series(Path(folder) / "ct", (STEPS, 512, 512))
        loop = QEventLoop()
        opened.volumes.completed.connect(loop.quit)
        opened.open([Path(folder)])
        loop.exec()
        display_set = opened.viewport.value.display_set
        volume = opened.volumes.volume(display_set) if display_set else None
        assert volume is not None
        ours, bare = [], []
        for _ in range(ROUNDS):
            ours += canvas_times(opened)
            bare += bare_times(volume.array)
    return [
        _line("MedViewer's canvas", ours),
        _line("bare ImageItem", bare),
        f"ratio of frames a second    {statistics.median(bare) / statistics.median(ours):.2f}",
    ]


def _line(name: str, times: list[float]) -> str:
    p95 = float(np.percentile(times, PERCENTILE))
    return f"{name:<20}{1 / statistics.median(times):7.0f} fps   95 % within {p95 * 1000:.1f} ms"
