"""A path drawn through the planes' volume, and the sheet that follows it: straight, in a thread computed.

curve.changed → one job for the newest path → picture_changed
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.appearance import Appearance
from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.geometry import FloatArray, Vector, as_vector
from medviewer.domain.volume import Frame, Volume
from medviewer.imaging.curved import sheet_lattice, smooth_path
from medviewer.imaging.reslice import sampled
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.planes.mpr import ONWARD, Mpr, MprState
from medviewer.session.planes.mpr_pictures import darkest
from medviewer.session.state import State

HEIGHT_MM = 60.0  # of the sheet, half of it to each side of the path
LONGEST_MM = 2000.0  # no vessel is longer; a wild scribble must not fill memory
FEWEST_POINTS = 2


@dataclass(frozen=True, slots=True)
class CurveState:
    """The path.

    Attributes:
        plane: the pane it was drawn in, None before the first point.
        points: patient mm, in the order they were drawn.
        down: unit vector, which way the sheet's rows follow one another.
    """

    is_drawing: bool = False
    plane: BodyPlane | None = None
    points: tuple[Vector, ...] = ()
    down: Vector = (0.0, 0.0, -1.0)

    @property
    def has_sheet(self) -> bool:
        return len(set(self.points)) >= FEWEST_POINTS


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """`frame` has a column for every `step_mm` of the path, and rows as far apart."""

    of: CurveState
    frame: Frame
    step_mm: float

    @property
    def length_mm(self) -> float:
        return (self.frame.shape[1] - 1) * self.step_mm


class Curve(State[CurveState]):
    """What a reader does to the path; another volume or other planes take it away."""

    picture_changed = Signal()

    def __init__(
        self, mpr: Mpr, volumes: VolumeCache, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(CurveState(), parent)
        self._mpr = mpr
        self._volumes = volumes
        self._runner = runner
        self._sheet: Sheet | None = None
        self._asked: CurveState | None = None
        self._job: Job | None = None
        mpr.changed.connect(self._on_mpr_changed)
        self.changed.connect(self._start)

    @property
    def sheet(self) -> Sheet | None:
        """The latest, perhaps without the last point; None where no path has been drawn."""
        found, now = self._sheet, self.value
        is_of_it = found is not None and now.has_sheet and found.of.points[0] == now.points[0]
        return found if is_of_it else None

    def toggle(self) -> None:
        """Begin a path, or take away what was drawn."""
        is_there = self.value.is_drawing or bool(self.value.points)
        self.replace(CurveState(is_drawing=not is_there and self._mpr.value.is_open))

    def add(self, plane: BodyPlane, at: FloatArray) -> None:
        """Draw on to a patient point in a pane; a path stays in the pane it began in."""
        now = self.value
        if not now.is_drawing or now.plane not in (None, plane):
            return
        down = self._mpr.value.view(plane).normal * ONWARD[plane]
        points = (*now.points, as_vector(at))
        self.replace(CurveState(True, plane, points, as_vector(down)))

    def finish(self) -> None:
        """The last point was drawn; one alone is no path."""
        if self.value.has_sheet:
            self.update(is_drawing=False)
        else:
            self.replace(CurveState())

    @Slot()
    def _start(self) -> None:
        wanted, shown = self.value, self._mpr.value.display_set
        if self._job is not None or shown is None or not wanted.has_sheet:
            return
        volume = self._volumes.volume(shown)
        if volume is None or wanted == self._asked:
            return
        self._asked = wanted
        first = self._volumes.frame(shown.display_set_id, 0)
        look = first.appearance if first is not None else Appearance()
        self._job = self._runner.start(Lane.PLANES, partial(_unroll, wanted, volume, look))
        self._job.finished.connect(self._on_finished)
        self._job.ended.connect(self._on_ended)

    @Slot(object)
    def _on_finished(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.picture_changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        self._job = None
        self._start()

    @Slot(object, object)
    def _on_mpr_changed(self, before: MprState, now: MprState) -> None:
        if before.display_set != now.display_set:
            self._sheet = self._asked = None
            self.replace(CurveState())


def _unroll(wanted: CurveState, volume: Volume, look: Appearance, context: JobContext) -> Sheet:
    """In a thread: the sheet of a path."""
    context.token.check()
    drawn = np.array(wanted.points)
    length_mm = float(np.linalg.norm(np.diff(drawn, axis=0), axis=1).sum())
    step_mm = min(volume.geometry.spacing_mm) * max(1.0, length_mm / LONGEST_MM)
    path = smooth_path(drawn, step_mm)
    lattice = sheet_lattice(volume.geometry, path, wanted.down, HEIGHT_MM, step_mm)
    array = sampled(volume.array, lattice, outside=darkest(volume, look))
    shown = Appearance(look.is_inverse, look.padding, look.presentation_lut)
    return Sheet(wanted, Frame(array, volume.unit, shown), step_mm)
