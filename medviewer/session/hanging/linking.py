"""Cells that go together: what the reader scrolls, windows, zooms or moves in one, the others follow.

    a cell changed by the reader ─► place in mm ─ alignment ─► the nearest image of each other cell

Scrolling follows the place in the patient where two series share a frame of reference, or were aligned;
only series cut the same way go along. Where zoom is linked a millimetre is as large in every cell, whatever
the pixels; images of unknown size are enlarged by as much. Pan follows by as much.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from medviewer.domain.geometry import FloatArray
from medviewer.domain.study import DisplaySet
from medviewer.imaging.image_places import (
    are_parallel,
    centre,
    distances_mm,
    gap_mm,
    has_places,
    nearest_index,
)
from medviewer.session.hanging.alignments import Alignments
from medviewer.session.images.screen_scale import matching_zoom
from medviewer.session.images.viewport import Presentations, Viewport, ViewportState
from medviewer.session.images.viewports import LayoutState, Viewports
from medviewer.session.state import State


@dataclass(frozen=True, slots=True)
class LinkState:
    """What goes together."""

    scroll: bool = True
    window: bool = False
    zoom: bool = False
    pan: bool = False


class Linking(State[LinkState]):
    """Listens to every cell; while it moves cells itself, it does not."""

    def __init__(
        self,
        viewports: Viewports,
        presentations: Presentations,
        alignments: Alignments,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(LinkState(), parent)
        self._viewports = viewports
        self._presentations = presentations
        self.alignments = alignments
        self._distances: dict[str, FloatArray | None] = {}
        self._is_leading = False
        viewports.added.connect(self._on_viewport_added)
        viewports.changed.connect(self._on_layout_changed)
        presentations.changed.connect(self._on_presentation_changed)
        for viewport in viewports.everyone():
            self._on_viewport_added(viewport)

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Within it nothing goes along."""
        with self._leading():
            yield

    def gather(self) -> None:
        """Let every cell go where the active one is, at its scale where that is linked."""
        with self._leading():
            leader = self._viewports.cell(self._viewports.value.active)
            self._lead(leader)
            if self.value.zoom:
                for other in self._others(leader):
                    _zoom_like(leader, other)

    def align_here(self) -> None:
        """The images on screen are of the same place: scroll on from there."""
        here = self._viewports.active.value
        for other in self._others(self._viewports.active):
            if _go_together(here, other.value):
                self.alignments.align(here, other.value)

    def partners(self, viewport: Viewport) -> tuple[Viewport, ...]:
        """The cells that scroll with this one."""
        if not self.value.scroll:
            return ()
        others = self._others(viewport)
        return tuple(o for o in others if self._index_for(viewport.value, o.value) is not None)

    def gap_mm(self, viewport: Viewport) -> float:
        """How far a cell's image is from the active one it goes with; 0.0 where no image of it is nearer.

        A stack that ends before the other one stays at its last image.
        """
        leader, follower = self._viewports.active.value, viewport.value
        if not self.value.scroll or self._viewports.is_active(viewport):
            return 0.0
        if self._index_for(leader, follower) is None:
            return 0.0
        assert leader.display_set is not None  # for the type checker: they go together
        assert follower.display_set is not None
        alignment = self.alignments.between(leader, follower)
        here = centre(leader.display_set.frames[leader.index])
        distances = self._distances_of(follower.display_set)
        if alignment is None or here is None or distances is None:
            return 0.0  # together by number: there is no place to be off
        there = alignment.transform.apply(here)
        return gap_mm(follower.display_set, follower.index, distances, there)

    def go_to(self, leader: Viewport, point: FloatArray) -> None:
        """Let every other cell show the image nearest to a place on the leader's, patient mm."""
        with self._leading():
            for other in self._others(leader):
                shown = other.value.display_set
                there = self.place_in(leader.value, other.value, point)
                distances = self._distances_of(shown) if shown is not None else None
                if shown is not None and there is not None and distances is not None:
                    other.scroll_to(nearest_index(shown, distances, there))

    def place_in(
        self, source: ViewportState, target: ViewportState, point: FloatArray
    ) -> FloatArray | None:
        """A place on one image in another's space; None where that is not known in all directions."""
        alignment = self.alignments.between(source, target)
        if alignment is None or not alignment.is_spatial or target.display_set is None:
            return None
        if self._distances_of(target.display_set) is None:
            return None
        return alignment.transform.apply(point)

    def forget_all(self) -> None:
        self._distances.clear()
        self.alignments.forget_all()

    def _others(self, viewport: Viewport) -> list[Viewport]:
        return [
            each
            for each in self._viewports.visible()
            if each.viewport_id != viewport.viewport_id and each.value.display_set is not None
        ]

    def _index_for(self, leader: ViewportState, follower: ViewportState) -> int | None:
        """The image of the follower that belongs to the leader's; None where none does."""
        if leader.display_set is None or follower.display_set is None:
            return None
        if not _go_together(leader, follower):
            return None
        step = self.alignments.step_between(leader.display_set, follower.display_set)
        if step is not None:
            return leader.index + step
        here = centre(leader.display_set.frames[leader.index])
        alignment = self.alignments.between(leader, follower)
        distances = self._distances_of(follower.display_set)
        if here is None or alignment is None or distances is None:
            return None
        return nearest_index(follower.display_set, distances, alignment.transform.apply(here))

    def _distances_of(self, display_set: DisplaySet) -> FloatArray | None:
        """Worked out once, since a series has hundreds of planes; None where not all have a place."""
        key = f"{display_set.display_set_id} {display_set.count}"
        if key not in self._distances:
            has_all = has_places(display_set)
            self._distances[key] = distances_mm(display_set) if has_all else None
        return self._distances[key]

    @contextmanager
    def _leading(self) -> Iterator[None]:
        before, self._is_leading = self._is_leading, True
        try:
            yield
        finally:
            self._is_leading = before

    @Slot(object)
    def _on_viewport_added(self, viewport: Viewport) -> None:
        follower = CellFollower(viewport, self)
        viewport.changed.connect(follower.on_changed)

    def follow(self, viewport: Viewport, before: ViewportState, now: ViewportState) -> None:
        """A cell has changed: let the others go along, unless it went along itself."""
        is_seen = viewport.viewport_id in self._viewports.value.visible
        if self._is_leading or not is_seen or now.display_set is None:
            return
        with self._leading():
            if now.display_set != before.display_set:
                self._join(viewport)
            elif now.index != before.index:
                self._lead(viewport)
            self._move_along(viewport, before, now)

    def _lead(self, viewport: Viewport) -> None:
        if self.value.scroll:
            for other in self._others(viewport):
                index = self._index_for(viewport.value, other.value)
                if index is not None:
                    other.scroll_to(index)

    def _join(self, viewport: Viewport) -> None:
        """What comes on screen starts where a cell that goes with it is; the active one first."""
        others = self._others(viewport)
        others.sort(key=lambda other: not self._viewports.is_active(other))
        for other in others if self.value.scroll else ():
            index = self._index_for(other.value, viewport.value)
            if index is not None:
                viewport.scroll_to(index)
                break
        if self.value.zoom and others:
            _zoom_like(others[0], viewport)

    def _move_along(self, viewport: Viewport, before: ViewportState, now: ViewportState) -> None:
        if now.display_set != before.display_set:
            return
        factor = now.zoom / before.zoom if self.value.zoom else 1.0
        right, down = (n - b for n, b in zip(now.pan_mm, before.pan_mm, strict=True))
        is_moved = self.value.pan and (right, down) != (0.0, 0.0)
        if factor == 1.0 and not is_moved:
            return
        for other in self._others(viewport):
            if factor != 1.0:
                _zoom_like(viewport, other, otherwise=factor)
            if is_moved:
                pan = other.value.pan_mm
                other.pan_to(pan[0] + right, pan[1] + down)

    @Slot(object, object)
    def _on_layout_changed(self, before: LayoutState, now: LayoutState) -> None:
        """Cells that come back on screen catch up with the active one."""
        if set(now.visible) - set(before.visible) and not self._is_leading:
            self.gather()

    @Slot(str)
    def _on_presentation_changed(self, display_set_id: str) -> None:
        if not self.value.window or self._is_leading:
            return
        states = [viewport.value for viewport in self._viewports.visible()]
        leader = next((s for s in states if _shows(s, display_set_id)), None)
        if leader is None:
            return
        presentation = self._presentations.of(display_set_id)
        with self._leading():
            for state in states:
                if state.display_set is not None and _means_the_same(leader, state):
                    self._presentations.set(state.display_set.display_set_id, presentation)


