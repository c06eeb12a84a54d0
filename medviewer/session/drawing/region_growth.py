"""A region that grows from a seed, and grows anew while the reader widens or narrows its range of values.

    click ─► range of the tissue around it ─► (drag, or type another) ─► what hangs together ─► segment

One computation runs at a time; of what is asked for meanwhile only the last counts.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.segmentation import PackedMask, Segment, packed
from medviewer.domain.study import DisplaySet
from medviewer.domain.volume import Volume
from medviewer.errors import NotAVolume
from medviewer.imaging.segmenting import grown, seed_range
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.words import message

NARROWEST, WIDEST = 1 / 32, 32.0  # times the range that the seed's surroundings say
GROWN = message("Undo", "Region grown")


@dataclass(frozen=True, slots=True)
class Growth:
    """What is to grow.

    Attributes:
        base: the segment as it was before; what grows is added to it.
        seed: (slice, row, column).
        width: of the range of values, times what the seed's surroundings say.
        values: the range itself, in the volume's unit, where the reader typed one.
        drag: the step of the history that all of it is.
    """

    base: Segment
    display_set: DisplaySet
    seed: tuple[int, int, int]
    drag: str
    width: float = 1.0
    values: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Grown:
    """What grew, and over which values."""

    growth: Growth
    values: tuple[float, float]
    masks: dict[int, PackedMask]


class RegionGrowth(QObject):
    """Grows one region at a time, the last one the reader has asked for."""

    changed = Signal(object, str)  # Segment, drag: the region has grown so far
    working = Signal()  # it began or ended
    failed = Signal(object)

    def __init__(
        self,
        runner: JobRunner,
        volume_of: Callable[[DisplaySet], Volume],
        find: Callable[[str], Segment | None],
        parent: QObject | None = None,
    ) -> None:
        """`volume_of` raises NotAVolume; `find` gives a segment as it is now, by its id."""
        super().__init__(parent)
        self._runner = runner
        self._volume_of = volume_of
        self._find = find
        self._wanted: Growth | None = None
        self._grows: Growth | None = None  # what the job is about
        self._job: Job | None = None
        self._result: Segment | None = None
        self.values: tuple[float, float] | None = None  # it grew over these

    @property
    def is_working(self) -> bool:
        return self._job is not None

    @property
    def last(self) -> Growth | None:
        """What grew last, and could grow otherwise."""
        return self._wanted

    def begin(self, growth: Growth) -> None:
        """Grow this; raises NotAVolume."""
        self._volume_of(growth.display_set)
        self._wanted = growth
        self._go_on()

    def widen(self, width: float) -> None:
        """Grow the last one over a range that is wider or narrower."""
        if self._wanted is not None:
            width = min(max(width, NARROWEST), WIDEST)
            self._wanted = replace(self._wanted, width=width, values=None)
            self._go_on()

    def use(self, low: float, high: float) -> None:
        """Grow the last one over these values."""
        if self._wanted is not None:
            self._wanted = replace(self._wanted, values=(low, high))
            self._go_on()

    def forget(self) -> None:
        self._wanted = self._result = self.values = None

    def _go_on(self) -> None:
        if self._job is not None or self._wanted is None:
            return
        volume = self._volume_of(self._wanted.display_set)
        self._job = self._runner.start(Lane.MEASURING, partial(_grow, self._wanted, volume))
        self._job.finished.connect(self._on_finished)
        self._job.failed.connect(self.failed)
        self._job.ended.connect(self._on_ended)
        self._grows = self._wanted
        self.working.emit()

    @Slot(object)
    def _on_finished(self, found: Grown) -> None:
        """In place of what grew before it; what was painted meanwhile stays."""
        now = self._find(found.growth.base.segment_id)
        if now is None or self._wanted is None:
            return
        is_untouched = now == found.growth.base or now == self._result
        base = found.growth.base if is_untouched else now
        self._result, self.values = base.with_added(found.masks), found.values
        self.changed.emit(self._result, found.growth.drag)

    @Slot()
    def _on_ended(self) -> None:
        done, self._job = self._grows, None
        try:
            if self._wanted != done:
                self._go_on()
        except NotAVolume as error:  # it has left the memory meanwhile
            self.failed.emit(error)
        self.working.emit()


def _grow(growth: Growth, volume: Volume, context: JobContext) -> Grown:
    context.token.check()
    low, high = growth.values or seed_range(volume.array, growth.seed)
    if growth.values is None:
        middle, half = (low + high) / 2, (high - low) / 2 * growth.width
        low, high = middle - half, middle + half
    mask = grown(volume.array, growth.seed, low, high)
    return Grown(growth, (low, high), packed(dict(enumerate(mask))))
