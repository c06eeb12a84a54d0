"""The connection of an association: made and waited for without polling, broken off when asked to.

pynetdicom's own believes any length a peer announces, reads in pieces of 4 KB, and cannot be interrupted.
"""

import errno
import os
import select
import socket
import ssl
import time
from contextlib import suppress
from typing import Any

from pynetdicom.association import Association
from pynetdicom.transport import T_CONNECT, AssociationSocket

from medviewer.progress import CancelToken

LONGEST_READ = 4 << 20  # bytes of one PDU; we ask for 128 KB, and some peers do not keep to it
TICK_S = 0.1  # how long a wait goes on before the token is asked
QUICK_ACK: int | None = getattr(socket, "TCP_QUICKACK", None)  # Linux only
CONNECTING = (errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY)


class PeerSocket(AssociationSocket):
    """Reads whole PDUs, in one piece where they come so.

    Attributes:
        failure: why there is no connection.
        last_heard: when the peer last sent or took anything, on the monotonic clock.
        wait_s: how long `ready` waits.
    """

    def __init__(self, assoc: Association, token: CancelToken, silence_s: float, **place: Any):
        self.failure: OSError | None = None
        self.last_heard = time.monotonic()
        self._token = token
        self._silence_s = silence_s
        self.wait_s = 0.0
        self._put_back = bytearray()
        super().__init__(assoc, **place)
        if self.socket is not None:
            self._set_up(self.socket)

    def connect(self, primitive: T_CONNECT) -> None:
        """Connect, and leave in `failure` why not."""
        try:
            self._connect_within(primitive.address_info.as_tuple)
            self._is_connected = True
            primitive.result = "Evt2"
        except OSError as error:
            self.failure = error
            self._shutdown_socket()
            self.socket = None
            primitive.result = "Evt17"
        self.provider_queue.put(primitive)
        self._ready.set()

    def _connect_within(self, address: tuple[Any, ...]) -> None:
        peer = self.socket
        if peer is None:
            raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN))
        gives_up = time.monotonic() + self._silence_s
        peer.setblocking(False)
        code = peer.connect_ex(address)
        while code in CONNECTING:
            if self._token.is_cancelled or time.monotonic() > gives_up:
                raise OSError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
            if select.select([], [peer], [], TICK_S)[1]:
                code = peer.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code not in (0, errno.EISCONN):
            raise OSError(code, os.strerror(code))
        self._set_up(peer)
        if self.tls_args:
            context, host = self.tls_args
            self.socket = context.wrap_socket(peer, server_hostname=host)

    def _set_up(self, peer: socket.socket) -> None:
        """A PDU may come in pieces, but not for ever; small messages are not held back for larger ones."""
        peer.settimeout(self._silence_s)
        with suppress(OSError):
            peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @property
    def ready(self) -> bool:
        """Whether there is something to read, now or soon."""
        peer = self.socket
        if peer is None or not self._is_connected:
            return False
        if isinstance(peer, ssl.SSLSocket) and peer.pending():
            return True
        try:
            acknowledge(peer)
            return bool(select.select([peer], [], [], self.wait_s)[0])
        except (OSError, ValueError):
            self.event_queue.put("Evt17")  # the connection is closed, PS3.8 section 9.2.3
            return False

    def put_back(self, header: bytearray) -> None:
        """Bytes that were read to see what is coming; they are read again."""
        self._put_back = header

    def recv(self, nr_bytes: int) -> bytearray:
        """Exactly so many bytes; fewer where the connection ends before.

        Raises:
            OSError: nothing came for too long, or the PDU is longer than any that was agreed.
        """
        if nr_bytes > LONGEST_READ:
            raise OSError(errno.EMSGSIZE, os.strerror(errno.EMSGSIZE))
        if self._put_back:
            again, self._put_back = self._put_back, bytearray()
            return again
        if self.socket is None:
            return bytearray()
        content = bytearray(nr_bytes)
        view, filled = memoryview(content), 0
        while filled < nr_bytes:
            count = self.socket.recv_into(view[filled:])
            if not count:
                return content[:filled]
            filled += count
            self.last_heard = time.monotonic()
            if filled < nr_bytes:
                acknowledge(self.socket)
        return content

    def send(self, bytestream: bytes) -> None:
        try:
            if self.socket is not None:
                self.socket.sendall(bytestream)
                self.last_heard = (
                    time.monotonic()
                )  # a slow peer that takes what we send is not silent
        except OSError:
            self.event_queue.put("Evt17")

    def cut(self) -> None:
        """End the connection without ceremony."""
        self._is_connected = False
        self._shutdown_socket()

    def _shutdown_socket(self) -> None:
        """As pynetdicom's, which leaves a socket open that the peer has closed."""
        if self.socket is not None:
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)
            self.socket.close()


def acknowledge(peer: socket.socket) -> None:
    """Have the system acknowledge at once what came, before we wait for more.

    Many archives send a PDU's head and its body apart and, by Nagle's algorithm, hold the body back until the
    head is acknowledged; Linux delays that by 40 ms, and forgets each time that it was asked not to.
    """
    if QUICK_ACK is not None:
        with suppress(OSError):
            peer.setsockopt(socket.IPPROTO_TCP, QUICK_ACK, 1)
