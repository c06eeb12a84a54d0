"""The jobs of transfers: bring a study, or send files, and say how far it is and how long it will take."""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.domain.archive import ArchiveNode, Arrival, RetrieveOrder, TransferOutcome
from medviewer.jobs.job import JobContext
from medviewer.progress import Progress
from medviewer.session.network.archives import ArchiveOpener

TELL_EVERY_S = 0.25
RATE_OVER_S = 5.0  # long enough not to jump about, short enough to follow a link that slows down


@dataclass(frozen=True, slots=True)
class Step:
    """How far a transfer is; `total` is 0 while it is not known, `seconds_left` None."""

    done: int
    total: int
    byte_count: int
    bytes_per_s: float
    seconds_left: float | None


class Meter:
    """Counts, and tells now and then. Safe from any thread."""

    def __init__(
        self, tell: Callable[[Step], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._tell: Callable[[Step], None] = tell
        self._clock = clock
        self._lock = threading.Lock()
        self._done = self._total = self._before = self._bytes = 0
        self._lately: deque[tuple[float, int, int]] = deque([(clock(), 0, 0)])
        self._told_s = float("-inf")

    def add(self, size: int) -> None:
        """An instance of that many bytes is through."""
        with self._lock:
            self._done += 1
            self._bytes += size
        self._tell_now_and_then()

    def expect(self, total: int, before: int = 0) -> None:
        """How many there will be, and how many of them were there before."""
        with self._lock:
            self._total, self._before = total, before

    def at(self, done: int, byte_count: int) -> None:
        """So many instances and bytes are through."""
        with self._lock:
            self._done, self._bytes = done, byte_count
        self._tell_now_and_then()

    def end(self) -> None:
        """Tell for the last time, and let go of the job: a thread may hold the meter longer."""
        self._tell(self.step())
        self._tell = _nobody

    def step(self) -> Step:
        """How far it is now."""
        with self._lock:
            now = self._clock()
            self._lately.append((now, self._done, self._bytes))
            while len(self._lately) > 2 and now - self._lately[1][0] >= RATE_OVER_S:
                self._lately.popleft()
            then, done, size = self._lately[0]
            took = max(now - then, 1e-6)
            speed = (self._done - done) / took
            there = self._before + self._done
            left = (self._total - there) / speed if self._total > there and speed > 0 else None
            return Step(there, self._total, self._bytes, (self._bytes - size) / took, left)

    @property
    def done(self) -> int:
        """Instances that are through in this run."""
        return self._done

    def _tell_now_and_then(self) -> None:
        now = self._clock()
        with self._lock:
            if now - self._told_s < TELL_EVERY_S:
                return
            self._told_s = now
        self._tell(self.step())


def fetch(
    opener: ArchiveOpener,
    node: ArchiveNode,
    order: RetrieveOrder,
    folder: ArrivalFolder,
    put: Callable[[Arrival], None],
    context: JobContext,
) -> TransferOutcome:
    """Job thread. `put` is told each instance as it lies on disk."""
    meter = Meter(context.deliver)

    def on_arrival(arrival: Arrival) -> None:
        put(arrival)
        meter.add(arrival.size)

    def on_progress(progress: Progress) -> None:
        meter.expect(progress.total, max(0, progress.done - meter.done))

    try:
        return opener(node).retrieve(order, folder, on_arrival, on_progress, context.token)
    finally:
        meter.end()


def send(
    opener: ArchiveOpener, node: ArchiveNode, files: Sequence[Path], context: JobContext
) -> TransferOutcome:
    """Job thread."""
    sizes = [0, *accumulate(_size(file) for file in files)]
    meter = Meter(context.deliver)
    meter.expect(len(files))

    def on_progress(progress: Progress) -> None:
        done = min(progress.done, len(files))
        meter.at(done, sizes[done])

    try:
        return opener(node).store(files, on_progress, context.token)
    finally:
        meter.end()


def _nobody(_: Step) -> None:
    """Told to after a transfer has ended."""


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
