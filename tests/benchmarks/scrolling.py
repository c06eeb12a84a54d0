"""Scrolling a CT of 600 slices in a window of 1024 x 1024, one paint a step, on a virtual screen.

Each contestant shows its window while it runs and hides it after: one on the screen at a time.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, cast

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QWidget

from medviewer.commands.command import Context, Prompts
from medviewer.commands.everything import COMMANDS
from medviewer.commands.registry import CommandRegistry
from medviewer.domain.volume import PixelArray
from medviewer.gui.translation import Translator
from medviewer.session.images.viewport import CornerTexts
from tests.benchmarks import data, reading
from tests.benchmarks.samples import session

AREA_PX = 1024
STEPS = 150
STRIDE = 7  # slices a step: no two neighbours, so nothing is there already
PATIENCE_S = 1.0
SOFT_TISSUE = (-160, 240)


class PaintCount(QObject):
    """Counts the paints of the widget it watches."""

    def __init__(self) -> None:
        super().__init__()
        self.paints = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        self.paints += event.type() == QEvent.Type.Paint
        return False


@dataclass(slots=True)
class Window:
    """A widget, the one in it that is painted, and how to show another slice."""

    widget: QWidget
    painted: QWidget
    show_slice: Callable[[int], object]
    counter: PaintCount = field(default_factory=PaintCount)

    def steps(self) -> list[float]:
        """Seconds from the wish to its paint, for each step."""
        self.widget.resize(AREA_PX, AREA_PX)
        self.widget.show()
        self.painted.installEventFilter(self.counter)
        _settle()
        times = [self._step(index) for index in indices(STEPS)]
        self.widget.hide()
        return times

    def _step(self, index: int) -> float:
        self.counter.paints = 0
        began = time.perf_counter()
        self.show_slice(index)
        while not self.counter.paints and time.perf_counter() - began < PATIENCE_S:
            QApplication.processEvents()
        assert self.counter.paints == 1, f"{self.counter.paints} paints for one step"
        return time.perf_counter() - began


def indices(steps: int) -> list[int]:
    return [(step * STRIDE) % data.SLICES for step in range(1, steps + 1)]


def ours(texts: str) -> Callable[[], float]:
    """Median step of our canvas; `texts`: "with marks" or "without marks"."""
    window = _canvas(texts == "with marks")
    return lambda: statistics.median(window.steps())


def ours_at_worst(texts: str) -> Callable[[], float]:
    """The step that 95 % of all are within."""
    window = _canvas(texts == "with marks")
    return lambda: float(np.percentile(window.steps(), 95))


def pyqtgraph_image_item() -> Callable[[], float]:
    """A bare ImageItem with levels, filling its view; nothing drawn over it."""
    import pyqtgraph as pg

    QApplication.instance() or QApplication([])
    volume = _volume()
    view = pg.GraphicsView(background="k")
    box = pg.ViewBox(enableMouse=False, enableMenu=False, lockAspect=True, invertY=True)
    view.setCentralItem(box)
    item = pg.ImageItem(volume[0], levels=SOFT_TISSUE, axisOrder="row-major")
    box.addItem(item)
    box.autoRange(padding=0)
    window = Window(
        view, view.viewport(), lambda index: item.setImage(volume[index], autoLevels=False)
    )
    return lambda: statistics.median(window.steps())


def pyqtgraph_image_view() -> Callable[[], float]:
    import pyqtgraph as pg

    QApplication.instance() or QApplication([])
    pg.setConfigOptions(imageAxisOrder="row-major")
    view = pg.ImageView()
    view.setImage(_volume(), levels=SOFT_TISSUE, autoHistogramRange=False, autoLevels=False)
    window = Window(view, view.ui.graphicsView.viewport(), view.setCurrentIndex)
    return lambda: statistics.median(window.steps())


def napari() -> Callable[[], float]:
    """Its canvas in the same area; one draw a step is what it makes of it."""
    import napari

    viewer = napari.Viewer()
    viewer.add_image(_volume(), contrast_limits=SOFT_TISSUE)
    viewer.window.resize(AREA_PX + 300, AREA_PX + 100)
    canvas = viewer.window._qt_viewer.canvas._scene_canvas
    draws: list[object] = []
    canvas.events.draw.connect(draws.append)
    _settle()
    canvas.native.resize(AREA_PX, AREA_PX)
    _settle()

    def step(index: int) -> float:
        draws.clear()
        began = time.perf_counter()
        viewer.dims.set_current_step(0, index)
        while not draws and time.perf_counter() - began < PATIENCE_S:
            QApplication.processEvents()
        return time.perf_counter() - began

    def run() -> float:
        viewer.window._qt_window.show()
        _settle()
        median = statistics.median(step(index) for index in indices(STEPS))
        viewer.window._qt_window.hide()
        return median

    return run


def _canvas(has_texts: bool) -> Window:
    from medviewer.gui.canvas.image_canvas import ImageCanvas

    opened = OPENED.enter()
    texts = CornerTexts.FULL if has_texts else CornerTexts.NONE
    opened.overlays.update(corner_texts=texts)
    registry = CommandRegistry(Context(opened, cast(Prompts, None)), COMMANDS)
    canvas = ImageCanvas(opened, opened.viewports.cell(0), registry, Translator())
    return Window(canvas, canvas.picture.widget.viewport(), opened.viewport.scroll_to)


class _Opened:
    """The CT open in a session that lives as long as the process."""

    def enter(self) -> Any:
        self._session = session()
        opened = self._session.__enter__()
        loop = QEventLoop()
        opened.volumes.completed.connect(loop.quit)
        opened.open([Path(data.ct()[0].parent)])
        loop.exec()
        return opened

    def whole(self) -> Any:
        """As `enter`, with every slice found and decoded: decoding may have caught up with the scan."""
        opened = self.enter()
        while not self._is_whole(opened):
            QApplication.processEvents()
            time.sleep(0.005)
        return opened

    def _is_whole(self, opened: Any) -> bool:
        shown = opened.viewport.value.display_set
        if shown is None or shown.count < data.SLICES or opened.library.value.is_scanning:
            return False
        return bool(opened.volumes.is_complete(shown.display_set_id))


OPENED = _Opened()


def _volume() -> PixelArray:
    return reading.load(data.ct()[0].parent).array


def _settle() -> None:
    """Let a window come up and finish what it does by itself."""
    until = time.perf_counter() + 0.5
    for _ in count():
        QApplication.processEvents()
        if time.perf_counter() > until:
            return
