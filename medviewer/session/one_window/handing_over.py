"""The second start's side: hands its order to the window that runs, if one answers within a second."""

from enum import Enum
from typing import TYPE_CHECKING

from medviewer.session.one_window.meeting_place import MeetingPlace
from medviewer.session.one_window.order import OpeningOrder, encode

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

PATIENCE_MS = 1000  # a window that is silent longer hangs, or is far from listening
READY, TAKEN = b"ready\n", b"taken\n"


class HandedOver(Enum):
    """What came of it."""

    TAKEN = "taken"  # the running window opens it
    NOBODY = "nobody"  # no window runs
    NO_ANSWER = "no answer"  # one runs and hangs


def hand_over(
    place: MeetingPlace, order: OpeningOrder, patience_ms: int = PATIENCE_MS
) -> HandedOver:
    """Blocks, for `patience_ms` at most for each answer; needs no application."""
    line = encode(order)
    if line is None or not place.may_be_taken:
        return HandedOver.NOBODY
    try:
        from PySide6.QtNetwork import QLocalSocket  # a first start is spared it
    except ImportError:  # a library of the system that it needs is not there: nobody could listen
        return HandedOver.NOBODY
    socket = QLocalSocket()
    socket.connectToServer(place.address)
    if not socket.waitForConnected(patience_ms):
        is_there = socket.error() == QLocalSocket.LocalSocketError.SocketTimeoutError
        return HandedOver.NO_ANSWER if is_there else HandedOver.NOBODY
    # The order is told only to who has answered: one that hangs must not open it too when it wakes up.
    if _answer(socket, patience_ms) != READY:
        return HandedOver.NO_ANSWER
    socket.write(line)
    socket.flush()
    return HandedOver.TAKEN if _answer(socket, patience_ms) == TAKEN else HandedOver.NO_ANSWER


def _answer(socket: "QLocalSocket", patience_ms: int) -> bytes:
    if not socket.canReadLine() and not socket.waitForReadyRead(patience_ms):
        return b""
    return bytes(socket.readLine(16).data())
