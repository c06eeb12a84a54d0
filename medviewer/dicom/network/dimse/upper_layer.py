"""pynetdicom's upper layer (PS3.8) made to wait without polling, to be interrupted, and to keep measure."""

import logging
import queue
import tempfile
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from pynetdicom import _config
from pynetdicom.ae import ApplicationEntity
from pynetdicom.association import Association
from pynetdicom.dimse import DIMSEServiceProvider
from pynetdicom.dimse_messages import DIMSEMessage
from pynetdicom.dul import DULServiceProvider

from medviewer.dicom.network.dimse.peer_socket import TICK_S, PeerSocket
from medviewer.progress import CancelToken

logger = logging.getLogger(__name__)

LONGEST_PDU = 128 * 1024  # bytes; what most toolkits send at most
IN_MEMORY = 32 << 20  # bytes of an instance that is arriving; what goes beyond waits on disk
MOST_BYTES = 16 << 30  # of one data set
MOST_WAITING = 8  # PDUs on their way out; a file never stands in memory as a whole
ENDS_WITHIN_S = 1.0  # what a peer is given to take our A-ABORT


def quieten() -> None:
    """Keep pynetdicom from putting messages, which quote patients, into words for its log."""
    _config.LOG_HANDLER_LEVEL = "none"
    _config.LOG_REQUEST_IDENTIFIERS = False
    _config.LOG_RESPONSE_IDENTIFIERS = False


class DataSetTooLarge(Exception):  # noqa: N818 - not an error: the association is aborted
    """A peer sends a data set without end."""


class IncomingDataSet(BytesIO):
    """The data set of a message as its fragments come; what goes beyond memory is on disk."""

    def __init__(self, overflow_to: Path | None) -> None:
        super().__init__()
        self.size = 0
        self._overflow_to = overflow_to
        self._overflow: IO[bytes] | None = None

    def write(self, part: Any, /) -> int:
        self.size += len(part)
        if self.size > (MOST_BYTES if self._overflow_to else IN_MEMORY):
            raise DataSetTooLarge
        if self.size <= IN_MEMORY:
            return super().write(part)
        if self._overflow is None:
            self._overflow = tempfile.TemporaryFile(dir=self._overflow_to)  # noqa: SIM115 - closed by close
        return self._overflow.write(part)

    def pour_into(self, stream: IO[bytes]) -> None:
        """Write everything to a file."""
        stream.write(self.getbuffer())
        if self._overflow is not None:
            self._overflow.seek(0)
            while part := self._overflow.read(1 << 20):
                stream.write(part)

    def head(self, length: int) -> bytes:
        """The first bytes."""
        return bytes(self.getbuffer()[:length])

    def close(self) -> None:
        if self._overflow is not None:
            self._overflow.close()
        super().close()


class Reactor(DULServiceProvider):
    """Sleeps in `PeerSocket.ready` only; whoever hands it something to send wakes it."""

    def __init__(self, assoc: Association, token: CancelToken) -> None:
        super().__init__(assoc)
        self.daemon = True
        self._run_loop_delay = 0
        self._token = token

    def send_pdu(self, primitive: Any) -> None:
        while self.to_provider_queue.qsize() >= MOST_WAITING and self.is_alive():
            time.sleep(0.0005)
        super().send_pdu(primitive)
        if isinstance(self.socket, PeerSocket):
            self.socket.wake()

    def receive_pdu(self, wait: bool = False, timeout: float | None = None) -> Any:
        """As pynetdicom's, but a wait ends when the token is cancelled, or the reactor has died."""
        gives_up = time.monotonic() + (30 if timeout is None else timeout)
        while wait and time.monotonic() < gives_up and not self._token.is_cancelled:
            found = super().receive_pdu(True, TICK_S)
            if found is not None or not self.is_alive():
                return found
        return super().receive_pdu()


class Messages(DIMSEServiceProvider):
    """Puts messages together within bounds; one that cannot be is the end of the association."""

    def __init__(self, assoc: Association, overflow_to: Path | None) -> None:
        super().__init__(assoc)
        self.overflow_to = overflow_to

    def receive_primitive(self, primitive: Any) -> None:
        if self.message is None:
            self.message = DIMSEMessage()
            self.message.data_set = IncomingDataSet(self.overflow_to)
        try:
            super().receive_primitive(primitive)
        except Exception as error:  # noqa: BLE001 - whatever a peer sends must not end the reactor
            logger.warning("A peer's message could not be put together (%s)", type(error).__name__)
            self.message = None
            self.dul.event_queue.put("Evt19")  # an invalid PDU: abort, PS3.8 section 9.2.3

    @property
    def maximum_pdu_size(self) -> int:
        """What the peer takes at most; it says 0 where it takes any length."""
        theirs = super().maximum_pdu_size
        return min(theirs, LONGEST_PDU) if theirs > 7 else LONGEST_PDU

    def get_msg(self, block: bool = False) -> Any:
        """For the reactor of an SCP, which polls: it waits here for a little, instead of turning idly."""
        with suppress(queue.Empty):
            return self.msg_queue.get(timeout=self.dimse_timeout if block else TICK_S / 5)
        return None, None


class PeerAssociation(Association):
    """An association over the parts above; ends when told to, whatever the peer does."""

    def __init__(
        self, ae: ApplicationEntity, mode: str, token: CancelToken, overflow_to: Path | None = None
    ) -> None:
        super().__init__(ae, mode)
        self.dul = Reactor(self, token)
        self.dimse = Messages(self, overflow_to)
        self.acse_timeout = ae.acse_timeout  # again: pynetdicom keeps them in the reactor
        self.network_timeout = ae.network_timeout

    def _abort_blocking(self, block: bool = True) -> None:
        """A-ABORT, and where the peer does not take it in time, the end of the connection."""
        if self._sent_abort or self.is_released:
            return
        self._sent_abort = True
        self._reactor_checkpoint.set()
        self.acse.send_abort(0x00)
        if block:
            self.end()

    def end(self) -> None:
        """Wait a moment for the reactor to come to rest, then pull the plug."""
        if self.dul.is_alive():
            self.dul.join(ENDS_WITHIN_S)
        if isinstance(self.dul.socket, PeerSocket):
            self.dul.socket.cut()
        self.kill()

    def kill(self) -> None:
        super().kill()
        if isinstance(self.dul.socket, PeerSocket):
            self.dul.socket.close_waker()
