"""Answers are seen as they come; what is asked last counts."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.archive import (
    ArchiveMatch,
    ArchiveNode,
    ArchiveQuery,
    QueryLevel,
    WorklistItem,
    WorklistQuery,
)
from medviewer.errors import ArchiveUnreachable
from medviewer.jobs.runner import JobRunner
from medviewer.session.network.asking import Asking, WorklistAsking
from medviewer.words import message
from tests.unit.session.network.archive_stub import ArchiveStub

pytestmark = pytest.mark.gui

FIRST, SECOND = ArchiveNode("first"), ArchiveNode("second")
GONE = ArchiveUnreachable(message("Test", "nobody there"))


@pytest.fixture
def runner(qapp: object) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.shut_down()


def _match(number: int) -> ArchiveMatch:
    return ArchiveMatch(QueryLevel.STUDY, study_instance_uid=f"1.{number}")


def test_that_the_first_answers_are_seen_before_the_last(runner: JobRunner, qtbot: QtBot) -> None:
    stub = ArchiveStub([_match(1), _match(2)], free=1)
    asking = Asking(runner, stub.open)

    asking.ask(FIRST, ArchiveQuery())
    qtbot.waitUntil(lambda: len(asking.value.matches) == 1)
    was_asking = asking.value.is_asking
    stub.gate.set()
    qtbot.waitUntil(lambda: not asking.value.is_asking)

    assert was_asking
    assert asking.value.matches == (_match(1), _match(2))
    assert asking.value.has_answered


def test_that_a_newer_question_drops_the_older(runner: JobRunner, qtbot: QtBot) -> None:
    slow = ArchiveStub([_match(1)])
    quick = ArchiveStub([_match(2)], free=9)
    asking = Asking(runner, lambda node: slow if node is FIRST else quick)
    asking.ask(FIRST, ArchiveQuery())

    asking.ask(SECOND, ArchiveQuery(patient_name="B"))
    qtbot.waitUntil(lambda: asking.value.has_answered)
    slow.gate.set()
    qtbot.waitUntil(lambda: runner.active_count == 0)

    assert asking.value.node == "second"
    assert asking.value.matches == (_match(2),)


def test_that_stopping_keeps_what_was_answered(runner: JobRunner, qtbot: QtBot) -> None:
    stub = ArchiveStub([_match(1), _match(2)], free=1)
    asking = Asking(runner, stub.open)
    asking.ask(FIRST, ArchiveQuery())
    qtbot.waitUntil(lambda: len(asking.value.matches) == 1)

    asking.stop()
    qtbot.waitUntil(lambda: runner.active_count == 0)

    assert not asking.value.is_asking
    assert asking.value.matches == (_match(1),)


def test_that_a_break_is_told_and_what_came_before_it_stays(
    runner: JobRunner, qtbot: QtBot
) -> None:
    asking = Asking(runner, ArchiveStub([_match(1)], free=9, breaks=GONE).open)

    asking.ask(FIRST, ArchiveQuery())
    qtbot.waitUntil(lambda: asking.value.problem is not None)

    assert asking.value.problem == GONE.message
    assert asking.value.matches == (_match(1),)


def test_that_as_many_answers_as_asked_for_may_not_be_all(runner: JobRunner, qtbot: QtBot) -> None:
    asking = Asking(runner, ArchiveStub([_match(1), _match(2)], free=9).open)

    asking.ask(FIRST, ArchiveQuery(limit=2))
    qtbot.waitUntil(lambda: asking.value.has_answered)

    assert asking.value.is_cut


def test_that_series_are_asked_for_once(runner: JobRunner, qtbot: QtBot) -> None:
    series = ArchiveMatch(QueryLevel.SERIES, series_instance_uid="1.1.1")
    stub = ArchiveStub(series=[series], free=9)
    asking = Asking(runner, stub.open)

    asking.ask_series(FIRST, "1.1")
    asking.ask_series(FIRST, "1.1")
    qtbot.waitUntil(lambda: runner.active_count == 0)

    assert asking.value.series == {"1.1": (series,)}
    assert [query.study_instance_uid for query in stub.asked] == ["1.1"]


@pytest.mark.parametrize("breaks", [None, GONE])
def test_that_an_echo_tells_whether_an_archive_answers(
    runner: JobRunner, qtbot: QtBot, breaks: ArchiveUnreachable | None
) -> None:
    asking = Asking(runner, ArchiveStub(breaks=breaks).open)

    with qtbot.waitSignal(asking.echoed) as echoed:
        asking.echo(FIRST)

    assert echoed.args[0].node == "first"
    assert echoed.args[0].problem == (breaks.message if breaks else None)


def test_that_a_worklist_is_answered(runner: JobRunner, qtbot: QtBot) -> None:
    item = WorklistItem(accession_number="A1")
    asking = WorklistAsking(runner, ArchiveStub(items=[item]).open)

    asking.ask(FIRST, WorklistQuery())
    qtbot.waitUntil(lambda: asking.value.has_answered)

    assert asking.value.items == (item,)
