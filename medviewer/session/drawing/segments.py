"""Segments the reader paints, in every open study; each stroke and each computation can be undone.

brush ─► mask of one image ─► segment        range, seed, gaps ─► a thread ─► masks ─► segment
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Slot

from medviewer.domain.appearance import MaskArray
from medviewer.domain.calibration import Pixel
from medviewer.domain.segmentation import PackedMask, Segment, packed
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.volume import Volume
from medviewer.errors import NotAVolume
from medviewer.imaging.segmenting import (
    between_slices,
    painted,
    stroke,
    within,
)
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.drawing.grown_series import on_same_images
from medviewer.session.drawing.region_growth import GROWN, Growth, RegionGrowth
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.keeping.history import Change, History
from medviewer.session.library.library import Library, LibraryState
from medviewer.session.messages import Messages
from medviewer.session.state import State
from medviewer.words import Message, message

PART = "segments"
LEAST_RADIUS_MM, MOST_RADIUS_MM, RADIUS_STEP = 0.25, 100.0, 1.25
COLOURS = 6  # of the palette; the seventh segment has the first one's again
Masks = dict[int, MaskArray]
Work = Callable[[], Masks]


@dataclass(frozen=True, slots=True)
class Stroke:
    """The brush's way from one pixel to another; strokes of one `drag` are undone together."""

    start: Pixel
    end: Pixel
    is_erasing: bool
    drag: str


@dataclass(frozen=True, slots=True)
class SegmentsState:
    """Of every open study.

    Attributes:
        active_id: the segment that is painted on; "" for none.
        radius_mm: the brush's; pixels where the image has no size.
        is_working: a range, a seed or gaps are being worked out.
    """

    segments: tuple[Segment, ...] = ()
    active_id: str = ""
    radius_mm: float = 5.0
    is_shown: bool = True
    is_working: bool = False

    def find(self, segment_id: str) -> Segment | None:
        return next((s for s in self.segments if s.segment_id == segment_id), None)

    @property
    def active(self) -> Segment | None:
        return self.find(self.active_id)

    def of(self, study_key: str) -> tuple[Segment, ...]:
        return tuple(each for each in self.segments if each.study_key == study_key)

    def on(self, display_set_id: str) -> tuple[Segment, ...]:
        return tuple(each for each in self.segments if each.display_set_id == display_set_id)


