"""How state is held: one immutable value, one way to change it, one signal that says so."""

import dataclasses
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class State(QObject, Generic[T]):
    """Holds a frozen dataclass. Equal states emit nothing.

    `changed(before, now)` carries both values, so that a view can redraw only what differs.
    """

    changed = Signal(object, object)

    def __init__(self, value: T, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._value = value

    @property
    def value(self) -> T:
        return self._value

    def update(self, **changes: object) -> None:
        """Replace the named fields; raises TypeError for a field that does not exist."""
        self.replace(dataclasses.replace(self._value, **changes))  # type: ignore[type-var]

    def replace(self, now: T) -> None:
        """Put `now` in the value's place."""
        before = self._value
        if now == before:
            return
        self._value = now
        self.changed.emit(before, now)
