import subprocess
import sys

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from medviewer.gui.translation import Translator
from medviewer.gui.viewport_grid import ViewportGrid
from medviewer.session.session import Session
from tests.gui.canvas.samples import Desk

pytestmark = pytest.mark.gui

HEAVY = ("pyqtgraph", "torch", "SimpleITK", "pydicom", "sklearn", "highdicom")
BUILD_ONE = f"""
import sys
from PySide6.QtWidgets import QApplication
from medviewer.commands.command import Context
from medviewer.commands.everything import COMMANDS
from medviewer.commands.registry import CommandRegistry
from medviewer.gui.translation import Translator
from medviewer.gui.viewport_grid import ViewportGrid
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.session import Session

application = QApplication([])
session = Session(JobRunner(), WorkerProcess(lambda: None), ())
panel = ViewportGrid(session, CommandRegistry(Context(session, None), COMMANDS), Translator())
panel.show()
print([name for name in {HEAVY!r} if name in sys.modules])
session.shut_down()
"""


def labels(panel: ViewportGrid) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]


def test_that_an_empty_viewport_says_what_to_do(desk: Desk, qtbot: QtBot) -> None:
    panel = ViewportGrid(desk.session, desk.registry, Translator())
    qtbot.addWidget(panel)

    assert labels(panel) == ["Open a folder, or drop one here"]


def test_that_closing_everything_brings_the_invitation_back(desk: Desk) -> None:
    while_open = labels(desk.panel)

    desk.session.close_all()

    assert while_open == []
    assert labels(desk.panel) == ["Open a folder, or drop one here"]


def test_that_building_and_showing_it_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BUILD_ONE], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_that_the_canvas_is_there_once_the_window_has_been_painted(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    panel = ViewportGrid(session, desk.registry, Translator())
    qtbot.addWidget(panel)
    before = panel.canvas

    panel.show()

    assert before is None
    qtbot.waitUntil(lambda: panel.canvas is not None)


def test_that_the_first_image_gets_the_keys(desk: Desk, qtbot: QtBot) -> None:
    canvas = desk.panel.build_canvas()

    qtbot.waitUntil(canvas.hasFocus)


def test_that_a_ring_shows_where_the_keys_go(desk: Desk, qtbot: QtBot) -> None:
    other = QLineEdit(desk.panel)
    other.show()
    canvas = desk.panel.build_canvas()
    qtbot.waitUntil(canvas.hasFocus)
    lit = desk.panel.grab().toImage().pixelColor(0, 300)

    other.setFocus()
    qtbot.waitUntil(other.hasFocus)

    assert lit == desk.panel.palette().highlight().color()
    assert desk.panel.grab().toImage().pixelColor(0, 300).name() == "#000000"


def test_that_the_canvas_lets_drops_through_to_the_window(desk: Desk) -> None:
    canvas = desk.panel.build_canvas()

    assert canvas.childAt(300, 300) is None  # Qt asks this where a drop is to go
    assert not canvas.acceptDrops()
    assert not desk.panel.acceptDrops()
