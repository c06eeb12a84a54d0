"""Why an association was rejected, or a request failed, in words (PS3.8 table 9-21, PS3.4, PS3.7 annex C)."""

from collections.abc import Mapping

from medviewer.dicom.network.dimse.commands import Element
from medviewer.dicom.network.dimse.commands import Message as Response
from medviewer.domain.archive import ArchiveNode
from medviewer.words import Message, message

LONGEST_COMMENT = 64  # letters of Error Comment (0000,0902), an LO

CALLING_UNKNOWN, CALLED_UNKNOWN = (1, 3), (1, 7)  # source and reason of A-ASSOCIATE-RJ
CONGESTED, TOO_MANY = (3, 1), (3, 2)


def rejection(node: ArchiveNode, source: int, reason: int) -> Message:
    """What an A-ASSOCIATE-RJ means, and what to change."""
    if (source, reason) == CALLED_UNKNOWN:
        return message(
            "Archive",
            "{host}:{port} refused the association: it does not know itself as {called}. Enter the AE title "
            "it is called by.",
            host=node.host,
            port=node.port,
            called=node.ae_title,
        )
    if (source, reason) == CALLING_UNKNOWN:
        return message(
            "Archive",
            "{address} refused the association: it does not know {calling}. Have its administrator enter "
            "this AE title, or enter the one it knows this computer by.",
            address=node.address,
            calling=node.own_ae_title,
        )
    if (source, reason) in (CONGESTED, TOO_MANY):
        return message(
            "Archive",
            "{address} takes no more associations for now. Try again in a while.",
            address=node.address,
        )
    return message(
        "Archive",
        "{address} refused the association (source {source}, reason {reason}) and said no more. Ask its "
        "administrator whether {calling} may connect.",
        address=node.address,
        source=source,
        reason=reason,
        calling=node.own_ae_title,
    )


REASONS: Mapping[int, Message] = {
    0x0105: message("Archive", "no such attribute"),
    0x0106: message("Archive", "an invalid attribute value"),
    0x0110: message("Archive", "it failed while working on it"),
    0x0111: message("Archive", "it already has an object of this identity"),
    0x0112: message("Archive", "it knows no such object"),
    0x0117: message("Archive", "the object is invalid"),
    0x0122: message("Archive", "it does not take this kind of object"),
    0x0124: message("Archive", "this computer is not authorised to"),
    0x0213: message("Archive", "its resources are limited"),
    0xA701: message("Archive", "it has no resources to count the matches"),
    0xA702: message("Archive", "it has no resources to send the objects"),
    0xA801: message(
        "Archive", "it does not know where to send to: our AE title is not among its destinations"
    ),
    0xB000: message("Archive", "some of the objects could not be sent"),
    0xFE00: message("Archive", "it was cancelled"),
}
FAMILIES: Mapping[int, Message] = {
    0xA700: message("Archive", "it is out of resources, its disk may be full"),
    0xA900: message("Archive", "what was sent does not match what was announced"),
}
NOT_UNDERSTOOD = message("Archive", "it could not make sense of it")


def failure_words(response: Response) -> Message:
    """What a response's failure status says (PS3.4 tables B.2-1, C.4-1 to C.4-3), and its own comment."""
    status = response.status or 0
    reason = REASONS.get(status) or FAMILIES.get(status & 0xFF00, NOT_UNDERSTOOD)
    comment = "".join(filter(str.isprintable, response.text(Element.ERROR_COMMENT)))
    code = f"{status:04X}"
    if not comment.strip():
        return message("Archive", "{reason} (status {code})", reason=reason, code=code)
    return message(
        "Archive",
        "{reason} (status {code}: “{comment}”)",
        reason=reason,
        code=code,
        comment=comment[:LONGEST_COMMENT],
    )
