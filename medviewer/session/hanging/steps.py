"""Makes one step of the history of whatever a reader does to the way images are shown.

    with steps.watching():          take stock ─► (a command, a drag) ─► what differs ─► history

What records a step of its own (a measurement, a decision, undoing itself) is left to it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, Slot

from medviewer.session.hanging.hanging import Room
from medviewer.session.keeping.aspects import Aspect, Layout, Links, PlaneViews, Turns, Windows
from medviewer.session.keeping.history import Change, History
from medviewer.session.library.library import LibraryState


class Steps(QObject):
    """Watches the room. Steps that speak of a study go when it is closed."""

    def __init__(self, room: Room, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._history = history
        self._is_watching = False
        self._aspects: tuple[Aspect, ...] = (  # what comes later is put back on top of the others
            Layout(room.viewports, room.linking, room.library),
            Turns(room.viewports),
            Links(room.linking),
            Windows(room.presentations),
            PlaneViews(room.planes),
        )
        room.library.changed.connect(self._on_library_changed)

    @contextmanager
    def watching(self, drag: str = "") -> Iterator[None]:
        """What changes within is one step; those of one `drag` join. Nested, the outer one counts."""
        if self._is_watching:
            yield
            return
        last, studies = self._history.last, self._room.library.value.studies
        before = [aspect.take() for aspect in self._aspects]
        self._is_watching = True
        try:
            yield
        finally:
            self._is_watching = False
        if self._history.last is last and self._room.library.value.studies is studies:
            self._record(before, drag)

    def _record(self, before: list[Any], drag: str) -> None:
        was, now, title = [], [], None
        for aspect, stock in zip(self._aspects, before, strict=True):
            parts = aspect.parts(stock, aspect.take())
            if parts is not None:
                title = title or aspect.title
                was.append((aspect, parts[0]))
                now.append((aspect, parts[1]))
        if title is not None:
            study = self._room.viewports.active.value.study
            scope = study.key if study is not None else ""
            self._history.record(Change(title, _put, tuple(was), tuple(now), scope, drag))

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        if now.studies is not before.studies:
            gone = {study.key for study in before.studies} - {study.key for study in now.studies}
            self._history.forget(frozenset(gone))


def _put(parts: tuple[tuple[Aspect, Any], ...]) -> None:
    for aspect, part in parts:
        aspect.put(part)
