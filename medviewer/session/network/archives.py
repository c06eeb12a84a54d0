"""Which archive a job speaks to: opened in the job's own thread, never before the window stands."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from medviewer.domain.archive import ArchiveNode, ListenerSettings

if TYPE_CHECKING:
    from medviewer.dicom.network.archive import Archive
    from medviewer.dicom.network.dimse.storage_listener import StorageListener

ArchiveOpener = Callable[[ArchiveNode], "Archive"]


class ArchiveDoor:
    """Opens archives in any thread. One that sends to us (C-MOVE) shares the listener that runs.

    Attributes:
        listener: set while one runs.
        settings: for one that lasts as long as a retrieve, where none runs.
    """

    def __init__(self) -> None:
        self.listener: StorageListener | None = None
        self.settings = ListenerSettings()

    def __call__(self, node: ArchiveNode) -> "Archive":
        """Nothing is connected before something is asked."""
        from medviewer.dicom.network.opening import open_archive  # not before the window stands

        return open_archive(node, self.listener or self.settings)
