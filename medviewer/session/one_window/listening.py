"""The running window's side: takes orders of later starts, one connection at a time and not for long."""

import logging

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from medviewer.session.one_window.handing_over import READY, TAKEN
from medviewer.session.one_window.meeting_place import MeetingPlace
from medviewer.session.one_window.order import LONGEST_ORDER, decode

logger = logging.getLogger(__name__)

MOST_WAITING = 8  # connections
LONGEST_CALL_MS = 10_000  # who has not told an order by then has none


class Listening(QObject):
    """Listens while it lives, if nobody else does.

    The lock, not the socket, says who listens: a crashed run leaves both behind, and of two windows that
    find them only one can have the lock.
    """

    asked = Signal(object)  # OpeningOrder

    def __init__(self, place: MeetingPlace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._lock = QLockFile(str(place.lock))
        self._lock.setStaleLockTime(
            0
        )  # held for as long as the window: only a dead holder's is stale
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(MOST_WAITING)
        self._server.newConnection.connect(self._on_connected)

    def begin(self) -> bool:
        """Whether this window is the one that others hand their orders to."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._place.address)
        if self._server.listen(self._place.address):
            return True
        logger.warning(
            "Later starts will open their own window: %s", self._server.serverError().name
        )
        self._lock.unlock()
        return False

    @Slot()
    def end(self) -> None:
        """Later starts open their own window."""
        if self._server.isListening():
            self._server.close()
            self._lock.unlock()

    @Slot()
    def _on_connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(LONGEST_ORDER + 1)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._on_told)
            QTimer.singleShot(LONGEST_CALL_MS, socket, socket.abort)
            socket.write(READY)

    @Slot()
    def _on_told(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket):
            return
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_ORDER:
                socket.abort()
            return
        order = decode(bytes(socket.readLine(LONGEST_ORDER + 1).data()))
        if order is None:
            logger.warning("What a second start asked for was no order, and was dropped")
            socket.abort()
            return
        socket.write(TAKEN)
        socket.flush()
        socket.disconnectFromServer()
        self.asked.emit(order)
