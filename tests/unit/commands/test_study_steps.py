"""Going from one open study to the next."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from medviewer.commands.command import Context
from medviewer.commands.everything import COMMANDS
from medviewer.commands.registry import CommandRegistry
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.session import Session
from tests.unit.session.several_series import series, study


@pytest.fixture
def registry(qtbot: QtBot) -> Iterator[CommandRegistry]:
    """Two studies of images with one between them that has none; the first is shown."""
    session = Session(JobRunner(), WorkerProcess(lambda: None), ())  # type: ignore[arg-type, return-value]
    first, without, last = study(series("1.1")), study(uid="2"), study(series("3.1"), uid="3")
    session.library.update(studies=(first, without, last))
    session.show(first, first.series[0].display_sets[0])
    yield CommandRegistry(Context(session, None), COMMANDS)  # type: ignore[arg-type]
    session.shut_down()


def shown(registry: CommandRegistry) -> str:
    display_set = registry.context.session.viewport.value.display_set
    return display_set.series_instance_uid if display_set is not None else ""


def test_that_a_study_without_images_is_passed_over(registry: CommandRegistry) -> None:
    registry.run("view.next_study")

    assert shown(registry) == "3.1"


def test_that_there_is_nothing_beyond_the_last_study(registry: CommandRegistry) -> None:
    for _ in range(2):
        registry.run("view.next_study")
    at_the_end = shown(registry)
    for _ in range(2):
        registry.run("view.previous_study")

    assert (at_the_end, shown(registry)) == ("3.1", "1.1")


def test_that_one_study_alone_offers_no_other(registry: CommandRegistry) -> None:
    library = registry.context.session.library
    library.update(studies=library.value.studies[:1])

    assert not registry.is_enabled("view.next_study")
