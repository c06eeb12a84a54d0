"""Three planes through one volume and the point where they cross: what the reader has turned and moved.

The crosshair is one point in the patient; every plane goes through it. A pane's own plane moves along its
normal; turning the cross in one pane turns the two others about that pane's normal and leaves its own alone.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QObject

from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.geometry import ImagePlane, Vector, VolumeGeometry, as_vector
from medviewer.domain.section import THIN, Projection, Section, Slab
from medviewer.domain.study import DisplaySet, Study
from medviewer.imaging.body_planes import (
    View,
    at_voxel,
    hung,
    runs_along_axes,
    section_through,
    step_mm,
    within,
)
from medviewer.session.state import State
from medviewer.words import Message, message

FEWEST_SLICES = 3  # of fewer there is nothing to see from the side
THICKEST_MM = 200.0
USUAL_THICKNESS_MM = 10.0
# To the feet, to the back and to the left is "on"; of a view's normal, that is:
ONWARD = {BodyPlane.AXIAL: -1, BodyPlane.CORONAL: 1, BodyPlane.SAGITTAL: -1}


@dataclass(frozen=True, slots=True)
class MprState:
    """What the planes show.

    Attributes:
        display_set: the volume; None while the planes are not shown.
        views: of `BodyPlane`'s members in their order.
        cross: patient mm.
        is_moving: the reader drags: quick pictures count more than exact ones.
        maximised: the pane that has all the room.
    """

    study: Study | None = None
    display_set: DisplaySet | None = None
    views: tuple[View, ...] = ()
    cross: Vector = (0.0, 0.0, 0.0)
    slab: Slab = THIN
    is_moving: bool = False
    shows_cross: bool = True
    maximised: BodyPlane | None = None

    @property
    def is_open(self) -> bool:
        return self.display_set is not None

    @property
    def geometry(self) -> VolumeGeometry:
        """Of the volume; only while the planes are shown."""
        assert self.display_set is not None
        assert self.display_set.geometry is not None
        return self.display_set.geometry

    @property
    def is_turned(self) -> bool:
        """Whether any plane has left the volume's axes."""
        return any(not runs_along_axes(self.geometry, view) for view in self.views)

    def view(self, plane: BodyPlane) -> View:
        return self.views[list(BodyPlane).index(plane)]

    def stage(self, plane: BodyPlane) -> Section:
        """The rectangle that fits a pane: as large as before any turn, about the volume's middle.

        It neither grows nor moves while planes are turned, so that no image jumps.
        """
        (rows, columns), (row_mm, column_mm) = _rectangle(self.geometry, plane)
        view = self.view(plane)
        middle = np.array(_middle(self.geometry))
        centre = middle + view.normal * (view.normal @ (np.array(self.cross) - middle))
        start = (
            centre
            - np.array(view.right) * (columns - 1) / 2 * column_mm
            - np.array(view.down) * (rows - 1) / 2 * row_mm
        )
        place = ImagePlane(as_vector(start), view.right, view.down, row_mm, column_mm)
        return Section(place, (rows, columns))

    def section(self, plane: BodyPlane) -> Section:
        """All that a pane can see of the volume."""
        return section_through(self.geometry, self.view(plane), self.cross)


