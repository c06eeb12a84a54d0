"""Retrieve: ask what there is, leave out what has arrived, bring the rest, say what is missing."""

import logging
from collections.abc import Sequence

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dimse.conversation import conversation
from medviewer.dicom.network.dimse.finding import FIND_OFFERS
from medviewer.dicom.network.dimse.getting import get
from medviewer.dicom.network.dimse.ledger import RetrieveLedger
from medviewer.dicom.network.dimse.plan import (
    Listed,
    Request,
    by_kind,
    list_instances,
    missing_from,
    request_unlisted,
    requests_for,
    series_instead,
)
from medviewer.dicom.network.dimse.storage_offers import CLASSES_AT_ONCE
from medviewer.domain.archive import (
    ArchiveNode,
    ArrivalSink,
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
    """Bring what `into` does not hold yet.

    Raises:
        ArchiveError, ArrivalsUnwritable, Cancelled: what had arrived before stays.
    """
    return _Retrieve(node, order, into, RetrieveLedger(on_arrival, progress), token).run()


class _Retrieve:
    def __init__(
        self,
        node: ArchiveNode,
        order: RetrieveOrder,
        into: ArrivalFolder,
        ledger: RetrieveLedger,
        token: CancelToken,
    ) -> None:
        self._node = node
        self._order = order
        self._into = into
        self._ledger = ledger
        self._token = token

    def run(self) -> TransferOutcome:
        listed = self._listed()
        if not listed:
            self._bring([request_unlisted(self._order)], ())
            if not self._ledger.has_any:
                self._ledger.failed("", NOTHING)
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

    def _listed(self) -> list[Listed]:
        """What the archive lists; nothing where it answers no such query."""
        try:
            with conversation(self._node, FIND_OFFERS, self._token) as talk:
                return list_instances(talk, self._order)
        except ArchiveRefused:
            logger.info("An archive lists no instances; a study is asked for as a whole")
            return []

    def _bring(self, requests: Sequence[Request], kinds: Sequence[str]) -> None:
        """The requests; series by series where the archive knows no instances by their UIDs."""
        try:
            self._ask(requests, kinds)
        except ArchiveRefused:
            by_uid = [one for one in requests if one.level is QueryLevel.IMAGE]
            if not by_uid:
                raise
            whole = {one.series_instance_uids: series_instead(one) for one in by_uid}
            self._ask(tuple(whole.values()), kinds)

    def _ask(self, requests: Sequence[Request], kinds: Sequence[str]) -> None:
        get(self._node, requests, kinds, self._into, self._ledger, self._token)
