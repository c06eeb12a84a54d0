"""C-MOVE: instances sent to our own storage SCP by an archive that knows where it is (PS3.4 C.4.2)."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from pynetdicom.sop_class import (  # type: ignore[attr-defined]  # made at import
    PatientRootQueryRetrieveInformationModelMove as PatientRootMove,
)
from pynetdicom.sop_class import (  # type: ignore[attr-defined]
    StudyRootQueryRetrieveInformationModelMove as StudyRootMove,
)

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dimse.commands import Element, Field
from medviewer.dicom.network.dimse.conversation import Conversation, Offer, conversation
from medviewer.dicom.network.dimse.finding import PENDING, SUCCESS, unusable
from medviewer.dicom.network.dimse.ledger import RetrieveLedger
from medviewer.dicom.network.dimse.peer_socket import TICK_S
from medviewer.dicom.network.dimse.plan import Request
from medviewer.dicom.network.dimse.storage_listener import StorageListener
from medviewer.dicom.network.dimse.sub_operations import note_end
from medviewer.domain.archive import ArchiveNode, Arrival, ListenerSettings, RetrieveOrder
from medviewer.errors import ArchiveAnswerUnusable
from medviewer.progress import CancelToken
from medviewer.words import message

MODELS = (str(StudyRootMove), str(PatientRootMove))
MOVING = message("Archive", "sending to this computer (C-MOVE)")
LATE_S = 3.0  # some archives say they are done before the last instance has been sent


def move(
    node: ArchiveNode,
    requests: Sequence[Request],
    listener: StorageListener,
    ledger: RetrieveLedger,
    token: CancelToken,
) -> None:
    """Have what the requests name sent to the listener, one after another.

    Raises:
        ArchiveError, Cancelled
    """
    with conversation(node, [Offer(model) for model in MODELS], token) as talk:
        for request in requests:
            _move_one(talk, request, listener, ledger, token)
            token.check()


def _move_one(
    talk: Conversation,
    request: Request,
    listener: StorageListener,
    ledger: RetrieveLedger,
    token: CancelToken,
) -> None:
    def take(arrival: Arrival) -> None:
        talk.note_life()  # it need not say anything on this association while it sends on another
        if arrival.study_instance_uid == request.study_instance_uid:
            ledger.arrived(arrival)

    context = talk.first_context(MODELS, MOVING)
    destination = {Element.MOVE_DESTINATION: listener.settings.ae_title}
    with listener.told_to(take):
        talk.ask_about(Field.MOVE_REQUEST, context, request.identifier(context), destination)
        while True:
            came = talk.receive()
            if came.field != Field.MOVE_RESPONSE or came.status is None:
                raise ArchiveAnswerUnusable(unusable(talk.node))
            if came.status not in PENDING:
                break
        talk.done()
        if came.status == SUCCESS:
            _wait_for_late_ones(request, ledger, token)
    note_end(talk.node, came, context.transfer_syntax[0], ledger)


def _wait_for_late_ones(request: Request, ledger: RetrieveLedger, token: CancelToken) -> None:
    gives_up = time.monotonic() + LATE_S
    while any(map(ledger.lacks, request.expected)) and time.monotonic() < gives_up:
        token.check()
        time.sleep(TICK_S)


@contextmanager
def listening_for(
    node: ArchiveNode,
    settings: ListenerSettings,
    order: RetrieveOrder,
    into: ArrivalFolder,
    ledger: RetrieveLedger,
) -> Iterator[StorageListener]:
    """A listener for one C-MOVE: only this archive may send, and only what was ordered is kept.

    Raises:
        NetworkError: the port is taken.
    """
    listener = StorageListener(
        replace(settings, allowed_ae_titles=(*settings.allowed_ae_titles, node.ae_title)),
        into,
        lambda arrival: None,
        lambda problem: ledger.failed("", problem),
        expects=lambda key: key.study_instance_uid == order.study_instance_uid,
    )
    listener.start()
    try:
        yield listener
    finally:
        listener.stop()
