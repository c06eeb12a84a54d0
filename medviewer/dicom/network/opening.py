"""An archive to ask, by the protocol its node names."""

from medviewer.dicom.network.archive import Archive
from medviewer.domain.archive import ArchiveNode, Protocol


def open_archive(node: ArchiveNode) -> Archive:
    """The archive of a node; nothing is connected before something is asked."""
    if node.protocol is Protocol.DICOMWEB:
        from medviewer.dicom.network.dicomweb.web_archive import WebArchive

        return WebArchive(node)
    from medviewer.dicom.network.dimse.dimse_archive import DimseArchive

    return DimseArchive(node)
