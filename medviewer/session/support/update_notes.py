"""What is new since the reader last ran MedViewer, from the change log that is shipped with it."""

import logging

from medviewer import __version__, paths
from medviewer.domain.release_notes import Release, newer_than, releases_of
from medviewer.session.preferences import Preferences

logger = logging.getLogger(__name__)


class UpdateNotes:
    """Asked once a start: `news` is empty at a first start and where nothing changed."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    @property
    def all(self) -> tuple[Release, ...]:
        """Every version's notes, newest first; () where the change log is missing."""
        try:
            return releases_of(paths.change_log().read_text(encoding="utf-8"))
        except OSError:
            logger.warning("The change log is missing")
            return ()

    def take_news(self) -> tuple[Release, ...]:
        """The versions since the last start; from now on they are known."""
        before = self._preferences.value.last_version
        if before == __version__:
            return ()
        self._preferences.update(last_version=__version__)
        return newer_than(self.all, before) if before else ()