class Mpr(State[MprState]):
    """What a reader does to the planes, kept within the volume."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(MprState(), parent)

    def open(self, study: Study, display_set: DisplaySet, at: ArrayLike | None = None) -> None:
        """Show the planes of a volume that `why_not` says nothing against, crossing in its middle or `at`."""
        geometry = display_set.geometry
        assert geometry is not None  # for the type checker: why_not() asked
        self.replace(
            MprState(
                study,
                display_set,
                tuple(hung(geometry, plane) for plane in BodyPlane),
                at_voxel(geometry, _middle(geometry) if at is None else at),
                self.value.slab,
                shows_cross=self.value.shows_cross,
            )
        )

    def close(self) -> None:
        self.replace(MprState(slab=self.value.slab, shows_cross=self.value.shows_cross))

    def move_to(self, at: ArrayLike) -> None:
        """Let the planes cross at a patient point, or the nearest one of the volume.

        As long as no plane is turned they cross in voxels' centres: then nothing need be interpolated.
        """
        if self.value.is_open:
            place = within if self.value.is_turned else at_voxel
            self.update(cross=place(self.value.geometry, at))

    def scroll(self, plane: BodyPlane, steps: int) -> None:
        """Move one plane on along its own normal, however it is turned, a voxel a step."""
        if self.value.is_open:
            view = self.value.view(plane)
            mm = steps * step_mm(self.value.geometry, view) * ONWARD[plane]
            self.move_to(np.array(self.value.cross) + view.normal * mm)

    def scroll_to_share(self, plane: BodyPlane, share: float) -> None:
        """Move one plane to a share of its way through the volume: 0 is the first section, 1 the last."""
        if not self.value.is_open:
            return
        way = self.value.view(plane).normal * ONWARD[plane]
        shape = np.array(self.value.geometry.shape) - 1
        corners = np.stack(np.meshgrid(*((0, size) for size in shape)), axis=-1).reshape(-1, 3)
        along = self.value.geometry.voxel_to_patient(corners) @ way
        wanted = along.min() + share * np.ptp(along)
        self.move_to(self.value.cross + way * (wanted - np.array(self.value.cross) @ way))

    def turn(self, plane: BodyPlane, radians: float) -> None:
        """Turn the cross in a pane: the other planes turn about its normal, clockwise as it is seen."""
        if not self.value.is_open:
            return
        axis = self.value.view(plane).normal
        views = (
            view if each is plane else view.turned(axis, radians)
            for each, view in zip(BodyPlane, self.value.views, strict=True)
        )
        self.update(views=tuple(views))

    def straighten(self) -> None:
        """Along the volume's axes again, through its middle: how they were at first."""
        if self.value.is_open and self.value.study and self.value.display_set:
            self.open(self.value.study, self.value.display_set)

    def hold(self, *, is_moving: bool) -> None:
        """A drag begins or ends."""
        self.update(is_moving=is_moving)

    def set_thickness(self, thickness_mm: float) -> None:
        """0 for the plane alone."""
        mm = min(max(thickness_mm, 0.0), THICKEST_MM)
        self.update(slab=replace(self.value.slab, thickness_mm=mm))

    def set_projection(self, projection: Projection | None) -> None:
        """Show a slab that way; None shows the plane alone."""
        now = self.value.slab
        if projection is None:
            self.update(slab=replace(now, thickness_mm=0.0))
        else:
            self.update(slab=Slab(now.thickness_mm or USUAL_THICKNESS_MM, projection))

    def next_projection(self) -> None:
        """None, minimum, mean, maximum, and again."""
        order = (None, Projection.MINIMUM, Projection.MEAN, Projection.MAXIMUM)
        now = self.value.slab.projection if self.value.slab.thickness_mm else None
        self.set_projection(order[(order.index(now) + 1) % len(order)])

    def toggle_cross(self) -> None:
        self.update(shows_cross=not self.value.shows_cross)

    def toggle_maximised(self, plane: BodyPlane) -> None:
        self.update(maximised=None if self.value.maximised is plane else plane)


def why_not(display_set: DisplaySet | None) -> Message | None:
    """Why a display set has no planes but its own; None where it has."""
    if display_set is None:
        return message("MPR", "Open a series first.")
    if display_set.frames[0].is_colour:
        return message("MPR", "Planes cannot be computed through colour images.")
    if display_set.count < FEWEST_SLICES:
        return message(
            "MPR",
            "Planes need at least {fewest} parallel slices; this series has {count}.",
            fewest=FEWEST_SLICES,
            count=display_set.count,
        )
    if display_set.geometry is None:
        return message(
            "MPR",
            "The images of this series do not lie in parallel slices at even distances, so no planes can be "
            "computed through them.",
        )
    return None


@lru_cache(maxsize=16)  # asked for with every step of a drag
def _middle(geometry: VolumeGeometry) -> Vector:
    return as_vector(geometry.voxel_to_patient((np.array(geometry.shape) - 1) / 2))


@lru_cache(maxsize=16)
def _rectangle(
    geometry: VolumeGeometry, plane: BodyPlane
) -> tuple[tuple[int, int], tuple[float, float]]:
    """(rows, columns) and their spacings of a plane that is not turned."""
    section = section_through(geometry, hung(geometry, plane), _middle(geometry))
    return section.shape, (section.plane.row_spacing_mm, section.plane.column_spacing_mm)


def cross_of(geometry: VolumeGeometry, index: int) -> Vector:
    """The middle of slice `index`: where planes cross that are opened from it."""
    _, rows, columns = geometry.shape
    return as_vector(geometry.voxel_to_patient((index, (rows - 1) / 2, (columns - 1) / 2)))
