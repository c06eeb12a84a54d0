"""An association with an archive: asked for, talked over, and always ended (PS3.7, PS3.8)."""

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydicom.dataset import Dataset
from pynetdicom import AE, build_context, build_role
from pynetdicom._globals import MODE_REQUESTOR
from pynetdicom.dsutils import encode
from pynetdicom.presentation import PresentationContext
from pynetdicom.transport import AddressInformation

from medviewer.dicom.network.dimse.association_endings import (
    broken_off,
    raise_reason,
    silent,
    unknown_host,
)
from medviewer.dicom.network.dimse.commands import Element, Field, Message
from medviewer.dicom.network.dimse.peer_socket import TICK_S, PeerSocket
from medviewer.dicom.network.dimse.transport_security import client_context
from medviewer.dicom.network.dimse.upper_layer import LONGEST_PDU, PeerAssociation, quieten
from medviewer.domain.archive import ArchiveNode
from medviewer.errors import ArchiveRefused, ArchiveUnreachable
from medviewer.progress import Cancelled, CancelToken
from medviewer.words import Message as Words
from medviewer.words import message

logger = logging.getLogger(__name__)

CANCEL_WITHIN_S = 3.0  # what an archive is given to end what it was asked to cancel
UNCOMPRESSED = ("1.2.840.10008.1.2.1", "1.2.840.10008.1.2")  # explicit before implicit VR
MEDIUM = 0  # priority, PS3.7 section 9.1.2.1.3
CANCELLABLE = (Field.FIND_REQUEST, Field.GET_REQUEST, Field.MOVE_REQUEST)
MOST_CONTEXTS = 128  # PS3.8 section 9.3.2.2: odd numbers up to 255


@dataclass(frozen=True, slots=True)
class Offer:
    """One presentation context: a SOP class and how its data sets may be encoded, best first."""

    sop_class_uid: str
    transfer_syntaxes: tuple[str, ...] = UNCOMPRESSED


class Conversation:
    """One association that stands; one request at a time."""

    def __init__(self, node: ArchiveNode, association: PeerAssociation, token: CancelToken) -> None:
        self.node = node
        self._association = association
        self._token = token
        self._message_id = 0
        self._may_cancel = False
        self._cancel_ends: float | None = None
        self._asked: tuple[int, int] | None = None  # message and context of what is under way

    def context(self, sop_class_uid: str, transfer_syntax: str = "") -> PresentationContext | None:
        """The context the archive accepted for this SOP class, and encoding if one is named."""
        for one in self._association.accepted_contexts:
            if one.abstract_syntax == sop_class_uid and transfer_syntax in (
                "",
                one.transfer_syntax[0],
            ):
                return one
        return None

    def context_by_number(self, number: int) -> PresentationContext | None:
        return self._association._accepted_cx.get(number)

    def first_context(self, sop_class_uids: Sequence[str], service: Words) -> PresentationContext:
        """The context of the first SOP class the archive accepted.

        Raises:
            ArchiveRefused: it accepted none: it has no such service.
        """
        for one in sop_class_uids:
            found = self.context(one)
            if found is not None:
                return found
        raise ArchiveRefused(
            message(
                "Archive",
                "{address} does not offer this: {service}. Ask its administrator, or choose another way.",
                address=self.node.address,
                service=service,
            )
        )

    def ask(
        self,
        field: Field,
        context: PresentationContext,
        values: Mapping[Element, int | str] | None = None,
        data: Iterable[bytes] = (),
    ) -> None:
        """Send a request; `receive` and `cancel` belong to it until it is `done`."""
        self._message_id += 1
        self._asked = (self._message_id, context.context_id or 0)
        self._cancel_ends = None
        command: dict[Element, int | str] = {
            Element.FIELD: field,
            Element.MESSAGE_ID: self._message_id,
            Element.SOP_CLASS_UID: str(context.abstract_syntax),
        }
        if field is not Field.ECHO_REQUEST:
            command[Element.PRIORITY] = MEDIUM
        self._may_cancel = field in CANCELLABLE
        self._association.dimse.send_command(
            context.context_id or 0, {**command, **(values or {})}, data
        )

    def ask_about(
        self,
        field: Field,
        context: PresentationContext,
        identifier: Dataset,
        values: Mapping[Element, int | str] | None = None,
    ) -> None:
        """As `ask`, with an identifier."""
        syntax = context.transfer_syntax[0]
        content = encode(identifier, syntax.is_implicit_VR, syntax.is_little_endian) or b""
        self.ask(field, context, values, self.parts(content))

    def parts(self, content: bytes) -> Iterator[bytes]:
        """A data set in pieces as long as one PDU holds."""
        step = self.longest_part
        yield from (content[start : start + step] for start in range(0, len(content), step))

    @property
    def longest_part(self) -> int:
        return self._association.dimse.longest_fragment

    def answer_store(self, request: Message, status: int) -> None:
        """Answer an archive's C-STORE (PS3.7 section 9.3.1.2)."""
        self._association.dimse.answer_store(request, status)

    def done(self) -> None:
        """The last answer to what was asked has come."""
        self._asked = None

    def cancel(self) -> None:
        """Ask the archive to stop (C-CANCEL, PS3.7 section 9.3.2.3); it may go on for a while."""
        if self._asked is None or self._cancel_ends is not None:
            return
        number, context = self._asked
        self._association.dimse.send_command(
            context, {Element.FIELD: Field.CANCEL_REQUEST, Element.ANSWERED_MESSAGE_ID: number}
        )
        self._cancel_ends = time.monotonic() + CANCEL_WITHIN_S

    def receive(self) -> Message:
        """The archive's next message.

        Raises:
            Cancelled: the token was, and the archive has not come to an end in time.
            ArchiveUnreachable: it broke off, or is silent.
        """
        began = time.monotonic()
        arrived, reactor = self._association.dimse.arrived, self._association.dul
        while not arrived:
            self._check_patience()
            if not reactor.is_alive():
                raise ArchiveUnreachable(broken_off(self.node))
            if self._is_silent_since(began):
                raise ArchiveUnreachable(silent(self.node))
            reactor.turn(TICK_S)
        self._check_patience()
        return arrived.popleft()

    def _check_patience(self) -> None:
        if self._token.is_cancelled:
            if not self._may_cancel:
                raise Cancelled
            self.cancel()
        if self._cancel_ends is not None and time.monotonic() > self._cancel_ends:
            raise Cancelled

    def _is_silent_since(self, began: float) -> bool:
        peer = self._association.dul.socket
        heard = peer.last_heard if isinstance(peer, PeerSocket) else began
        return time.monotonic() - max(began, heard) > self.node.timeout_s

    def note_life(self) -> None:
        """The archive is at work, though not on this association."""
        peer = self._association.dul.socket
        if isinstance(peer, PeerSocket):
            peer.last_heard = time.monotonic()

    def close(self) -> None:
        """Release what came to its end, abort what did not."""
        if self._asked is not None or not self._association.is_established:
            self._association.abort()
        else:
            self._association.release()
        self._association.end()


