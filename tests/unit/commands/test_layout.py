"""Dividing the room for images, and taking that back."""

from pytestqt.qtbot import QtBot

from medviewer.commands.command import Context
from medviewer.commands.everything import COMMANDS
from medviewer.commands.registry import CommandRegistry
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.session import Session
from tests.unit.session.several_series import series, study


def test_that_a_layout_can_be_undone_and_redone(qtbot: QtBot) -> None:
    session = Session(JobRunner(), WorkerProcess(lambda: None), ())  # type: ignore[arg-type, return-value]
    registry = CommandRegistry(Context(session, None), COMMANDS)  # type: ignore[arg-type]
    session.library.update(studies=(study(series("1.1")),))
    sizes = []

    for command in ("layout.2x2", "layout.2x2", "edit.undo", "edit.redo"):
        registry.run(command)
        sizes.append(len(session.viewports.value.cells))
    session.shut_down()

    assert sizes == [4, 4, 1, 4]
