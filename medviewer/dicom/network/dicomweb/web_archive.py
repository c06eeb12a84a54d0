"""An archive that speaks DICOMweb. Every call has a connection of its own and closes it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dicomweb.connection import Connection
from medviewer.dicom.network.dicomweb.limits import USUAL, Limits
from medviewer.dicom.network.dicomweb.retrieving import Retrieval
from medviewer.dicom.network.dicomweb.searching import matches
from medviewer.dicom.network.dicomweb.storing import Storing
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
from medviewer.errors import ArchiveRefused
from medviewer.progress import CancelToken, ProgressSink
from medviewer.words import message


class WebArchive:
    """`dicom.network.archive.Archive` over QIDO-RS, WADO-RS and STOW-RS."""

    def __init__(self, node: ArchiveNode, limits: Limits = USUAL) -> None:
        self._node, self._limits = node, limits

    def echo(self, token: CancelToken) -> None:
        """A search for one study: a server that answers it speaks DICOMweb and takes the login."""
        for _ in self.find(ArchiveQuery(limit=1), token):
            return

    def find(self, query: ArchiveQuery, token: CancelToken) -> Iterator[ArchiveMatch]:
        with Connection(self._node) as connection:
            yield from matches(connection, query, self._limits, token)

    def worklist(self, query: WorklistQuery, token: CancelToken) -> Iterator[WorklistItem]:
        raise ArchiveRefused(
            message(
                "Archive",
                "{name} is asked by DICOMweb, which knows no modality worklist. Enter the archive's DIMSE "
                "address as well, and ask that for the worklist.",
                name=self._node.name,
            )
        )

    def retrieve(
        self,
        order: RetrieveOrder,
        into: ArrivalFolder,
        on_arrival: ArrivalSink,
        progress: ProgressSink,
        token: CancelToken,
    ) -> TransferOutcome:
        with Connection(self._node) as connection:
            retrieval = Retrieval(connection, order, into, self._limits, on_arrival, progress)
            return retrieval.run(token)

    def store(
        self, files: Sequence[Path], progress: ProgressSink, token: CancelToken
    ) -> TransferOutcome:
        with Connection(self._node) as connection:
            return Storing(connection, self._limits, progress, token).run(files)
