"""Two by two cells of a CT of 600 slices that scroll together."""

import time
from collections.abc import Callable
from typing import cast

import numpy as np
from PySide6.QtWidgets import QApplication

from medviewer.commands.command import Context, Prompts
from medviewer.commands.everything import COMMANDS
from medviewer.commands.registry import CommandRegistry
from medviewer.gui.translation import Translator
from medviewer.gui.viewport_grid import ViewportGrid
from medviewer.session.session import Session
from tests.benchmarks.scrolling import OPENED, PATIENCE_S

STEPS = 60
SIZE = (1200, 1000)


class Cells:
    """The grid on screen, and which of its cells have painted."""

    def __init__(self) -> None:
        self.session = cast(Session, OPENED.whole())
        registry = CommandRegistry(Context(self.session, cast(Prompts, None)), COMMANDS)
        self.grid = ViewportGrid(self.session, registry, Translator())
        self.grid.resize(*SIZE)
        self.grid.show()
        state = self.session.viewport.value
        assert state.study is not None
        assert state.display_set is not None
        self.session.viewports.divide(2, 2)
        for cell in self.session.viewports.visible():
            cell.show(state.study, state.display_set)
        self.session.linking.update(scroll=True)
        self.painted: set[int] = set()
        for place, panel in enumerate(self.grid.panels):
            canvas = panel.build_canvas()
            canvas.sheet.painted.connect(lambda place=place: self.painted.add(place))
        QApplication.processEvents()

    def step(self, by: int) -> float:
        """Seconds until all four show the next image."""
        self.painted.clear()
        began = time.perf_counter()
        self.session.viewport.scroll_by(by)
        while len(self.painted) < len(self.grid.panels):
            QApplication.processEvents()
            if time.perf_counter() - began > PATIENCE_S:
                break
        taken = time.perf_counter() - began
        indices = {cell.value.index for cell in self.session.viewports.visible()}
        assert len(indices) == 1, "the cells are not linked"
        return taken


def at_worst() -> Callable[[], float]:
    """The step that 95 % of all are within."""
    cells = Cells()
    return lambda: float(
        np.percentile([cells.step(1 - 2 * (n // 20 % 2)) for n in range(STEPS)], 95)
    )
