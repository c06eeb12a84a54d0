"""Registering examinations whose places nothing carries over, so that their lesions can be compared.

two series ─► decoded, where they are not yet ─► the session's registration ─► alignments
"""

from PySide6.QtCore import QObject, Slot

from medviewer.domain.study import DisplaySet, Study
from medviewer.session.hanging import Room
from medviewer.session.registering import Registering
from medviewer.session.state import State


class LesionRegistering(State[bool]):
    """One pair at a time; the value says whether one is being loaded or registered."""

    def __init__(self, room: Room, registering: Registering, parent: QObject | None = None) -> None:
        super().__init__(False, parent)
        self._volumes = registering.volumes
        self._registering = registering
        self._pair: tuple[DisplaySet, DisplaySet] | None = None
        self._volumes.completed.connect(self._on_completed)
        registering.changed.connect(self._on_registering_changed)
        room.library.changed.connect(self.stop)

    def start(self, study: Study, prior: Study) -> bool:
        """Register the largest volume of one modality in both; whether there are such."""
        pair = _pair(study, prior)
        if pair is None:
            return False
        self._pair = pair
        self.replace(True)
        for display_set in pair:
            if self._volumes.volume(display_set) is None:
                self._volumes.request(display_set, display_set.count // 2)
        self._on_completed()
        return True

    @Slot()
    def stop(self) -> None:
        """What is being loaded is not waited for."""
        if self._pair is not None:
            self._pair = None
            self.replace(False)

    @Slot()
    def _on_completed(self) -> None:
        if self._pair is None:
            return
        here, there = self._pair
        if self._volumes.volume(here) is not None and self._volumes.volume(there) is not None:
            self._pair = None
            self._registering.register(here, there)
            self.replace(self._registering.value.is_running)

    @Slot(object, object)
    def _on_registering_changed(self) -> None:
        if self._pair is None:
            self.replace(self._registering.value.is_running)


def _pair(study: Study, prior: Study) -> tuple[DisplaySet, DisplaySet] | None:
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
