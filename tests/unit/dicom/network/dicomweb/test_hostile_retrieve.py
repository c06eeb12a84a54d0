"""A server that answers a retrieve wrongly: a sentence each, what is whole stays, nothing half-written."""

import gzip
import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dicomweb.connection import KEPT_LINES
from medviewer.dicom.network.dicomweb.limits import Limits
from medviewer.dicom.network.dicomweb.retrieving import FAILURES_AT_FIRST
from medviewer.dicom.network.dicomweb.web_archive import WebArchive
from medviewer.domain.archive import Arrival, RetrieveOrder, TransferOutcome
from medviewer.errors import ArchiveAnswerUnusable, ArchiveError, ArchiveUnreachable
from medviewer.progress import Cancelled, CancelToken, Progress, ProgressSink, ignore_progress
from tests.peers.hostile_server import BOUNDARY, MULTIPART, HostileServer, Reply, Request
from tests.phantoms.dicom_files import write_image

STUDY, SERIES = "1.2.3", "1.2.3.4"
SMALL = Limits(search_bytes=1 << 20, instance_bytes=1 << 16)


@pytest.fixture
def images(tmp_path: Path) -> list[bytes]:
    """Three slices of 8 kB."""
    return [image(tmp_path, number) for number in (1, 2, 3)]


def image(folder: Path, number: int, **attributes: Any) -> bytes:
    file = folder / "out" / f"IM{number}.dcm"
    uids: dict[str, Any] = {
        "StudyInstanceUID": STUDY,
        "SeriesInstanceUID": SERIES,
        "SOPInstanceUID": f"{SERIES}.{number}",
    }
    write_image(file, np.full((64, 64), number, np.uint16), **{**uids, **attributes})
    return file.read_bytes()


class Retrieve:
    """One retrieve of the study into a folder, and what came of it."""

    def __init__(self, server: HostileServer, folder: Path, limits: Limits = SMALL) -> None:
        self.server, self.folder, self.limits = server, folder, limits
        self.arrivals: list[Arrival] = []

    def run(self, timeout_s: int = 20, progress: ProgressSink = ignore_progress) -> TransferOutcome:
        archive = WebArchive(replace(self.server.node, timeout_s=timeout_s), self.limits)
        return archive.retrieve(
            RetrieveOrder(STUDY),
            ArrivalFolder(self.folder),
            self.arrivals.append,
            progress,
            CancelToken(),
        )

    @property
    def files(self) -> list[bytes]:
        """Everything that lies in the folder, also what is half-written."""
        return sorted(path.read_bytes() for path in self.folder.rglob("*") if path.is_file())


@pytest.fixture
def retrieve(hostile_server: HostileServer, tmp_path: Path) -> Retrieve:
    listing(hostile_server, [1, 2, 3])
    return Retrieve(hostile_server, tmp_path / "in")


def listing(server: HostileServer, numbers: list[int]) -> None:
    """Searches for the study's series and for its instances are answered as the standard says."""
    of_series = {
        "0020000E": {"vr": "UI", "Value": [SERIES]},
        "00201209": {"vr": "IS", "Value": [len(numbers)]},
    }
    found = [
        {
            "0020000D": {"vr": "UI", "Value": [STUDY]},
            "0020000E": {"vr": "UI", "Value": [SERIES]},
            "00080018": {"vr": "UI", "Value": [f"{SERIES}.{number}"]},
        }
        for number in numbers
    ]
    server.answers(f"/studies/{STUDY}/series", once([of_series]))
    server.answers(f"/studies/{STUDY}/series/{SERIES}/instances", once(found))


def once(found: object) -> Callable[[Request], Reply]:
    """All on the first page."""
    body = json.dumps(found).encode()
    return lambda request: Reply(body if "offset=0" in request.query else b"[]")


def series(server: HostileServer, reply: "Reply | Callable[[Request], Reply]") -> None:
    server.answers(f"/studies/{STUDY}/series/{SERIES}", reply)


def single(server: HostileServer, number: int, reply: Reply) -> None:
    server.answers(f"/studies/{STUDY}/series/{SERIES}/instances/{SERIES}.{number}", reply)


