"""An archive that answers what a test has put into it, and waits where the test says."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from medviewer.dicom.network.arrival_folder import ArrivalFolder, InstanceKey
from medviewer.domain.archive import (
    ArchiveMatch,
    ArchiveNode,
    ArchiveQuery,
    Arrival,
    ArrivalSink,
    RetrieveOrder,
    TransferOutcome,
    WorklistItem,
    WorklistQuery,
)
from medviewer.errors import MedViewerError
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import message

HANG_S = 120  # a hang guard


@dataclass(frozen=True)
class Stored:
    """A file the archive holds, with its UIDs."""

    key: InstanceKey
    file: Path


@dataclass
class ArchiveStub:
    """Implements `Archive`.

    Attributes:
        gate: what a test holds; every answer and every instance after the first `free` waits for it.
        is_gone: raised by a retrieve before it says anything.
        breaks: raised once `breaks_after` instances were handed over.
    """

    matches: Sequence[ArchiveMatch] = ()
    series: Sequence[ArchiveMatch] = ()
    items: Sequence[WorklistItem] = ()
    stored: Sequence[Stored] = ()
    gate: threading.Event = field(default_factory=threading.Event)
    free: int = 0
    is_gone: MedViewerError | None = None
    breaks: MedViewerError | None = None
    breaks_after: int = 0
    asked: list[ArchiveQuery] = field(default_factory=list)
    orders: list[RetrieveOrder] = field(default_factory=list)
    handed_over: list[str] = field(default_factory=list)
    sent: list[Path] = field(default_factory=list)

    def open(self, node: ArchiveNode, listener: object = None) -> "ArchiveStub":
        del node, listener
        return self

    def echo(self, token: CancelToken) -> None:
        token.check()
        if self.breaks is not None:
            raise self.breaks

    def find(self, query: ArchiveQuery, token: CancelToken) -> Iterator[ArchiveMatch]:
        self.asked.append(query)
        found = self.series if query.level == "SERIES" else self.matches
        for count, match in enumerate(found):
            self._wait(count, token)
            yield match
        self._wait(len(found), token)
        if self.breaks is not None:
            raise self.breaks

    def worklist(self, query: WorklistQuery, token: CancelToken) -> Iterator[WorklistItem]:
        del query
        token.check()
        yield from self.items

    def retrieve(
        self,
        order: RetrieveOrder,
        into: ArrivalFolder,
        on_arrival: ArrivalSink,
        progress: ProgressSink,
        token: CancelToken,
    ) -> TransferOutcome:
        self.orders.append(order)
        if self.is_gone is not None:
            raise self.is_gone
        self._wait(0, token)
        mine = [
            one for one in self.stored if one.key.study_instance_uid == order.study_instance_uid
        ]
        missing = [one for one in mine if not into.holds(one.key)]
        size = 0
        for count, one in enumerate(missing):
            self._wait(count, token)
            if self.breaks is not None and count >= self.breaks_after:
                raise self.breaks
            arrival = arrive(one, into)
            self.handed_over.append(one.key.sop_instance_uid)
            size += arrival.size
            on_arrival(arrival)
            progress(Progress(message("Test", "Retrieving"), count + 1, len(missing)))
        return TransferOutcome(len(missing), len(mine) - len(missing), len(mine), byte_count=size)

    def store(
        self, files: Sequence[Path], progress: ProgressSink, token: CancelToken
    ) -> TransferOutcome:
        for count, file in enumerate(files):
            self._wait(count, token)
            self.sent.append(file)
            progress(Progress(message("Test", "Sending"), count + 1, len(files)))
        return TransferOutcome(len(files), expected=len(files))

    def _wait(self, count: int, token: CancelToken) -> None:
        while count >= self.free and not self.gate.wait(0.01):
            token.check()
        token.check()


def arrive(one: Stored, into: ArrivalFolder) -> Arrival:
    """Put one stored file into the folder, as an archive does."""
    content = one.file.read_bytes()
    with into.writing(one.key) as stream:
        stream.write(content)
    key = one.key
    return Arrival(
        into.path_of(key),
        "1.2.840.10008.5.1.4.1.1.2",
        key.sop_instance_uid,
        key.series_instance_uid,
        key.study_instance_uid,
        len(content),
    )


Opener = Callable[[ArchiveNode], ArchiveStub]
