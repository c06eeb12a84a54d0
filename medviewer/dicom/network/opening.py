"""An archive to ask, by the protocol its node names."""

from typing import TYPE_CHECKING

from medviewer.dicom.network.archive import Archive
from medviewer.domain.archive import ArchiveNode, ListenerSettings, Protocol

if TYPE_CHECKING:
    from medviewer.dicom.network.dimse.storage_listener import StorageListener


def open_archive(
    node: ArchiveNode, listener: "StorageListener | ListenerSettings | None" = None
) -> Archive:
    """The archive of a node; nothing is connected before something is asked.

    Args:
        listener: for a DIMSE archive that sends to our storage SCP (C-MOVE), see `DimseArchive`.
    """
    if node.protocol is Protocol.DICOMWEB:
        from medviewer.dicom.network.dicomweb.web_archive import WebArchive

        return WebArchive(node)
    from medviewer.dicom.network.dimse.dimse_archive import DimseArchive

    return DimseArchive(node, listener)