def test_that_a_connection_cut_in_the_middle_costs_only_the_rest(
    retrieve: Retrieve, images: list[bytes]
) -> None:
    whole = Reply.parts(images)
    series(retrieve.server, replace(whole, cut_after=len(whole.body) // 2))
    for number, content in enumerate(images, start=1):
        single(retrieve.server, number, Reply.parts([content]))

    with pytest.raises(ArchiveUnreachable, match="broke before its answer was complete"):
        retrieve.run()
    first = retrieve.files
    outcome = retrieve.run()

    assert first == images[:1]
    assert (outcome.transferred, outcome.already_there, outcome.is_whole) == (2, 1, True)
    assert retrieve.files == sorted(images)


@pytest.mark.parametrize("is_chunked", [False, True])
def test_that_a_body_of_unknown_length_is_read_to_its_last_boundary(
    retrieve: Retrieve, images: list[bytes], is_chunked: bool
) -> None:
    length = None if is_chunked else -1
    series(
        retrieve.server,
        Reply.parts(images, is_chunked=is_chunked, length=length, piece_bytes=777),
    )

    outcome = retrieve.run()

    assert outcome.is_whole
    assert retrieve.files == sorted(images)


def test_that_chunks_without_an_end_are_a_break(retrieve: Retrieve, images: list[bytes]) -> None:
    whole = Reply.parts(images, is_chunked=True, piece_bytes=1000)
    series(retrieve.server, replace(whole, cut_after=len(whole.body) - 2000))

    with pytest.raises(ArchiveUnreachable, match="broke"):
        retrieve.run()

    assert retrieve.files == sorted(images[:2])


def test_that_an_image_cut_off_inside_its_part_does_not_count(
    retrieve: Retrieve, images: list[bytes]
) -> None:
    series(retrieve.server, Reply.parts([images[0], images[1][:-100], images[2]]))

    outcome = retrieve.run()

    assert [each.sop_instance_uid for each in outcome.problems] == [f"{SERIES}.2"]
    assert "cut off" in str(outcome.problems[0].reason)
    assert retrieve.files == sorted([images[0], images[2]])


def test_that_an_image_of_another_study_is_not_kept(
    retrieve: Retrieve, images: list[bytes], tmp_path: Path
) -> None:
    foreign = image(tmp_path, 9, StudyInstanceUID="9.9.9", SOPInstanceUID=f"{SERIES}.1")
    series(retrieve.server, Reply.parts([foreign]))

    outcome = retrieve.run()

    assert retrieve.files == []
    assert len(outcome.problems) == 3


def test_that_an_image_that_was_not_asked_for_is_not_kept(
    retrieve: Retrieve, tmp_path: Path
) -> None:
    listing(retrieve.server, [1])
    single(retrieve.server, 1, Reply.parts([image(tmp_path, 7)]))

    outcome = retrieve.run()

    assert "not asked for" in str(outcome.problems[0].reason)
    assert retrieve.files == []


def test_that_an_image_is_known_by_its_data_set_where_its_header_names_another(
    retrieve: Retrieve, images: list[bytes]
) -> None:
    said = f"{SERIES}.2".encode()  # its first place is the file meta information
    renamed = images[1].replace(said, f"{SERIES}.8".encode(), 1)
    series(retrieve.server, Reply.parts([images[0], renamed, images[2]]))
    single(retrieve.server, 2, Reply.parts([renamed]))

    outcome = retrieve.run()

    assert outcome.problems == ()
    assert retrieve.files == sorted([images[0], renamed, images[2]])


def test_that_one_image_sent_again_and_again_comes_to_an_end(
    retrieve: Retrieve, images: list[bytes]
) -> None:
    one = Reply.parts(images[:1]).body.removesuffix(f"--{BOUNDARY}--\r\n".encode())
    series(retrieve.server, Reply(one, MULTIPART, length=-1, repeats=100_000))

    outcome = retrieve.run()

    assert outcome.transferred == 1
    assert retrieve.files == images[:1]


def test_that_an_image_without_end_is_left(retrieve: Retrieve, images: list[bytes]) -> None:
    listing(retrieve.server, [1])
    start = f"--{BOUNDARY}\r\n\r\n".encode() + images[0]
    single(retrieve.server, 1, Reply(start, MULTIPART, length=-1, repeats=100_000))

    outcome = retrieve.run()

    assert "larger than" in str(outcome.problems[0].reason)
    assert retrieve.files == []


def test_that_a_body_blown_up_by_compression_is_left(
    retrieve: Retrieve, images: list[bytes]
) -> None:
    listing(retrieve.server, [1])
    bomb = f"--{BOUNDARY}\r\n\r\n".encode() + images[0] + bytes(50_000_000)
    headers = {"Content-Encoding": "gzip"}
    single(retrieve.server, 1, Reply(gzip.compress(bomb, mtime=0), MULTIPART, headers=headers))

    outcome = retrieve.run()

    assert "larger than" in str(outcome.problems[0].reason)
    assert retrieve.files == []


def test_that_a_compressed_body_nobody_asked_for_is_read_all_the_same(
    retrieve: Retrieve, images: list[bytes]
) -> None:
    plain = Reply.parts(images)
    headers = {"Content-Encoding": "gzip"}
    series(
        retrieve.server, replace(plain, body=gzip.compress(plain.body, mtime=0), headers=headers)
    )

    outcome = retrieve.run()

    assert outcome.is_whole


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"<html>Log in</html>", "text/html"), "no images but text/html"),
        (Reply(b"x", "multipart/related"), "no images but multipart/related"),
        (Reply(b"nothing here", MULTIPART), "not where it says"),
        (Reply(bytes(200_000), MULTIPART), "not where it says"),
        (Reply.parts([b"hello"]), "no DICOM image"),
        (Reply(b"x", MULTIPART, headers={"Content-Encoding": "br"}), "unknown way"),
        (
            Reply(b"no gzip", MULTIPART, headers={"Content-Encoding": "gzip"}),
            "compression is damaged",
        ),
        (Reply(status=500), "failed itself"),
        (Reply(status=404), "nothing at this address"),
        (Reply(status=406), "does not speak this form"),
        (Reply(status=503), "too busy"),
    ],
)
def test_that_an_answer_that_holds_no_image_is_a_sentence(
    retrieve: Retrieve, reply: Reply, words: str
) -> None:
    listing(retrieve.server, [1])
    single(retrieve.server, 1, reply)

    outcome = retrieve.run()

    assert words in str(outcome.problems[0].reason)
    assert retrieve.files == []


