"""A DIMSE archive as `dicom.network.archive` describes one."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dimse.echoing import echo
from medviewer.dicom.network.dimse.finding import find
from medviewer.dicom.network.dimse.ledger import RetrieveLedger
from medviewer.dicom.network.dimse.retrieving import retrieve, retrieve_by_move
from medviewer.dicom.network.dimse.sending import send
from medviewer.dicom.network.dimse.storage_listener import StorageListener
from medviewer.dicom.network.dimse.worklist import worklist
from medviewer.domain.archive import (
    ArchiveMatch,
    ArchiveNode,
    ArchiveQuery,
    ArrivalSink,
    ListenerSettings,
    Retrieval,
    RetrieveOrder,
    TransferOutcome,
    WorklistItem,
    WorklistQuery,
)
from medviewer.errors import NetworkError
from medviewer.progress import CancelToken, ProgressSink
from medviewer.words import message

NOWHERE_TO_SEND = message(
    "Archive",
    "This archive sends images to our own receiver (C-MOVE), which is off. Turn it on, or choose C-GET for "
    "this archive.",
)


class DimseArchive:
    """Each call is an association of its own; an instance may be used by several threads.

    Args:
        listener: where C-MOVE sends to: one that runs and writes to the folder that is retrieved into, or
            settings for one that runs while a retrieve lasts.
    """

    def __init__(
        self, node: ArchiveNode, listener: StorageListener | ListenerSettings | None = None
    ) -> None:
        self.node = node
        self._listener = listener

    def echo(self, token: CancelToken) -> None:
        echo(self.node, token)

    def find(self, query: ArchiveQuery, token: CancelToken) -> Iterator[ArchiveMatch]:
        return find(self.node, query, token)

    def worklist(self, query: WorklistQuery, token: CancelToken) -> Iterator[WorklistItem]:
        return worklist(self.node, query, token)

    def retrieve(
        self,
        order: RetrieveOrder,
        into: ArrivalFolder,
        on_arrival: ArrivalSink,
        progress: ProgressSink,
        token: CancelToken,
    ) -> TransferOutcome:
        if self.node.retrieval is Retrieval.GET:
            return retrieve(self.node, order, into, on_arrival, progress, token)
        if self._listener is None:
            raise NetworkError(NOWHERE_TO_SEND)
        ledger = RetrieveLedger(on_arrival, progress)
        return retrieve_by_move(self.node, order, self._listener, into, ledger, token)

    def store(
        self, files: Sequence[Path], progress: ProgressSink, token: CancelToken
    ) -> TransferOutcome:
        return send(self.node, files, progress, token)
