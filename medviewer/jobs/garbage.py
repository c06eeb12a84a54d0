"""Objects that refer to one another in circles are collected on the GUI thread only.

Python looks for them on whichever thread makes objects. Where a Qt object is among them, that thread deletes
it: with Qt's lock on the object in its hand it waits for Python's lock, while the GUI thread, with Python's
lock in its hand, waits for Qt's. Both wait for ever.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_MS = 1000
FULL_EVERY = (
    60  # looks: what lives long is rarely garbage, and looking through all of it takes longest
)


class GarbageCollection(QObject):
    """Does on the GUI thread, between two events, what Python would do by itself on any."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks = 0
        gc.collect()
        gc.freeze()  # what importing has made stays anyway
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self._timer.start()

    @Slot()
    def _on_look(self) -> None:
        self._looks += 1
        counts, thresholds = gc.get_count(), gc.get_threshold()
        is_full_due = self._looks >= FULL_EVERY and counts[0] > thresholds[0]
        if is_full_due:
            self._looks = 0
            gc.collect()
        elif counts[0] > thresholds[0]:
            gc.collect(1 if counts[1] > thresholds[1] else 0)
