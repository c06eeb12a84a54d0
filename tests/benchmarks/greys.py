"""Window/level: a slice to 8 bits, and a 12-megapixel frame while its window is dragged."""

import os
from collections.abc import Callable
from itertools import cycle

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication

from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.domain.volume import Frame, PixelArray, Unit
from medviewer.gui.canvas.slice_renderer import SliceRenderer
from medviewer.imaging.luts import apply_voi_window, to_grey
from tests.benchmarks import data

TIMES = 40  # a run: one rendering is too short to time
SCREEN = (900, 675)  # what a 4000 x 3000 frame is seen in
WINDOWS = [VoiWindow(40 + step, 400 + 2 * step, VoiFunction.LINEAR) for step in range(TIMES)]


def ours() -> Callable[[], float]:
    """Scrolling under one window: what a reader does most."""
    frame, renderer = Frame(data.slice_hu(300), Unit.HU), SliceRenderer()
    window = WINDOWS[0]
    expected = to_grey(apply_voi_window(frame.array, window), is_inverted=False)
    np.testing.assert_array_equal(renderer.render(frame, window, False), expected)
    return lambda: _mean(lambda: renderer.render(frame, window, False))


def pyqtgraph_image_item() -> Callable[[], float]:
    QApplication.instance() or QApplication([])
    pixels, item = data.slice_hu(300), pg.ImageItem(axisOrder="row-major")
    item.setImage(pixels, levels=(-160, 240), autoLevels=False)

    def render() -> None:
        item.setImage(pixels, levels=(-160, 240), autoLevels=False)
        item.render()

    return lambda: _mean(render)


def ours_dragging() -> Callable[[], float]:
    """Every step another window, at the screen's resolution; the release renders all pixels."""
    frame, renderer = Frame(_radiograph(), Unit.NONE), SliceRenderer()
    stride = min(_radiograph().shape[0] // SCREEN[0], _radiograph().shape[1] // SCREEN[1])
    windows = cycle(WINDOWS)
    return lambda: _mean(lambda: renderer.render(frame, next(windows), False, stride))


def pyqtgraph_dragging() -> Callable[[], float]:
    QApplication.instance() or QApplication([])
    item = pg.ImageItem(axisOrder="row-major")
    item.setImage(_radiograph(), levels=(0, 16383), autoLevels=False)
    steps = cycle(range(TIMES))

    def render() -> None:
        item.setLevels((0, 16383 - next(steps)))
        item.render()

    return lambda: _mean(render)


def _radiograph() -> PixelArray:
    values = np.linspace(0, 16383, data.RADIOGRAPH[0] * data.RADIOGRAPH[1])
    return values.reshape(data.RADIOGRAPH).astype(np.uint16)


def _mean(render: Callable[[], object]) -> float:
    import time

    began = time.perf_counter()
    for _ in range(TIMES):
        render()
    return (time.perf_counter() - began) / TIMES
