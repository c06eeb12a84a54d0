"""Decoded pixels of the display sets shown lately: the displayed frame first, then outward from it.

`request` starts decoding in the pixel lane's threads; each frame is announced on the GUI thread as it
arrives. Whole display sets leave the cache, oldest first, when it outgrows its budget; those on screen never.
Where several are on screen they take turns, so that each has its first image at once.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import partial

import psutil
from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.study import DisplaySet
from medviewer.domain.volume import Frame, Volume
from medviewer.jobs.job import Job
from medviewer.jobs.runner import THREADS, JobRunner, Lane
from medviewer.session.images.decoding import Arrival, Target, decode
from medviewer.session.images.decoding_turns import DecodingTurns
from medviewer.session.images.load_plan import LoadPlan
from medviewer.words import Message

BUDGET_SHARE = (
    0.5  # of physical memory; the rest is for the AI process, the report and everybody else
)
LARGEST_SHARE = 0.6  # of physical memory that what is on screen may take
LEAST_SHARE = 1 / 16  # of that, for a series that comes on screen when the others have taken all


@dataclass(slots=True)
class Entry:
    """What is decoded of one display set."""

    display_set: DisplaySet
    plan: LoadPlan
    target: Target
    frames: dict[int, Frame] = field(default_factory=dict)
    problems: dict[int, Message] = field(default_factory=dict)
    jobs: list[Job] = field(default_factory=list)
    earlier: dict[int, Frame] = field(default_factory=dict)  # decoded before the series grew
    reach: int | None = None  # how far from the frame shown any is kept, where not all fit
    is_ahead: bool = False  # nobody looks at it yet: decoded by one thread, dropped when in the way

    @property
    def is_complete(self) -> bool:
        return len(self.frames) + len(self.problems) == self.display_set.count

    @property
    def size_bytes(self) -> int:
        return sum(frame.array.nbytes for frame in self.frames.values())

    @property
    def size_when_complete(self) -> int:
        whole = size_bytes(self.display_set)
        return whole if self.reach is None else whole * (2 * self.reach) // self.display_set.count


class VolumeCache(QObject):
    """Frames by display set and index; None where a frame has not arrived."""

    frame_ready = Signal(str, int)  # display_set_id, index
    frame_failed = Signal(str, int)
    too_large = Signal(str, int)  # display_set_id, bytes it would take: only part of it is kept
    completed = Signal(str)  # display_set_id: every frame arrived or failed

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._kept: frozenset[str] = frozenset()
        self._arriving: frozenset[str] = frozenset()  # UIDs of series that are still growing
        self._turns = DecodingTurns()
        memory = psutil.virtual_memory().total
        self.budget_bytes = int(memory * BUDGET_SHARE)
        self.largest_bytes = int(memory * LARGEST_SHARE)

    def use_share(self, share: float) -> None:
        """Keep decoded images up to that share of physical memory; what is on screen stays in any case."""
        self.budget_bytes = int(psutil.virtual_memory().total * share)

    def keep(self, display_set_ids: frozenset[str]) -> None:
        """These are on screen: they stay, and are decoded before all others."""
        self._kept = display_set_ids
        self._turns.prefer(display_set_ids)
        self._go_on()

    def expect_more(self, series_instance_uids: frozenset[str]) -> None:
        """These series are still arriving: what is decoded of them stands alone until no more comes.

        What was decoded before a series grew is taken over as it is, so that growing costs what is new.
        """
        settled = self._arriving - series_instance_uids
        self._arriving = series_instance_uids
        for entry in list(self._entries.values()):
            if entry.display_set.series_instance_uid in settled and not entry.target.is_whole:
                self._entry(entry.display_set, entry.plan.focus)

    def request(self, display_set: DisplaySet, index: int) -> None:
        """Make `index` the next frame to decode, and then everything outward from it."""
        self._drop_what_is_ahead(of=display_set)
        entry = self._entry(display_set, index)
        entry.is_ahead = False
        entry.plan.look_at(index)
        self._keep_within_reach(entry, index)
        self._entries.move_to_end(display_set.display_set_id)
        self._evict()

    def decode_ahead(self, display_set: DisplaySet, index: int) -> None:
        """Decode what may be looked at next, where nothing else has to leave the cache for it."""
        if self._used_bytes() + size_bytes(display_set) <= self.budget_bytes:
            is_new = display_set.display_set_id not in self._entries
            entry = self._entry(display_set, index)
            entry.is_ahead = entry.is_ahead or is_new
            self._entries.move_to_end(display_set.display_set_id, last=False)  # the first to leave

    def frame(self, display_set_id: str, index: int) -> Frame | None:
        entry = self._entries.get(display_set_id)
        return entry.frames.get(index) or entry.earlier.get(index) if entry else None

    def problem(self, display_set_id: str, index: int) -> Message | None:
        """Why frame `index` will never arrive, or None."""
        entry = self._entries.get(display_set_id)
        return entry.problems.get(index) if entry else None

    def arrived_count(self, display_set_id: str) -> int:
        entry = self._entries.get(display_set_id)
        return len(entry.frames) if entry else 0

    def failed_count(self, display_set_id: str) -> int:
        """How many frames cannot be shown, once all were tried; 0 before."""
        entry = self._entries.get(display_set_id)
        return len(entry.problems) if entry is not None and entry.is_complete else 0

    def is_complete(self, display_set_id: str) -> bool:
        entry = self._entries.get(display_set_id)
        return entry is not None and entry.is_complete

    def is_settled(self, display_set_id: str) -> bool:
        """Whether nothing of it is waited for: every frame within reach is decoded, or failed."""
        entry = self._entries.get(display_set_id)
        if entry is None:
            return False
        return entry.is_complete or (not entry.plan.has_more and entry.reach is not None)

    def volume(self, display_set: DisplaySet) -> Volume | None:
        """The whole volume, once every frame of it has arrived; shares the frames' memory."""
        entry = self._entries.get(display_set.display_set_id)
        if entry is None or entry.display_set != display_set:
            return None  # decoded before a scan found more of it
        return entry.target.volume if entry.is_complete and not entry.problems else None

    def drop(self, display_set_id: str) -> None:
        """Forget a display set and stop decoding it."""
        entry = self._entries.pop(display_set_id, None)
        self._turns.leave(display_set_id)
        if entry is not None:
            for job in entry.jobs:
                job.cancel()

    def clear(self) -> None:
        for display_set_id in list(self._entries):
            self.drop(display_set_id)

    def _entry(self, display_set: DisplaySet, index: int) -> Entry:
        entry = self._entries.get(display_set.display_set_id)
        if entry is None or self._is_outgrown(entry, display_set):
            before = entry
            self.drop(display_set.display_set_id)
            entry = self._begun(display_set, index, before)
            self._entries[display_set.display_set_id] = entry
            self._start_decoding(entry, threads=1)  # the rest once the frame asked for is there
        return entry

    def _begun(self, display_set: DisplaySet, index: int, before: Entry | None) -> Entry:
        reach = self._reach(display_set)
        plan = LoadPlan(display_set.count, index, reach)
        earlier = carried_over(before, display_set) if before else {}
        if display_set.series_instance_uid in self._arriving:
            plan.skip(earlier)
            return Entry(
                display_set, plan, Target(display_set, is_whole=False), earlier, reach=reach
            )
        was_alone = before is not None and not before.target.is_whole
        target = Target(display_set, is_whole=reach is None, decoded=earlier if was_alone else None)
        return Entry(display_set, plan, target, earlier=earlier, reach=reach)

    def _is_outgrown(self, entry: Entry, display_set: DisplaySet) -> bool:
        """Whether what is decoded is of another set, or stands alone though nothing more arrives."""
        is_waited_for = display_set.series_instance_uid in self._arriving
        stands_alone = not entry.target.is_whole and entry.reach is None and not is_waited_for
        return entry.display_set != display_set or stands_alone

    def _drop_what_is_ahead(self, of: DisplaySet) -> None:
        """A thread that decodes ahead must not keep the reader waiting."""
        for other in list(self._entries.values()):
            is_other = other.display_set.display_set_id != of.display_set_id
            if is_other and other.is_ahead and not other.is_complete:
                self.drop(other.display_set.display_set_id)

    def _reach(self, display_set: DisplaySet) -> int | None:
        """None where all frames fit into memory; otherwise half of how many do."""
        needed = size_bytes(display_set)
        room = self._room_for(display_set)
        if needed <= room:
            return None
        self.too_large.emit(display_set.display_set_id, needed)
        return max(1, display_set.count * room // needed // 2)

    def _room_for(self, display_set: DisplaySet) -> int:
        """What the others on screen leave of the memory for images."""
        others = (self._entries.get(each) for each in self._kept - {display_set.display_set_id})
        taken = sum(entry.size_when_complete for entry in others if entry is not None)
        return max(self.largest_bytes - taken, int(self.largest_bytes * LEAST_SHARE))

    def _keep_within_reach(self, entry: Entry, index: int) -> None:
        """Forget what lies far from the frame shown, and go on decoding near it."""
        if entry.reach is None:
            return
        entry.earlier.clear()
        far = [at for at in entry.frames if abs(at - index) > entry.reach]
        for at in far:
            del entry.frames[at]
        entry.plan.put_back(far)
        self._revive(entry)

    def _start_decoding(self, entry: Entry, threads: int) -> None:
        turns = self._turns
        work = partial(decode, plan=entry.plan, target=entry.target, turns=turns)
        for _ in range(threads):
            turns.wait(entry.display_set.display_set_id)
            job = self._runner.start(Lane.PIXELS, work)
            job.delivered.connect(self._on_arrival)
            job.finished.connect(self._on_job_finished)
            entry.jobs.append(job)

    def _revive(self, entry: Entry) -> None:
        """Decode on where the threads have gone elsewhere."""
        entry.jobs = [job for job in entry.jobs if job.is_running]
        if not entry.jobs and entry.plan.has_more:
            self._start_decoding(entry, threads=1)

    def _go_on(self) -> None:
        """Let everything that gave way be decoded on: what is on screen, and the rest when that is done."""
        entries = self._entries.items()
        seen = [e for key, e in entries if key in self._kept and e.plan.has_more]
        for entry in seen or list(self._entries.values()):
            self._revive(entry)

    @Slot()
    def _on_job_finished(self) -> None:
        self._go_on()

    def _evict(self) -> None:
        last = next(reversed(self._entries), "")
        leaving = [key for key in self._entries if key not in self._kept and key != last]
        while leaving and self._used_bytes() > self.budget_bytes:
            self.drop(leaving.pop(0))

    def _used_bytes(self) -> int:
        return sum(entry.size_bytes for entry in self._entries.values())

    @Slot(object)
    def _on_arrival(self, arrival: Arrival) -> None:
        entry = self._entries.get(arrival.display_set_id)
        if entry is None or self.sender() not in entry.jobs:
            return  # dropped or replaced meanwhile
        if len(entry.jobs) == 1 and not entry.is_ahead and entry.plan.has_more:
            self._start_decoding(entry, THREADS[Lane.PIXELS] - 1)
        if arrival.frame is not None:
            entry.frames[arrival.index] = arrival.frame
            self.frame_ready.emit(arrival.display_set_id, arrival.index)
        elif arrival.problem is not None:
            entry.problems[arrival.index] = arrival.problem
            self.frame_failed.emit(arrival.display_set_id, arrival.index)
        if entry.is_complete:
            entry.earlier.clear()
            self.completed.emit(arrival.display_set_id)


def carried_over(entry: Entry, display_set: DisplaySet) -> dict[int, Frame]:
    """Frames decoded before a scan found more of the series, by their new index: nothing goes black.

    They are shown until they are decoded again into the grown volume. Known by their files: a UID may be
    that of several images, and one of them in another's place would be read as it.
    """
    decoded = {**entry.earlier, **entry.frames}
    kept = {
        (source.instance.path, source.frame_index): decoded[index]
        for index, source in enumerate(entry.display_set.frames)
        if index in decoded and not source.is_resampled
    }
    places = (
        (index, kept.get((source.instance.path, source.frame_index)))
        for index, source in enumerate(display_set.frames)
        if not source.is_resampled
    )
    return {index: frame for index, frame in places if frame is not None}


def size_bytes(display_set: DisplaySet) -> int:
    """About what its decoded pixels will take."""
    from medviewer.dicom.pixels.modality_values import decoded_bytes  # not before the window stands

    return decoded_bytes(display_set)
