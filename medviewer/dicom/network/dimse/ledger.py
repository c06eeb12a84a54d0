"""What a retrieve has brought and what it has not, while it goes on."""

import threading

from medviewer.dicom.network.arrival_folder import InstanceKey
from medviewer.domain.archive import Arrival, ArrivalSink, TransferOutcome, TransferProblem
from medviewer.progress import Progress, ProgressSink
from medviewer.words import Message, message

RECEIVING = message("Archive", "Receiving images")
NOT_SENT = message(
    "Archive",
    "The archive lists this object but did not send it, and gave no reason. Ask for it again, or ask its "
    "administrator.",
)


class RetrieveLedger:
    """Counts arrivals; may be told of them by the listener's threads."""

    def __init__(self, on_arrival: ArrivalSink, progress: ProgressSink) -> None:
        self._lock = threading.RLock()
        self._on_arrival = on_arrival
        self._progress = progress
        self._arrived: set[str] = set()
        self._problems: dict[str, Message] = {}
        self._unnamed: list[Message] = []
        self._byte_count = 0
        self.already_there = 0
        self.expected: int | None = None
        self.held: frozenset[str] = frozenset()

    def arrived(self, arrival: Arrival) -> None:
        """One instance lies on disk; what was there before is not counted again."""
        with self._lock:
            is_new = arrival.sop_instance_uid not in self._arrived | self.held
            if is_new:
                self._arrived.add(arrival.sop_instance_uid)
                self._byte_count += arrival.size
            self._problems.pop(arrival.sop_instance_uid, None)
            if is_new:
                self._on_arrival(arrival)
                self.tell()

    def tell(self) -> None:
        done = self.already_there + len(self._arrived)
        self._progress(Progress(RECEIVING, done, max(self.expected or 0, done)))

    def failed(self, sop_instance_uid: str, reason: Message) -> None:
        with self._lock:
            if not sop_instance_uid:
                self._unnamed.append(reason)
            elif sop_instance_uid not in self._arrived:
                self._problems.setdefault(sop_instance_uid, reason)

    @property
    def has_any(self) -> bool:
        return bool(self._arrived)

    def lacks(self, key: InstanceKey) -> bool:
        return key.sop_instance_uid not in self._arrived

    def outcome(self, wanted: tuple[InstanceKey, ...]) -> TransferOutcome:
        """How it ended; what was listed and neither came nor failed by name is a problem, too."""
        for key in wanted:
            self.failed(key.sop_instance_uid, self._unnamed[0] if self._unnamed else NOT_SENT)
        if wanted:
            self._unnamed.clear()  # each instance it may have meant stands there by name
        problems = [TransferProblem(uid, reason) for uid, reason in self._problems.items()]
        problems += [TransferProblem("", reason) for reason in self._unnamed]
        return TransferOutcome(
            len(self._arrived),
            self.already_there,
            self.expected,
            tuple(problems),
            self._byte_count,
        )
