"""The pictures of the three planes, computed in a thread of their own; of many wishes only the newest.

mpr.changed → what is wanted → one job for the panes that differ → picture_changed
                  ▲ while it runs, wishes only replace one another     │
                  └────────────────── the next job ◄───────────────────┘
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.appearance import Appearance
from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.section import Section, Slab
from medviewer.domain.volume import Frame, PixelArray, Volume
from medviewer.imaging.reslice import is_copied, reslice, warm_up
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.planes.drag_detail import DragDetail
from medviewer.session.planes.fusion import Fusion
from medviewer.session.planes.mpr import Mpr, MprState
from medviewer.words import Message, message

SAMPLED_EVERY = 16  # voxel on each axis, for the value that stands for "nothing there"


PLAIN = Appearance()
UNREADABLE = message(
    "MPR",
    "Some images of this series cannot be shown, so no planes can be computed through it.",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a pane should show; two equal ones need one picture."""

    display_set_id: str
    section: Section
    slab: Slab
    fused_id: str = ""  # of the display set in colour over it


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What a pane shows: pixels, and where they lie. `wish.section` may be coarser than the pane's own."""

    wish: Wish
    frame: Frame
    over: PixelArray | None = None  # the values in colour, of the same pixels
    seconds: float = 0.0  # that the frame took


class MprPictures(QObject):
    """The newest picture of every pane. Pictures of another volume are not handed out."""

    picture_changed = Signal(object)  # BodyPlane

    def __init__(
        self,
        mpr: Mpr,
        fusion: Fusion,
        volumes: VolumeCache,
        runner: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._mpr = mpr
        self._fusion = fusion
        self._volumes = volumes
        self._runner = runner
        self._pictures: dict[BodyPlane, Picture] = {}
        self._asked: dict[BodyPlane, Wish] = {}  # what failed is not asked for again and again
        self._job: Job | None = None
        self._detail = DragDetail()
        self._coarser = 0  # pixels in one while the drag goes on; 0: not known yet
        mpr.changed.connect(self._on_mpr_changed)
        fusion.changed.connect(self._start)
        volumes.completed.connect(self._on_completed)

    def of(self, plane: BodyPlane) -> Picture | None:
        """The latest picture of a pane, perhaps of a moment ago; None until the first has been computed."""
        return self._pictures.get(plane)

    def is_exact(self, plane: BodyPlane) -> bool:
        """Whether the pane's picture is what its state asks for, in full resolution."""
        picture, state = self.of(plane), self._mpr.value
        if picture is None:
            return False
        return replace(picture.wish, fused_id="") == wish_of(state, plane)

    def obstacle(self) -> Message | None:
        """Why there will be no pictures; None where there are, or will be."""
        shown = self._mpr.value.display_set
        if shown is None or self._volumes.volume(shown) is not None:
            return None
        return UNREADABLE if self._volumes.is_complete(shown.display_set_id) else None

    @Slot()
    def _start(self) -> None:
        """Compute what differs from what there is, unless something is being computed."""
        state = self._mpr.value
        if self._job is not None or state.display_set is None:
            return
        volume = self._volumes.volume(state.display_set)
        if volume is None:
            return
        over_set = self._fusion.value.display_set
        over = self._volumes.volume(over_set) if over_set is not None else None
        fused_id = over_set.display_set_id if over_set is not None and over is not None else ""
        wishes = {
            plane: replace(wish, fused_id=fused_id) for plane, wish in self._wishes(state).items()
        }
        missing = {plane: wish for plane, wish in wishes.items() if self._asked.get(plane) != wish}
        if missing:
            self._asked |= missing
            first = self._volumes.frame(state.display_set.display_set_id, 0)
            look = first.appearance if first is not None else Appearance()
            stack = Stack(volume, look, over)
            job = self._runner.start(Lane.PLANES, partial(_compute, missing, stack))
            job.delivered.connect(self._on_delivered)
            job.ended.connect(self._on_ended)
            self._job = job

    def _wishes(self, state: MprState) -> dict[BodyPlane, Wish]:
        """What the panes that are seen should show: coarser while the reader drags, where it takes time."""
        seen = [state.maximised] if state.maximised is not None else list(BodyPlane)
        exact = {plane: wish_of(state, plane) for plane in seen}
        slow = [p for p, wish in exact.items() if state.is_moving and takes_time(state, wish)]
        if slow and not self._coarser:
            self._coarser = self._detail.times((exact[p].section for p in slow), state.slab)
        for plane in slow:
            wish = exact[plane]
            exact[plane] = replace(wish, section=wish.section.coarser(self._coarser))
        return exact

    @Slot(object, object)
    def _on_mpr_changed(self, before: MprState, now: MprState) -> None:
        if before.is_moving != now.is_moving:
            self._coarser = 0
        if before.display_set != now.display_set:
            self._pictures.clear()
            self._asked.clear()
        self._start()

    @Slot(str)
    def _on_completed(self, display_set_id: str) -> None:
        wanted = (self._mpr.value.display_set, self._fusion.value.display_set)
        if display_set_id in {each.display_set_id for each in wanted if each is not None}:
            self._start()

    @Slot(object)
    def _on_delivered(self, delivery: tuple[BodyPlane, Picture]) -> None:
        plane, picture = delivery
        shown = self._mpr.value.display_set
        if shown is not None and shown.display_set_id == picture.wish.display_set_id:
            self._pictures[plane] = picture
            if takes_time(self._mpr.value, picture.wish):
                self._detail.learn(picture.wish.section, picture.wish.slab, picture.seconds)
            self.picture_changed.emit(plane)

    @Slot()
    def _on_ended(self) -> None:
        self._job = None
        self._start()


def wish_of(state: MprState, plane: BodyPlane) -> Wish:
    """What a pane should show, in full detail."""
    assert state.display_set is not None  # for the type checker: somebody asked
    return Wish(state.display_set.display_set_id, state.section(plane), state.slab)


def takes_time(state: MprState, wish: Wish) -> bool:
    """Whether values have to be interpolated; voxels are copied in no time."""
    return not is_copied(state.geometry, wish.section, wish.slab)


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """What pictures are cut from: a volume, how it is shown, and what lies over it in colour."""

    volume: Volume
    look: Appearance
    over: Volume | None = None


def _compute(wishes: Mapping[BodyPlane, Wish], stack: Stack, context: JobContext) -> None:
    """In a thread: one picture after another, each delivered as it is done."""
    look, outside = stack.look, darkest(stack.volume, stack.look)
    appearance = Appearance(look.is_inverse, look.padding, look.presentation_lut)
    for plane, wish in wishes.items():
        context.token.check()
        began = time.perf_counter()
        array = _cut(stack.volume, wish, outside)
        seconds = time.perf_counter() - began
        over = _cut(stack.over, wish, darkest(stack.over)) if stack.over is not None else None
        frame = Frame(array, stack.volume.unit, appearance)
        context.deliver((plane, Picture(wish, frame, over, seconds)))
    warm_up(stack.volume)


def _cut(volume: Volume, wish: Wish, outside: float) -> PixelArray:
    threads = os.cpu_count() or 1
    return reslice(volume, wish.section, wish.slab, outside=outside, threads=threads)


def darkest(volume: Volume, look: Appearance = PLAIN) -> float:
    """A value that is black beside the volume: its padding, or about its lowest; white ones' highest."""
    sample = volume.array[::SAMPLED_EVERY, ::SAMPLED_EVERY, ::SAMPLED_EVERY]
    if look.padding is not None and sample.size:
        return float(np.clip(look.padding.low, sample.min(), sample.max()))
    return float(sample.max() if look.is_inverse else sample.min())
