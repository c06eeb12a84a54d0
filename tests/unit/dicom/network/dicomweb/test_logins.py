"""Who asks is told to the node's server alone, and to nobody who could listen."""

import logging
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import requests

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dicomweb.troubles import trouble
from medviewer.dicom.network.dicomweb.web_archive import WebArchive
from medviewer.domain.archive import (
    ArchiveNode,
    ArchiveQuery,
    Login,
    RetrieveOrder,
    TransportSecurity,
)
from medviewer.errors import ArchiveRefused, ArchiveUnreachable, KeyringUnavailable
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.certificates import Authority, Issued
from tests.peers.fixtures import OrthancMaker
from tests.peers.forwarding import forward_to
from tests.peers.hostile_server import HostileServer, Reply
from tests.phantoms.dicom_files import write_image

SECRET = "geheim-ü-7"
EMPTY = Reply(b"[]")


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The secrets this computer keeps, by `place/kind`."""
    kept: dict[str, str] = {}
    monkeypatch.setattr("keyring.get_password", lambda service, account: kept.get(account))
    return kept


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "pki")


@pytest.fixture
def tls_server() -> Iterator[Callable[..., HostileServer]]:
    """Start a server with a certificate; one that asks for the client's where an authority is named."""
    made: list[HostileServer] = []

    def make(issued: Issued, clients_of: Path | None = None) -> HostileServer:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(issued.certificate, issued.key)
        if clients_of is not None:
            context.load_verify_locations(clients_of)
            context.verify_mode = ssl.CERT_REQUIRED
        server = HostileServer(context)
        server.start()
        server.answers("/studies", EMPTY)
        made.append(server)
        return server

    yield make
    for server in made:
        server.stop()


def echo(node: ArchiveNode) -> None:
    WebArchive(node).echo(CancelToken())


def trusting(node: ArchiveNode, authority: Authority, client: Issued | None = None) -> ArchiveNode:
    files = (str(client.certificate), str(client.key)) if client else ("", "")
    return replace(node, security=TransportSecurity(True, str(authority.file), *files))


def test_that_orthanc_lets_a_user_in_by_password_and_nobody_else(
    make_orthanc: OrthancMaker, keyring: dict[str, str]
) -> None:
    server = make_orthanc(
        settings={"AuthenticationEnabled": True, "RegisteredUsers": {"reader": "sesame"}}
    )
    node = replace(server.web_node, login=Login.BASIC, user="reader")
    keyring["orthanc-web/password"] = "wrong"
    with pytest.raises(ArchiveRefused, match="the password of user reader"):
        echo(node)
    with pytest.raises(ArchiveRefused, match="no login"):
        echo(server.web_node)

    keyring["orthanc-web/password"] = "sesame"

    echo(node)


def test_that_images_travel_through_a_gate_that_wants_certificate_and_token(
    orthanc_behind: "Callable[[Issued, Path, str], HostileServer]",
    authority: Authority,
    keyring: dict[str, str],
    tmp_path: Path,
) -> None:
    gate = orthanc_behind(authority.issue("gate"), authority.file, "t0ken")
    client = authority.issue("client", passphrase=b"locked")
    keyring |= {"hostile/token": "t0ken", "hostile/passphrase": "locked"}
    node = replace(trusting(gate.node, authority, client), login=Login.BEARER)
    file = tmp_path / "IM1.dcm"
    study = write_image(file, np.zeros((8, 8), np.uint16)).StudyInstanceUID
    archive, into, token = WebArchive(node), ArrivalFolder(tmp_path / "in"), CancelToken()

    stored = archive.store([file], ignore_progress, token)
    back = archive.retrieve(
        RetrieveOrder(study), into, lambda arrival: None, ignore_progress, token
    )

    assert (stored.transferred, back.transferred) == (1, 1)


@pytest.fixture
def orthanc_behind(
    make_orthanc: OrthancMaker, tls_server: Callable[..., HostileServer]
) -> Callable[[Issued, Path, str], HostileServer]:
    def make(issued: Issued, clients_of: Path, token: str) -> HostileServer:
        server = tls_server(issued, clients_of)
        forward = forward_to(make_orthanc().http_url, token)
        server.answers("/studies", forward)
        server.otherwise(forward)
        return server

    return make


def test_that_a_wrong_token_is_named_as_what_was_refused(
    hostile_server: HostileServer, keyring: dict[str, str]
) -> None:
    hostile_server.answers("/studies", forward_to("http://nowhere", "right"))
    keyring["hostile/token"] = "wrong"

    with pytest.raises(ArchiveRefused, match=r"with the token \(HTTP 401\)"):
        echo(replace(hostile_server.node, login=Login.BEARER))


def test_that_a_missing_client_certificate_is_a_sentence(
    tls_server: Callable[..., HostileServer], authority: Authority
) -> None:
    server = tls_server(authority.issue("server"), authority.file)

    with pytest.raises(ArchiveUnreachable, match=r"client certificate|closed the connection"):
        echo(trusting(server.node, authority))


def test_that_a_server_that_hangs_up_without_a_reason_may_want_a_client_certificate(
    hostile_server: HostileServer,
) -> None:
    """With TLS 1.3 our side believes itself connected before the server has looked."""
    hung_up = ssl.SSLEOFError(ssl.SSL_ERROR_EOF, "EOF occurred in violation of protocol")

    told = trouble(hostile_server.node, requests.exceptions.SSLError(hung_up))

    assert "it closed the connection; it may want a client certificate" in str(told)


