"""Why there is no association, or no more of one, in words."""

import errno
import ssl
from typing import Any

from medviewer.dicom.network.dimse.peer_socket import PeerSocket
from medviewer.dicom.network.dimse.refusals import rejection
from medviewer.dicom.network.dimse.upper_layer import PeerAssociation
from medviewer.domain.archive import ArchiveNode
from medviewer.errors import ArchiveRefused, ArchiveUnreachable
from medviewer.words import Message, message

TIMED_OUT = (errno.ETIMEDOUT, 10060)  # the latter: Windows


class NothingAccepted(ArchiveRefused):
    """The archive answers, but offers none of the services that were proposed."""


def raise_reason(node: ArchiveNode, association: PeerAssociation, peer: PeerSocket) -> None:
    """Raise what it means that there is no association.

    Raises:
        ArchiveRefused, ArchiveUnreachable
    """
    if association.is_rejected:
        answer: Any = association.acceptor.primitive
        source, reason = answer.result_source, answer.diagnostic
        raise ArchiveRefused(rejection(node, int(source or 0), int(reason or 0)))
    if peer.failure is not None:
        raise ArchiveUnreachable(_no_connection(node, peer.failure)) from peer.failure
    if association.acceptor.primitive is not None:
        raise NothingAccepted(
            message(
                "Archive",
                "{address} accepted the association but none of the services asked for. It may be no "
                "archive, or not allow {calling} this.",
                address=node.address,
                calling=node.own_ae_title,
            )
        )
    raise ArchiveUnreachable(no_association(node))


def _no_connection(node: ArchiveNode, error: OSError) -> Message:
    if isinstance(error, ssl.SSLCertVerificationError):
        return message(
            "Archive",
            "The certificate of {address} is not trusted ({reason}). Check the host's name and the authority "
            "in this archive's settings; nothing was sent.",
            address=node.address,
            reason=error.verify_message,
        )
    if isinstance(error, ssl.SSLError):
        return message(
            "Archive",
            "{address} and this computer did not agree on a secure connection ({reason}). Check that it "
            "speaks TLS on this port and knows our certificate.",
            address=node.address,
            reason=error.reason or type(error).__name__,
        )
    if isinstance(error, TimeoutError) or error.errno in TIMED_OUT:
        return message(
            "Archive",
            "{address} did not answer within {seconds} s. Check host, port and network.",
            address=node.address,
            seconds=node.timeout_s,
        )
    return message(
        "Archive",
        "No connection to {address} ({reason}). Check host and port, and that the archive runs.",
        address=node.address,
        reason=error.strerror or type(error).__name__,
    )


def no_association(node: ArchiveNode) -> Message:
    return message(
        "Archive",
        "{address} was reached but gave no association within {seconds} s, or broke it off. It may be no "
        "DICOM archive, or want TLS.",
        address=node.address,
        seconds=node.timeout_s,
    )


def broken_off(node: ArchiveNode) -> Message:
    return message(
        "Archive",
        "{address} broke off the association. What had been transferred is kept; try again for the rest.",
        address=node.address,
    )


def silent(node: ArchiveNode) -> Message:
    return message(
        "Archive",
        "{address} has sent nothing for {seconds} s. What had been transferred is kept; try again for the "
        "rest.",
        address=node.address,
        seconds=node.timeout_s,
    )


def unknown_host(node: ArchiveNode) -> Message:
    return message(
        "Archive",
        "This computer knows no host named {host}. Check the name, and the network.",
        host=node.host,
    )
