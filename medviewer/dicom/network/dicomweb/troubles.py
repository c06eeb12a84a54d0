"""What went wrong on the way to a DICOMweb server, in words.

Never quotes a library: it quotes addresses, and an address of a search holds a patient's name.
"""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import requests
from urllib3.exceptions import HTTPError, NameResolutionError

from medviewer.dicom.network.dicomweb.logins import login_words
from medviewer.domain.archive import ArchiveNode
from medviewer.errors import (
    ArchiveAnswerUnusable,
    ArchiveError,
    ArchiveRefused,
    ArchiveUnreachable,
)
from medviewer.tls_words import handshake_trouble
from medviewer.words import Message, message

CONNECTING_S = 10  # a host that is there takes a connection within this
NOT_OFFERED = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.NOT_ACCEPTABLE,
    HTTPStatus.NOT_IMPLEMENTED,
)


class LoginRefused(ArchiveRefused):
    """No other request of the same login will fare better."""


class NotOffered(ArchiveRefused):
    """There is nothing of the kind at this address; the server may have it at another."""


@contextmanager
def network_troubles(node: ArchiveNode) -> Iterator[None]:
    """Turn what the libraries raise into `ArchiveError`; `from None`, since their words name patients."""
    try:
        yield
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        raise trouble(node, error) from None


def trouble(node: ArchiveNode, error: Exception) -> ArchiveError:
    """The sentence for an exception of requests, urllib3, ssl or a socket."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLError):
            return ArchiveUnreachable(_tls(node, cause))
    if any(_is_timeout(cause) for cause in causes):
        return ArchiveUnreachable(
            message(
                "Archive",
                "{name} ({address}) did not answer within {seconds} s. Ask whether it is running, or give "
                "it more time in its settings.",
                name=node.name,
                address=node.address,
                seconds=node.timeout_s,
            )
        )
    return ArchiveUnreachable(
        message(
            "Archive",
            "{name} ({address}) cannot be reached: {reason}. Check the address, the network and whether "
            "the archive is running.",
            name=node.name,
            address=node.address,
            reason=_reason(causes),
        )
    )


def broken_off(node: ArchiveNode) -> ArchiveUnreachable:
    """The answer ended before its end."""
    return ArchiveUnreachable(
        message(
            "Archive",
            "The connection to {name} ({address}) broke before its answer was complete. What had arrived "
            "is kept; ask again, and only the rest is brought.",
            name=node.name,
            address=node.address,
        )
    )


def unusable(node: ArchiveNode, reason: Message) -> ArchiveAnswerUnusable:
    """An answer that is not what PS3.18 says."""
    return ArchiveAnswerUnusable(
        message(
            "Archive",
            "The answer of {name} ({address}) cannot be used: {reason}. Check that the address is that of "
            "a DICOMweb service; its administrator finds the request in the server's log.",
            name=node.name,
            address=node.address,
            reason=reason,
        )
    )


def refusal(node: ArchiveNode, status: int) -> ArchiveRefused:
    """The sentence for a status that is no success."""
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, 407):
        return LoginRefused(_login_refused(node, status))
    kind = NotOffered if status in NOT_OFFERED else ArchiveRefused
    return kind(
        message(
            "Archive",
            "{name} ({address}) refused the request: {reason} (HTTP {status}).",
            name=node.name,
            address=node.address,
            reason=_status_words(status),
            status=status,
        )
    )


def _login_refused(node: ArchiveNode, status: int) -> Message:
    return message(
        "Archive",
        "{name} ({address}) does not let us in with {login} (HTTP {status}). Check the login in the "
        "archive's settings, or ask its administrator for the right to use DICOMweb.",
        name=node.name,
        address=node.address,
        login=login_words(node),
        status=status,
    )


def _status_words(status: int) -> Message:
    if status == HTTPStatus.NOT_FOUND:
        return message("Archive", "there is nothing at this address")
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        return message("Archive", "it is too busy now, try again later")
    if status in (HTTPStatus.NOT_ACCEPTABLE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE):
        return message("Archive", "it does not speak this form of DICOMweb")
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return message("Archive", "it takes no request as large as this")
    if status in (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED):
        return message("Archive", "it does not offer this service")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return message("Archive", "it failed itself, its log says why")
    return message("Archive", "it does not understand or does not allow it")


def _tls(node: ArchiveNode, error: ssl.SSLError) -> Message:
    return message(
        "Archive",
        "No safe connection to {name} ({address}): {reason}. Nothing was sent. Correct the address, or "
        "enter the hospital's authority or your certificate in the archive's settings.",
        name=node.name,
        address=node.address,
        reason=handshake_trouble(error),
    )


def _reason(causes: list[BaseException]) -> Message | str:
    for cause in causes:
        if isinstance(cause, NameResolutionError | socket.gaierror):
            return message("Archive", "no computer of this name is known")
        if isinstance(cause, requests.exceptions.ProxyError):
            return message("Archive", "the proxy does not let us through")
        if isinstance(cause, ConnectionRefusedError):
            return message("Archive", "nothing answers at this port")
        if isinstance(cause, ConnectionError):
            return message("Archive", "it closed the connection")
    words = next((c.strerror for c in causes if isinstance(c, OSError) and c.strerror), "")
    return words or type(causes[-1]).__name__


def _is_timeout(cause: BaseException) -> bool:
    return isinstance(cause, TimeoutError | requests.Timeout)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and what it wraps; requests keeps urllib3's among its arguments."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        cause = waiting.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        inner = [*cause.args, cause.__cause__, cause.__context__, getattr(cause, "reason", None)]
        waiting += [each for each in inner if isinstance(each, BaseException)]