def test_that_a_locked_key_without_its_passphrase_is_a_sentence(
    tls_server: Callable[..., HostileServer], authority: Authority, keyring: dict[str, str]
) -> None:
    server = tls_server(authority.issue("server"), authority.file)
    client = authority.issue("client", passphrase=b"locked")

    with pytest.raises(ArchiveRefused, match="a locked key needs its passphrase"):
        echo(trusting(server.node, authority, client))

    assert keyring == {}


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"valid_days": (-9, -1)}, "has expired"),
        ({"valid_days": (1, 9)}, "not valid yet"),
        ({"addresses": ("10.1.2.3",)}, "for another address"),
    ],
)
def test_that_what_is_wrong_with_a_certificate_is_told(
    tls_server: Callable[..., HostileServer],
    authority: Authority,
    how: dict[str, tuple[object, ...]],
    words: str,
) -> None:
    server = tls_server(authority.issue("server", **how))  # type: ignore[arg-type]  # as issue's

    with pytest.raises(ArchiveUnreachable, match=words):
        echo(trusting(server.node, authority))


def test_that_an_authority_nobody_entered_is_not_believed(
    tls_server: Callable[..., HostileServer], authority: Authority
) -> None:
    server = tls_server(authority.issue("server"))

    with pytest.raises(ArchiveUnreachable, match="authority this computer does not know"):
        echo(server.node)

    assert server.requests == []


def test_that_http_where_tls_was_expected_is_told(hostile_server: HostileServer) -> None:
    node = replace(hostile_server.node, url=hostile_server.node.url.replace("http:", "https:"))

    with pytest.raises(ArchiveUnreachable, match="does not speak TLS"):
        echo(node)


@pytest.mark.parametrize("login", [Login.BASIC, Login.BEARER])
def test_that_no_secret_goes_unencrypted_to_another_machine(
    keyring: dict[str, str], login: Login
) -> None:
    node = ArchiveNode("far", url="http://pacs.example.org/dicom-web", login=login)

    with pytest.raises(ArchiveRefused, match="anybody on the network reads the password"):
        echo(node)


def test_that_a_login_is_not_taken_to_another_host(
    hostile_server: HostileServer, keyring: dict[str, str]
) -> None:
    other = HostileServer()
    other.start()
    try:
        place = f"http://127.0.0.1:{other.port}/dicom-web/studies"
        hostile_server.answers("/studies", Reply(status=302, headers={"Location": place}))
        keyring["hostile/password"] = SECRET

        with pytest.raises(ArchiveRefused, match="sends us on to another address"):
            echo(replace(hostile_server.node, login=Login.BASIC, user="reader"))

        assert other.requests == []
    finally:
        other.stop()


def test_that_a_redirect_within_the_host_is_followed(hostile_server: HostileServer) -> None:
    moved = Reply(status=307, headers={"Location": "/dicom-web/archive/studies"})
    hostile_server.answers("/studies", moved)
    hostile_server.answers("/archive/studies", EMPTY)

    echo(hostile_server.node)

    assert hostile_server.requests[-1].path == "/dicom-web/archive/studies"


def test_that_redirects_without_end_are_a_sentence(hostile_server: HostileServer) -> None:
    headers = {"Location": "/dicom-web/studies"}
    hostile_server.answers("/studies", Reply(status=302, headers=headers))

    with pytest.raises(Exception, match="redirects again and again"):
        echo(hostile_server.node)


def test_that_neither_secret_nor_patient_stands_in_log_or_exception(
    hostile_server: HostileServer, keyring: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    keyring["hostile/password"] = SECRET
    hostile_server.answers("/studies", Reply(length=99, body=b"[", cut_after=1))
    node = replace(hostile_server.node, login=Login.BASIC, user="reader")

    with pytest.raises(ArchiveUnreachable) as caught:
        list(WebArchive(node).find(ArchiveQuery(patient_name="Doe^Jane"), CancelToken()))

    told = caplog.text + str(caught.value) + repr(caught.value.__cause__)
    assert SECRET not in told
    assert "Doe" not in told


@pytest.mark.parametrize(
    "url", ["", "pacs.example.org", "ftp://pacs", "http://", "http://h:port/x", "file:///etc"]
)
def test_that_an_address_of_no_web_service_is_a_sentence(url: str) -> None:
    with pytest.raises(ArchiveRefused, match="begins with http"):
        echo(ArchiveNode("typo", url=url))


def test_that_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(ArchiveRefused, match="holds a user or a password") as caught:
        echo(ArchiveNode("typo", url=f"https://reader:{SECRET}@pacs.example.org"))

    assert SECRET not in str(caught.value)


def test_that_a_computer_without_keyring_says_so(
    hostile_server: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(service: str, account: str) -> str:
        raise RuntimeError

    monkeypatch.setattr("keyring.get_password", locked)

    with pytest.raises(KeyringUnavailable):
        echo(replace(hostile_server.node, login=Login.BASIC, user="reader"))


def test_that_a_proxy_of_the_environment_is_not_used_for_this_computer(
    hostile_server: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    hostile_server.answers("/studies", EMPTY)

    echo(hostile_server.node)

    assert len(hostile_server.requests) == 1
