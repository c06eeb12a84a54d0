"""The cells of the layout: how many there are, which one the reader is at, and what stands in its place.

`Viewports.active` is what everybody means by "the image in front of the reader": a viewport that is
whichever cell is active. A change of cell is announced by it as one change of its value.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.turn import Turn
from medviewer.session.images.series_order import listed_sets
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.state import State

MOST_A_SIDE = 4


@dataclass(frozen=True, slots=True)
class LayoutState:
    """How the room for images is divided.

    Attributes:
        cells: viewport ids in reading order, `rows` × `columns` of them.
        active: the id of the cell that keys and commands go to; one of `cells` or of `detached`.
        maximised: the id of the cell that has all the room, the others wait behind it; None for none.
        detached: ids of viewports in windows of their own.
    """

    rows: int = 1
    columns: int = 1
    cells: tuple[int, ...] = (0,)
    active: int = 0
    maximised: int | None = None
    detached: tuple[int, ...] = ()

    @property
    def is_maximised(self) -> bool:
        return self.maximised is not None

    @property
    def in_window(self) -> tuple[int, ...]:
        """Those that can be seen in the main window."""
        return self.cells if self.maximised is None else (self.maximised,)

    @property
    def visible(self) -> tuple[int, ...]:
        return self.in_window + self.detached

    @property
    def has_several(self) -> bool:
        """Whether there is more than one image, seen or not."""
        return len(self.cells) + len(self.detached) > 1

    @property
    def is_divided(self) -> bool:
        """Whether more than one image can be seen."""
        return len(self.visible) > 1


class ActiveViewport(Viewport):
    """Whichever viewport the reader is at: its value, its changes, and every verb of a viewport."""

    def __init__(self, target: Viewport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._target = target
        target.changed.connect(self._on_target_changed)

    @property
    def value(self) -> ViewportState:
        return self._target.value

    @property
    def target(self) -> Viewport:
        """The cell itself."""
        return self._target

    @property
    def viewport_id(self) -> int:
        return self._target.viewport_id

    def update(self, **changes: object) -> None:
        self._target.update(**changes)

    def replace(self, now: ViewportState) -> None:
        self._target.replace(now)

    # Verbs go to the cell itself: a pane of planes through a volume has its own way of scrolling.

    def show(self, study: Study, display_set: DisplaySet) -> None:
        self._target.show(study, display_set)

    def show_in_place(self, display_set: DisplaySet) -> None:
        self._target.show_in_place(display_set)

    def renew(self, study: Study) -> None:
        self._target.renew(study)

    def toggle_source_slices(self) -> None:
        self._target.toggle_source_slices()

    def turn_to(self, turn: Turn) -> None:
        self._target.turn_to(turn)

    def close(self) -> None:
        self._target.close()

    def scroll_to(self, index: int) -> None:
        self._target.scroll_to(index)

    def scroll_by(self, steps: int) -> None:
        self._target.scroll_by(steps)

    def follow(self, target: Viewport) -> None:
        """Be another viewport from now on."""
        before = self.value
        self.point_to(target)
        self.announce(before)

    def point_to(self, target: Viewport) -> None:
        """Be another viewport without saying so; `announce` does."""
        if target is not self._target:
            self._target.changed.disconnect(self._on_target_changed)
            self._target = target
            target.changed.connect(self._on_target_changed)

    def announce(self, before: ViewportState) -> None:
        """Tell what following has changed."""
        if before != self.value:
            self.changed.emit(before, self.value)

    @Slot(object, object)
    def _on_target_changed(self, before: ViewportState, now: ViewportState) -> None:
        self.changed.emit(before, now)


class Viewports(State[LayoutState]):
    """Holds every viewport. Those a smaller layout leaves no cell for keep what they show."""

    added = Signal(object)  # Viewport: it was made just now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(LayoutState(), parent)
        self._made: dict[int, Viewport] = {0: Viewport(self, 0)}
        self.active = ActiveViewport(self._made[0], self)

    def replace(self, now: LayoutState) -> None:
        """Lay out anew; viewports that are asked for by an unknown id are made."""
        for viewport_id in now.cells:
            self._make(viewport_id)
        if now == self.value:
            return
        before = self.active.value
        self.active.point_to(self._made[now.active])  # first: who hears of the layout asks for it
        super().replace(now)
        self.active.announce(before)

    def cell(self, viewport_id: int) -> Viewport:
        return self._made[viewport_id]

    def everyone(self) -> tuple[Viewport, ...]:
        """All there are, seen or not."""
        return tuple(self._made.values())

    def visible(self) -> tuple[Viewport, ...]:
        """Those that are on screen, in reading order."""
        return tuple(self._made[viewport_id] for viewport_id in self.value.visible)

    def is_active(self, viewport: Viewport) -> bool:
        return viewport.viewport_id == self.value.active

    def activate(self, viewport_id: int) -> None:
        """Keys and commands go to that cell from now on."""
        now = self.value
        if viewport_id in now.detached:
            self.update(active=viewport_id)
        elif viewport_id in now.cells:
            maximised = None if now.maximised is None else viewport_id
            self.update(active=viewport_id, maximised=maximised)

    def step(self, by: int) -> None:
        """Go some cells on or back, around the end."""
        cells = self.value.cells + self.value.detached
        self.activate(cells[(cells.index(self.value.active) + by) % len(cells)])

    def toggle_maximised(self) -> None:
        """Give the active cell all the room, or the others theirs again."""
        now = self.value
        if now.maximised is not None:
            self.update(maximised=None)
        elif len(now.cells) > 1 and now.active in now.cells:
            self.update(maximised=now.active)

    def detach(self) -> None:
        """Take the active cell out into a window of its own; an empty one stands in its place."""
        now = self.value
        if now.active not in now.cells or self.active.value.display_set is None:
            return
        fresh = len(self._made)
        cells = tuple(fresh if each == now.active else each for each in now.cells)
        detached = (*now.detached, now.active)
        self.update(cells=cells, detached=detached, maximised=None)

    def give_up(self, viewport_id: int) -> None:
        """Close a window of its own; its image goes into the first empty cell, where there is one."""
        now = self.value
        if viewport_id not in now.detached:
            return
        detached = tuple(each for each in now.detached if each != viewport_id)
        empty = [each for each in now.cells if self._made[each].value.display_set is None]
        if empty:
            cells = tuple(viewport_id if each == empty[0] else each for each in now.cells)
            active = viewport_id if now.active in (viewport_id, empty[0]) else now.active
            self.update(detached=detached, cells=cells, active=active, maximised=None)
            return
        active = now.cells[0] if now.active == viewport_id else now.active
        self.update(detached=detached, active=active)
        self._made[viewport_id].close()

    def divide(self, rows: int, columns: int) -> None:
        """Lay out `rows` × `columns` cells. What is shown stays; empty cells take the series that follow."""
        self.lay_out(rows, columns)
        self.fill()

    def lay_out(self, rows: int, columns: int) -> None:
        """Lay out `rows` × `columns` cells. What is shown stays; new cells are empty."""
        rows, columns = (min(max(side, 1), MOST_A_SIDE) for side in (rows, columns))
        count, now = rows * columns, self.value
        waiting = (each for each in self._made if each not in now.cells + now.detached)
        fresh = range(len(self._made), len(self._made) + count)
        cells = (*now.cells, *waiting, *fresh)[:count]
        if now.active not in cells + now.detached:
            cells = (*cells[:-1], now.active)
        self.replace(LayoutState(rows, columns, cells, now.active, detached=now.detached))

    def fill(self) -> None:
        """Show in empty cells what follows, in its study, the series of the active one."""
        study, shown = self.active.value.study, self.active.value.display_set
        if study is None or shown is None:
            return
        cells = [self._made[viewport_id] for viewport_id in self.value.cells]
        empty = [cell for cell in cells if cell.value.display_set is None]
        taken = {_group(cell.value.display_set) for cell in cells if cell.value.display_set}
        for cell, display_set in zip(empty, _following(study, shown, taken), strict=False):
            cell.show(study, display_set)

    def clear(self) -> tuple[Viewport, ...]:
        """Empty the cells of the layout and return them, in reading order."""
        cells = tuple(self._made[viewport_id] for viewport_id in self.value.cells)
        for cell in cells:
            cell.close()
        return cells

    def renew(self, study: Study) -> None:
        """Let every viewport take over what a scan has added to its study."""
        for viewport in self.everyone():
            viewport.renew(study)

    def close(self, keys: Iterable[str]) -> None:
        """Empty every viewport that shows one of these studies."""
        gone = set(keys)
        for viewport in self.everyone():
            study = viewport.value.study
            if study is not None and study.key in gone:
                viewport.close()

    def close_all(self) -> None:
        """Empty every viewport and go back to one."""
        for viewport in self.everyone():
            viewport.close()
        first = self.value.cells[0]
        self.replace(LayoutState(cells=(first,), active=first))

    def _make(self, viewport_id: int) -> None:
        if viewport_id not in self._made:
            self._made[viewport_id] = Viewport(self, viewport_id)
            self.added.emit(self._made[viewport_id])


def _following(study: Study, shown: DisplaySet, taken: set[str]) -> list[DisplaySet]:
    """One display set of each group after the one shown, around the end, without those on screen."""
    sets = listed_sets(study)
    ids = [display_set.display_set_id for display_set in sets]
    after = ids.index(shown.listed_id) + 1 if shown.listed_id in ids else 0
    first = {_group(each): each for each in reversed(sets[after:] + sets[:after])}
    return [each for group, each in reversed(first.items()) if group not in taken]


def _group(display_set: DisplaySet) -> str:
    """Phases of one group are stepped through in one cell."""
    return display_set.phase.group_id if display_set.phase else display_set.listed_id
