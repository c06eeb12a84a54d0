"""Keeps the processor free for the first image: until it is there, nothing else is worked on.

Threads of one Python program take turns. Thumbnails and the list of studies, asked for while the first
headers are read, would take their turns from the image that the reader waits for.
"""

from PySide6.QtCore import QObject, QTimer, Slot

from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.library.library import Library

CAN_WAIT = (Lane.THUMBNAILS, Lane.INDEX, Lane.DISKS)
PATIENCE_MS = 5000  # a share that does not answer must not leave the list of studies empty
SOON_MS = 50  # after the first frame arrived: its paint comes first


class QuietStart(QObject):
    """Holds what can wait from its making to the first image, or until it is known that there is none."""

    def __init__(
        self, runner: JobRunner, library: Library, volumes: VolumeCache, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._library = library
        self._end = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._end.timeout.connect(self._on_end)
        volumes.frame_ready.connect(self._end_soon)
        volumes.frame_failed.connect(self._end_soon)
        library.changed.connect(self._on_library_changed)
        runner.hold(CAN_WAIT)
        self._end.start()

    @Slot()
    def _on_library_changed(self) -> None:
        """A scan that has ended without an image leaves nothing to wait for."""
        if not self._library.value.is_scanning and not self._library.value.studies:
            self._end_soon()

    @Slot()
    def _end_soon(self) -> None:
        if self._end.interval() != SOON_MS:  # each of the next frames would put it off again
            self._end.setInterval(SOON_MS)

    @Slot()
    def _on_end(self) -> None:
        self._runner.release()
        self.deleteLater()
