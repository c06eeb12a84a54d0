"""WADO-RS (PS3.18 section 10.4): bringing what is missing, as it is stored.

plan (a series of which nothing is here in one request; of others what is missing, one by one) → some
connections side by side, each image to disk as it comes → the calling thread tells who waits for it
"""

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Lock

from medviewer.dicom.network.arrival_folder import ArrivalFolder, InstanceKey
from medviewer.dicom.network.dicomweb.connection import KEPT_LINES, Connection
from medviewer.dicom.network.dicomweb.limits import Limits
from medviewer.dicom.network.dicomweb.listing import StudyListing
from medviewer.dicom.network.dicomweb.receiving import Receiver, Request, Spoilt
from medviewer.dicom.network.dicomweb.searching import uri
from medviewer.dicom.network.dicomweb.troubles import LoginRefused
from medviewer.dicom.network.whole_instance import holds_whole
from medviewer.domain.archive import (
    Arrival,
    ArrivalSink,
    RetrieveOrder,
    TransferOutcome,
    TransferProblem,
)
from medviewer.errors import ArchiveAnswerUnusable, ArchiveRefused
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

TOLD_EVERY_S = 0.1
FAILURES_AT_FIRST = 5  # a server that has sent nothing by then is not asked a thousand times more
MEGABYTE = 1_000_000


