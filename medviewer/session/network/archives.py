"""Which archive a job speaks to: opened in the job's own thread, never before the window stands."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from medviewer.domain.archive import ArchiveNode

if TYPE_CHECKING:
    from medviewer.dicom.network.archive import Archive

ArchiveOpener = Callable[[ArchiveNode], "Archive"]


def open_archive(node: ArchiveNode) -> "Archive":
    """Any thread; nothing is connected before something is asked."""
    from medviewer.dicom.network.opening import (
        open_archive as opened,
    )  # not before the window stands

    return opened(node)
