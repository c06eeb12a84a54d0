"""Searches: what is asked, pages, and answers of every shape that servers send."""

import json
import threading
from urllib.parse import parse_qs

import pytest

from medviewer.dicom.network.dicomweb.limits import Limits
from medviewer.dicom.network.dicomweb.web_archive import WebArchive
from medviewer.domain.archive import (
    ArchiveMatch,
    ArchiveQuery,
    QueryLevel,
    WorklistQuery,
)
from medviewer.errors import ArchiveAnswerUnusable, ArchiveRefused, ArchiveUnreachable
from medviewer.progress import Cancelled, CancelToken
from tests.peers.hostile_server import HostileServer, Reply, Request

STUDY_UID, NAME = "0020000D", "00100010"
EVERYTHING = ArchiveQuery()


def find(server: HostileServer, query: ArchiveQuery = EVERYTHING) -> list[ArchiveMatch]:
    return list(WebArchive(server.node, Limits(search_bytes=1 << 20)).find(query, CancelToken()))


def study(uid: object, **more: object) -> dict[str, object]:
    return {STUDY_UID: {"vr": "UI", "Value": [uid]}, **more}


def send(server: HostileServer, value: object) -> None:
    """One page, then nothing."""
    body = json.dumps(value).encode()
    server.answers("/studies", lambda asked: Reply(body if "offset=0" in asked.query else b"[]"))


def asked(request: Request) -> dict[str, list[str]]:
    return parse_qs(request.query)


def test_that_a_search_asks_for_what_was_typed_and_for_no_guesses(
    hostile_server: HostileServer,
) -> None:
    hostile_server.answers("/studies", Reply(b"[]"))

    find(
        hostile_server,
        ArchiveQuery(patient_name="王*", modality="CT", study_date="20260101-", limit=7),
    )

    first = asked(hostile_server.requests[0])
    assert first["PatientName"] == ["王*"]
    assert (first["ModalitiesInStudy"], first["StudyDate"]) == (["CT"], ["20260101-"])
    assert (first["limit"], first["offset"], first["fuzzymatching"]) == (["7"], ["0"], ["false"])


def test_that_series_of_a_study_are_asked_for_inside_it(hostile_server: HostileServer) -> None:
    hostile_server.answers("/studies/1.2/series", Reply(b"[]"))

    find(
        hostile_server,
        ArchiveQuery(QueryLevel.SERIES, patient_id="P1", modality="MR", study_instance_uid="1.2"),
    )

    first = asked(hostile_server.requests[0])
    assert first["Modality"] == ["MR"]
    assert "PatientID" not in first


def test_that_pages_shorter_than_asked_for_are_followed_to_the_end(
    hostile_server: HostileServer,
) -> None:
    everything = [study(f"1.{number}") for number in range(5)]

    def page(request: Request) -> Reply:
        offset = int(asked(request)["offset"][0])
        return Reply(json.dumps(everything[offset : offset + 2]).encode())

    hostile_server.answers("/studies", page)

    found = find(hostile_server)

    assert [match.study_instance_uid for match in found] == [f"1.{n}" for n in range(5)]


def test_that_a_server_that_knows_no_pages_is_not_asked_for_ever(
    hostile_server: HostileServer,
) -> None:
    hostile_server.answers("/studies", Reply(json.dumps([study("1.1"), study("1.2")]).encode()))

    found = find(hostile_server)

    assert len(found) == 2
    assert len(hostile_server.requests) == 2


def test_that_a_server_that_sends_everything_at_once_is_cut_at_the_limit(
    hostile_server: HostileServer,
) -> None:
    everything = [study(f"1.{number}") for number in range(50)]
    hostile_server.answers("/studies", Reply(json.dumps(everything).encode()))

    found = find(hostile_server, ArchiveQuery(limit=10))

    assert len(found) == 10


def test_that_no_content_is_no_match(hostile_server: HostileServer) -> None:
    hostile_server.answers("/studies", Reply(status=204, content_type=""))

    assert find(hostile_server) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ([{"Alphabetic": "Wang^XiaoMing", "Ideographic": "王^小明"}], "Wang^XiaoMing=王^小明"),
        ([{"Ideographic": "王^小明"}], "=王^小明"),
        ([{}], ""),
        (["Doe^Jane"], "Doe^Jane"),
        ([None], ""),
        ([{"Alphabetic": 5}], ""),
        ("Doe^Jane", "Doe^Jane"),
        ([[["Doe"]]], ""),
        (17, "17"),
    ],
)
def test_that_persons_of_every_shape_are_read(
    hostile_server: HostileServer, name: object, expected: str
) -> None:
    send(hostile_server, [study("1.2", **{NAME: {"vr": "PN", "Value": name}})])

    assert [match.patient_name for match in find(hostile_server)] == [expected]


