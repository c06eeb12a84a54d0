"""Images go to the machine that was meant, encrypted, or nowhere: what a certificate must say."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from medviewer.ai.remote.answer import analysis_answer, identity_answer
from medviewer.ai.remote.exchange import Exchange, HttpRequest, connection_to
from medviewer.ai.remote.kserve_tensors import unpacked_pixels
from medviewer.ai.remote.question import ANALYSIS, read_question
from medviewer.ai.remote.remote_worker import RemoteWorker
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.remote_machine import RemoteMachine
from medviewer.errors import EndpointError
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.certificates import Authority, Issued
from tests.peers.kserve_stub import KServeStub, Tensors
from tests.unit.ai.remote.samples import MODEL, PIXELS, identity, request, result, shared

MakeServer = Callable[[Issued], KServeStub]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "pki")


@pytest.fixture
def serve() -> Iterator[Callable[[Issued | None], KServeStub]]:
    """Start a server with a certificate; one in clear where there is none."""
    made: list[KServeStub] = []

    def start(issued: Issued | None) -> KServeStub:
        stub = KServeStub(answering, tls=None if issued is None else context_of(issued))
        stub.start()
        made.append(stub)
        return stub

    yield start
    for stub in made:
        stub.stop()


def context_of(issued: Issued) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(issued.certificate, issued.key)
    return context


def answering(tensors: Tensors) -> Tensors:
    question = read_question(unpacked_pixels(tensors), MODEL)
    if question.kind == ANALYSIS and question.request is not None:
        return analysis_answer(result(question.request), identity())
    return identity_answer(identity())


def ask(machine: RemoteMachine) -> AnalysisResult:
    worker = RemoteWorker(machine, token=lambda: "s3cret")
    worker.start()
    with shared(PIXELS) as volume:
        answer = worker.run(request(volume=volume), ignore_progress, CancelToken())
    assert isinstance(answer, AnalysisResult)
    return answer


def test_that_a_server_its_ca_file_vouches_for_is_asked_with_the_token(
    authority: Authority, serve: MakeServer
) -> None:
    stub = serve(authority.issue("gpu"))

    answer = ask(RemoteMachine("gpu1", stub.url, str(authority.file), needs_token=True))

    assert answer.device == f"remote: gpu1 ({stub.url}) · CPU"
    assert set(stub.logins) == {"Bearer s3cret"}


@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        ({"valid_days": (-9, -1)}, "its certificate has expired"),
        ({"valid_days": (1, 9)}, "not valid yet"),
        ({"addresses": ("127.0.0.2",)}, "for another address"),
    ],
    ids=["expired", "not yet valid", "of another host"],
)
def test_that_nothing_is_sent_to_a_server_with_a_wrong_certificate(
    authority: Authority, serve: MakeServer, certificate: dict[str, tuple[int, int]], words: str
) -> None:
    stub = serve(authority.issue("gpu", **certificate))  # type: ignore[arg-type]

    with pytest.raises(EndpointError, match=rf"No safe connection to gpu1 .*{words}.*Nothing was"):
        ask(RemoteMachine("gpu1", stub.url, str(authority.file)))

    assert stub.requests == []


@pytest.mark.parametrize(
    ("knows", "words"),
    [
        ("the system's", "from an authority this computer does not know"),
        ("one of the same name", "not signed by the authority it names"),
    ],
)
def test_that_nothing_is_sent_where_nobody_known_vouches(
    authority: Authority, serve: MakeServer, tmp_path: Path, knows: str, words: str
) -> None:
    stub = serve(authority.issue("gpu"))
    ours = "" if knows == "the system's" else str(Authority(tmp_path / "other").file)

    with pytest.raises(EndpointError, match=words):
        ask(RemoteMachine("gpu1", stub.url, ours))

    assert stub.requests == []


def test_that_a_server_that_speaks_no_tls_is_told_from_one_that_is_gone(
    authority: Authority, serve: Callable[[None], KServeStub]
) -> None:
    stub = serve(None)
    url = stub.url.replace("http:", "https:")

    with pytest.raises(EndpointError, match="does not speak TLS there; is its address http"):
        ask(RemoteMachine("gpu1", url, str(authority.file)))

    assert stub.requests == []


def test_that_https_asked_in_clear_is_a_sentence(authority: Authority, serve: MakeServer) -> None:
    stub = serve(authority.issue("gpu"))

    with pytest.raises(EndpointError, match=r"gpu1 .* broke"):
        ask(RemoteMachine("gpu1", stub.url.replace("https:", "http:")))

    assert stub.requests == []


@pytest.mark.parametrize(
    ("text", "reason"), [(None, "No such file"), ("no certificate", "no certificate is in it")]
)
def test_that_a_ca_file_that_is_none_is_named(
    authority: Authority, serve: MakeServer, tmp_path: Path, text: str | None, reason: str
) -> None:
    stub, file = serve(authority.issue("gpu")), tmp_path / "ca.pem"
    if text is not None:
        file.write_text(text)

    with pytest.raises(EndpointError, match=rf"The CA file .*ca\.pem of gpu1 .*\({reason}"):
        ask(RemoteMachine("gpu1", stub.url, str(file)))

    assert stub.requests == []


def test_that_hanging_up_leaves_tls_on(authority: Authority, serve: MakeServer) -> None:
    """`SSLSocket.shutdown` takes it off first: the other thread's next block would go out in clear."""
    machine = RemoteMachine("gpu1", serve(authority.issue("gpu")).url, str(authority.file))
    exchange = Exchange(machine, HttpRequest("GET", "/v2"))
    with closing(connection_to(machine)) as connection:
        connection.connect()
        exchange._connection = connection
        sock = connection.sock
        assert isinstance(sock, ssl.SSLSocket)

        exchange._hang_up()

        assert sock.cipher() is not None
        with pytest.raises(OSError, match=r"."):
            sock.send(b"pixels")
