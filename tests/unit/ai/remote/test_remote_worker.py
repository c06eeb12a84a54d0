"""Another machine asked over a real connection: what comes back, and what becomes of all that may not."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from medviewer.ai.remote import exchange
from medviewer.ai.remote.answer import (
    analysis_answer,
    explanation_answer,
    failure_answer,
    identity_answer,
)
from medviewer.ai.remote.kserve_tensors import unpacked_pixels
from medviewer.ai.remote.question import ANALYSIS, EXPLANATION, read_question
from medviewer.ai.remote.remote_worker import RemoteWorker
from medviewer.domain.model_card import AnalysisResult, Explanation, ExplanationRequest
from medviewer.domain.remote_machine import RemoteMachine
from medviewer.errors import (
    EndpointError,
    MedViewerError,
    ModelUnusable,
    NotApplicable,
    OutOfMemory,
)
from medviewer.progress import Cancelled, CancelToken, Progress, ignore_progress
from medviewer.words import message
from tests.peers.free_port import free_port
from tests.peers.kserve_stub import KServeStub, Tensors
from tests.unit.ai.remote.samples import (
    MODEL,
    PIXELS,
    UIDS,
    finding,
    identity,
    request,
    result,
    shared,
)

MakeStub = Callable[..., KServeStub]


def answering(tensors: Tensors) -> Tensors:
    """A server as it should be."""
    question = read_question(unpacked_pixels(tensors), MODEL)
    if question.kind == ANALYSIS and question.request is not None:
        assert question.array is not None
        assert np.array_equal(question.array, PIXELS)
        return analysis_answer(result(question.request), identity())
    if question.kind == EXPLANATION and question.request is not None:
        maps = result(question.request).attention
        return explanation_answer(Explanation("", "occlusion", maps), identity())
    return identity_answer(identity())


@pytest.fixture
def make_stub() -> Iterator[MakeStub]:
    stubs: list[KServeStub] = []

    def make(answer: Callable[[Tensors], Tensors] = answering, **how: Any) -> KServeStub:
        stub = KServeStub(answer, **how)
        stubs.append(stub)
        stub.start()
        return stub

    yield make
    for stub in stubs:
        stub.stop()


def machine(stub: KServeStub, **changes: Any) -> RemoteMachine:
    return replace(RemoteMachine("gpu1", stub.url), **changes)


def ask(worker: RemoteWorker, token: CancelToken | None = None) -> AnalysisResult:
    """One analysis, as `session` runs it."""
    token = token or CancelToken()
    worker.start(token)
    with shared(PIXELS) as volume:
        answer = worker.run(request(volume=volume), ignore_progress, token)
    assert isinstance(answer, AnalysisResult)
    return answer


@pytest.mark.parametrize("is_binary", [True, False], ids=["binary", "JSON"])
def test_that_an_answer_is_one_of_this_study_from_that_machine(
    make_stub: MakeStub, is_binary: bool
) -> None:
    stub = make_stub(is_binary=is_binary)

    answer = ask(RemoteWorker(machine(stub)))

    [one] = answer.findings
    assert one.sop_instance_uids == UIDS[:2]
    assert answer.attention[0].contributions.tolist() == [[0.25, -1.5]]
    assert answer.device == f"remote: gpu1 ({stub.url}) · CPU"
    assert one.provenance.device == answer.device


def test_that_a_finding_is_explained_there(make_stub: MakeStub) -> None:
    worker = RemoteWorker(machine(make_stub()))

    with shared(PIXELS) as volume:
        wanted = ExplanationRequest(request(volume=volume), finding(UIDS), "occlusion")
        answer = worker.run(wanted, ignore_progress, CancelToken())

    assert isinstance(answer, Explanation)
    assert answer.attention[0].finding_id == wanted.finding.finding_id
    assert answer.attention[0].method == "occlusion"


def test_that_no_image_is_sent_to_a_machine_with_other_weights(make_stub: MakeStub) -> None:
    other = replace(identity(), weights_sha256="0" * 64)
    stub = make_stub(lambda _: identity_answer(other))

    with pytest.raises(EndpointError, match=r"other weights.*no image was sent"):
        ask(RemoteWorker(machine(stub)))

    assert len(stub.bodies) == 1
    assert b"pixels" not in stub.bodies[0]


def test_that_no_image_is_sent_to_a_machine_with_another_card_or_guard(make_stub: MakeStub) -> None:
    other = replace(identity(), guard_sha256="")
    stub = make_stub(lambda _: identity_answer(other))

    with pytest.raises(EndpointError, match="another card or guard"):
        ask(RemoteWorker(machine(stub)))

    assert len(stub.bodies) == 1


def test_that_weights_that_change_between_two_questions_are_seen(make_stub: MakeStub) -> None:
    other = replace(identity(), weights_sha256="0" * 64)

    def changing(tensors: Tensors) -> Tensors:
        question = read_question(unpacked_pixels(tensors), MODEL)
        if question.request is None:
            return identity_answer(identity())
        return analysis_answer(result(question.request), other)

    with pytest.raises(EndpointError, match="other weights"):
        ask(RemoteWorker(machine(make_stub(changing))))


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (NotApplicable, NotApplicable),
        (OutOfMemory, OutOfMemory),
        (ModelUnusable, EndpointError),
        (MedViewerError, EndpointError),
    ],
)
def test_that_a_failure_there_is_its_own_sentence_here(
    make_stub: MakeStub, failure: type[MedViewerError], kind: type[MedViewerError]
) -> None:
    stub = make_stub(lambda _: failure_answer(failure(message("X", "No lungs in sight."))))

    with pytest.raises(kind, match="No lungs in sight"):
        ask(RemoteWorker(machine(stub)))


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (404, b"{}", "has no model chest_ct_nodules"),
        (401, b"{}", "refused the login"),
        (307, b"", "points to another address"),
        (500, b'{"error": "CUDA \\u0007is gone"}', "500: CUDA is gone"),
        (503, b"<html>busy</html>", "503: –"),
        (200, b"<html>", "cannot be used"),
    ],
)
def test_that_what_a_server_may_answer_instead_is_a_sentence(
    make_stub: MakeStub, status: int, body: bytes, words: str
) -> None:
    stub = make_stub()
    stub.status, stub.body = status, body
    stub.headers = {"Location": "http://127.0.0.1:1/elsewhere"} if status == 307 else {}

    with pytest.raises(EndpointError, match=words):
        ask(RemoteWorker(machine(stub)))


def test_that_nan_in_a_map_is_refused(make_stub: MakeStub) -> None:
    def with_nan(tensors: Tensors) -> Tensors:
        said = dict(answering(tensors))
        if said["contributions"].size:
            said["contributions"] = np.array([np.nan, 1.0], np.float32)
        return said

    with pytest.raises(EndpointError, match="contributions"):
        ask(RemoteWorker(machine(make_stub(with_nan))))


def test_that_an_answer_larger_than_any_is_not_read_to_its_end(
    make_stub: MakeStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("medviewer.ai.remote.kserve.LARGEST_ANSWER", 1 << 20)
    stub = make_stub()
    stub.body = b" " * (2 << 20)

    with pytest.raises(EndpointError, match="more than 1 MB"):
        ask(RemoteWorker(machine(stub)))


def test_that_a_compressed_answer_is_refused(make_stub: MakeStub) -> None:
    stub = make_stub()
    stub.body, stub.headers = b"x", {"Content-Encoding": "gzip"}

    with pytest.raises(EndpointError, match="content-encoding"):
        ask(RemoteWorker(machine(stub)))


@pytest.mark.parametrize("facts", [b"", b"[]", b'{"name": 3}', b'{"extensions": "all"}'])
def test_that_a_server_that_speaks_something_else_is_told_from_one(
    make_stub: MakeStub, facts: bytes
) -> None:
    stub = make_stub()
    stub.facts = facts

    with pytest.raises(EndpointError, match="cannot be used"):
        RemoteWorker(machine(stub)).start()


def test_that_nobody_there_is_a_sentence_with_the_address() -> None:
    url = f"http://127.0.0.1:{free_port()}"

    with pytest.raises(EndpointError, match=rf"gpu1 \({url}\) cannot be reached.*on this computer"):
        RemoteWorker(RemoteMachine("gpu1", url)).start()


def test_that_a_cancel_closes_the_connection_at_once(make_stub: MakeStub) -> None:
    go_on, token, stub = threading.Event(), CancelToken(), make_stub()

    def cancel_when_asked() -> None:
        if b"pixels" in stub.bodies[-1]:
            token.cancel()
            go_on.wait(60)

    stub.before_answer = cancel_when_asked

    with pytest.raises(Cancelled):
        ask(RemoteWorker(machine(stub)), token)  # the server has not answered: it waits for us
    go_on.set()


def test_that_a_cancel_while_pixels_are_packed_sends_none(
    make_stub: MakeStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("medviewer.ai.remote.kserve_tensors.BLOCK", 16)  # eight of 120 bytes
    token, stub, said = CancelToken(), make_stub(is_binary=False), list[str]()

    def cancel_at_first_word(step: Progress) -> None:
        said.append(str(step.stage))
        token.cancel()

    with shared(PIXELS) as volume, pytest.raises(Cancelled):
        RemoteWorker(machine(stub)).run(request(volume=volume), cancel_at_first_word, token)

    assert said == ["Packing images for gpu1: 0 of 1 MB"]
    assert len(stub.bodies) == 1  # the question for its identity


@pytest.mark.parametrize("is_binary", [True, False], ids=["binary", "JSON"])
def test_that_a_cancel_while_pixels_are_sent_ends_the_sending(
    make_stub: MakeStub, monkeypatch: pytest.MonkeyPatch, is_binary: bool
) -> None:
    """The server takes one piece and no more until the test is over: the rest fills the line."""
    token, over, read, stub = CancelToken(), threading.Event(), list[int](), make_stub()
    stub.is_binary = is_binary
    noise = np.random.default_rng(7).integers(-1000, 1000, (24, 512, 512), np.int16)  # 12 MB

    def take_one_piece(size: int) -> None:
        if len(stub.bodies) == 1 and size:  # of the question with pixels
            read.append(size)
            token.cancel()
            over.wait(60)

    stub.while_reading = take_one_piece
    worker = RemoteWorker(machine(stub))

    with shared(noise) as volume:
        asked = request(volume=volume, geometry=None, sop_instance_uids=())
        with pytest.raises(Cancelled):
            worker.run(asked, ignore_progress, token)
    over.set()
    sending = [each for each in threading.enumerate() if each.name == "medviewer-remote"]
    for thread in sending:
        thread.join(60)

    assert not any(thread.is_alive() for thread in sending)
    assert len(read) == 1
    assert len(stub.bodies) == 1  # the question with pixels never was whole


def test_that_stopping_ends_a_question_from_another_thread(make_stub: MakeStub) -> None:
    go_on, stub = threading.Event(), make_stub()
    worker = RemoteWorker(machine(stub))

    def stop_when_asked() -> None:
        worker.stop()
        go_on.wait(60)

    stub.before_answer = stop_when_asked

    with pytest.raises(Cancelled):
        ask(worker)
    assert not worker.is_alive
    go_on.set()


def test_that_a_silent_server_is_given_up(make_stub: MakeStub) -> None:
    go_on, stub = threading.Event(), make_stub()
    worker = RemoteWorker(machine(stub, timeout_s=0))
    stub.before_answer = lambda: go_on.wait(60)

    with pytest.raises(EndpointError, match="said nothing for 0 s"), shared(PIXELS) as volume:
        worker.run(request(volume=volume), ignore_progress, CancelToken())
    go_on.set()


def test_that_the_reader_is_told_where_the_images_are(make_stub: MakeStub) -> None:
    stub, said, heard = make_stub(), list[str](), threading.Event()

    def listen(step: Progress) -> None:
        said.append(str(step.stage))
        if said[-1].startswith("Waiting"):
            heard.set()

    def wait_for_words() -> None:
        if b"pixels" in stub.bodies[-1]:
            heard.wait(60)

    stub.before_answer = wait_for_words
    with shared(PIXELS) as volume:
        worker = RemoteWorker(machine(stub))
        worker.run(request(volume=volume), listen, CancelToken())

    assert any(words.startswith("Waiting for gpu1 (") for words in said)


def test_that_a_token_goes_to_this_computer_or_encrypted_and_nowhere_else(
    make_stub: MakeStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub = make_stub()
    ask(RemoteWorker(machine(stub), token=lambda: "s3cret"))
    assert set(stub.logins) == {"Bearer s3cret"}

    stub.logins.clear()
    monkeypatch.setattr(RemoteMachine, "is_this_computer", False)
    ask(RemoteWorker(machine(stub, allows_plain_http=True), token=lambda: "s3cret"))

    assert set(stub.logins) == {""}


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://gpu.hospital.example:8000", "not encrypted"),
        ("ftp://127.0.0.1", "no address"),
        ("https://user:pw@gpu.example", "“gpu.example” is no address"),
        ("https://gpu.example/?token=s3cret", "no address"),
        ("gpu.example", "no address"),
    ],
)
def test_that_nothing_is_sent_where_it_would_not_be_safe(
    url: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "connection_to", lambda _: pytest.fail("connected"))

    with pytest.raises(EndpointError, match=words) as caught:
        RemoteWorker(RemoteMachine("gpu1", url)).start()

    assert "pw" not in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_that_other_questions_than_about_images_stay_here(make_stub: MakeStub) -> None:
    with pytest.raises(NotApplicable, match="about images"):
        RemoteWorker(machine(make_stub())).run("a text", ignore_progress, CancelToken())


def test_that_pixels_no_model_knows_are_refused_before_they_leave(make_stub: MakeStub) -> None:
    stub = make_stub()
    odd = np.zeros((1, 4, 4), np.complex64)

    with shared(odd) as volume, pytest.raises(NotApplicable, match="cannot be sent"):
        RemoteWorker(machine(stub)).run(request(volume=volume), ignore_progress, CancelToken())

    assert len(stub.bodies) == 1  # the question for its identity
