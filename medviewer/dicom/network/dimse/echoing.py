"""C-ECHO: whether an archive answers at all (PS3.4 annex A)."""

from pynetdicom.sop_class import Verification  # type: ignore[attr-defined]  # made at import

from medviewer.dicom.network.dimse.commands import Field
from medviewer.dicom.network.dimse.conversation import Offer, conversation
from medviewer.dicom.network.dimse.finding import unusable
from medviewer.dicom.network.dimse.refusals import failure_words
from medviewer.domain.archive import ArchiveNode
from medviewer.errors import ArchiveAnswerUnusable, ArchiveRefused
from medviewer.progress import CancelToken
from medviewer.words import message


def echo(node: ArchiveNode, token: CancelToken) -> None:
    """Return if it does.

    Raises:
        ArchiveError, Cancelled
    """
    with conversation(node, [Offer(str(Verification))], token) as talk:
        context = talk.first_context([str(Verification)], message("Archive", "test (C-ECHO)"))
        talk.ask(Field.ECHO_REQUEST, context)
        response = talk.receive()
        talk.done()
        if response.field != Field.ECHO_RESPONSE:
            raise ArchiveAnswerUnusable(unusable(node))
        if response.status != 0:
            raise ArchiveRefused(
                message(
                    "Archive",
                    "{address} answered that it does not work: {reason}.",
                    address=node.address,
                    reason=failure_words(response),
                )
            )
