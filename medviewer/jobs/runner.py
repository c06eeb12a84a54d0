"""Runs jobs in named lanes of threads and delivers what they say on the GUI thread."""

import logging
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Slot

from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobFunction, Word, context_of
from medviewer.progress import Cancelled
from medviewer.words import message

logger = logging.getLogger(__name__)


class Lane(Enum):
    """Jobs of one lane share its threads; lanes never wait for one another."""

    FILES = 1  # walking folders
    PIXELS = 2  # decoding frames; two, since decoders release the GIL
    THUMBNAILS = 3
    ANALYSIS = 4  # the one background worker thread that drives the AI process
    REPORT = 5
    ATTRIBUTES = 6  # of one file; two, so that rows unfold while a search runs
    INDEX = 7  # the list of studies opened; one, so that what is asked after writing sees it
    PLANES = 9  # sections through a volume, while the reader drags them
    DISKS = 8  # whether files are still there: a share may take its time to say so
    REGISTRATION = 10  # of one series to another
    MEASURING = 11  # values in large regions
    AUDIT = 13  # the audit trail; one, so that entries are written in their order
    DOCUMENTS = 14  # reports, pages, waveforms; one, so that pages come in the order asked for
    LAYERS = (
        15  # what segmentations, contours and doses are in the images shown; of many, the newest
    )
    SURVEYS = 16  # of all of a segmentation, for its volumes; minutes for the largest
    EXPORT = 17  # a report waits for nobody while a whole bundle is written
    ARRIVALS = (
        18  # headers of what comes in, and the books about it; one, so that nothing overtakes
    )
    SOLID = 12  # a volume from another side, while the reader turns it


THREADS = {
    Lane.FILES: 1,
    Lane.PIXELS: 2,
    Lane.THUMBNAILS: 1,
    Lane.ANALYSIS: 1,
    Lane.REPORT: 1,
    Lane.ATTRIBUTES: 2,
    Lane.INDEX: 1,
    Lane.PLANES: 1,
    Lane.DISKS: 1,
    Lane.REGISTRATION: 1,
    Lane.MEASURING: 1,
    Lane.SOLID: 1,
    Lane.AUDIT: 1,
    Lane.DOCUMENTS: 1,
    Lane.LAYERS: 1,
    Lane.SURVEYS: 1,
    Lane.EXPORT: 1,
    Lane.ARRIVALS: 1,
}


class PeerLane(Enum):
    """Lanes every peer on the network has for itself, so that a slow one does not hold up the others."""

    QUESTIONS = 1  # a newer one does not wait for an older one to be dropped
    TRANSFERS = 2


PEER_THREADS = {PeerLane.QUESTIONS: 2, PeerLane.TRANSFERS: 1}


@dataclass(frozen=True, slots=True)
class LaneOf:
    """The lane of one peer; its threads are made when it is first used."""

    lane: PeerLane
    peer: str


class Errand:
    """A job on its way through a thread, which lets go of it before the GUI thread does.

    A job is a Qt object: the thread that lets go of it last deletes it, and that must be the GUI thread.
    """

    def __init__(self, job: Job, work: JobFunction) -> None:
        self._content: tuple[Job, JobFunction] | None = (job, work)
        self._over = threading.Event()

    def run(self) -> None:
        """Worker side."""
        if self._content is not None:
            _run(*self._content)
        self._over.set()

    def let_go(self) -> bool:
        """Drop the job if its thread holds it no more; whether it did. GUI thread only."""
        if self._over.is_set():
            self._content = None  # the thread pool may hold the errand for a moment more
        return self._content is None


class JobRunner(QObject):
    """Starts jobs; owns the threads and every job that has not ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {
            lane: ThreadPoolExecutor(count, thread_name_prefix=f"medviewer-{lane.name.lower()}")
            for lane, count in THREADS.items()
        }
        self._peers: dict[LaneOf, ThreadPoolExecutor] = {}
        self._running: dict[Job, Errand] = {}
        self._leaving: list[Errand] = []  # ended, but their thread has perhaps not let go yet
        self._held: dict[Lane, list[Errand]] = {}

    def start(self, lane: Lane | LaneOf, work: JobFunction) -> Job:
        """Queue `work` and return its handle. GUI thread only; connect before returning to the event loop."""
        job = Job()
        errand = Errand(job, work)
        self._running[job] = errand  # kept until its last signal was delivered, not merely sent
        job.ended.connect(self._on_job_ended)
        if isinstance(lane, LaneOf):
            self._pool_of(lane).submit(errand.run)
        elif lane in self._held:
            self._held[lane].append(errand)
        else:
            self._pools[lane].submit(errand.run)
        return job

    def _pool_of(self, lane: LaneOf) -> ThreadPoolExecutor:
        if lane not in self._peers:
            name = f"medviewer-{lane.lane.name.lower()}"
            self._peers[lane] = ThreadPoolExecutor(PEER_THREADS[lane.lane], name)
        return self._peers[lane]

    def hold(self, lanes: Iterable[Lane]) -> None:
        """Start nothing in these lanes until `release`; what is asked of them meanwhile waits in order."""
        for lane in lanes:
            self._held.setdefault(lane, [])

    def release(self) -> None:
        """Start what waits in lanes that were held."""
        held, self._held = self._held, {}
        for lane, errands in held.items():
            for errand in errands:
                self._pools[lane].submit(errand.run)

    @property
    def active_count(self) -> int:
        """Jobs whose end has not been delivered yet."""
        return len(self._running)

    def shut_down(self) -> None:
        """Cancel everything and wait until every thread has let go."""
        for job in self._running:
            job.cancel()
        self._held.clear()
        for pool in (*self._pools.values(), *self._peers.values()):
            pool.shutdown(wait=True, cancel_futures=True)
        self._running.clear()
        self._leaving.clear()

    @Slot()
    def _on_job_ended(self) -> None:
        job = self.sender()
        errand = self._running.pop(job, None) if isinstance(job, Job) else None
        self._leaving = [each for each in self._leaving if not each.let_go()]
        if errand is not None:
            self._leaving.append(errand)


def _run(job: Job, work: JobFunction) -> None:
    """Worker side: run `work`, turn however it ends into exactly one word."""
    try:
        if job.token.is_cancelled:
            raise Cancelled
        result = work(context_of(job))
    except Cancelled:
        job.say(Word.CANCELLED)
    except MedViewerError as error:
        job.say(Word.FAILED, error)
    except Exception:
        logger.exception("A job failed in a way nobody foresaw")
        job.say(Word.FAILED, MedViewerError(UNFORESEEN))
    else:
        job.say(Word.FINISHED, result)


UNFORESEEN = message(
    "Jobs",
    "Something went wrong that MedViewer did not foresee. The rest of the study is not affected; "
    "the log file has the details.",
)
