"""WADO-RS (PS3.18 section 10.4): which instances are missing, and bringing them as they are stored.

listing → requests (a series of which nothing is here at once, else one instance each) → some connections
side by side, each image to disk as it comes → the calling thread tells who waits for it
"""

import logging
import queue
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby

from medviewer.dicom.network.arrival_folder import ArrivalFolder, InstanceKey
from medviewer.dicom.network.dicomweb.connection import KEPT_LINES, Connection
from medviewer.dicom.network.dicomweb.limits import Limits
from medviewer.dicom.network.dicomweb.receiving import Receiver, Request, Spoilt
from medviewer.dicom.network.dicomweb.searching import matches, uri
from medviewer.dicom.network.dicomweb.troubles import LoginRefused
from medviewer.domain.archive import (
    ArchiveQuery,
    Arrival,
    ArrivalSink,
    QueryLevel,
    RetrieveOrder,
    TransferOutcome,
    TransferProblem,
)
from medviewer.errors import ArchiveAnswerUnusable, ArchiveRefused
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import message

logger = logging.getLogger(__name__)

TOLD_EVERY_S = 0.1
FAILURES_AT_FIRST = 5  # a server that has sent nothing by then is not asked a thousand times more
MEGABYTE = 1_000_000


@dataclass(slots=True)
class Retrieval:
    """One retrieve. `run` tells of arrivals and progress on the calling thread."""

    connection: Connection
    order: RetrieveOrder
    into: ArrivalFolder
    limits: Limits
    on_arrival: ArrivalSink
    progress: ProgressSink
    _requests: deque[Request] = field(default_factory=deque)
    _outcomes: "queue.SimpleQueue[Arrival | TransferProblem]" = field(
        default_factory=queue.SimpleQueue
    )
    _receivers: list[Receiver] = field(default_factory=list)
    _arrived: int = 0
    _problems: list[TransferProblem] = field(default_factory=list)
    _expected: int = 0

    def run(self, token: CancelToken) -> TransferOutcome:
        """Bring what is missing.

        Raises:
            ArchiveError: nothing more can be brought now; what had arrived stays.
            ArrivalsUnwritable: the disk.
            Cancelled: the token.
        """
        listed = list(dict.fromkeys(self._listed(token)))
        missing = [key for key in listed if not self.into.holds(key)]
        self._expected = len(missing)
        self._requests.extend(self._planned(listed, missing))
        self._tell()
        try:
            self._bring(min(KEPT_LINES, len(missing)), token)
        finally:
            self._pass_on(0)  # what lies on disk is told, however it ended
        return TransferOutcome(
            self._arrived,
            len(listed) - len(missing),
            len(listed),
            tuple(self._problems),
            sum(receiver.byte_count for receiver in self._receivers),
        )

    def _bring(self, line_count: int, token: CancelToken) -> None:
        with ThreadPoolExecutor(KEPT_LINES, "retrieve") as pool:
            lines = {pool.submit(self._work, token) for _ in range(line_count)}
            try:
                self._attend(set(lines), token)
            finally:
                self._requests.clear()
                if not all(line.done() for line in lines):
                    self.connection.lines.cut()

    def _listed(self, token: CancelToken) -> Iterator[InstanceKey]:
        """What should come, by the archive's own list."""
        study, some = self.order.study_instance_uid, self.order.series_instance_uids
        if self.order.sop_instance_uids and len(some) == 1:
            for instance in self.order.sop_instance_uids:
                yield InstanceKey(study, some[0], instance)
            return
        for series in some or ("",):
            query = ArchiveQuery(
                QueryLevel.IMAGE, study_instance_uid=study, series_instance_uid=series, limit=0
            )
            for match in matches(self.connection, query, self.limits, token):
                found = match.sop_instance_uid
                if not self.order.sop_instance_uids or found in self.order.sop_instance_uids:
                    yield InstanceKey(study, match.series_instance_uid, found)

    def _planned(self, listed: list[InstanceKey], missing: list[InstanceKey]) -> Iterator[Request]:
        """A whole series in one request while nothing of it is here; what a break left, one by one."""
        sizes: dict[str, int] = {}
        for key in listed:
            sizes[key.series_instance_uid] = sizes.get(key.series_instance_uid, 0) + 1
        by_series = sorted(missing, key=lambda key: key.series_instance_uid)
        for series, found in groupby(by_series, key=lambda key: key.series_instance_uid):
            keys = list(found)
            is_whole = len(keys) == sizes[series] and not self.order.sop_instance_uids
            if is_whole and len(keys) > 1:
                address = uri(self.connection, self.order.study_instance_uid, series)
                yield Request(address, {key.sop_instance_uid: key for key in keys})
            else:
                yield from map(self._single, keys)

    def _single(self, key: InstanceKey) -> Request:
        address = uri(
            self.connection,
            key.study_instance_uid,
            key.series_instance_uid,
            key.sop_instance_uid,
        )
        return Request(address, {key.sop_instance_uid: key})

    def _work(self, token: CancelToken) -> None:
        """Take requests until there is none; on a thread of its own."""
        receiver = Receiver(self.connection, self.into, self.limits)
        self._receivers.append(receiver)
        while True:
            try:
                request = self._requests.popleft()
            except IndexError:
                return
            self._ask(receiver, request, token)

    def _ask(self, receiver: Receiver, request: Request, token: CancelToken) -> None:
        waiting = dict(request.wanted)
        reason = message("Archive", "The archive did not send it.")
        try:
            for outcome in receiver.receive(request, token):
                if isinstance(outcome, Spoilt):
                    reason = outcome.error.message
                    waiting.pop(outcome.sop_instance_uid, None)
                    self._outcomes.put(TransferProblem(outcome.sop_instance_uid, reason))
                else:
                    del waiting[outcome.sop_instance_uid]
                    self._outcomes.put(outcome)
        except LoginRefused:
            raise
        except (ArchiveRefused, ArchiveAnswerUnusable) as error:
            if len(request.wanted) > 1:  # one bad image must not cost the series
                logger.info("A series did not come at once (%s)", type(error).__name__)
                self._requests.extend(map(self._single, waiting.values()))
                return
            if not self._arrived and len(self._problems) >= FAILURES_AT_FIRST:
                raise
            reason = error.message
        for instance, key in waiting.items():
            if not self.into.holds(key):  # somebody else brought it meanwhile
                self._outcomes.put(TransferProblem(instance, reason))

    def _attend(self, lines: "set[Future[None]]", token: CancelToken) -> None:
        """Pass on what comes until every line is done; raise what one of them raised."""
        while lines:
            self._pass_on(TOLD_EVERY_S)
            token.check()
            for line in [line for line in lines if line.done()]:
                line.result()
                lines.remove(line)

    def _pass_on(self, waiting_s: float) -> None:
        """Tell of all outcomes there are; of the first after waiting for it."""
        with suppress(queue.Empty):
            while True:
                outcome = (
                    self._outcomes.get(timeout=waiting_s)
                    if waiting_s
                    else self._outcomes.get_nowait()
                )
                waiting_s = 0
                if isinstance(outcome, TransferProblem):
                    self._problems.append(outcome)
                else:
                    self._arrived += 1
                    self.on_arrival(outcome)
                self._tell()
        self._tell()

    def _tell(self) -> None:
        megabytes = sum(receiver.byte_count for receiver in self._receivers) / MEGABYTE
        stage = message("Archive", "Receiving images, {megabytes} MB", megabytes=f"{megabytes:.1f}")
        self.progress(Progress(stage, self._arrived + len(self._problems), self._expected))