class CellFollower(QObject):
    """Tells which cell a change is of."""

    def __init__(self, viewport: Viewport, linking: Linking) -> None:
        super().__init__(linking)
        self._viewport = viewport
        self._linking = linking

    @Slot(object, object)
    def on_changed(self, before: ViewportState, now: ViewportState) -> None:
        self._linking.follow(self._viewport, before, now)


def _zoom_like(leader: Viewport, other: Viewport, otherwise: float = 1.0) -> None:
    """To the leader's scale; by a factor where sizes are not known."""
    zoom = matching_zoom(leader, other)
    other.zoom_to(other.value.zoom * otherwise if zoom is None else zoom)


def _shows(state: ViewportState, display_set_id: str) -> bool:
    return state.display_set is not None and state.display_set.display_set_id == display_set_id


def _means_the_same(first: ViewportState, second: ViewportState) -> bool:
    """Whether a window of one can be used on the other: the same unit, from the same kind of machine."""
    if not (first.study and second.study and first.display_set and second.display_set):
        return False
    one = first.study.find_series(first.display_set.series_instance_uid)
    other = second.study.find_series(second.display_set.series_instance_uid)
    if one is None or other is None or one.modality != other.modality:
        return False
    return first.display_set.frames[0].rescale.unit == second.display_set.frames[0].rescale.unit


def _go_together(first: ViewportState, second: ViewportState) -> bool:
    """Whether both are stacks, cut the same way as far as that is known."""
    if first.display_set is None or second.display_set is None:
        return False
    if first.display_set.count < 2 or second.display_set.count < 2:
        return False
    one = first.display_set.frames[first.index].plane
    other = second.display_set.frames[second.index].plane
    return one is None or other is None or are_parallel(one, other)
