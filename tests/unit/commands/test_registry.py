"""The registry: every command by id, once; what goes wrong is told, never raised."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest

from medviewer.commands import settings
from medviewer.commands.command import Command, Context, Prompts
from medviewer.commands.everything import COMMANDS
from medviewer.commands.registry import CommandRegistry
from medviewer.errors import NothingToOpen
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.messages import Level
from medviewer.session.session import Session
from medviewer.words import Message, message
from tests.unit.jobs.worker_handlers import build_counter

pytestmark = pytest.mark.gui

TITLE = message("Test", "Do it")


@pytest.fixture
def context(qapp: object) -> Iterator[Context]:
    session = Session(JobRunner(), WorkerProcess(build_counter), ())
    yield Context(session, cast(Prompts, SimpleNamespace()))
    session.shut_down()


def registry_of(context: Context, *commands: Command) -> CommandRegistry:
    return CommandRegistry(context, commands)


def test_that_a_command_runs_with_its_arguments(context: Context) -> None:
    seen: list[object] = []
    command = Command("a.b", TITLE, lambda context, value=0: seen.append(value))

    registry_of(context, command).run("a.b", value=3)

    assert seen == [3]


def test_that_a_disabled_command_does_not_run(context: Context) -> None:
    seen: list[object] = []
    command = Command("a.b", TITLE, seen.append, enabled_when=lambda context: False)

    registry_of(context, command).run("a.b")

    assert seen == []


def test_that_our_own_error_is_told_as_it_is(context: Context) -> None:
    def fail(context: Context) -> None:
        raise NothingToOpen(message("Test", "empty"))

    registry_of(context, Command("a.b", TITLE, fail)).run("a.b")

    [notice] = context.session.messages.history
    assert (notice.level, str(notice.text)) == (Level.ERROR, "empty")


def test_that_a_bug_is_told_by_the_name_of_the_command_and_logged(
    context: Context, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(context: Context) -> None:
        raise ZeroDivisionError

    registry_of(context, Command("a.b", TITLE, fail)).run("a.b")

    [notice] = context.session.messages.history
    assert "Do it" in str(notice.text)
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    "second", [Command("a.b", TITLE, print), Command("a.c", TITLE, print, shortcuts=("X",))]
)
def test_that_an_id_or_a_shortcut_is_given_once(context: Context, second: Command) -> None:
    first = Command("a.b", TITLE, print, shortcuts=("X",))

    with pytest.raises(ValueError, match="a\\.b"):
        registry_of(context, first, second)


def test_that_the_shipped_commands_agree_with_one_another(context: Context) -> None:
    registry = CommandRegistry(context, COMMANDS)

    assert len(list(registry)) == len(COMMANDS)


def test_that_a_command_in_a_menu_says_what_it_does() -> None:
    told = [(c.id, c.help) for c in COMMANDS if c.menu is not None]

    assert [(name, said) for name, said in told if not isinstance(said, Message)] == []
    assert [(name, said) for name, said in told if not str(said).endswith(".")] == []


def test_that_nothing_but_opening_and_help_is_on_offer_while_nothing_is_open(
    context: Context,
) -> None:
    free = {"file.open_folder", "file.open_files", "file.open_places", "file.quit"}
    free |= {"file.import_session"}
    free |= {"file.library", "file.open_listed", "file.remove_listed", "file.erase_listed"}
    free |= {"view.show_display_set", "view.peek", "view.corner_texts", "view.findings"}
    free |= {"view.hide_identity", "layout.full_screen"}
    free |= {"view.attention", "findings.select", "findings.show_above"}
    free |= {command.id for command in settings.COMMANDS}
    free |= {"attributes.show_file", "ai.self_test"}
    free |= {"reading.mode_beside", "reading.mode_second", "reading.mode_off"}
    free |= {"help.palette", "help.shortcuts", "help.about"}
    free |= {"help.topics", "help.tour", "help.test_pattern"}
    free |= {"help.news", "help.known_issues", "help.fault"}
    free |= {"archive.open", "archive.transfers", "archive.fetch", "archive.open_link"}
    free |= {"archive.send_files", "archive.settings"}

    assert {command.id for command in COMMANDS if command.enabled_when(context)} == free
