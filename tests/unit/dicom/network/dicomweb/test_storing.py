"""Sending by STOW: files as they are, each accounted for, whatever the server makes of them."""

import json
import threading
from pathlib import Path

import numpy as np
import pytest

from medviewer.dicom.network.dicomweb.limits import USUAL, Limits
from medviewer.dicom.network.dicomweb.multipart import MultipartReader, boundary_of
from medviewer.dicom.network.dicomweb.web_archive import WebArchive
from medviewer.domain.archive import TransferOutcome
from medviewer.errors import ArchiveRefused
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from tests.peers.hostile_server import HostileServer, Reply, Request
from tests.phantoms.dicom_files import write_image

UIDS = ["1.2.1", "1.2.2", "1.2.3", "1.2.4"]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{uid}.dcm" for uid in UIDS]
    for path in paths:
        write_image(path, np.zeros((16, 16), np.uint16), SOPInstanceUID=path.stem)
    return paths


def store(server: HostileServer, files: list[Path], limits: Limits = USUAL) -> TransferOutcome:
    return WebArchive(server.node, limits).store(files, ignore_progress, CancelToken())


def contents(request: Request) -> list[bytes]:
    boundary = boundary_of(request.headers["content-type"])
    return [b"".join(part) for part in MultipartReader(boundary, iter([request.body])).parts()]


def item(uid: str, reason: int | None = None) -> dict[str, object]:
    told: dict[str, object] = {"00081155": {"vr": "UI", "Value": [uid]}}
    if reason is not None:
        told["00081197"] = {"vr": "US", "Value": [reason]}
    return told


def told(stored: list[str], failed: dict[str, int | None], status: int = 202) -> Reply:
    answer = {
        "00081199": {"vr": "SQ", "Value": [item(uid) for uid in stored]},
        "00081198": {"vr": "SQ", "Value": [item(uid, why) for uid, why in failed.items()]},
    }
    return Reply(json.dumps(answer).encode(), status=status)


def test_that_files_go_as_they_are_with_their_length_told(
    hostile_server: HostileServer, files: list[Path]
) -> None:
    hostile_server.answers("/studies", told(UIDS, {}, 200))

    outcome = store(hostile_server, files)

    (request,) = hostile_server.requests
    assert contents(request) == [file.read_bytes() for file in files]
    assert int(request.headers["content-length"]) == len(request.body)
    assert (outcome.transferred, outcome.is_whole) == (4, True)


def test_that_what_one_request_holds_is_bounded(
    hostile_server: HostileServer, files: list[Path]
) -> None:
    hostile_server.answers("/studies", Reply())

    outcome = store(hostile_server, files, Limits(batch_bytes=2 * files[0].stat().st_size))

    assert [len(contents(request)) for request in hostile_server.requests] == [2, 2]
    assert outcome.transferred == 4


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (0xA700, r"no room left \(code A700\)"),
        (0xA7FF, "no room left"),
        (0xA900, "does not fit the kind"),
        (0xC001, "does not understand the image"),
        (0xC122, "does not take this compression"),
        (0x0122, "no objects of this kind"),
        (0x1234, r"a reason of its own \(code 1234\)"),
        (None, "did not say why"),
    ],
)
def test_that_the_reason_of_a_failure_is_told_in_words(
    hostile_server: HostileServer, files: list[Path], reason: int | None, words: str
) -> None:
    hostile_server.answers("/studies", told(UIDS[1:], {UIDS[0]: reason}))

    outcome = store(hostile_server, files)

    (problem,) = outcome.problems
    assert (outcome.transferred, problem.sop_instance_uid) == (3, UIDS[0])
    with pytest.raises(AssertionError, match=words):
        raise AssertionError(str(problem.reason))


def test_that_an_image_the_archive_has_counts_as_there(
    hostile_server: HostileServer, files: list[Path]
) -> None:
    hostile_server.answers("/studies", told(UIDS[1:], {UIDS[0]: 0x0111}))

    outcome = store(hostile_server, files)

    assert (outcome.transferred, outcome.already_there, outcome.is_whole) == (3, 1, True)


def test_that_a_conflict_tells_of_each_file(
    hostile_server: HostileServer, files: list[Path]
) -> None:
    hostile_server.answers("/studies", told([], dict.fromkeys(UIDS, 0xA700), 409))

    outcome = store(hostile_server, files)

    assert (outcome.transferred, len(outcome.problems)) == (0, 4)
    assert len(hostile_server.requests) == 1


def test_that_what_is_not_confirmed_is_not_called_sent(
    hostile_server: HostileServer, files: list[Path]
) -> None:
    hostile_server.answers("/studies", told(UIDS[:3], {}, 200))

    outcome = store(hostile_server, files)

    assert [problem.sop_instance_uid for problem in outcome.problems] == [UIDS[3]]


