"""Retrieve: ask what there is, leave out what has arrived, bring the rest, say what is missing."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dimse.conversation import conversation
from medviewer.dicom.network.dimse.finding import FIND_OFFERS
from medviewer.dicom.network.dimse.getting import get
from medviewer.dicom.network.dimse.ledger import RetrieveLedger
from medviewer.dicom.network.dimse.moving import listening_for, move
from medviewer.dicom.network.dimse.patient_root import patient_wanted
from medviewer.dicom.network.dimse.plan import (
    Listed,
    Request,
    by_kind,
    lacks_patient,
    list_instances,
    missing_from,
    request_unlisted,
    requests_for,
    series_instead,
)
from medviewer.dicom.network.dimse.storage_listener import StorageListener
from medviewer.dicom.network.dimse.storage_offers import CLASSES_AT_ONCE
from medviewer.domain.archive import (
    ArchiveNode,
    ArrivalSink,
    ListenerSettings,
    QueryLevel,
    RetrieveOrder,
    TransferOutcome,
)
from medviewer.errors import ArchiveRefused
from medviewer.progress import CancelToken, ProgressSink
from medviewer.words import message

logger = logging.getLogger(__name__)

NOTHING = message(
    "Archive",
    "The archive has nothing of what was asked for. It may have been moved or deleted; search again.",
)


def retrieve(
    node: ArchiveNode,
    order: RetrieveOrder,
    into: ArrivalFolder,
    on_arrival: ArrivalSink,
    progress: ProgressSink,
    token: CancelToken,
) -> TransferOutcome:
    """Bring what `into` does not hold yet, on the association that asks (C-GET).

    Raises:
        ArchiveError, ArrivalsUnwritable, Cancelled: what had arrived before stays.
    """
    ledger = RetrieveLedger(on_arrival, progress)

    def bring(requests: Sequence[Request], kinds: Sequence[str]) -> None:
        get(node, requests, kinds, into, ledger, token)

    return _Retrieve(node, order, into, ledger, token, bring).run()


def retrieve_by_move(
    node: ArchiveNode,
    order: RetrieveOrder,
    listener: StorageListener | ListenerSettings,
    into: ArrivalFolder,
    ledger: RetrieveLedger,
    token: CancelToken,
) -> TransferOutcome:
    """As `retrieve`, by C-MOVE to a listener that runs, or to one for this order only.

    Raises:
        NetworkError, ArrivalsUnwritable, Cancelled: what had arrived before stays.
    """
    if isinstance(listener, ListenerSettings):
        with listening_for(node, listener, order, into, ledger) as made:
            return retrieve_by_move(node, order, made, into, ledger, token)

    def bring(requests: Sequence[Request], kinds: Sequence[str]) -> None:
        del kinds  # the archive proposes them to the listener
        move(node, requests, listener, ledger, token)

    return _Retrieve(node, order, into, ledger, token, bring).run()


class _Retrieve:
    def __init__(
        self,
        node: ArchiveNode,
        order: RetrieveOrder,
        into: ArrivalFolder,
        ledger: RetrieveLedger,
        token: CancelToken,
        bring: Callable[[Sequence[Request], Sequence[str]], None],
    ) -> None:
        self._node = node
        self._order = order
        self._into = into
        self._ledger = ledger
        self._token = token
        self._ask = bring
        self._lacks_patient = False

    def run(self) -> TransferOutcome:
        try:
            return self._run()
        except ArchiveRefused as error:
            if self._lacks_patient:
                raise ArchiveRefused(patient_wanted(self._node)) from error
            raise

    def _run(self) -> TransferOutcome:
        listed = self._listed()
        if not listed:
            self._bring_unlisted(is_refusal_told=listed is None or self._lacks_patient)
            return self._ledger.outcome(())
        missing = missing_from(listed, self._into)
        self._ledger.expected = len(listed)
        self._ledger.already_there = len(listed) - len(missing)
        absent = frozenset(one.key.sop_instance_uid for one in missing)
        self._ledger.held = frozenset(one.key.sop_instance_uid for one in listed) - absent
        self._ledger.tell()
        for group in by_kind(missing, CLASSES_AT_ONCE):
            kinds = tuple(dict.fromkeys(one.sop_class_uid for one in group if one.sop_class_uid))
            self._bring(requests_for(group, listed), kinds)
        return self._ledger.outcome(
            tuple(one.key for one in missing if self._ledger.lacks(one.key))
        )

    def _bring_unlisted(self, *, is_refusal_told: bool) -> None:
        """What was ordered, as a whole: the archive lists nothing of it, or knows no lists."""
        try:
            self._bring([request_unlisted(self._order)], ())
        except ArchiveRefused:
            if is_refusal_told:
                raise
        if not self._ledger.has_any:
            self._ledger.failed("", NOTHING)

    def _listed(self) -> list[Listed] | None:
        """What the archive lists; None where it answers no such query."""
        try:
            with conversation(self._node, FIND_OFFERS, self._token) as talk:
                self._lacks_patient = lacks_patient(talk, self._order)
                return list_instances(talk, self._order)
        except ArchiveRefused:
            logger.info("An archive lists no instances; a study is asked for as a whole")
            return None

    def _bring(self, requests: Sequence[Request], kinds: Sequence[str]) -> None:
        """The requests; series by series where the archive knows no instances by their UIDs."""
        requests = [replace(one, patient_id=self._order.patient_id) for one in requests]
        try:
            self._ask(requests, kinds)
        except ArchiveRefused:
            by_uid = [one for one in requests if one.level is QueryLevel.IMAGE]
            if not by_uid:
                raise
            whole = {one.series_instance_uids: series_instead(one) for one in by_uid}
            self._ask(tuple(whole.values()), kinds)
