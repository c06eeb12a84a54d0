"""The reader's settings while the program runs: changed in one place, written to disk at once."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from medviewer import settings
from medviewer.session.state import State
from medviewer.settings import Settings

logger = logging.getLogger(__name__)


class Preferences(State[Settings]):
    """Settings that save themselves. Without a file they last until the program ends."""

    def __init__(self, value: Settings, file: Path | None, parent: QObject | None = None) -> None:
        super().__init__(value, parent)
        self._file = file
        self.changed.connect(self._save)

    @property
    def folder(self) -> Path | None:
        """Where a reader's own files belong; None for settings that are forgotten."""
        return self._file.parent if self._file is not None else None

    @Slot()
    def _save(self) -> None:
        if self._file is None:
            return
        try:
            settings.save(self.value, self._file)
        except OSError:  # a full or read-only disk must not stop a reading
            logger.warning("The settings could not be saved")
