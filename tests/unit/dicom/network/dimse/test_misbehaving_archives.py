"""Archives that break off, fall silent, lie, or send what they should not: a sentence, nothing lost."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydicom.dataset import Dataset

from medviewer.dicom.network.arrival_folder import PART, ArrivalFolder, InstanceKey
from medviewer.dicom.network.dimse import conversation
from medviewer.dicom.network.dimse.commands import Element, Field, Message
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import (
    ArchiveMatch,
    ArchiveNode,
    ArchiveQuery,
    RetrieveOrder,
    TransferOutcome,
)
from medviewer.errors import ArchiveRefused, ArchiveUnreachable, ArrivalsUnwritable
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from medviewer.words import message
from tests.peers.free_port import free_port
from tests.peers.scripted_archive import (
    GIVES_UP_S,
    SERIES,
    STUDY,
    Script,
    ScriptedArchive,
    Talk,
    asked_for,
    library,
    slices,
)

PENDING, SUCCESS, SOME_FAILED, NO_RESOURCES = 0xFF00, 0x0000, 0xB000, 0xA700
Archives = Callable[..., ScriptedArchive]


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> Iterator[Archives]:
    """Makes archives that may take their time over a C-CANCEL."""
    monkeypatch.setattr(conversation, "CANCEL_WITHIN_S", GIVES_UP_S)
    made: list[ScriptedArchive] = []

    def make(script: Script, syntaxes: tuple[str, ...] = ()) -> ScriptedArchive:
        made.append(ScriptedArchive(script, syntaxes))
        return made[-1]

    yield make
    for one in made:
        one.stop()


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    return slices(tmp_path / "source", 3)


@pytest.fixture
def folder(tmp_path: Path) -> ArrivalFolder:
    (tmp_path / "in").mkdir()
    return ArrivalFolder(tmp_path / "in")


def find(node: ArchiveNode, query: ArchiveQuery | None = None) -> list[ArchiveMatch]:
    return list(open_archive(node).find(query or ArchiveQuery(), CancelToken()))


def fetch(
    node: ArchiveNode, folder: ArrivalFolder, token: CancelToken | None = None
) -> TransferOutcome:
    return open_archive(node).retrieve(
        RetrieveOrder(STUDY),
        folder,
        lambda arrival: None,
        ignore_progress,
        token or CancelToken(),
    )


def study(uid: str, modalities: str = "CT") -> Dataset:
    answer = Dataset()
    answer.StudyInstanceUID, answer.ModalitiesInStudy = uid, modalities
    return answer


def test_that_malformed_answers_are_left_out_and_the_others_stay(archive: Archives) -> None:
    def script(talk: Talk, request: Message) -> None:
        talk.answer(request, PENDING, b"\xff\x00garbage")
        talk.answer(request, PENDING, Dataset())
        talk.answer(request, PENDING, study(""))
        talk.answer(request, PENDING, study("1.2.3"))
        talk.answer(request, SUCCESS)

    found = find(archive(script).node)

    assert [one.study_instance_uid for one in found] == ["1.2.3"]


def test_that_names_are_decoded_though_nobody_declared_their_letters(archive: Archives) -> None:
    def script(talk: Talk, request: Message) -> None:
        uid = b"\x20\x00\x0d\x00UI\x06\x001.2.3\0"
        name = "Müller^Jörg".encode()
        name += b" " * (len(name) % 2)
        element = b"\x10\x00\x10\x00PN" + len(name).to_bytes(2, "little") + name
        talk.answer(request, PENDING, element + uid)
        talk.answer(request, SUCCESS)

    (found,) = find(archive(script).node)

    assert found.patient_name == "Müller^Jörg"


def test_that_answers_of_another_modality_are_left_out(archive: Archives) -> None:
    def script(talk: Talk, request: Message) -> None:
        talk.answer(request, PENDING, study("1.2.1", "MR"))
        talk.answer(request, PENDING, study("1.2.2", "CT"))
        talk.answer(request, SUCCESS)

    found = find(archive(script).node, ArchiveQuery(modality="CT"))

    assert [one.study_instance_uid for one in found] == ["1.2.2"]


def test_that_a_count_that_cannot_be_meant_is_none(archive: Archives) -> None:
    def script(talk: Talk, request: Message) -> None:
        for uid, count in (("1.2.1", "-4"), ("1.2.2", "999999999999"), ("1.2.3", "7")):
            answer = study(uid)
            answer.NumberOfStudyRelatedInstances = count
            talk.answer(request, PENDING, answer)
        talk.answer(request, SUCCESS)

    found = find(archive(script).node)

    assert [one.instance_count for one in found] == [None, None, 7]


def test_that_no_more_answers_are_taken_than_asked_for(archive: Archives) -> None:
    def script(talk: Talk, request: Message) -> None:
        if request.field == Field.FIND_REQUEST:
            for number in range(20):
                talk.answer(request, PENDING, study(f"1.2.{number}"))
            assert talk.next_message().field == Field.CANCEL_REQUEST
            talk.answer(request, 0xFE00)

    found = find(archive(script).node, ArchiveQuery(limit=5))

    assert len(found) == 5


def test_that_a_query_refused_says_why(archive: Archives) -> None:
    def script(talk: Talk, request: Message) -> None:
        talk.answer(request, NO_RESOURCES)

    with pytest.raises(ArchiveRefused, match="out of resources"):
        find(archive(script).node)


def test_that_a_silent_archive_is_given_up(
    archive: Archives, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed_s = 0.0

    def wait_long(talk: Talk, request: Message) -> None:
        nonlocal passed_s
        passed_s = GIVES_UP_S + 1.0

    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + passed_s)
    monkeypatch.setattr(conversation, "time", clock)

    with pytest.raises(ArchiveUnreachable, match="sent nothing for 60 s"):
        find(archive(wait_long).node)


def test_that_a_query_broken_off_is_a_sentence(archive: Archives) -> None:
    with pytest.raises(ArchiveUnreachable, match="broke off"):
        find(archive(lambda talk, request: talk.abort()).node)


def test_that_nothing_listens_is_a_sentence() -> None:
    with pytest.raises(ArchiveUnreachable, match="Check host and port"):
        find(ArchiveNode("nobody", port=free_port()))


def test_that_a_host_nobody_knows_is_a_sentence() -> None:
    with pytest.raises(ArchiveUnreachable, match="no host named"):
        find(ArchiveNode("nobody", host="no-such-host.invalid"))


@pytest.mark.parametrize(
    "greeting",
    [
        pytest.param(b"HTTP/1.1 400 Bad Request\r\n\r\n", id="a web server"),
        pytest.param(b"\x02\x00\xff\xff\xff\xff" + bytes(64), id="a PDU of four gigabytes"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_that_what_is_no_archive_is_a_sentence(greeting: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            peer, _ = server.accept()
            with peer, suppress(OSError):
                peer.recv(64)
                peer.sendall(greeting)

        answering = threading.Thread(target=answer)
        answering.start()
        node = ArchiveNode("odd", port=server.getsockname()[1], timeout_s=20)

        with pytest.raises(ArchiveUnreachable, match="no association"):
            find(node)

        answering.join(60)


def test_that_a_broken_retrieve_keeps_what_came_and_asks_only_for_the_rest(
    archive: Archives, three: list[Path], folder: ArrivalFolder
) -> None:
    asked: list[int] = []
    works = library(three)

    def script(talk: Talk, request: Message) -> None:
        if request.field != Field.GET_REQUEST:
            works(talk, request)
            return
        asked.append(len(asked_for(talk, request, three)))
        if len(asked) == 1:
            talk.store(three[0])
            talk.abort()
        else:
            works(talk, request)

    broken = archive(script)
    with pytest.raises(ArchiveUnreachable, match="broke off"):
        fetch(broken.node, folder)
    assert len(list(folder.root.rglob("*.dcm"))) == 1

    outcome = fetch(broken.node, folder)

    assert asked == [3, 2]
    assert (outcome.transferred, outcome.already_there, outcome.is_whole) == (2, 1, True)


def test_that_what_was_listed_and_not_sent_is_a_problem(
    archive: Archives, three: list[Path], folder: ArrivalFolder
) -> None:
    works = library(three)

    def script(talk: Talk, request: Message) -> None:
        if request.field != Field.GET_REQUEST:
            works(talk, request)
            return
        talk.store(three[0])
        talk.answer(request, SUCCESS, counts={Element.COMPLETED: 3, Element.FAILED: 0})

    outcome = fetch(archive(script).node, folder)

    assert outcome.transferred == 1
    assert {one.sop_instance_uid for one in outcome.problems} == {f"{SERIES}.2", f"{SERIES}.3"}


def test_that_instances_named_as_failed_have_the_archives_reason(
    archive: Archives, three: list[Path], folder: ArrivalFolder
) -> None:
    works = library(three)

    def script(talk: Talk, request: Message) -> None:
        if request.field != Field.GET_REQUEST:
            works(talk, request)
            return
        for file in three[:2]:
            talk.store(file)
        failed = Dataset()
        failed.FailedSOPInstanceUIDList = [f"{SERIES}.3"]
        talk.answer(request, SOME_FAILED, failed, {Element.COMPLETED: 2, Element.FAILED: 1})

    outcome = fetch(archive(script).node, folder)

    (problem,) = outcome.problems
    assert problem.sop_instance_uid == f"{SERIES}.3"
    assert "B000" in str(problem.reason)


def test_that_an_object_of_another_study_is_not_kept(
    archive: Archives, three: list[Path], folder: ArrivalFolder
) -> None:
    works = library(three)
    statuses: list[int | None] = []

    def script(talk: Talk, request: Message) -> None:
        if request.field != Field.GET_REQUEST:
            works(talk, request)
            return
        from pydicom.data import get_testdata_file

        statuses.append(talk.store(Path(str(get_testdata_file("MR_small.dcm")))).status)
        works(talk, request)

    outcome = fetch(archive(script).node, folder)

    assert statuses == [0xA900]
    assert outcome.transferred == 3
    assert len(list(folder.root.rglob("*.dcm"))) == 3
    assert len(outcome.problems) == 1


class FullFolder(ArrivalFolder):
    def writing(self, key: InstanceKey):  # type: ignore[no-untyped-def]  # raises at once
        del key
        raise ArrivalsUnwritable(message("Archive", "No room."))


def test_that_a_full_disk_is_told_to_the_archive_and_ends_the_retrieve(
    archive: Archives, three: list[Path], folder: ArrivalFolder
) -> None:
    works = library(three)
    told: list[int | None] = []

    def script(talk: Talk, request: Message) -> None:
        if request.field == Field.GET_REQUEST:
            told.append(talk.store(three[0]).status)
            told.append(talk.next_message().field)
            talk.answer(request, 0xFE00)
        else:
            works(talk, request)

    with pytest.raises(ArrivalsUnwritable, match="No room"):
        fetch(archive(script).node, FullFolder(folder.root))

    assert told == [NO_RESOURCES, Field.CANCEL_REQUEST]
    assert not list(folder.root.rglob(f"*{PART}"))


def test_that_a_cancelled_retrieve_stops_the_archive_and_keeps_what_came(
    archive: Archives, three: list[Path], folder: ArrivalFolder
) -> None:
    works = library(three)
    token = CancelToken()
    seen: list[int | None] = []

    def script(talk: Talk, request: Message) -> None:
        if request.field == Field.GET_REQUEST:
            talk.store(three[0])
            token.cancel()
            seen.append(talk.next_message().field)
            talk.answer(request, 0xFE00, counts={Element.COMPLETED: 1})
        else:
            works(talk, request)

    with pytest.raises(Cancelled):
        fetch(archive(script).node, folder, token)

    assert seen == [Field.CANCEL_REQUEST]
    assert len(list(folder.root.rglob("*.dcm"))) == 1


def test_that_an_archive_without_lists_is_asked_for_the_whole_study(
    archive: Archives, three: list[Path], folder: ArrivalFolder
) -> None:
    def script(talk: Talk, request: Message) -> None:
        if request.field == Field.FIND_REQUEST:
            talk.answer(request, 0xA900)
            return
        assert talk.read(request).QueryRetrieveLevel == "STUDY"
        for file in three:
            talk.store(file)
        talk.answer(request, SUCCESS)

    outcome = fetch(archive(script).node, folder)

    assert outcome.transferred == 3


def test_that_an_archive_that_knows_no_instances_is_asked_for_series(
    archive: Archives, three: list[Path], folder: ArrivalFolder
) -> None:
    works = library(three)
    held = fetch(archive(works).node, folder)
    next(iter(folder.root.rglob("*.dcm"))).unlink()

    def script(talk: Talk, request: Message) -> None:
        if request.field == Field.GET_REQUEST and talk.read(request).QueryRetrieveLevel == "IMAGE":
            talk.answer(request, 0xA900)
        else:
            works(talk, request)

    outcome = fetch(archive(script).node, folder)

    assert held.transferred == 3
    assert (outcome.transferred, outcome.already_there, outcome.is_whole) == (1, 2, True)
