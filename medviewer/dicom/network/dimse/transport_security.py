"""TLS contexts from the settings of a node or of our listener (PS3.15 annex B: TLS 1.2 and later)."""

import ssl

from medviewer.credentials import Secret, read_secret
from medviewer.domain.archive import ArchiveNode, TransportSecurity
from medviewer.errors import ArchiveUnreachable
from medviewer.words import Message, message


def client_context(node: ArchiveNode) -> tuple[ssl.SSLContext, str] | None:
    """What our side of an association needs, and the host name the certificate must bear; None without TLS.

    Raises:
        ArchiveUnreachable: a certificate or key cannot be used.
        KeyringUnavailable: the key has a passphrase, and it cannot be read.
    """
    if not node.security.is_on:
        return None
    try:
        context = ssl.create_default_context(cafile=node.security.authority or None)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        _present(context, node.security, node.name)
    except (OSError, ValueError) as error:
        raise ArchiveUnreachable(_unusable(error)) from error
    return context, node.host


def server_context(security: TransportSecurity, place: str) -> ssl.SSLContext | None:
    """What our listener needs; where an authority is named, senders must show a certificate of its.

    Raises:
        ArchiveUnreachable, KeyringUnavailable: as `client_context`.
    """
    if not security.is_on:
        return None
    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        _present(context, security, place)
        if security.authority:
            context.load_verify_locations(security.authority)
            context.verify_mode = ssl.CERT_REQUIRED
    except (OSError, ValueError) as error:
        raise ArchiveUnreachable(_unusable(error)) from error
    return context


def _present(context: ssl.SSLContext, security: TransportSecurity, place: str) -> None:
    """Load our certificate; the passphrase is asked of the keyring only if the key has one."""
    if security.certificate:
        context.load_cert_chain(
            security.certificate,
            security.key or None,
            password=lambda: read_secret(place, Secret.PASSPHRASE),
        )


def _unusable(error: Exception) -> Message:
    reason = getattr(error, "reason", None) or getattr(error, "strerror", None)
    return message(
        "Archive",
        "The certificate, key or authority for a secure connection cannot be used ({reason}). Check the "
        "files in the settings (PEM), and the passphrase.",
        reason=reason or type(error).__name__,
    )