@contextmanager
def conversation(
    node: ArchiveNode,
    offers: Sequence[Offer],
    token: CancelToken,
    *,
    received_by_us: Sequence[str] = (),
    overflow_to: Path | None = None,
) -> Iterator[Conversation]:
    """An association for as long as the block lasts.

    Args:
        received_by_us: SOP classes whose instances the archive may send back on it (C-GET).
        overflow_to: folder of what is too large for memory while it arrives.

    Raises:
        ArchiveUnreachable, ArchiveRefused: there is no association, and why.
    """
    quieten()
    association = _requested(node, offers, token, received_by_us, overflow_to)
    talk = Conversation(node, association, token)
    is_well = False
    try:
        yield talk
        is_well = True
    finally:
        if not is_well:
            association.abort()
        talk.close()


def _requested(
    node: ArchiveNode,
    offers: Sequence[Offer],
    token: CancelToken,
    received_by_us: Sequence[str],
    overflow_to: Path | None,
) -> PeerAssociation:
    token.check()
    secured = client_context(node)
    entity = AE(ae_title=node.own_ae_title)
    entity.acse_timeout = entity.network_timeout = entity.dimse_timeout = node.timeout_s
    association = PeerAssociation(entity, MODE_REQUESTOR, token, overflow_to)
    association.acceptor.ae_title = node.ae_title
    association.acceptor.address_info = _address(node)
    own = AddressInformation.from_tuple(
        ("", 0) if association.acceptor.address_info.is_ipv4 else ("::0", 0)
    )
    association.requestor.address_info = own
    association.requestor.ae_title = node.own_ae_title
    association.requestor.maximum_length = LONGEST_PDU
    association.requestor.implementation_class_uid = entity.implementation_class_uid
    association.requestor.implementation_version_name = entity.implementation_version_name
    for one in received_by_us:
        association.requestor.add_negotiation_item(build_role(one, scp_role=True))
    association.requestor.requested_contexts = _contexts(offers)
    peer = PeerSocket(association, token, node.timeout_s, address=own)
    peer.tls_args = secured
    association.set_socket(peer)
    association.request()
    if not association.is_established:
        association.end()
        token.check()
        raise_reason(node, association, peer)
    association._is_paused = True  # its own thread never runs: `Conversation` waits for messages
    return association


def _contexts(offers: Sequence[Offer]) -> list[PresentationContext]:
    contexts = [build_context(one.sop_class_uid, list(one.transfer_syntaxes)) for one in offers]
    for index, context in enumerate(contexts[:MOST_CONTEXTS]):
        context.context_id = 2 * index + 1
    return contexts[:MOST_CONTEXTS]


def _address(node: ArchiveNode) -> AddressInformation:
    try:
        return AddressInformation.from_addr_port(node.host, node.port)
    except (OSError, UnicodeError, ValueError) as error:
        raise ArchiveUnreachable(unknown_host(node)) from error
