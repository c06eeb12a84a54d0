"""Every shipped key, pressed on the image, reaches its command: none swallowed, none ambiguous to Qt."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from medviewer.commands.everything import COMMANDS
from medviewer.commands.registry import CommandRegistry
from medviewer.gui.main_window import MainWindow

pytestmark = pytest.mark.gui


def test_that_every_key_pressed_on_the_image_runs_its_command(
    read_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(CommandRegistry, "is_enabled", lambda registry, command_id: True)
    monkeypatch.setattr(CommandRegistry, "run", lambda registry, name, **values: ran.append(name))
    read_window.actions_by_id.refresh()
    canvas = read_window.viewport.canvas  # type: ignore[attr-defined]  # a grid's
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    wanted, answered = [], []

    for command in COMMANDS:
        # Where a key is shared, it goes to the one that has the right of way (A: accept, not angle).
        for keys in () if command.yields_keys_to else command.shortcuts:
            ran.clear()
            QTest.keySequence(canvas, QKeySequence.fromString(keys))
            QApplication.processEvents()
            wanted.append((keys, [command.id]))
            answered.append((keys, list(ran)))

    assert answered == wanted
