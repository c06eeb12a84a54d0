"""One association of somebody who sends to us: admitted or not, and served."""

import logging
import socket
from dataclasses import replace
from typing import Protocol

from pynetdicom import AE, build_context
from pynetdicom._globals import MODE_ACCEPTOR
from pynetdicom.pdu_primitives import A_ASSOCIATE
from pynetdicom.presentation import PresentationContext
from pynetdicom.service_class import ServiceClass, StorageServiceClass
from pynetdicom.sop_class import (  # type: ignore[attr-defined]  # made at import
    Verification,
    uid_to_service_class,
)
from pynetdicom.transport import AddressInformation

from medviewer.dicom.network.arrival_folder import ArrivalFolder, InstanceKey
from medviewer.dicom.network.dimse.commands import Element, Field
from medviewer.dicom.network.dimse.commands import Message as Request
from medviewer.dicom.network.dimse.conversation import UNCOMPRESSED
from medviewer.dicom.network.dimse.peer_socket import TICK_S, PeerSocket
from medviewer.dicom.network.dimse.receiving import (
    MISMATCH,
    NOT_UNDERSTOOD,
    OUT_OF_RESOURCES,
    STORED,
    identified,
    receive,
)
from medviewer.dicom.network.dimse.storage_offers import COMPRESSED, VIDEO
from medviewer.dicom.network.dimse.upper_layer import LONGEST_PDU, PeerAssociation, quieten
from medviewer.domain.archive import Arrival, ListenerSettings
from medviewer.errors import ArrivalsUnwritable
from medviewer.progress import CancelToken
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

IDLE_S = 60  # a sender that says nothing for so long is gone
TAKEN = frozenset((*UNCOMPRESSED, *COMPRESSED, *VIDEO))
STANDARD = "1.2.840.10008."
STANDARD_STORAGE = "1.2.840.10008.5.1.4.1.1."
REJECTED, BY_USER = 1, 1  # permanently, PS3.8 table 9-21
CALLING_UNKNOWN, CALLED_UNKNOWN = 3, 7


class Receiver(Protocol):
    """What the association belongs to."""

    settings: ListenerSettings
    folder: ArrivalFolder
    allowed: frozenset[str]

    def wants(self, key: InstanceKey) -> bool: ...

    def arrived(self, arrival: Arrival) -> None: ...

    def report(self, problem: Message) -> None: ...


