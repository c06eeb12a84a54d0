"""pynetdicom's upper layer (PS3.8) made to wait without polling, to be interrupted, and to keep measure."""

import logging
import struct
import time
from collections import deque
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pynetdicom import _config
from pynetdicom.ae import ApplicationEntity
from pynetdicom.association import Association
from pynetdicom.dimse import DIMSEServiceProvider
from pynetdicom.dul import DULServiceProvider
from pynetdicom.pdu_primitives import P_DATA

from medviewer.dicom.network.dimse.commands import (
    LAST_BIT,
    PDV_HEADER,
    Assembly,
    Element,
    Field,
    MalformedMessage,
    Message,
    encoded,
    fragments,
)
from medviewer.dicom.network.dimse.peer_socket import TICK_S, PeerSocket
from medviewer.progress import CancelToken

logger = logging.getLogger(__name__)

LONGEST_PDU = 128 * 1024  # bytes; what most toolkits send at most
SHORTEST_PDU = 128  # bytes; who announces less means something else
TRANSFERRING, P_DATA_TF = "Sta6", 0x04  # state and PDU type, PS3.8 sections 9.2.1 and 9.3.5
LONGEST_WAIT_S = 30
ENDS_WITHIN_S = 1.0  # what a peer is given to take our A-ABORT


def quieten() -> None:
    """Keep pynetdicom from putting messages, which quote patients, into words for its log."""
    _config.LOG_HANDLER_LEVEL = "none"
    _config.LOG_REQUEST_IDENTIFIERS = False
    _config.LOG_RESPONSE_IDENTIFIERS = False


class Reactor(DULServiceProvider):
    """Turns in the thread of whoever sends or waits, instead of in one of its own.

    Two threads would hand each PDU to one another: measured, that took longer than the transfer.
    """

    def __init__(self, assoc: Association, token: CancelToken) -> None:
        super().__init__(assoc)
        self._token = token
        self._is_running = False

    def start(self) -> None:
        self._is_running = True
        self._idle_timer.start()
        self.assoc._dul_ready.set()

    def is_alive(self) -> bool:
        return self._is_running

    def stop_dul(self) -> bool:
        if self.state_machine.current_state == "Sta1":
            self._is_running = False
        else:
            self.turn(TICK_S)
        return not self._is_running

    def turn(self, wait_s: float) -> None:
        """Send what is to be sent, or else wait a little for a PDU; and do what follows from it."""
        try:
            if self.artim_timer.expired:
                self.event_queue.put("Evt18")
            elif not self.to_provider_queue.queue or not self._process_recv_primitive():
                self._listen(wait_s)
            if self.event_queue.queue:  # data PDUs, nearly all there are, are no events
                self.state_machine.do_action(self.event_queue.get(block=False))
        except Exception as error:  # noqa: BLE001 - whatever a peer does ends its association, no more
            logger.warning("An association came out of step (%s)", type(error).__name__)
            self.die()
        if self._kill_thread:
            self._is_running = False

    def _listen(self, wait_s: float) -> None:
        if isinstance(self.socket, PeerSocket):
            self.socket.wait_s = wait_s
        if self._is_transport_event():
            self._idle_timer.restart()

    def _read_pdu_data(self) -> None:
        """Data go straight to the messages; any other PDU takes pynetdicom's way (PS3.8 section 9.3)."""
        peer = self.socket
        if not isinstance(peer, PeerSocket) or self.state_machine.current_state != TRANSFERRING:
            super()._read_pdu_data()
            return
        try:
            header = peer.recv(6)
            if len(header) < 6 or header[0] != P_DATA_TF:
                peer.put_back(header)
                super()._read_pdu_data()
                return
            length = int.from_bytes(header[2:], "big")
            content = peer.recv(length)
        except OSError:
            content, length = bytearray(), 1
        if len(content) < length:
            self.event_queue.put("Evt17")  # the connection is closed
            return
        messages = self.assoc.dimse
        if isinstance(messages, Messages):
            messages.take(memoryview(content))

    def die(self) -> None:
        """The end without ceremony; whoever waits for a message gets none."""
        self._is_running, self._kill_thread = False, True
        if isinstance(self.socket, PeerSocket):
            self.socket.cut()

    def send_pdu(self, primitive: Any) -> None:
        if not self._is_running:
            return
        super().send_pdu(primitive)
        while self.is_alive() and not self.to_provider_queue.empty():
            self.turn(0)

    def receive_pdu(self, wait: bool = False, timeout: float | None = None) -> Any:
        """As pynetdicom's, but a wait ends when the token is cancelled, or the connection is gone."""
        gives_up = time.monotonic() + (LONGEST_WAIT_S if timeout is None else timeout)
        while wait and self._is_running and self.to_user_queue.empty():
            if time.monotonic() > gives_up or self._token.is_cancelled:
                break
            self.turn(TICK_S)
        return super().receive_pdu()


