"""Who asks: passwords, tokens and certificates of a node, taken from the keyring and shown to nobody else."""

import ipaddress
import ssl
from urllib.parse import SplitResult, urlsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth
from requests.utils import DEFAULT_CA_BUNDLE_PATH

from medviewer.credentials import Secret, read_secret
from medviewer.domain.archive import ArchiveNode, Login
from medviewer.errors import ArchiveRefused
from medviewer.words import Message, message

SECRET_LOGINS = (Login.BASIC, Login.BEARER)


class _Bearer(AuthBase):
    """RFC 6750."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def service_address(node: ArchiveNode) -> SplitResult:
    """The service root in its parts.

    Raises:
        ArchiveRefused: it is no address of a web service, or holds a password.
    """
    try:
        address = urlsplit(node.url.strip().rstrip("/"))
        is_usable = address.scheme in ("http", "https") and bool(address.hostname)
        _ = address.port  # raises where it is no number
    except ValueError:
        is_usable = False
    if not is_usable:
        raise ArchiveRefused(
            message(
                "Archive",
                "The DICOMweb address of {name} is not usable. It begins with http:// or https://, for "
                "example https://pacs.example.org/dicom-web.",
                name=node.name,
            )
        )
    if address.username is not None:
        raise ArchiveRefused(
            message(
                "Archive",
                "The DICOMweb address of {name} holds a user or a password. Take it out of the address and "
                "enter it as the login.",
                name=node.name,
            )
        )
    return address


def authorization(node: ArchiveNode) -> AuthBase | None:
    """What each request says of who asks.

    Raises:
        ArchiveRefused: the secret would go over the network for anybody to read.
        KeyringUnavailable: the secret cannot be looked up.
    """
    if node.login not in SECRET_LOGINS:
        return None
    address = service_address(node)
    if address.scheme == "http" and not is_loopback(address) and not node.allows_plain_login:
        raise ArchiveRefused(
            message(
                "Archive",
                "{name} is asked by http, where anybody on the network reads the password or token. Enter "
                "its https address, or confirm in its settings that the login may go unencrypted.",
                name=node.name,
            )
        )
    if node.login is Login.BEARER:
        return _Bearer(read_secret(node.name, Secret.TOKEN))
    password = read_secret(node.name, Secret.PASSWORD)
    return HTTPBasicAuth(node.user.encode(), password.encode())  # UTF-8, RFC 7617


def tls_context(node: ArchiveNode) -> ssl.SSLContext:
    """Whom we believe, and how we show who we are.

    Raises:
        ArchiveRefused: a file of certificates cannot be used.
        KeyringUnavailable: the key's passphrase cannot be looked up.
    """
    security = node.security
    try:
        context = ssl.create_default_context(cafile=security.authority or None)
        if not security.authority and not context.cert_store_stats()["x509_ca"]:
            # a frozen build looks where the machine that built it keeps them
            context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
        if security.certificate:
            context.load_cert_chain(
                security.certificate,
                security.key or None,
                lambda: read_secret(node.name, Secret.PASSPHRASE),
            )
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise ArchiveRefused(
            message(
                "Archive",
                "The certificates of {name} cannot be used ({reason}). Authority, certificate and key are "
                "PEM files; a locked key needs its passphrase in the settings of the archive.",
                name=node.name,
                reason=getattr(error, "reason", None)
                or getattr(error, "strerror", None)
                or type(error).__name__,
            )
        ) from error
    return context


def is_loopback(address: SplitResult) -> bool:
    """Whether the address is this computer, as far as that can be told without asking anybody."""
    host = address.hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def login_words(node: ArchiveNode) -> Message:
    """How we said who we are, for the sentence of a refusal."""
    if node.login is Login.BASIC:
        return message("Archive", "the password of user {user}", user=node.user)
    if node.login is Login.BEARER:
        return message("Archive", "the token")
    if node.login is Login.CERTIFICATE:
        return message("Archive", "the client certificate")
    return message("Archive", "no login")