class ServedAssociation(PeerAssociation):
    """Runs in the thread that calls `serve`."""

    def __init__(self, receiver: Receiver, peer: socket.socket, token: CancelToken) -> None:
        quieten()
        entity = AE(ae_title=receiver.settings.ae_title)
        entity.acse_timeout = entity.network_timeout = entity.dimse_timeout = IDLE_S
        super().__init__(entity, MODE_ACCEPTOR, token, receiver.folder.root)
        self._receiver = receiver
        self._token = token
        self._calling = ""
        self._remote = AddressInformation.from_tuple(peer.getpeername())
        self.set_socket(PeerSocket(self, token, IDLE_S, client_socket=peer))
        self.acceptor.maximum_length = LONGEST_PDU
        self.acceptor.ae_title = receiver.settings.ae_title
        self.acceptor.address_info = AddressInformation.from_tuple(peer.getsockname())
        self.acceptor.implementation_class_uid = entity.implementation_class_uid
        self.acceptor.implementation_version_name = entity.implementation_version_name
        self.requestor.address_info = self._remote

    def serve(self) -> None:
        """Negotiate, take messages until the sender releases, end.

        Raises:
            ArrivalsUnwritable: the folder of what arrives cannot be made.
        """
        self.dul.start()
        try:
            request = self.dul.receive_pdu(wait=True, timeout=IDLE_S)
            if isinstance(request, A_ASSOCIATE) and self._admits(request):
                self.requestor.primitive = request
                self.acceptor.supported_contexts = _supported(request)
                self.acse.negotiate_association()
                self._take_messages()
        finally:
            self.end()

    def _admits(self, request: A_ASSOCIATE) -> bool:
        """Whether the sender may, and means us; who may not is told to the reader."""
        calling, called = request.calling_ae_title.strip(), request.called_ae_title.strip()
        own = self._receiver.settings.ae_title
        if called == own and calling in self._receiver.allowed:
            self._calling = calling
            return True
        reason = CALLED_UNKNOWN if called != own else CALLING_UNKNOWN
        stranger = _wrong_name(called, own) if called != own else _not_allowed(calling)
        self._receiver.report(stranger)
        self.acse.send_reject(REJECTED, BY_USER, reason)
        return False

    def _take_messages(self) -> None:
        while self.is_established and self.dul.is_alive():
            if self.dimse.arrived:
                self._answer(self.dimse.arrived.popleft())
            elif self.acse.is_release_requested():
                self.acse.send_release(is_response=True)
                self.is_released, self.is_established = True, False
            elif self._token.is_cancelled or self.dul.idle_timer_expired():
                self.abort()
                return
            else:
                self.dul.turn(TICK_S)

    def _answer(self, request: Request) -> None:
        if request.field == Field.STORE_REQUEST:
            self.dimse.answer_store(request, self._stored(request))
        elif request.field == Field.ECHO_REQUEST:
            self.dimse.send_command(
                request.context,
                {
                    Element.FIELD: Field.ECHO_RESPONSE,
                    Element.SOP_CLASS_UID: str(Verification),
                    Element.ANSWERED_MESSAGE_ID: request.number(Element.MESSAGE_ID) or 0,
                    Element.STATUS: STORED,
                },
            )
        elif request.field != Field.CANCEL_REQUEST:
            self.abort()

    def _stored(self, request: Request) -> int:
        """The status to answer with; a full disk is told to the reader, too."""
        context = self._accepted_cx.get(request.context)
        if context is None:
            return NOT_UNDERSTOOD
        syntax = str(context.transfer_syntax[0])
        received = identified(request, syntax)
        if received is None:
            return NOT_UNDERSTOOD
        if not self._receiver.wants(received.key):
            return MISMATCH
        try:
            arrival = receive(request, syntax, received, self._receiver.folder)
        except ArrivalsUnwritable as error:
            self._receiver.report(error.message)
            return OUT_OF_RESOURCES
        self._receiver.arrived(replace(arrival, sender=self._calling))
        return STORED


def _supported(request: A_ASSOCIATE) -> list[PresentationContext]:
    """What the sender proposes and we take: storage, known or private, as it is encoded, and C-ECHO."""
    syntaxes: dict[str, dict[str, None]] = {}
    for proposed in request.presentation_context_definition_list:
        kind = str(proposed.abstract_syntax)
        if kind == Verification or _is_storage(kind):
            named = [str(one) for one in proposed.transfer_syntax if str(one) in TAKEN]
            syntaxes.setdefault(kind, {}).update(dict.fromkeys(named))
    return [build_context(kind, list(taken)) for kind, taken in syntaxes.items() if taken]


def _is_storage(sop_class_uid: str) -> bool:
    """Whether this is a kind of object; what nobody here has heard of is taken for one."""
    service = uid_to_service_class(sop_class_uid)
    if service is not ServiceClass:
        return issubclass(service, StorageServiceClass)
    return sop_class_uid.startswith(STANDARD_STORAGE) or not sop_class_uid.startswith(STANDARD)


def _wrong_name(called: str, own: str) -> Message:
    return message(
        "Archive",
        "A sender asked for {called}, but this computer is {own}. Enter this AE title at the sender.",
        called=called,
        own=own,
    )


def _not_allowed(calling: str) -> Message:
    return message(
        "Archive",
        "{calling} wanted to send images and was refused: it is not among those who may. Add it to the AE "
        "titles allowed if it should.",
        calling=calling,
    )
