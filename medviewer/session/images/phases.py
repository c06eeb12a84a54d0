"""Stepping through the phases of a 4D group: times, echoes, b-values of the same places.

Place, zoom and window stay from phase to phase, so that what changes on screen changed in the patient.
Neighbouring phases are decoded ahead, as far as the memory given to pixels reaches.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from medviewer.domain.source_slices import as_acquired
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.voi import Voi
from medviewer.session.images.viewport import Presentations, Viewport
from medviewer.session.images.volume_cache import VolumeCache


class Phases(QObject):
    """Works on the group the display set shown belongs to."""

    def __init__(
        self,
        viewport: Viewport,
        presentations: Presentations,
        volumes: VolumeCache,
        window: Callable[[], Voi | None],
        parent: QObject | None = None,
    ) -> None:
        """`window` tells what the frame shown goes through right now."""
        super().__init__(parent)
        self._viewport = viewport
        self._presentations = presentations
        self._volumes = volumes
        self._window = window
        volumes.completed.connect(self._on_completed)

    def group(self) -> tuple[DisplaySet, ...]:
        """The phases in order; () where what is shown has none."""
        state = self._viewport.value
        if state.study is None or state.display_set is None:
            return ()
        return phases_of(state.study, state.display_set)

    def position(self) -> int:
        """Which of the group is shown, 0 for the first."""
        shown = self._viewport.value.display_set
        numbers = [phase.phase.index for phase in self.group() if phase.phase is not None]
        if shown is None or shown.phase is None or shown.phase.index not in numbers:
            return 0
        return numbers.index(shown.phase.index)

    def step(self, by: int) -> None:
        """Go some phases on or back; stays where there is none."""
        self.show(self.position() + by)

    def show(self, position: int) -> None:
        """Show a phase at the place, zoom and window of the one shown now."""
        state, group = self._viewport.value, self.group()
        if state.display_set is None or not group:
            return
        position = min(max(position, 0), len(group) - 1)
        if position == self.position():
            return
        is_as_acquired = state.display_set.is_shown_as_acquired
        wanted = as_acquired(group[position]) if is_as_acquired else group[position]
        now = self._presentations.of(state.display_set.display_set_id)
        kept = replace(now, window=now.window or self._window())
        self._presentations.set(wanted.display_set_id, kept)
        if not self._volumes.is_complete(state.display_set.display_set_id):
            # Its threads would go on with images nobody looks at while the wanted one waits.
            self._volumes.drop(state.display_set.display_set_id)
        self._viewport.show_in_place(wanted)

    def _next_to_decode(self) -> DisplaySet | None:
        group = self.group()
        return next(
            (group[at] for at in around(self.position(), len(group)) if self._is_wanted(group[at])),
            None,
        )

    def _is_wanted(self, phase: DisplaySet) -> bool:
        return not self._volumes.is_complete(phase.display_set_id)

    @Slot(str)
    def _on_completed(self, display_set_id: str) -> None:
        """One phase is there: go on with the nearest that is not, while there is room."""
        group = self.group()
        shown = self._viewport.value.display_set
        if shown is None or display_set_id not in {phase.display_set_id for phase in group}:
            return
        ahead = self._next_to_decode()
        if ahead is not None and self._volumes.is_complete(shown.display_set_id):
            self._volumes.decode_ahead(ahead, self._viewport.value.index)


def phases_of(study: Study, display_set: DisplaySet) -> tuple[DisplaySet, ...]:
    """The display sets of one 4D group in order; () for one that stands alone."""
    if display_set.phase is None:
        return ()
    found = [
        (other.phase.index, other)
        for series in study.series
        for other in series.display_sets
        if other.phase is not None and other.phase.group_id == display_set.phase.group_id
    ]
    found.sort(key=lambda pair: pair[0])
    return tuple(phase for _, phase in found) if len(found) > 1 else ()


def around(position: int, count: int) -> Iterator[int]:
    """The neighbours of a position, nearest first, the next before the one before."""
    for step in range(1, count):
        for neighbour in (position + step, position - step):
            if 0 <= neighbour < count:
                yield neighbour
