"""From what arrives to what is read: images are on screen as soon as they lie on disk.

network threads ─ inbox ─► (every third of a second) ─► headers of what is new ─► library ─► viewports
                                                       └ nothing more comes ─► settled: volume, journal, list

A study that nobody opened is not opened by what arrives of it: it goes on the list when all of it is there.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from medviewer.domain.archive import Arrival
from medviewer.domain.study import Series, Study
from medviewer.jobs.job import JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.progress import CancelToken
from medviewer.session.images.first_look import FirstLook
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.library.library import Library, LibraryState
from medviewer.session.network.arrival_books import images_of
from medviewer.session.network.inbox import Inbox
from medviewer.session.network.pushed import QUIET_S

if TYPE_CHECKING:
    from medviewer.dicom.scanner import ScanUpdate

LOOK_MS = 300  # arrivals of that long are read together
READING_SHARE = 4  # a reading of a growing series is followed by a rest that many times as long
FIRST_FILES = 16  # of a study that lies here already; then as many again as are known


@dataclass(slots=True)
class Coming:
    """A study of which something arrives.

    Attributes:
        fetches: how many transfers bring it; 0 for what others send by themselves.
        is_to_open: it joins what is open; otherwise it does if it is open already.
        is_to_show: it comes on screen with its first image.
        waiting: files nobody has read.
        last_s: when something came last, by the monotonic clock.
        here: where its images lie; None of what others send.
    """

    fetches: int = 0
    is_to_open: bool = False
    is_to_show: bool = False
    is_pushed: bool = False
    waiting: list[Path] = field(default_factory=list)
    last_s: float = 0.0
    here: Path | None = None

    def is_over(self, now_s: float) -> bool:
        """Whether nothing more is expected."""
        return not self.fetches and not (self.is_pushed and now_s - self.last_s < QUIET_S)


class Arriving(QObject):
    """Follows every study of which something arrives. GUI thread; `inbox` may be used from any."""

    received = Signal(object)  # tuple[Arrival, ...], as they are taken from the inbox
    found = Signal(str)  # StudyInstanceUID: all has come of a study that nobody has opened
    settled = Signal(str)  # StudyInstanceUID: nothing more comes of it now

    def __init__(
        self,
        runner: JobRunner,
        library: Library,
        volumes: VolumeCache,
        first_look: FirstLook,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._library = library
        self._volumes = volumes
        self._first_look = first_look
        self.inbox = Inbox()
        self.is_watching = False  # others may send at any time
        self._coming: dict[str, Coming] = {}
        self._settling: set[str] = (
            set()
        )  # UIDs of studies that are being looked through for the last time
        self._reading = ""  # UID of the study whose files are being read
        self._rests_until_s = 0.0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        library.changed.connect(self._on_library_changed)

    @property
    def uids(self) -> frozenset[str]:
        """StudyInstanceUIDs of which something arrives, or is being read."""
        return frozenset(self._coming)

    @property
    def fetched(self) -> frozenset[str]:
        """UIDs of studies that were asked for; of a fetch just over, until its last images are taken."""
        return frozenset(uid for uid, each in self._coming.items() if each.fetches)

    def begin(self, uid: str, here: Path, *, opens: bool, shows: bool) -> None:
        """Something of a study is about to be fetched.

        Args:
            here: the study's folder, where some of it may lie already.
            opens: it joins what is open, with what lies here already.
            shows: it comes on screen with its first image.
        """
        coming = self._coming.setdefault(uid, Coming())
        coming.fetches += 1
        coming.here = here
        if opens and not coming.is_to_open:
            coming.is_to_open = True
            listing = self._runner.start(Lane.DISKS, partial(_list, uid, here))
            listing.finished.connect(self._on_listed)
        if shows and (known := self._open_studies(uid)):
            self._first_look.show(known[0])
        else:
            coming.is_to_show = coming.is_to_show or shows
        self._tell()
        self._timer.start()

    def end(self, uid: str) -> None:
        """A fetch of a study has ended."""
        self._take()  # as long as it counts as fetched
        if uid in self._coming:
            self._coming[uid].fetches = max(0, self._coming[uid].fetches - 1)
        self._rests_until_s = 0.0
        self.look()

    def watch(self, is_on: bool) -> None:
        """Look for what others send."""
        self.is_watching = is_on
        self.look()

    def forget(self, uid: str) -> None:
        """Read nothing of a study any more: its traces are erased."""
        self._coming.pop(uid, None)
        self._tell()

    def stop(self) -> None:
        """The program ends: read nothing more."""
        self._timer.stop()
        self._coming.clear()

    def _take(self) -> None:
        arrivals = self.inbox.take_all()
        for arrival in arrivals:
            self._sort_in(arrival)
        if arrivals:
            self.received.emit(arrivals)

    @Slot()
    def look(self) -> None:
        """Take what has come and go on reading."""
        self._take()
        self._tell()
        self._go_on()
        is_needed = self.is_watching or bool(self._coming)
        if is_needed != self._timer.isActive():
            self._timer.start() if is_needed else self._timer.stop()

    def _sort_in(self, arrival: Arrival) -> None:
        uid = arrival.study_instance_uid
        coming = self._coming.setdefault(uid, Coming())
        coming.is_pushed = coming.is_pushed or not coming.fetches
        coming.last_s = time.monotonic()
        if coming.is_to_open or self._open_studies(uid):
            coming.waiting.append(arrival.path)

    def _open_studies(self, uid: str) -> tuple[Study, ...]:
        """One; several where a UID is of several patients."""
        return tuple(s for s in self._library.value.studies if s.study_instance_uid == uid)

    def _go_on(self) -> None:
        """Read the next handful, or finish what is over."""
        if self._reading or time.monotonic() < self._rests_until_s:
            return
        waiting = next((uid for uid, each in self._coming.items() if each.waiting), None)
        if waiting is not None:
            self._read(waiting)
            return
        now = time.monotonic()
        for uid in [uid for uid, each in self._coming.items() if each.is_over(now)]:
            self._finish(uid)

    def _read(self, uid: str) -> None:
        coming = self._coming[uid]
        known = sum(one.count for study in self._open_studies(uid) for one in study.series)
        most = max(FIRST_FILES, known)
        handful, coming.waiting = tuple(coming.waiting[:most]), coming.waiting[most:]
        self._reading = uid
        end = partial(self._on_joined, uid, time.monotonic())
        self._library.read_quietly(partial(_read, handful), end)

    def _on_joined(self, uid: str, began_s: float, studies: tuple[Study, ...]) -> None:
        took_s = time.monotonic() - began_s
        self._reading = ""
        coming = self._coming.get(uid)
        if coming is not None and coming.fetches:
            self._rests_until_s = time.monotonic() + READING_SHARE * took_s
        mine = next((study for study in studies if study.study_instance_uid == uid), None)
        self._tell()
        self._library.tell_grown(tuple(s for s in studies if s.study_instance_uid == uid))
        if mine is not None and coming is not None and coming.is_to_show:
            coming.is_to_show = False
            self._first_look.show(mine)
        self._go_on()

    def _finish(self, uid: str) -> None:
        coming = self._coming.pop(uid)
        if self._open_studies(uid):
            self._settling.add(uid)
            self._library.read_quietly(
                partial(_settle, uid, coming.here), partial(self._on_settled, uid)
            )
        else:
            self._tell()
            self.settled.emit(uid)
            if not coming.is_to_open:
                self.found.emit(uid)

    def _on_settled(self, uid: str, studies: tuple[Study, ...]) -> None:
        self._settling.discard(uid)
        if uid in self._coming:  # more has come meanwhile
            return
        self._tell()
        self._library.tell_scanned(studies)
        for study in studies:
            self._first_look.settle(study)
        self.settled.emit(uid)

    def _tell(self) -> None:
        """Say which open studies are growing: nobody may take them for whole."""
        uids = self._settling.union(self._coming)
        growing = [s for s in self._library.value.studies if s.study_instance_uid in uids]
        self._library.update(arriving=frozenset(study.key for study in growing))
        series = (one.series_instance_uid for study in growing for one in study.series)
        self._volumes.expect_more(frozenset(series))

    @Slot(object)
    def _on_listed(self, listed: tuple[str, tuple[Path, ...]]) -> None:
        """What lay here before comes first, unless it has been read."""
        uid, files = listed
        if uid in self._coming:
            coming = self._coming[uid]
            coming.waiting = list(dict.fromkeys((*files, *coming.waiting)))
            self._go_on()

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        """A study the reader closed is not opened again by what comes of it."""
        if now.studies is before.studies:
            return
        kept = {study.study_instance_uid for study in now.studies}
        for study in before.studies:
            coming = self._coming.get(study.study_instance_uid)
            if coming is not None and study.study_instance_uid not in kept:
                coming.is_to_open = coming.is_to_show = False
                coming.waiting.clear()


def _list(uid: str, here: Path, context: JobContext) -> tuple[str, tuple[Path, ...]]:
    del context
    return uid, images_of(here)


def _read(files: tuple[Path, ...], known: tuple[Study, ...], token: CancelToken) -> "ScanUpdate":
    from medviewer.dicom import arrivals  # not before the window stands

    return arrivals.read_arrivals(files, known, token)


def _settle(
    uid: str, here: Path | None, known: tuple[Study, ...], token: CancelToken
) -> "ScanUpdate":
    from medviewer.dicom import arrivals

    token.check()
    mine = [study for study in known if study.study_instance_uid == uid]
    # Another window may have put images there while ours took them for images that we know.
    seen = {path for study in mine for series in study.series for path in _paths(series)}
    unread = [] if here is None else [path for path in images_of(here) if path not in seen]
    return arrivals.settle(mine, known, unread)


def _paths(series: Series) -> Iterator[Path]:
    for display_set in series.display_sets:
        yield from (source.instance.path for source in display_set.source_frames)
    yield from (each.path for each in series.objects)
