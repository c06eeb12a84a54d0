"""What was on its way when the program ended is offered at the next start; only the rest is asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.archive import RetrieveOrder
from medviewer.errors import ArchiveUnreachable
from medviewer.session.session import Session
from medviewer.words import message
from tests.unit.session.network.archive_stub import ArchiveStub
from tests.unit.session.network.conftest import MakeStored, fetched

pytestmark = pytest.mark.gui

ORDER = RetrieveOrder("1.2.3", ("1.2.3.1",))


@pytest.fixture
def broken_off(
    make_session: Callable[[], Session],
    archive: ArchiveStub,
    make_stored: MakeStored,
    arrivals_root: Path,
    qtbot: QtBot,
) -> Path:
    """A folder in which two of five images lie; the program ended then."""
    archive.stored, archive.free = make_stored(5), 2
    session = make_session()
    session.network.begin(arrivals_root)
    session.network.fetch("main", [ORDER], ["Doe · CT"])
    qtbot.waitUntil(lambda: len(archive.handed_over) == 2)
    session.shut_down()
    archive.gate.set()
    return arrivals_root


def test_that_an_unfinished_retrieve_is_offered_at_the_next_start(
    make_session: Callable[[], Session], broken_off: Path, qtbot: QtBot
) -> None:
    session = make_session()

    session.network.begin(broken_off)
    qtbot.waitUntil(lambda: bool(session.network.arrivals.value.offered))

    (offered,) = session.network.arrivals.value.offered
    assert (offered.unfinished, offered.node, offered.title) == (ORDER, "main", "Doe · CT")
    assert offered.instance_count == 2


def test_that_going_on_asks_only_for_the_rest(
    make_session: Callable[[], Session], broken_off: Path, archive: ArchiveStub, qtbot: QtBot
) -> None:
    session = make_session()
    session.network.begin(broken_off)
    qtbot.waitUntil(lambda: bool(session.network.arrivals.value.offered))

    with qtbot.waitSignal(session.network.arriving.settled):
        session.network.go_on()
    qtbot.waitUntil(lambda: session.runner.active_count == 0)

    assert len(archive.handed_over) == 5
    assert archive.orders[-1] == ORDER
    study = session.network.arrivals.value.studies["1.2.3"]
    assert (study.unfinished, study.instance_count) == (None, 5)
    assert session.network.arrivals.value.offered == ()


def test_that_what_is_forgotten_is_not_offered_again(
    make_session: Callable[[], Session], broken_off: Path, qtbot: QtBot
) -> None:
    session = make_session()
    session.network.begin(broken_off)
    qtbot.waitUntil(lambda: bool(session.network.arrivals.value.offered))

    session.network.arrivals.forget_unfinished()
    session.shut_down()
    again = make_session()
    again.network.begin(broken_off)
    qtbot.waitUntil(lambda: "1.2.3" in again.network.arrivals.value.studies)

    assert again.network.arrivals.value.offered == ()


def test_that_what_the_reader_stopped_is_not_offered(
    session: Session, archive: ArchiveStub, make_stored: MakeStored, qtbot: QtBot
) -> None:
    archive.stored, archive.free = make_stored(5), 2
    session.network.fetch("main", [ORDER])
    qtbot.waitUntil(lambda: len(archive.handed_over) == 2)

    session.network.transfers.cancel(1)
    with qtbot.waitSignal(session.network.arriving.settled):
        pass

    assert session.network.arrivals.value.studies["1.2.3"].unfinished is None
    assert "2 images that had arrived stay" in str(
        session.network.transfers.value.transfers[0].sentence
    )


def test_that_a_whole_study_stays_whole_though_its_archive_is_gone(
    make_session: Callable[[], Session],
    session: Session,
    archive: ArchiveStub,
    make_stored: MakeStored,
    arrivals_root: Path,
    qtbot: QtBot,
) -> None:
    archive.stored = make_stored(3)
    archive.gate.set()
    fetched(session, qtbot)
    archive.is_gone = ArchiveUnreachable(message("Test", "Nobody answers."))
    fetched(session, qtbot)
    session.shut_down()

    again = make_session()
    again.network.begin(arrivals_root)
    qtbot.waitUntil(lambda: "1.2.3" in again.network.arrivals.value.studies)

    assert "The 3 images of this study that are here" in str(session.messages.history[-1].text)
    assert again.network.arrivals.value.offered == ()


def test_that_a_whole_retrieve_is_not_offered(
    make_session: Callable[[], Session],
    session: Session,
    archive: ArchiveStub,
    make_stored: MakeStored,
    arrivals_root: Path,
    qtbot: QtBot,
) -> None:
    archive.stored = make_stored(3)
    archive.gate.set()
    fetched(session, qtbot)
    session.shut_down()

    again = make_session()
    again.network.begin(arrivals_root)
    qtbot.waitUntil(lambda: "1.2.3" in again.network.arrivals.value.studies)

    assert again.network.arrivals.value.offered == ()
