"""Asks one DICOMweb server: login, TLS, proxies, redirects, cancelling; HTTP by requests, as dicomweb-client.

Of dicomweb-client come the session and the addresses. Its own transfers keep whole answers in memory and
cannot be stopped, so bodies are read here.
"""

import logging
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from dicomweb_client.session_utils import create_session
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from medviewer.dicom.network.dicomweb.answer import Answer
from medviewer.dicom.network.dicomweb.logins import (
    authorization,
    is_loopback,
    service_address,
    tls_context,
)
from medviewer.dicom.network.dicomweb.open_lines import OpenLines, cut_on_cancel
from medviewer.dicom.network.dicomweb.troubles import (
    CONNECTING_S,
    network_troubles,
    refusal,
    unusable,
)
from medviewer.domain.archive import ArchiveNode
from medviewer.errors import ArchiveError, ArchiveRefused
from medviewer.progress import CancelToken
from medviewer.words import message

KEPT_LINES = 4  # connections kept open to the server
MOST_REDIRECTS = 3
REDIRECTS = (301, 302, 303, 307, 308)


class Connection:
    """Requests to one node; close it. `cut` may be called from any thread, the rest from several.

    Raises:
        ArchiveRefused: the node's address, certificates or login cannot be used as they are.
        KeyringUnavailable: its secret cannot be looked up.
    """

    def __init__(self, node: ArchiveNode) -> None:
        # its warnings name addresses, and an address of a search holds a patient's name
        logging.getLogger("urllib3").setLevel(logging.CRITICAL)
        self.node = node
        self.lines = OpenLines()
        self._root = service_address(node)
        self._session = create_session()
        self._session.trust_env = False  # no .netrc: a login is what the node says
        self._session.proxies.update(_proxies(self._root))
        self._session.auth = authorization(node)
        self._session.headers.update({"User-Agent": "MedViewer", "Accept-Encoding": "identity"})
        context = tls_context(node) if self._root.scheme == "https" else None
        adapter = _LineKeepingAdapter(self.lines, context)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def __enter__(self) -> "Connection":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, traceback: TracebackType | None
    ) -> None:
        self._session.close()
        self.lines.close()

    @property
    def root(self) -> str:
        """The service's address as dicomweb-client's `URI` takes it."""
        return self._root._replace(query="", fragment="").geturl().rstrip("/")

    @contextmanager
    def get(self, address: str, accept: str, token: CancelToken) -> Iterator[Answer]:
        """The answer to a GET, its body still to be read inside the block.

        Raises:
            ArchiveError: it is no success, or the server cannot be reached.
            Cancelled: the token was cancelled, also while the server was silent.
        """
        with self._asking(token):
            answer = self._followed(address, {"Accept": accept})
            with _closing(answer):
                if answer.status not in (200, 204, 206):
                    raise refusal(self.node, answer.status)
                yield answer

    @contextmanager
    def post(
        self,
        address: str,
        body: "Iterator[bytes] | object",
        headers: Mapping[str, str],
        token: CancelToken,
    ) -> Iterator[Answer]:
        """The answer to a POST, whatever its status. A redirect is refused: nothing is sent twice."""
        with self._asking(token):
            answer = self._sent("POST", address, headers, body)
            with _closing(answer):
                if answer.status in REDIRECTS:
                    raise self._elsewhere(answer)
                yield answer

    @contextmanager
    def _asking(self, token: CancelToken) -> Iterator[None]:
        token.check()
        try:
            with cut_on_cancel(self.lines, token):
                yield
        except ArchiveError:
            token.check()  # lines that we cut ourselves are no trouble of the server
            raise

    def _followed(self, address: str, headers: Mapping[str, str]) -> Answer:
        """Redirects are followed within the host only: the login would go along."""
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._sent("GET", address, headers)
            if answer.status not in REDIRECTS:
                return answer
            answer.close()
            address = urljoin(address, answer.location)
            if _origin(address) != _origin(self.root):
                raise self._elsewhere(answer)
        raise unusable(self.node, message("Archive", "it redirects again and again"))

    def _sent(
        self, verb: str, address: str, headers: Mapping[str, str], body: object = None
    ) -> Answer:
        timeout = (min(CONNECTING_S, self.node.timeout_s), self.node.timeout_s)
        with network_troubles(self.node):
            response = self._session.request(
                verb,
                address,
                headers=dict(headers),
                data=body,  # type: ignore[arg-type]  # an iterable with a length, which the types do not know
                stream=True,
                timeout=timeout,
                allow_redirects=False,
            )
        return Answer(self.node, response)

    def _elsewhere(self, answer: Answer) -> ArchiveRefused:
        return ArchiveRefused(
            message(
                "Archive",
                "{name} ({address}) sends us on to another address ({host}). A login is not taken there; "
                "if it is right, enter it as the archive's address.",
                name=self.node.name,
                address=self.node.address,
                host=urlsplit(urljoin(self.root, answer.location)).netloc.rpartition("@")[2],
            )
        )


@contextmanager
def _closing(answer: Answer) -> Iterator[None]:
    try:
        yield
    finally:
        answer.close()


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = -1
    usual = 443 if parts.scheme == "https" else 80
    return parts.scheme, parts.hostname, port if port is not None else usual


def _proxies(address: SplitResult) -> dict[str, str]:
    """The proxies this computer is set up with; none for itself."""
    host = address.hostname or ""
    if is_loopback(address) or proxy_bypass(host):
        return {}
    return {scheme: proxy for scheme, proxy in getproxies().items() if scheme in ("http", "https")}


class _LineKeepingAdapter(HTTPAdapter):
    """requests' way to the network, but every socket is known and TLS is as the node says."""

    def __init__(self, lines: OpenLines, context: ssl.SSLContext | None) -> None:
        self._lines, self._context = lines, context
        super().__init__(pool_maxsize=KEPT_LINES)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **options: object
    ) -> None:
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._context, **options)
        self.poolmanager.pool_classes_by_scheme = _pools(self._lines)

    def proxy_manager_for(self, proxy: str, **options: object) -> object:
        manager = super().proxy_manager_for(proxy, ssl_context=self._context, **options)
        manager.pool_classes_by_scheme = _pools(self._lines)
        return manager

    def cert_verify(self, conn: object, url: str, verify: object, cert: object) -> None:
        """Leave it to our context: requests would believe its own list of authorities, too."""
        conn.cert_reqs = "CERT_REQUIRED"  # type: ignore[attr-defined]  # a urllib3 pool


def _pools(lines: OpenLines) -> dict[str, type]:
    """urllib3's pools, whose connections tell `lines` of their sockets."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            lines.add(self)

    class Safe(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            lines.add(self)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SafePool(HTTPSConnectionPool):
        ConnectionCls = Safe

    return {"http": PlainPool, "https": SafePool}