class Messages(DIMSEServiceProvider):
    """Takes messages apart and puts them together; nothing of pynetdicom's is left of it but its place."""

    def __init__(self, assoc: Association, overflow_to: Path | None) -> None:
        super().__init__(assoc)
        self.arrived: deque[Message] = deque()
        self._overflow_to = overflow_to
        self._assembly = Assembly()

    def take(self, content: memoryview) -> None:
        """The fragments of one P-DATA-TF PDU (PS3.8 section 9.3.5)."""
        position = 0
        while position < len(content):
            length, context, header = struct.unpack_from(">IBB", content, position)
            end = position + 4 + length
            if length < 2 or end > len(content):
                raise MalformedMessage
            part = content[position + PDV_HEADER : end]
            whole = self._assembly.take(context, header, part, self._overflow_to)
            if whole is not None:
                self.arrived.append(whole)
            position = end

    def send_command(
        self, context: int, values: Mapping[Element, int | str], data: Iterable[bytes] = ()
    ) -> None:
        """Send a message.

        Args:
            data: parts of the data set, each as long as `longest_fragment`, but the last.
        """
        parts = iter(data)
        ahead = next(parts, None)
        command = encoded(values, has_data_set=ahead is not None)
        for one in fragments(command, self.maximum_pdu_size, is_command=True):
            self._send_fragment(context, one)
        while ahead is not None:
            part, ahead = ahead, next(parts, None)
            self._send_fragment(context, bytes((0 if ahead is not None else LAST_BIT,)) + part)

    def answer_store(self, request: Message, status: int) -> None:
        """C-STORE-RSP (PS3.7 section 9.3.1.2)."""
        self.send_command(
            request.context,
            {
                Element.FIELD: Field.STORE_RESPONSE,
                Element.SOP_CLASS_UID: request.text(Element.SOP_CLASS_UID),
                Element.ANSWERED_MESSAGE_ID: request.number(Element.MESSAGE_ID) or 0,
                Element.STATUS: status,
                Element.SOP_INSTANCE_UID: request.text(Element.SOP_INSTANCE_UID),
            },
        )

    def _send_fragment(self, context: int, fragment: bytes) -> None:
        primitive = P_DATA()
        primitive.presentation_data_value_list.append((context, fragment))
        self.dul.send_pdu(primitive)

    @property
    def longest_fragment(self) -> int:
        return self.maximum_pdu_size - PDV_HEADER

    @property
    def maximum_pdu_size(self) -> int:
        """What the peer takes at most; it says 0 where it takes any length."""
        theirs = super().maximum_pdu_size
        return min(theirs, LONGEST_PDU) if theirs > SHORTEST_PDU else LONGEST_PDU

    def get_msg(self, block: bool = False) -> Any:
        """The next message; where there is none, the reactor is given a turn to find one."""
        del block
        if not self.arrived:
            self.assoc.dul.turn(TICK_S)  # type: ignore[attr-defined]  # a `Reactor`
        if not self.arrived:
            return None, None
        message = self.arrived.popleft()
        return message.context, message


class PeerAssociation(Association):
    """An association over the parts above; ends when told to, whatever the peer does."""

    def __init__(
        self, ae: ApplicationEntity, mode: str, token: CancelToken, overflow_to: Path | None = None
    ) -> None:
        super().__init__(ae, mode)
        self.dul: Reactor = Reactor(self, token)
        self.dimse: Messages = Messages(self, overflow_to)
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
        """Give the reactor a moment to come to rest, then pull the plug."""
        gives_up = time.monotonic() + ENDS_WITHIN_S
        while self.dul.is_alive() and time.monotonic() < gives_up:
            self.dul.stop_dul()
        self.dul.die()
        self.kill()
