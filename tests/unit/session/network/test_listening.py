"""What others send is taken while the setting says so, and goes on the list of studies."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.dicom.network.dimse.dimse_archive import DimseArchive
from medviewer.domain.archive import ArchiveNode, ListenerSettings, TransferOutcome
from medviewer.errors import ArchiveRefused, MedViewerError
from medviewer.progress import CancelToken, ignore_progress
from medviewer.session.session import Session
from tests.peers.free_port import free_port
from tests.unit.session.network.conftest import MakeStored

pytestmark = pytest.mark.gui


@pytest.fixture
def listening(session: Session, qtbot: QtBot) -> Session:
    """A session that takes what CT1 sends."""
    listener = ListenerSettings("READER", port=free_port(), allowed_ae_titles=("CT1",))
    session.network.nodes.update(listener=listener, is_listening=True)
    qtbot.waitUntil(lambda: session.network.listening.value.is_listening)
    return session


class Sender:
    """Sends in a thread of its own, as another computer does."""

    def __init__(self, session: Session, own_title: str, files: tuple[Path, ...]) -> None:
        settings = session.network.nodes.value.listener
        node = ArchiveNode("reader", port=settings.port, ae_title="READER", own_ae_title=own_title)
        self.outcome: TransferOutcome | MedViewerError | None = None
        self._thread = threading.Thread(target=self._send, args=(node, files))
        self._thread.start()

    def _send(self, node: ArchiveNode, files: tuple[Path, ...]) -> None:
        try:
            self.outcome = DimseArchive(node).store(files, ignore_progress, CancelToken())
        except MedViewerError as error:
            self.outcome = error

    def wait(self) -> TransferOutcome | MedViewerError | None:
        self._thread.join(120)
        return self.outcome


def test_that_what_others_send_goes_on_the_list_and_opens_nothing(
    listening: Session, make_stored: MakeStored, qtbot: QtBot
) -> None:
    files = tuple(one.file for one in make_stored(3))

    with qtbot.waitSignal(listening.network.arriving.found):
        outcome = Sender(listening, "CT1", files).wait()
    qtbot.waitUntil(lambda: listening.runner.active_count == 0)

    assert isinstance(outcome, TransferOutcome)
    assert outcome.is_whole
    assert listening.network.arrivals.value.studies["1.2.3"].instance_count == 3
    assert listening.network.listening.value.arrived == 3
    assert listening.library.value.studies == ()


def test_that_nobody_else_may_send(listening: Session, make_stored: MakeStored) -> None:
    files = tuple(one.file for one in make_stored(1))

    outcome = Sender(listening, "STRANGER", files).wait()

    assert isinstance(outcome, ArchiveRefused)
    assert listening.network.arrivals.value.studies == {}


def test_that_the_address_is_told_and_only_this_computer_reaches_it(listening: Session) -> None:
    port = listening.network.nodes.value.listener.port

    assert listening.network.listening.value.address == f"READER@127.0.0.1:{port}"


def test_that_nobody_may_send_once_it_is_switched_off(
    listening: Session, make_stored: MakeStored, qtbot: QtBot
) -> None:
    files = tuple(one.file for one in make_stored(1))
    listening.network.nodes.update(is_listening=False)
    qtbot.waitUntil(lambda: listening.runner.active_count == 0)

    outcome = Sender(listening, "CT1", files).wait()

    assert isinstance(outcome, MedViewerError)
    assert not listening.network.listening.value.is_listening


def test_that_a_port_that_is_taken_is_told(
    listening: Session, session: Session, qtbot: QtBot, make_session: object
) -> None:
    taken = listening.network.nodes.value.listener
    other = make_session()  # type: ignore[operator]  # a maker of sessions
    other.network.begin(Path(listening.network.arrivals.folder.root))  # type: ignore[union-attr]

    other.network.nodes.update(listener=taken, is_listening=True)
    qtbot.waitUntil(lambda: other.network.listening.value.problem is not None)

    assert str(taken.port) in str(other.network.listening.value.problem)
