"""A DIMSE archive as `dicom.network.archive` describes one."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dimse.echoing import echo
from medviewer.dicom.network.dimse.finding import find
from medviewer.dicom.network.dimse.retrieving import retrieve
from medviewer.dicom.network.dimse.sending import send
from medviewer.domain.archive import (
    ArchiveMatch,
    ArchiveNode,
    ArchiveQuery,
    ArrivalSink,
    RetrieveOrder,
    TransferOutcome,
    WorklistItem,
    WorklistQuery,
)
from medviewer.progress import CancelToken, ProgressSink


class DimseArchive:
    """Each call is an association of its own; an instance may be used by several threads."""

    def __init__(self, node: ArchiveNode) -> None:
        self.node = node

    def echo(self, token: CancelToken) -> None:
        echo(self.node, token)

    def find(self, query: ArchiveQuery, token: CancelToken) -> Iterator[ArchiveMatch]:
        return find(self.node, query, token)

    def worklist(self, query: WorklistQuery, token: CancelToken) -> Iterator[WorklistItem]:
        raise NotImplementedError

    def retrieve(
        self,
        order: RetrieveOrder,
        into: ArrivalFolder,
        on_arrival: ArrivalSink,
        progress: ProgressSink,
        token: CancelToken,
    ) -> TransferOutcome:
        return retrieve(self.node, order, into, on_arrival, progress, token)

    def store(
        self, files: Sequence[Path], progress: ProgressSink, token: CancelToken
    ) -> TransferOutcome:
        return send(self.node, files, progress, token)
