"""Objects that refer to one another in circles are collected on the GUI thread only.

Python looks for them on whichever thread makes objects. Where a Qt object is among them, that thread deletes
it: with Qt's lock on the object in its hand it waits for Python's lock, while the GUI thread, with Python's
lock in its hand, waits for Qt's. Both wait for ever.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from medviewer.jobs.runner import JobRunner

LOOK_MS = (
    100  # a job makes a million objects in a second; a tenth of them are looked through in 10 ms
)
YOUNG_BEFORE_OLDER = (
    3  # collections of what is new before what survived them is looked through, too
)
FULL_EVERY = (
    600  # looks: what lives long is rarely garbage, and looking through all of it takes longest
)
FULL_AT_LAST = (
    6000  # looks, also while jobs run: an export makes a million objects that it needs itself
)


class GarbageCollection(QObject):
    """Does on the GUI thread, between two events, what Python would do by itself on any."""

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._looks = 0
        gc.freeze()  # what importing has made stays anyway; to look through it would take 60 ms
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self._timer.start()

    @Slot()
    def _on_look(self) -> None:
        self._looks += 1
        young, survived, _ = gc.get_count()
        if young <= gc.get_threshold()[0]:
            return
        if self._looks >= (FULL_AT_LAST if self._runner.active_count else FULL_EVERY):
            self._looks = 0
            gc.collect()
        else:
            gc.collect(1 if survived >= YOUNG_BEFORE_OLDER else 0)
