"""What every archive offers, whichever protocol it speaks. All of it blocks: call it off the GUI thread."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.domain.archive import (
    ArchiveMatch,
    ArchiveQuery,
    ArrivalSink,
    RetrieveOrder,
    TransferOutcome,
    WorklistItem,
    WorklistQuery,
)
from medviewer.progress import CancelToken, ProgressSink


class Archive(Protocol):
    """An archive the reader may ask. Every method may raise `ArchiveError` and `Cancelled`."""

    def echo(self, token: CancelToken) -> None:
        """Return if the archive answers (C-ECHO; a QIDO search of one study)."""

    def find(self, query: ArchiveQuery, token: CancelToken) -> Iterator[ArchiveMatch]:
        """Yield matches as they come; malformed ones are left out and logged."""

    def worklist(self, query: WorklistQuery, token: CancelToken) -> Iterator[WorklistItem]:
        """Yield scheduled procedure steps; raise `ArchiveRefused` where the archive knows no worklist."""

    def retrieve(
        self,
        order: RetrieveOrder,
        into: ArrivalFolder,
        on_arrival: ArrivalSink,
        progress: ProgressSink,
        token: CancelToken,
    ) -> TransferOutcome:
        """Bring what `into` does not hold yet, in the compression it is stored in.

        What arrived before a break stays; asked again, only the rest is brought.
        """

    def store(
        self, files: Sequence[Path], progress: ProgressSink, token: CancelToken
    ) -> TransferOutcome:
        """Send DICOM files as they are; one that is refused does not stop the others."""