@dataclass(slots=True)
class Retrieval:
    """One retrieve. `run` tells of arrivals and progress on the calling thread.

    Attributes:
        _expected: how many instances there should be, by series.
        _held: how many of them were here before.
        _failures: requests for one image that failed; counted by the lines themselves, which are ahead of
            what has been told.
    """

    connection: Connection
    order: RetrieveOrder
    into: ArrivalFolder
    limits: Limits
    on_arrival: ArrivalSink
    progress: ProgressSink
    _requests: deque[Request] = field(default_factory=deque)
    _outcomes: "deque[Arrival | TransferProblem]" = field(default_factory=deque)
    _receivers: list[Receiver] = field(default_factory=list)
    _arrived: int = 0
    _problems: list[TransferProblem] = field(default_factory=list)
    _expected: dict[str, int] = field(default_factory=dict)
    _held: int = 0
    _counting: Lock = field(default_factory=Lock)
    _failures: int = 0
    _anything_came: bool = False

    def run(self, token: CancelToken) -> TransferOutcome:
        """Bring what is missing.

        Raises:
            ArchiveError: nothing more can be brought now; what had arrived stays.
            ArrivalsUnwritable: the disk.
            Cancelled: the token.
        """
        self._plan(token)
        self._tell()
        try:
            self._bring(token)
        finally:
            self._pass_on()  # what lies on disk is told, however it ended
        expected = sum(self._expected.values())
        return TransferOutcome(
            self._arrived, self._held, expected, tuple(self._problems), self._byte_count
        )

    def _plan(self, token: CancelToken) -> None:
        """Series are listed, and instances only where some of a series are here: servers list them slowly."""
        study, some = self.order.study_instance_uid, self.order.series_instance_uids
        if self.order.sop_instance_uids and len(some) == 1:
            keys = (InstanceKey(study, some[0], uid) for uid in self.order.sop_instance_uids)
            self._plan_instances(keys)
            return
        listed = self._listing.series(token)
        if listed is None:
            self._plan_unsearched(token)
        for match in listed or ():
            series = match.series_instance_uid
            if not some or series in some:
                self._plan_series(series, match.instance_count or 0, token)
        if not self._expected:
            raise ArchiveRefused(
                message(
                    "Archive",
                    "{name} ({address}) has no images of this study. Search it again.",
                    name=self.connection.node.name,
                    address=self.connection.node.address,
                )
            )

    def _plan_unsearched(self, token: CancelToken) -> None:
        """By the list of all instances: the server does not search for series."""
        some = self.order.series_instance_uids
        by_series: dict[str, list[InstanceKey]] = {}
        for key in self._chosen(self._listing.instances(token)):
            by_series.setdefault(key.series_instance_uid, []).append(key)
        for series, keys in by_series.items():
            if some and series not in some:
                continue
            if self._is_to_come_at_once(series):
                self._plan_whole(series, len(keys))
            else:
                self._plan_instances(keys)

    def _plan_series(self, series: str, count: int, token: CancelToken) -> None:
        if count and self._is_to_come_at_once(series):
            self._plan_whole(series, count)
        else:
            self._plan_instances(self._chosen(self._listing.instances(token, series)))

    def _is_to_come_at_once(self, series: str) -> bool:
        is_begun = self.into.series_folder(self.order.study_instance_uid, series).is_dir()
        return not is_begun and not self.order.sop_instance_uids

    def _plan_whole(self, series: str, count: int) -> None:
        study = self.order.study_instance_uid
        self._expected[series] = count
        address = uri(self.connection, study, series)
        self._requests.append(Request(address, study, series, count=count))

    @property
    def _listing(self) -> StudyListing:
        return StudyListing(self.connection, self.order.study_instance_uid, self.limits)

    def _chosen(self, keys: Iterable[InstanceKey]) -> Iterator[InstanceKey]:
        some = self.order.sop_instance_uids
        return (key for key in keys if not some or key.sop_instance_uid in some)

    def _plan_instances(self, keys: Iterable[InstanceKey]) -> None:
        for key in dict.fromkeys(keys):
            series = key.series_instance_uid
            self._expected[series] = self._expected.get(series, 0) + 1
            if holds_whole(self.into, key):
                self._held += 1
            else:
                self._requests.append(self._single(key))

    def _single(self, key: InstanceKey) -> Request:
        uids = (key.study_instance_uid, key.series_instance_uid, key.sop_instance_uid)
        return Request(uri(self.connection, *uids), *uids)

    def _bring(self, token: CancelToken) -> None:
        with ThreadPoolExecutor(KEPT_LINES, "retrieve") as pool:
            lines = {pool.submit(self._work, token) for _ in range(self._line_count)}
            try:
                self._attend(lines, token)
            finally:
                self._requests.clear()
                if not all(line.done() for line in lines):
                    self.connection.lines.cut()

    @property
    def _line_count(self) -> int:
        return min(KEPT_LINES, len(self._requests))

    def _attend(self, lines: "set[Future[None]]", token: CancelToken) -> None:
        """Pass on what comes until every line is done; raise what one of them raised."""
        left = lines
        while left:
            done, left = wait(left, TOLD_EVERY_S, FIRST_COMPLETED)
            self._pass_on()
            token.check()
            for line in done:
                line.result()

    def _work(self, token: CancelToken) -> None:
        """Take requests until there is none; on a thread of its own."""
        receiver = Receiver(self.connection, self.into, self.limits)
        self._receivers.append(receiver)
        while True:
            try:
                request = self._requests.popleft()
            except IndexError:
                return
            if request.sop_instance_uid:
                self._ask_for_one(receiver, request, token)
            else:
                self._ask_for_series(receiver, request, token)

    def _ask_for_series(self, receiver: Receiver, request: Request, token: CancelToken) -> None:
        """What a server does not send with the series is asked for by itself: one bad image costs one."""
        dealt_with: set[str] = set()
        try:
            for outcome in receiver.receive(request, token):
                if outcome.sop_instance_uid:
                    dealt_with.add(outcome.sop_instance_uid)
                    self._note(outcome)
        except LoginRefused:
            raise
        except (ArchiveRefused, ArchiveAnswerUnusable) as error:
            logger.info("A series did not come at once (%s)", type(error).__name__)
        if len(dealt_with) >= request.count:
            return
        listed = self._listing.instances(token, request.series_instance_uid)
        self._expected[request.series_instance_uid] = len(listed)
        missing = [key for key in listed if key.sop_instance_uid not in dealt_with]
        self._requests.extend(map(self._single, missing))

    def _ask_for_one(self, receiver: Receiver, request: Request, token: CancelToken) -> None:
        reason: Message | None = message("Archive", "The archive did not send it.")
        try:
            for outcome in receiver.receive(request, token):
                self._note(outcome)
                reason = None
        except LoginRefused:
            raise
        except (ArchiveRefused, ArchiveAnswerUnusable) as error:
            if self._is_hopeless_after_this():
                raise
            reason = error.message
        key = request.key(request.sop_instance_uid)
        if reason is not None and key is not None and not holds_whole(self.into, key):
            self._outcomes.append(TransferProblem(request.sop_instance_uid, reason))

    def _is_hopeless_after_this(self) -> bool:
        """Count a failure. Whether the server has been asked often enough for nothing."""
        with self._counting:
            self._failures += 1
            return not self._anything_came and self._failures > FAILURES_AT_FIRST

    def _note(self, outcome: Arrival | Spoilt) -> None:
        if isinstance(outcome, Spoilt):
            outcome_told = TransferProblem(outcome.sop_instance_uid, outcome.error.message)
            self._outcomes.append(outcome_told)
        else:
            self._anything_came = True
            self._outcomes.append(outcome)

    def _pass_on(self) -> None:
        """Tell of all outcomes there are."""
        while self._outcomes:
            outcome = self._outcomes.popleft()
            if isinstance(outcome, TransferProblem):
                self._problems.append(outcome)
            else:
                self._arrived += 1
                self.on_arrival(outcome)
        self._tell()

    @property
    def _byte_count(self) -> int:
        return sum(receiver.byte_count for receiver in self._receivers)

    def _tell(self) -> None:
        megabytes = f"{self._byte_count / MEGABYTE:.1f}"
        stage = message("Archive", "Receiving images, {megabytes} MB", megabytes=megabytes)
        done = self._held + self._arrived + len(self._problems)
        self.progress(Progress(stage, done, sum(self._expected.values())))
