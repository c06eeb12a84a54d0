"""How a C-GET or C-MOVE ended: its status, its counts, and the instances it names (PS3.4 C.4.2.1.5)."""

from pydicom.uid import UID

from medviewer.dicom.network.dimse.commands import Element, Message
from medviewer.dicom.network.dimse.identifiers import read_identifier
from medviewer.dicom.network.dimse.ledger import RetrieveLedger
from medviewer.dicom.network.dimse.refusals import failure_words
from medviewer.dicom.reading.attributes import texts
from medviewer.domain.archive import ArchiveNode
from medviewer.errors import ArchiveRefused
from medviewer.words import message

SUCCESS, CANCELLED, SOME_FAILED = 0x0000, 0xFE00, 0xB000
LONGEST_LIST = 8 << 20  # bytes of an identifier that names what failed
MOST_NAMED = 100_000


def note_end(node: ArchiveNode, response: Message, syntax: UID, ledger: RetrieveLedger) -> None:
    """Put down what failed.

    Raises:
        ArchiveRefused: the request as a whole was, and nothing was sent for it.
    """
    status = response.status or 0
    if status in (SUCCESS, CANCELLED):
        return
    reason = failure_words(response)
    completed = response.number(Element.COMPLETED) or 0
    failed = response.number(Element.FAILED) or 0
    if status != SOME_FAILED and not completed and not failed:
        raise ArchiveRefused(
            message(
                "Archive", "{address} sent nothing: {reason}.", address=node.address, reason=reason
            )
        )
    content = response.data.head(LONGEST_LIST)
    named = read_identifier(content, syntax) if content else None
    uids = texts(named, "FailedSOPInstanceUIDList")[:MOST_NAMED] if named is not None else ()
    words = message("Archive", "The archive could not send this object: {reason}.", reason=reason)
    for one in uids:
        ledger.failed(one, words)
    if failed > len(uids):
        ledger.failed(
            "",
            message(
                "Archive",
                "The archive could not send {count} objects: {reason}. It does not say which.",
                count=failed - len(uids),
                reason=reason,
            ),
        )