class Segments(State[SegmentsState]):
    """Paints on the active segment; makes one where the images shown have none."""

    def __init__(
        self,
        history: History,
        volumes: VolumeCache,
        library: Library,
        runner: JobRunner,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(SegmentsState(), parent)
        self._history = history
        self._volumes = volumes
        self._runner = runner
        self._messages = messages
        self._library = library
        self._works: dict[Job, tuple[Segment, Message]] = {}
        self.growth = RegionGrowth(runner, self._volume, lambda found: self.value.find(found), self)
        self.growth.changed.connect(self._on_grown)
        self.growth.failed.connect(self._on_failed)
        self.growth.working.connect(self._show_work)
        library.changed.connect(self._on_library_changed)

    def refuses(self, study_key: str) -> bool:
        """Whether more of a study is to come, which is told: marks go by an image's number, which changes."""
        is_growing = study_key in self._library.value.arriving
        if is_growing:
            self._messages.note(STILL_ARRIVING)
        return is_growing

    def add(self, study: Study, display_set: DisplaySet) -> Segment:
        """A new, empty segment; it is the active one."""
        number = len(self.value.of(study.key)) + 1
        first = display_set.frames[0]
        geometry = display_set.geometry
        size = None if geometry is None else float(np.prod(geometry.spacing_mm))
        segment = Segment(
            str(uuid.uuid4()),
            f"{number}",
            study.key,
            display_set.display_set_id,
            (first.rows, first.columns),
            size,
            colour=(number - 1) % COLOURS,
        )
        self._change(message("Undo", "Segment added"), (*self.value.of(study.key), segment), "")
        self.update(active_id=segment.segment_id)
        return segment

    def add_copy(self, segment: Segment) -> None:
        """One that was made elsewhere; it is the active one."""
        here = self.value.of(segment.study_key)
        self._change(message("Undo", "Segment copied"), (*here, segment), "")
        self.update(active_id=segment.segment_id)

    def active_on(self, study: Study, display_set: DisplaySet) -> Segment:
        """The active segment, one of these images, or a new one."""
        active = self.value.active
        if active is not None and active.display_set_id == display_set.display_set_id:
            return active
        there = self.value.on(display_set.display_set_id)
        if there:
            self.update(active_id=there[-1].segment_id)
            return there[-1]
        return self.add(study, display_set)

    def paint(self, display_set: DisplaySet, index: int, brush: Stroke) -> None:
        """Move the brush over an image of the active segment's display set."""
        now = self.value.active
        if now is None or now.display_set_id != display_set.display_set_id:
            return
        spacing_mm = self._spacing_of(display_set, index)
        region = stroke(brush.start, brush.end, self.value.radius_mm, spacing_mm, now.shape)
        is_erasing = brush.is_erasing
        mask = painted(now.mask(index), region, is_erasing=is_erasing)
        erased, drawn = message("Undo", "Segment erased"), message("Undo", "Segment painted")
        self._renew(now.with_masks({index: mask}), erased if is_erasing else drawn, brush.drag)

    def fill_between(self, display_set: DisplaySet) -> None:
        """Fill the images between those that are painted on."""
        segment = self.value.active
        if segment is None or len(segment.slices) < 2:
            return
        masks = {index: segment.mask(index) for index in segment.slices}
        spacing_mm = self._spacing_of(display_set, 0)
        work = partial(between_slices, masks, spacing_mm)
        self._start(segment, work, message("Undo", "Filled between images"))

    def grow(self, segment: Segment, display_set: DisplaySet, seed: tuple[int, int, int]) -> None:
        """Add what hangs together with a seed (slice, row, column) and looks like it.

        Raises:
            NotAVolume: the images form none, or are not all there yet.
        """
        self.growth.begin(Growth(segment, display_set, seed, str(uuid.uuid4())))

    def threshold(self, segment: Segment, display_set: DisplaySet, low: float, high: float) -> None:
        """Add every voxel whose value lies from `low` to `high`; raises as `grow` does."""
        volume = self._volume(display_set)
        work = partial(_threshold, volume, low, high)
        self._start(segment, work, message("Undo", "Range of values marked"))

    def remove(self, segment_id: str) -> None:
        found = self.value.find(segment_id)
        if found is not None:
            rest = tuple(s for s in self.value.of(found.study_key) if s is not found)
            self._put_and_record(message("Undo", "Segment deleted"), found.study_key, rest, "")

    def select(self, segment_id: str) -> None:
        if self.value.find(segment_id) is not None:
            self.update(active_id=segment_id)

    def bring_back(self, study_key: str, segments: Iterable[Segment]) -> None:
        """Take over what was painted in an earlier run; what is here has the last word."""
        here = self.value.of(study_key)
        ids = {segment.segment_id for segment in here}
        new = (replace(s, study_key=study_key) for s in segments if s.segment_id not in ids)
        self.put(study_key, (*new, *here))

    def resize_brush(self, steps: int) -> None:
        radius = self.value.radius_mm * RADIUS_STEP**steps
        self.update(radius_mm=min(max(radius, LEAST_RADIUS_MM), MOST_RADIUS_MM))

    def _volume(self, display_set: DisplaySet) -> Volume:
        volume = self._volumes.volume(display_set)
        if volume is None:
            raise NotAVolume(NO_VOLUME)
        return volume

    @staticmethod
    def _spacing_of(display_set: DisplaySet, index: int) -> tuple[float, float]:
        calibration = display_set.frames[index].calibration
        return (calibration.row_spacing, calibration.column_spacing)

    def _renew(self, segment: Segment, title: Message, drag: str = "") -> None:
        study = self.value.of(segment.study_key)
        now = tuple(segment if s.segment_id == segment.segment_id else s for s in study)
        self._change(title, now, drag)

    def _change(self, title: Message, now: tuple[Segment, ...], drag: str) -> None:
        self._put_and_record(title, now[0].study_key, now, drag)

    def _put_and_record(
        self, title: Message, study_key: str, now: tuple[Segment, ...], drag: str
    ) -> None:
        before = self.value.of(study_key)
        if now == before:
            return
        put = partial(self.put, study_key)
        put(now)
        self._history.record(Change(title, put, before, now, study_key, drag, PART))

    def put(self, study_key: str, segments: tuple[Segment, ...]) -> None:
        """Make these the study's segments; whoever asks remembers the step."""
        others = tuple(s for s in self.value.segments if s.study_key != study_key)
        state = replace(self.value, segments=(*others, *segments))
        self.replace(state if state.active is not None else replace(state, active_id=""))

    def _start(self, segment: Segment, work: Work, title: Message) -> None:
        job = self._runner.start(Lane.MEASURING, partial(_run, work))
        self._works[job] = (segment, title)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        self.update(is_working=True)

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        """What was painted in a study goes with it, and stays on its images when a series grows."""
        if now.studies is before.studies:
            return
        for study in now.studies:
            then = before.find_study(study.key)
            if then is not None and then is not study:
                self._follow_growth(then, study)
        gone = {s.study_key for s in self.value.segments} - {study.key for study in now.studies}
        if gone:
            self._history.forget(frozenset(gone), PART)
            self.growth.forget()
            kept = tuple(s for s in self.value.segments if s.study_key not in gone)
            self.update(segments=kept)

    def _follow_growth(self, before: Study, now: Study) -> None:
        """Steps that could be undone speak of other numbers: they are forgotten."""
        here = self.value.of(now.key)
        moved = tuple(on_same_images(segment, before, now) for segment in here)
        if moved != here:
            self._history.forget(frozenset({now.key}), PART)
            self.growth.forget()
            self.put(now.key, moved)

    @Slot(object)
    def _on_finished(self, masks: Mapping[int, PackedMask]) -> None:
        """What was painted meanwhile stays."""
        job = self.sender()
        if not isinstance(job, Job):
            return
        segment, title = self._works[job]
        now = self.value.find(segment.segment_id)
        if now is not None:
            self._renew(now.with_added(masks), title)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._messages.error(getattr(error, "message", NO_VOLUME))

    @Slot()
    def _on_ended(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._works.pop(job, None)
        self._show_work()

    @Slot()
    def _show_work(self) -> None:
        self.update(is_working=bool(self._works) or self.growth.is_working)

    @Slot(object, str)
    def _on_grown(self, segment: Segment, drag: str) -> None:
        self._renew(segment, GROWN, drag)


def _run(work: Work, context: JobContext) -> dict[int, PackedMask]:
    context.token.check()
    return packed(work())


def _threshold(volume: Volume, low: float, high: float) -> Masks:
    return _drawn(within(volume.array, low, high))


def _drawn(mask: MaskArray) -> Masks:
    return {index: plane for index, plane in enumerate(mask) if plane.any()}


STILL_ARRIVING = message(
    "Segments",
    "This study is still arriving from the archive. Segments and findings can be marked when all of its "
    "images are here; measurements and key images already now.",
)
NO_VOLUME = message(
    "Segments",
    "This works on a volume, and these images form none or are not all loaded yet. Wait until the series is "
    "loaded, or paint image by image.",
)
