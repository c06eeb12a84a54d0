"""How much memory decoded images may take: the reader's setting, followed while the program runs."""

from PySide6.QtCore import QObject, Slot

from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.preferences import Preferences


class MemoryBudget(QObject):
    """Gives the cache its share; a smaller one takes hold with the next image that is decoded."""

    def __init__(
        self, preferences: Preferences, volumes: VolumeCache, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._volumes = volumes
        preferences.changed.connect(self._apply)
        self._apply()

    @Slot()
    def _apply(self) -> None:
        self._volumes.use_share(int(self._preferences.value.memory) / 100)
