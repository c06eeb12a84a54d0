"""Planes through the active cell's volume: opened, closed, and following what that cell shows.

`room` is the other way to see that volume, as a solid; one of the two is shown at a time.
"""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.study import DisplaySet, Series
from medviewer.jobs.runner import JobRunner
from medviewer.session.drawing.segment_cuts import SegmentCuts
from medviewer.session.images.pane_viewport import PaneViewport
from medviewer.session.images.viewport import Presentations, Viewport, ViewportState
from medviewer.session.images.viewports import Viewports
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.planes.curve import Curve
from medviewer.session.planes.fusion import Fusion, partners
from medviewer.session.planes.mpr import Mpr, MprState, cross_of, why_not
from medviewer.session.planes.mpr_pictures import MprPictures
from medviewer.session.planes.solid_room import SolidRoom
from medviewer.words import Message


class Planes(QObject):
    """While the planes are shown, the active viewport is one of their panes."""

    toggled = Signal(bool)  # whether the planes are shown now
    activated = Signal()  # keys go to another pane

    def __init__(
        self,
        viewports: Viewports,
        volumes: VolumeCache,
        presentations: Presentations,
        runner: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.mpr = Mpr(self)
        self.fusion = Fusion(self)
        self.pictures = MprPictures(self.mpr, self.fusion, volumes, runner, self)
        self.curve = Curve(self.mpr, volumes, runner, self)
        self.panes: Mapping[BodyPlane, PaneViewport] = {
            plane: PaneViewport(self.mpr, plane, self) for plane in BodyPlane
        }
        self.cuts = SegmentCuts()
        self.room = SolidRoom(viewports, volumes, presentations, runner, self)
        self._viewports = viewports
        self._volumes = volumes
        self._home: Viewport | None = None
        viewports.changed.connect(self._on_layout_changed)
        self.mpr.changed.connect(self._on_mpr_changed)

    @property
    def shown_id(self) -> str:
        """The display set the active cell shows; "" for none."""
        shown = self._viewports.active.value.display_set
        return shown.display_set_id if shown is not None else ""

    def why_not(self) -> Message | None:
        """Why there are no planes of what the active cell shows; None where there are."""
        return why_not(self._viewports.active.value.display_set)

    def toggle(self) -> None:
        """Show the planes of the active cell's volume, crossing in its slice; or the cell again."""
        if self.mpr.value.is_open:
            self.close()
            return
        self.room.close()
        home = self._viewports.active.target
        state = home.value
        if state.study is None or state.display_set is None or state.display_set.geometry is None:
            return
        self._home = home
        for pane in self.panes.values():
            pane.home = home
        home.changed.connect(self._on_home_changed)
        at = cross_of(state.display_set.geometry, state.index)
        self.mpr.open(state.study, state.display_set, at)
        self.activate(BodyPlane.AXIAL)
        self.toggled.emit(True)

    def toggle_solid(self) -> None:
        """Show the active cell's volume as a solid; or the cell again."""
        self.close()
        self.room.toggle()

    def close(self) -> None:
        """Back to the layout; the cell shows the slice that the planes crossed in."""
        home, index = self._home, self.panes[BodyPlane.AXIAL].value.index
        if home is None:
            return
        home.changed.disconnect(self._on_home_changed)
        self._home = None
        if home.value.display_set == self.mpr.value.display_set:
            home.scroll_to(index)
        self._viewports.active.follow(self._viewports.cell(self._viewports.value.active))
        self.mpr.close()
        self.cuts.forget()
        self.toggled.emit(False)

    def can_put_back(self, state: MprState) -> bool:
        """Whether planes were none, or are of what the active cell shows."""
        shown = self._viewports.active.value.display_set
        return state.display_set is None or state.display_set == shown

    def put_back(self, state: MprState) -> None:
        """Show planes as they were, or none; those of an image the active cell has left stay away."""
        if state.display_set is None:
            self.close()
            return
        if self.mpr.value.display_set != state.display_set:
            self.close()
            if self.can_put_back(state):
                self.toggle()
        if self.mpr.value.display_set == state.display_set:
            self.mpr.replace(replace(state, study=self.mpr.value.study, is_moving=False))

    def show_voxel(self, voxel: tuple[int, int, int] | None) -> bool:
        """Let the planes cross in a voxel of their volume; whether they are shown, and it is known."""
        if voxel is None or not self.mpr.value.is_open:
            return False
        self.mpr.move_to(self.mpr.value.geometry.voxel_to_patient(voxel))
        return True

    def partners(self) -> tuple[tuple[Series, DisplaySet], ...]:
        """What can lie in colour over the planes."""
        state = self.mpr.value
        if state.study is None or state.display_set is None:
            return ()
        return partners(state.study, state.display_set)

    def lay_over(self, display_set_id: str) -> None:
        """Show one of `partners` in colour; any other id takes away what is shown."""
        sets = (display_set for _, display_set in self.partners())
        found = next((each for each in sets if each.display_set_id == display_set_id), None)
        self.fusion.lay_over(self.mpr.value.study, found)
        if found is not None:
            self._volumes.request(found, found.count // 2)

    def fit(self) -> None:
        """Every pane shows all of its plane."""
        for pane in self.panes.values():
            pane.fit()

    def activate(self, plane: BodyPlane) -> None:
        """Keys and commands mean that pane from now on."""
        if self.mpr.value.is_open:
            self._viewports.active.follow(self.panes[plane])
            self.activated.emit()

    def is_active(self, plane: BodyPlane) -> bool:
        """Whether keys and commands mean that pane."""
        return self._viewports.active.target is self.panes[plane]

    @Slot(object, object)
    def _on_home_changed(self, before: ViewportState, now: ViewportState) -> None:
        if before.display_set == now.display_set and before.study == now.study:
            return
        if now.study is None or now.display_set is None or why_not(now.display_set) is not None:
            self.close()
        elif before.display_set and before.display_set.geometry == now.display_set.geometry:
            # Another time or echo of the same places, or a study that grew elsewhere.
            self.mpr.update(study=now.study, display_set=now.display_set)
        else:
            self.mpr.open(now.study, now.display_set, self._kept_place(before, now.display_set))

    def _kept_place(
        self, before: ViewportState, shown: DisplaySet
    ) -> tuple[float, float, float] | None:
        """Where the planes crossed, where that means the same place: in a series that is still read."""
        is_same = before.display_set is not None and before.display_set.listed_id == shown.listed_id
        return self.mpr.value.cross if is_same else None

    @Slot(object, object)
    def _on_mpr_changed(self, before: MprState, now: MprState) -> None:
        if before.display_set != now.display_set:
            self.fusion.lay_over(None, None)

    @Slot()
    def _on_layout_changed(self) -> None:
        self.close()
