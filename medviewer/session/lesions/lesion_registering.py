"""Registering examinations whose places nothing carries over, so that their lesions can be compared.

two series ─► decoded, where they are not yet ─► the session's registration ─► alignments
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Slot

from medviewer.domain.study import DisplaySet, Study
from medviewer.session.hanging.hanging import Room
from medviewer.session.hanging.registering import Registering
from medviewer.session.library.library import LibraryState
from medviewer.session.state import State

Pair = tuple[DisplaySet, DisplaySet]


class LesionRegistering(State[bool]):
    """One pair after the other; the value says whether one is being loaded or registered."""

    def __init__(self, room: Room, registering: Registering, parent: QObject | None = None) -> None:
        super().__init__(False, parent)
        self._volumes = registering.volumes
        self._registering = registering
        self._waiting: list[Pair] = []
        self._volumes.completed.connect(self._go_on)
        registering.changed.connect(self._on_registering_changed)
        room.library.changed.connect(self._on_library_changed)

    def start(self, study: Study, priors: Iterable[Study]) -> bool:
        """Register the largest volume of one modality in both, of each prior; whether there are such."""
        pairs = (_pair(study, prior) for prior in priors)
        self._waiting = [pair for pair in pairs if pair is not None]
        self._go_on()
        return bool(self._waiting) or self.value

    @Slot()
    def _go_on(self) -> None:
        """Load the next pair; register it once it is there."""
        if self._waiting and not self._registering.value.is_running:
            pair = self._waiting[0]
            missing = [each for each in pair if self._volumes.volume(each) is None]
            for display_set in missing:
                if not self._volumes.is_complete(display_set.display_set_id):
                    self._volumes.request(display_set, display_set.count // 2)
            if not missing:
                self._waiting.pop(0)
                self._registering.register(*pair)
            elif all(self._volumes.is_complete(each.display_set_id) for each in pair):
                self._waiting.pop(0)  # some of it cannot be decoded
                self._go_on()
        self.replace(bool(self._waiting) or self._registering.value.is_running)

    @Slot()
    def _on_registering_changed(self) -> None:
        self._go_on()

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        """What is being loaded may have been closed."""
        if now.studies is not before.studies:
            self._waiting.clear()
            self._go_on()


def _pair(study: Study, prior: Study) -> Pair | None:
    """The largest volumes of one modality: localizers and thick reformats have fewer slices."""
    before = _volumes(prior)
    both = [m for m in _volumes(study) if m in before]
    if not both:
        return None
    modality = max(both, key=lambda m: _volumes(study)[m].count)
    return _volumes(study)[modality], before[modality]


def _volumes(study: Study) -> dict[str, DisplaySet]:
    """By modality, the largest."""
    largest: dict[str, DisplaySet] = {}
    for series in study.series:
        for shown in series.display_sets:
            if shown.geometry is not None and not shown.is_localizer:
                known = largest.get(series.modality)
                if known is None or shown.count > known.count:
                    largest[series.modality] = shown
    return largest
