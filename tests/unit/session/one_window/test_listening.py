"""A later start hands its order over; a window that hangs, or died, is no obstacle."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from medviewer import app
from medviewer.gui.main_window import MainWindow
from medviewer.session.one_window.handing_over import HandedOver, hand_over
from medviewer.session.one_window.listening import Listening
from medviewer.session.one_window.meeting_place import MeetingPlace
from medviewer.session.one_window.order import LONGEST_ORDER, OpeningOrder

pytestmark = pytest.mark.gui

ORDER = OpeningOrder((Path("/data/ct"),), ("medviewer://open?study=1.2",))


@pytest.fixture
def place() -> Iterator[MeetingPlace]:
    with TemporaryDirectory(prefix="mv") as folder:  # pytest's own are too deep for a socket
        yield MeetingPlace(f"{folder}/window", Path(folder) / "window.lock")


@pytest.fixture
def listening(qapp: object, place: MeetingPlace) -> Iterator[Listening]:
    listening = Listening(place)
    assert listening.begin()
    yield listening
    listening.end()


LATER_START = """
import sys
from pathlib import Path
from medviewer.session.one_window.handing_over import hand_over
from medviewer.session.one_window.meeting_place import MeetingPlace
from medviewer.session.one_window.order import OpeningOrder
order = OpeningOrder((Path("/data/ct"),), ("medviewer://open?study=1.2",))
print(hand_over(MeetingPlace(sys.argv[1], Path(sys.argv[2])), order, 60_000).value)
"""


class LaterStart:
    """`hand_over` in a process of its own, as it is: Qt's waiting holds the interpreter."""

    def __init__(self, place: MeetingPlace) -> None:
        words = [sys.executable, "-c", LATER_START, place.address, str(place.lock)]
        self._process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)

    def wait(self, qtbot: QtBot) -> HandedOver:
        qtbot.waitUntil(lambda: self._process.poll() is not None)
        return HandedOver(self._process.communicate()[0].strip())


def orders_of(listening: Listening) -> list[OpeningOrder]:
    orders: list[OpeningOrder] = []
    listening.asked.connect(orders.append)
    return orders


def test_that_the_running_window_is_asked_to_open_it(
    listening: Listening, place: MeetingPlace, qtbot: QtBot
) -> None:
    orders = orders_of(listening)

    outcome = LaterStart(place).wait(qtbot)

    assert outcome is HandedOver.TAKEN
    assert orders == [ORDER]


def test_that_without_a_window_nobody_is_waited_for(place: MeetingPlace) -> None:
    assert hand_over(place, ORDER) is HandedOver.NOBODY


def test_that_a_window_that_hangs_is_told_nothing_and_opens_nothing_when_it_wakes(
    listening: Listening, place: MeetingPlace, qtbot: QtBot
) -> None:
    orders = orders_of(listening)

    outcome = hand_over(place, ORDER, 50)  # on this thread: the window's event loop stands still
    qtbot.wait(1)

    assert outcome is HandedOver.NO_ANSWER
    assert orders == []


def test_that_what_a_dead_window_left_behind_is_taken_over(
    qapp: object, place: MeetingPlace, qtbot: QtBot
) -> None:
    left = socket.socket(socket.AF_UNIX)
    left.bind(place.address)
    left.close()  # its file stays, nobody listens

    outcome = hand_over(place, ORDER)
    listening = Listening(place)

    assert outcome is HandedOver.NOBODY
    assert listening.begin()
    assert LaterStart(place).wait(qtbot) is HandedOver.TAKEN
    listening.end()


def test_that_of_two_windows_the_first_is_asked(
    listening: Listening, place: MeetingPlace, qtbot: QtBot
) -> None:
    orders, second = orders_of(listening), Listening(place)

    assert not second.begin()
    second.end()

    assert LaterStart(place).wait(qtbot) is HandedOver.TAKEN
    assert orders == [ORDER]


def test_that_a_window_that_ends_leaves_nothing_to_wait_for(
    qapp: object, place: MeetingPlace
) -> None:
    listening = Listening(place)
    listening.begin()
    listening.end()

    assert hand_over(place, ORDER) is HandedOver.NOBODY
    assert not Path(place.address).exists()


@pytest.mark.parametrize(
    "told", [b"nonsense\n", b'{"places": ["x"], "links": []}\n', b"x" * (LONGEST_ORDER + 100)]
)
def test_that_nonsense_is_hung_up_on_and_the_next_order_taken(
    listening: Listening, place: MeetingPlace, qtbot: QtBot, told: bytes
) -> None:
    orders = orders_of(listening)
    heard: list[bytes] = []

    def speak() -> None:
        with socket.socket(socket.AF_UNIX) as stranger:
            stranger.connect(place.address)
            try:
                stranger.sendall(told)
                while part := stranger.recv(64):
                    heard.append(part)
            except OSError:
                pass

    thread = threading.Thread(target=speak)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())

    assert b"taken" not in b"".join(heard)
    assert LaterStart(place).wait(qtbot) is HandedOver.TAKEN
    assert orders == [ORDER]


def test_that_a_start_goes_on_where_the_network_part_of_qt_does_not_load(
    place: MeetingPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtNetwork", None)  # importing it fails
    Path(place.address).touch()

    assert hand_over(place, ORDER) is HandedOver.NOBODY


def test_that_a_window_that_cannot_listen_says_so_in_the_log_alone(
    place: MeetingPlace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "medviewer.session.one_window.listening", None)

    app.listen(place, cast(MainWindow, None))

    assert "Later starts will open their own window" in caplog.text