def test_that_values_of_wrong_types_cost_only_themselves(hostile_server: HostileServer) -> None:
    odd = {
        "00201206": {"Value": ["3"]},
        "00201208": {"Value": ["many"]},
        "00080020": "20260101",
        "00080061": {"Value": ["CT", None, "SR"]},
        "00100030": None,
        "00100020": {"Value": [12345]},
    }
    send(hostile_server, [study("1.2", **odd), "no data set", study(""), {}, None])

    (match,) = find(hostile_server)

    assert (match.series_count, match.instance_count) == (3, None)
    assert (match.modality, match.patient_id) == ("CT\\\\SR", "12345")
    assert (match.study_date, match.patient_birth_date) == ("", "")


@pytest.mark.parametrize("count", [-3, 1e300, "9e15", 2**31, float("inf")])
def test_that_a_count_that_cannot_be_meant_is_none(
    hostile_server: HostileServer, count: object
) -> None:
    send(hostile_server, [study("1.2", **{"00201208": {"Value": [count]}})])

    assert [match.instance_count for match in find(hostile_server)] == [None]


def test_that_one_data_set_without_its_list_is_read(hostile_server: HostileServer) -> None:
    send(hostile_server, study("1.2"))

    assert [match.study_instance_uid for match in find(hostile_server)] == ["1.2"]


def test_that_patients_are_gathered_from_their_studies(hostile_server: HostileServer) -> None:
    patients = [study(f"1.{n}", **{"00100020": {"Value": [f"P{n % 2}"]}}) for n in range(4)]
    send(hostile_server, patients)

    found = find(hostile_server, ArchiveQuery(QueryLevel.PATIENT))

    assert [match.patient_id for match in found] == ["P0", "P1"]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"<html>Log in</html>", "text/html"), "no DICOM JSON but text/html"),
        (Reply(b"[{", "application/json"), "no DICOM JSON"),
        (Reply(b"17"), "no DICOM JSON"),
        (Reply(b"[" * 500_000), "no DICOM JSON"),
        (Reply(b" " * 2_000_000), "longer than 1 MB"),
        (Reply(b" " * 65536, length=-1, repeats=100_000), "longer than 1 MB"),
    ],
)
def test_that_an_answer_that_is_no_list_of_data_sets_is_a_sentence(
    hostile_server: HostileServer, reply: Reply, words: str
) -> None:
    hostile_server.answers("/studies", reply)

    with pytest.raises(ArchiveAnswerUnusable, match=words):
        find(hostile_server)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "does not let us in with no login"),
        (403, "does not let us in"),
        (404, "nothing at this address"),
        (405, "does not offer this service"),
        (429, "too busy"),
        (500, "failed itself"),
        (299, "does not understand"),
    ],
)
def test_that_a_refusal_says_why(hostile_server: HostileServer, status: int, words: str) -> None:
    hostile_server.answers("/studies", Reply(status=status))

    with pytest.raises(ArchiveRefused, match=words):
        find(hostile_server)


def test_that_an_answer_cut_off_is_no_shorter_list(hostile_server: HostileServer) -> None:
    body = json.dumps([study("1.1"), study("1.2")]).encode()
    hostile_server.answers("/studies", Reply(body, cut_after=len(body) // 2))

    with pytest.raises(ArchiveUnreachable, match="broke"):
        find(hostile_server)


def test_that_a_silent_server_can_be_left_at_once(hostile_server: HostileServer) -> None:
    token, may_answer = CancelToken(), threading.Event()

    def never(request: Request) -> Reply:
        token.cancel()  # while the answer is waited for
        return Reply(b"[]", waits_for=may_answer)

    hostile_server.answers("/studies", never)

    with pytest.raises(Cancelled):
        list(WebArchive(hostile_server.node).find(ArchiveQuery(), token))

    assert not may_answer.is_set()
    may_answer.set()


def test_that_a_port_where_nobody_listens_is_a_sentence(hostile_server: HostileServer) -> None:
    server = HostileServer()
    server.start()
    server.stop()

    with pytest.raises(ArchiveUnreachable, match="nothing answers at this port"):
        find(server)


def test_that_the_worklist_is_asked_of_another_protocol(hostile_server: HostileServer) -> None:
    with pytest.raises(ArchiveRefused, match="DIMSE"):
        WebArchive(hostile_server.node).worklist(WorklistQuery(), CancelToken())
