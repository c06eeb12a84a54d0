"""What an earlier run did not fetch to its end is offered, and gone on with only when asked."""

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.archive import RetrieveOrder
from medviewer.domain.transfers import ArrivedStudy, Reason, Stage
from medviewer.gui.archives.unfinished_bar import UnfinishedBar
from medviewer.gui.main_window import MainWindow
from medviewer.gui.study_texts import HIDDEN
from tests.unit.session.network.archive_stub import ArchiveStub

pytestmark = pytest.mark.gui

LEFT = ArrivedStudy("1.2.1", node="Main", title="Zhang San", unfinished=RetrieveOrder("1.2.1"))


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.desk.session.runner.active_count == 0)


@pytest.fixture
def bar(window: MainWindow, archive: ArchiveStub, qtbot: QtBot) -> UnfinishedBar:
    settle(window, qtbot)  # the folder of arrivals is looked through
    arrivals = window.desk.session.network.arrivals
    arrivals.update(offered=(LEFT,), studies={LEFT.study_instance_uid: LEFT})
    bar = window.findChild(UnfinishedBar)
    assert isinstance(bar, UnfinishedBar)
    return bar


def test_that_nothing_is_fetched_before_the_reader_says_so(
    bar: UnfinishedBar, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    settle(window, qtbot)
    said, before = bar.text.text(), list(archive.orders)

    bar.go_on.click()
    settle(window, qtbot)

    assert said == "A study was not fetched to its end: Zhang San."
    assert before == []
    assert archive.orders == [RetrieveOrder("1.2.1")]
    transfers = window.desk.session.network.transfers.value.transfers
    assert [each.reason for each in transfers] == [Reason.RESUMED]
    assert not bar.isVisible()


def test_that_it_can_be_forgotten(
    bar: UnfinishedBar, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    was_visible = bar.isVisible()

    bar.forget.click()
    settle(window, qtbot)

    assert was_visible
    assert not bar.isVisible()
    assert archive.orders == []


def test_that_a_hidden_identity_is_not_named(bar: UnfinishedBar, window: MainWindow) -> None:
    window.desk.session.overlays.update(shows_identity=False)

    assert HIDDEN in bar.text.text()
    assert "Zhang" not in bar.text.text()


def test_that_the_status_bar_says_what_is_fetched_while_it_is(
    window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    gauge = window.statusBar().transfers  # type: ignore[attr-defined]  # ours
    before = gauge.isVisible()
    archive.gate.clear()

    window.desk.registry.run(
        "archive.fetch", node="Main", orders=((RetrieveOrder("1.2.1"), "t"),), is_opened=False
    )

    assert not before
    assert gauge.isVisible()
    gauge.button.click()
    panel = window.archives.panel
    assert panel.tabs.currentWidget() is panel.transfers
    archive.gate.set()
    settle(window, qtbot)
    assert not gauge.isVisible()
    assert window.desk.session.network.transfers.value.transfers[0].stage is Stage.DONE


def test_that_a_study_of_the_readers_own_files_cannot_be_marked_and_one_that_arrived_can(
    read_window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    session, registry = read_window.desk.session, read_window.desk.registry
    study = session.viewport.value.study
    assert study is not None
    before = registry.is_enabled("archive.keep")
    settle(read_window, qtbot)
    uid = study.study_instance_uid

    session.network.arrivals.update(studies={uid: ArrivedStudy(uid)})
    registry.run("archive.keep")

    assert not before
    assert registry.is_checked("archive.keep")
    assert session.network.arrivals.value.studies[uid].is_kept
