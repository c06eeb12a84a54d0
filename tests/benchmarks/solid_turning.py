"""Turning a CT of 600 slices as a solid: until what the hand asks for is seen."""

import time
from collections.abc import Callable
from typing import cast

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer

from medviewer.commands.command import Context, Prompts
from medviewer.commands.everything import COMMANDS
from medviewer.commands.registry import CommandRegistry
from medviewer.gui.solid_panel import SolidPanel
from medviewer.gui.translation import Translator
from medviewer.interpreter import tune_for_a_window
from medviewer.session.session import Session
from tests.benchmarks.scrolling import OPENED

STEPS = 40
STEP_RAD = 0.05  # six pixels of the mouse
PATIENCE_S = 30.0  # the first picture needs the volume made smaller
SIZE = (1000, 900)


def at_worst(look: str) -> Callable[[], float]:
    """Seconds from a move of the mouse until its picture is painted, that 95 % of moves are within.

    Args:
        look: "mip", or a transfer function's key; noise is nowhere empty, so nothing is skipped.
    """
    tune_for_a_window()  # as the program does
    opened = cast(Session, OPENED.whole())
    registry = CommandRegistry(Context(opened, cast(Prompts, None)), COMMANDS)
    registry.run("solid.toggle")
    registry.run("solid.show_as", look=look)
    panel = SolidPanel(opened, registry, Translator())
    panel.resize(*SIZE)
    panel.show()
    solid = opened.planes.room.solid
    _after(panel, opened, lambda: solid.turn(STEP_RAD, 0.0))

    def run() -> float:
        solid.hold(is_moving=True)
        times = [
            _after(panel, opened, lambda: solid.turn(STEP_RAD, STEP_RAD / 3)) for _ in range(STEPS)
        ]
        solid.hold(is_moving=False)
        return float(np.percentile(times, 95))

    return run


def _after(panel: SolidPanel, opened: Session, move: Callable[[], object]) -> float:
    pictures, loop = opened.planes.room.pictures, QEventLoop()

    def on_picture() -> None:
        picture = pictures.picture
        if picture is not None and picture.wish.view == opened.planes.room.solid.value.view:
            loop.quit()

    pictures.picture_changed.connect(on_picture)
    QTimer.singleShot(int(PATIENCE_S * 1000), loop, loop.quit)
    began = time.perf_counter()
    move()
    loop.exec()
    panel.canvas.repaint()
    pictures.picture_changed.disconnect(on_picture)
    return time.perf_counter() - began