def test_that_a_server_that_sends_nothing_usable_is_not_asked_for_ever(
    hostile_server: HostileServer, tmp_path: Path
) -> None:
    listing(hostile_server, list(range(1, 200)))
    hostile_server.otherwise(lambda request: Reply(b"<html>", "text/html"))
    retrieve = Retrieve(hostile_server, tmp_path / "in")

    def told_late(progress: Progress) -> None:
        time.sleep(0.3)  # the lines are far ahead of who is told

    with pytest.raises(ArchiveAnswerUnusable, match="no images but text/html"):
        retrieve.run(progress=told_late)

    images = [each for each in hostile_server.requests if "/instances/" in each.path]
    assert len(images) <= FAILURES_AT_FIRST + KEPT_LINES  # of 199


def test_that_one_bad_image_does_not_cost_the_series(
    retrieve: Retrieve, images: list[bytes]
) -> None:
    series(retrieve.server, Reply(status=500))
    single(retrieve.server, 1, Reply.parts(images[:1]))
    single(retrieve.server, 2, Reply(status=500))
    single(retrieve.server, 3, Reply.parts(images[2:]))

    outcome = retrieve.run()

    assert (outcome.transferred, len(outcome.problems)) == (2, 1)
    assert retrieve.files == sorted([images[0], images[2]])


def test_that_a_single_image_without_its_envelope_is_taken(
    retrieve: Retrieve, images: list[bytes]
) -> None:
    listing(retrieve.server, [1])
    single(retrieve.server, 1, Reply(images[0], "application/dicom"))

    outcome = retrieve.run()

    assert outcome.is_whole
    assert retrieve.files == images[:1]


def test_that_silence_ends_with_a_sentence(retrieve: Retrieve, images: list[bytes]) -> None:
    may_answer = threading.Event()
    series(retrieve.server, replace(Reply.parts(images), waits_for=may_answer))

    with pytest.raises(ArchiveUnreachable, match="did not answer within 1 s"):
        retrieve.run(timeout_s=1)
    may_answer.set()

    assert retrieve.files == []


def test_that_something_that_is_no_uid_is_never_put_into_an_address(
    hostile_server: HostileServer, tmp_path: Path
) -> None:
    found = [{"0020000E": {"Value": ["../../admin"]}, "00201209": {"Value": [1]}}]
    hostile_server.answers(f"/studies/{STUDY}/series", once(found))

    with pytest.raises(ArchiveError, match="no UID"):
        Retrieve(hostile_server, tmp_path / "in").run()

    assert {request.path for request in hostile_server.requests} == {
        f"/dicom-web/studies/{STUDY}/series"
    }


def test_that_a_study_the_archive_does_not_have_is_a_sentence(
    hostile_server: HostileServer, tmp_path: Path
) -> None:
    hostile_server.answers(f"/studies/{STUDY}/series", once([]))

    with pytest.raises(ArchiveError, match="has no images of this study"):
        Retrieve(hostile_server, tmp_path / "in").run()


def test_that_what_a_series_lacks_is_asked_for_by_itself(
    retrieve: Retrieve, images: list[bytes]
) -> None:
    series(retrieve.server, Reply.parts(images[:2]))
    single(retrieve.server, 3, Reply.parts(images[2:]))

    outcome = retrieve.run()

    assert (outcome.transferred, outcome.is_whole) == (3, True)


def test_that_a_retrieve_can_be_left_while_images_come(
    retrieve: Retrieve, images: list[bytes]
) -> None:
    token, may_go_on = CancelToken(), threading.Event()
    whole = Reply.parts(images)
    series(retrieve.server, replace(whole, piece_bytes=len(whole.body) // 2, stops_for=may_go_on))
    archive = WebArchive(retrieve.server.node)

    def leave(arrival: Arrival) -> None:
        token.cancel()

    with pytest.raises(Cancelled):
        archive.retrieve(
            RetrieveOrder(STUDY), ArrivalFolder(retrieve.folder), leave, ignore_progress, token
        )
    may_go_on.set()

    assert retrieve.files == images[:1]