def in_xml(stored: list[str], failed: dict[str, int]) -> bytes:
    """As `told`, in the Native DICOM Model (PS3.19 annex A.1)."""

    def element(tag: str, vr: str, inside: str) -> str:
        return f'<DicomAttribute tag="{tag}" vr="{vr}">{inside}</DicomAttribute>'

    def value(tag: str, vr: str, text: object) -> str:
        return element(tag, vr, f'<Value number="1">{text}</Value>')

    taken = [f"<Item>{value('00081155', 'UI', uid)}</Item>" for uid in stored]
    refused = [
        f"<Item>{value('00081155', 'UI', uid)}{value('00081197', 'US', why)}</Item>"
        for uid, why in failed.items()
    ]
    sequences = (
        element("00081199", "SQ", "".join(taken)),
        element("00081198", "SQ", "".join(refused)),
    )
    space = "http://dicom.nema.org/PS3.19/models/NativeDICOM"
    return f'<NativeDicomModel xmlns="{space}">{"".join(sequences)}</NativeDicomModel>'.encode()


def test_that_an_answer_in_xml_is_read(hostile_server: HostileServer, files: list[Path]) -> None:
    body = in_xml(UIDS[:3], {UIDS[3]: 0xA700})
    hostile_server.answers("/studies", Reply(body, "application/dicom+xml", 202))

    outcome = store(hostile_server, files)

    (problem,) = outcome.problems
    assert (outcome.transferred, problem.sop_instance_uid) == (3, UIDS[3])
    assert "no room left" in str(problem.reason)


def test_that_entities_are_not_expanded(hostile_server: HostileServer, files: list[Path]) -> None:
    grows = b'<!DOCTYPE x [<!ENTITY a "1.2.1">]>' + in_xml(["&a;"], {})
    hostile_server.answers("/studies", Reply(grows, "application/dicom+xml", 202))

    outcome = store(hostile_server, files)

    assert (outcome.transferred, len(outcome.problems)) == (0, 4)


def test_that_failures_told_in_words_nobody_reads_are_not_called_sent(
    hostile_server: HostileServer, files: list[Path]
) -> None:
    hostile_server.answers("/studies", Reply(b"<NativeDicomModel/>", status=202))

    outcome = store(hostile_server, files)

    assert outcome.transferred == 0
    assert [problem.sop_instance_uid for problem in outcome.problems] == UIDS


def test_that_one_file_the_server_chokes_on_does_not_stop_the_others(
    hostile_server: HostileServer, files: list[Path]
) -> None:
    bad = files[2].read_bytes()

    def choosy(request: Request) -> Reply:
        return Reply(status=400) if bad in contents(request) else Reply()

    hostile_server.answers("/studies", choosy)

    outcome = store(hostile_server, files)

    assert outcome.transferred == 3
    assert [problem.sop_instance_uid for problem in outcome.problems] == [UIDS[2]]


def test_that_a_request_too_large_is_halved_until_it_fits(
    hostile_server: HostileServer, files: list[Path]
) -> None:
    def small_only(request: Request) -> Reply:
        return Reply(status=413) if len(contents(request)) > 1 else Reply()

    hostile_server.answers("/studies", small_only)

    outcome = store(hostile_server, files)

    assert (outcome.transferred, outcome.problems) == (4, ())


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "does not let us in"),
        (404, "nothing at this address"),
        (415, "does not speak this form"),
        (503, "too busy"),
        (302, "sends us on to another address"),
    ],
)
def test_that_a_server_that_takes_nothing_is_asked_once(
    hostile_server: HostileServer, files: list[Path], status: int, words: str
) -> None:
    headers = {"Location": "http://elsewhere.example.org/studies"}
    hostile_server.answers("/studies", Reply(status=status, headers=headers))

    with pytest.raises(ArchiveRefused, match=words):
        store(hostile_server, files)

    assert len(hostile_server.requests) == 1


def test_that_a_file_that_is_no_dicom_is_not_sent(
    hostile_server: HostileServer, files: list[Path], tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("hello")
    hostile_server.answers("/studies", Reply())

    outcome = store(hostile_server, [note, tmp_path / "gone.dcm", *files])

    assert outcome.transferred == 4
    assert ["note.txt" in str(each.reason) for each in outcome.problems] == [True, False]


def test_that_a_file_that_shrinks_on_the_way_costs_only_itself(
    hostile_server: HostileServer, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile_server.answers("/studies", Reply())
    announced = Path.stat

    def larger(path: Path, **how: bool) -> object:
        found = announced(path, **how)
        if path != files[1]:
            return found
        return type("Announced", (), {"st_size": found.st_size + 10, "st_mode": found.st_mode})()

    monkeypatch.setattr(Path, "stat", larger)

    outcome = store(hostile_server, files)

    assert outcome.transferred == 3
    assert [problem.sop_instance_uid for problem in outcome.problems] == [UIDS[1]]


def test_that_sending_can_be_left_while_the_server_is_silent(
    hostile_server: HostileServer, files: list[Path]
) -> None:
    token, may_answer = CancelToken(), threading.Event()

    def never(request: Request) -> Reply:
        token.cancel()
        return Reply(waits_for=may_answer)

    hostile_server.answers("/studies", never)

    with pytest.raises(Cancelled):
        WebArchive(hostile_server.node).store(files, ignore_progress, token)

    may_answer.set()
