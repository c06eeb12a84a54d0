"""What the reader did, one step after the other, to be undone and redone.

A step keeps the immutable value that was and the one that is, and who puts either back:

    now = change(before); history.record(Change(title, put, before, now, scope))

Steps of one drag share a `drag`: they join into one, which goes back to where the drag began.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from medviewer.words import Message

MOST_STEPS = 500  # a step is a tuple of references; nobody goes further back


@dataclass(frozen=True, slots=True)
class Change:
    """One thing the reader did.

    Attributes:
        title: what was done, for the reader.
        put: takes `before` or `now` and makes it so; must not record.
        before, now: immutable values of whatever kind `put` takes.
        scope: key of the study it belongs to; forgotten with it. "" belongs to none.
        drag: changes of one drag carry the same; "" stands alone.
        part: what in a study it concerns, where some of that may vanish before the rest.
    """

    title: Message
    put: Callable[[Any], None]
    before: Any
    now: Any
    scope: str = ""
    drag: str = ""
    part: str = ""


class History(QObject):
    """The steps done and the steps undone. Belongs to the session, not to a study: undoing goes by time."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    @property
    def last(self) -> Change | None:
        """The step that undoing would take back."""
        return self._done[-1] if self._done else None

    @property
    def next_undo(self) -> Message | None:
        """What undoing would take back."""
        return self._done[-1].title if self._done else None

    def record(self, change: Change) -> None:
        """Remember what was just done; what had been undone can no longer be redone."""
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if last is not None and change.drag and last.drag == change.drag:
            self._done[-1] = replace(last, now=change.now)
        else:
            self._done.append(change)
            del self._done[:-MOST_STEPS]
        self.changed.emit()

    def undo(self) -> Change | None:
        """Take the last step back and return it; None where there is none."""
        if not self._done:
            return None
        change = self._done.pop()
        self._undone.append(replace(change, drag=""))
        change.put(change.before)
        self.changed.emit()
        return change

    def redo(self) -> Change | None:
        """Do the step again that was taken back last, and return it."""
        if not self._undone:
            return None
        change = self._undone.pop()
        self._done.append(change)
        change.put(change.now)
        self.changed.emit()
        return change

    def forget(self, scopes: frozenset[str], part: str = "") -> None:
        """Drop the steps of these studies, or one part of them: what they speak of is gone."""

        def is_kept(change: Change) -> bool:
            return change.scope not in scopes or bool(part and change.part != part)

        before = len(self._done) + len(self._undone)
        self._done = [change for change in self._done if is_kept(change)]
        self._undone = [change for change in self._undone if is_kept(change)]
        if len(self._done) + len(self._undone) != before:
            self.changed.emit()

    def forget_all(self) -> None:
        self._done.clear()
        self._undone.clear()
        self.changed.emit()
