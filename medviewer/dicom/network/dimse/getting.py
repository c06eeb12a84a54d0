"""C-GET: instances on the association that asked for them (PS3.4 C.4.3)."""

from collections.abc import Sequence
from contextlib import suppress

from pynetdicom.sop_class import (  # type: ignore[attr-defined]  # made at import
    PatientRootQueryRetrieveInformationModelGet as PatientRootGet,
)
from pynetdicom.sop_class import (  # type: ignore[attr-defined]
    StudyRootQueryRetrieveInformationModelGet as StudyRootGet,
)

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dimse.commands import Element, Field, Message
from medviewer.dicom.network.dimse.conversation import Conversation, Offer, conversation
from medviewer.dicom.network.dimse.finding import PENDING, unusable
from medviewer.dicom.network.dimse.ledger import RetrieveLedger
from medviewer.dicom.network.dimse.plan import Request
from medviewer.dicom.network.dimse.receiving import (
    MISMATCH,
    NOT_UNDERSTOOD,
    OUT_OF_RESOURCES,
    STORED,
    identified,
    receive,
)
from medviewer.dicom.network.dimse.storage_offers import offers_of, usual_offers
from medviewer.dicom.network.dimse.sub_operations import note_end
from medviewer.domain.archive import ArchiveNode
from medviewer.errors import ArchiveAnswerUnusable, ArchiveError, ArrivalsUnwritable
from medviewer.progress import Cancelled, CancelToken
from medviewer.words import message

MODELS = (str(StudyRootGet), str(PatientRootGet))
GETTING = message("Archive", "retrieving on the same association (C-GET)")
FOREIGN = message(
    "Archive",
    "The archive sent an object of another study than the one asked for. It was not kept.",
)
NAMELESS = message(
    "Archive",
    "The archive sent an object that does not say what it is (its UIDs cannot be read). It was not kept.",
)


def get(
    node: ArchiveNode,
    requests: Sequence[Request],
    sop_class_uids: Sequence[str],
    into: ArrivalFolder,
    ledger: RetrieveLedger,
    token: CancelToken,
) -> None:
    """Bring what the requests name, one after another.

    Args:
        sop_class_uids: of the instances; () where nobody knows.

    Raises:
        ArchiveError, ArrivalsUnwritable, Cancelled
    """
    offers = offers_of(sop_class_uids) if sop_class_uids else usual_offers()
    kinds = list(dict.fromkeys(offer.sop_class_uid for offer in offers))
    models = [Offer(model) for model in MODELS]
    with conversation(
        node, [*models, *offers], token, received_by_us=kinds, overflow_to=into.root
    ) as talk:
        for request in requests:
            _Getting(talk, request, into, ledger).run()
            token.check()


class _Getting:
    """One C-GET and the C-STOREs it brings."""

    def __init__(
        self, talk: Conversation, request: Request, into: ArrivalFolder, ledger: RetrieveLedger
    ) -> None:
        self._talk = talk
        self._request = request
        self._into = into
        self._ledger = ledger

    def run(self) -> None:
        context = self._talk.first_context(MODELS, GETTING)
        self._talk.ask_about(Field.GET_REQUEST, context, self._request.identifier(context))
        while True:
            came = self._talk.receive()
            if came.field == Field.STORE_REQUEST:
                self._take(came)
            elif came.field != Field.GET_RESPONSE or came.status is None:
                raise ArchiveAnswerUnusable(unusable(self._talk.node))
            elif came.status not in PENDING:
                self._talk.done()
                note_end(self._talk.node, came, context.transfer_syntax[0], self._ledger)
                return

    def _take(self, request: Message) -> None:
        """Write one instance and answer; a full disk is answered first, and then ends everything."""
        try:
            status = self._written(request)
        except ArrivalsUnwritable:
            self._talk.answer_store(request, OUT_OF_RESOURCES)
            self._stop()
            raise
        self._talk.answer_store(request, status)

    def _written(self, request: Message) -> int:
        context = self._talk.context_by_number(request.context)
        syntax = str(context.transfer_syntax[0]) if context is not None else ""
        received = identified(request, syntax) if syntax else None
        sent = request.text(Element.SOP_INSTANCE_UID)
        if received is None:
            self._ledger.failed(sent, NAMELESS)
            return NOT_UNDERSTOOD
        if received.key.study_instance_uid != self._request.study_instance_uid:
            self._ledger.failed(sent, FOREIGN)
            return MISMATCH
        self._ledger.arrived(receive(request, syntax, received, self._into))
        return STORED

    def _stop(self) -> None:
        """Have the archive stop, and give what it still sends no room."""
        self._talk.cancel()
        with suppress(ArchiveError, Cancelled):
            while True:
                came = self._talk.receive()
                if came.field == Field.STORE_REQUEST:
                    self._talk.answer_store(came, OUT_OF_RESOURCES)
                elif came.status not in PENDING:
                    return self._talk.done()
