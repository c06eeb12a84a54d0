"""What can go wrong between us and an archive, for both protocols.

A sentence, nothing lost, nothing half-written: each test breaks one retrieve of twelve slices in one way,
looks at what lies on disk, mends it, and asks again.
"""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest

from medviewer.dicom.network.archive import Archive
from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import (
    ArchiveNode,
    ArchiveQuery,
    Arrival,
    Login,
    Protocol,
    RetrieveOrder,
    TransferOutcome,
)
from medviewer.errors import (
    ArchiveAnswerUnusable,
    ArchiveError,
    ArchiveRefused,
    ArchiveUnreachable,
    ArrivalsUnwritable,
)
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from tests.peers.fixtures import OrthancMaker
from tests.peers.link import DeafPeer, Link
from tests.peers.orthanc import Orthanc
from tests.phantoms.dicom_files import write_image

STUDY, SERIES = "1.2.826.0.1.3680043.8.498.7", "1.2.826.0.1.3680043.8.498.7.1"
COUNT, SIDE = 12, 256
SLICE_BYTES = 2 * SIDE * SIDE
HALF = COUNT // 2 * SLICE_BYTES
NOT_RECOGNISED = bytes.fromhex("0300 00000004 00 01 01 07")  # A-ASSOCIATE-RJ, PS3.8 table 9-21
SILENT_S = 2
HANG_S = 60  # a hang guard

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("protocol", list(Protocol))]


class Bench:
    """A server with twelve slices, the wire to it, and the folder they are to arrive in."""

    def __init__(self, server: Orthanc, link: Link, protocol: Protocol, folder: Path) -> None:
        self.server, self.link, self.folder = server, link, folder
        web = replace(server.web_node, url=f"http://127.0.0.1:{link.port}/dicom-web")
        is_web = protocol is Protocol.DICOMWEB
        self.node: ArchiveNode = web if is_web else replace(server.dimse_node, port=link.port)
        self.arrivals: list[Arrival] = []

    def retrieve(
        self, token: CancelToken | None = None, folder: Path | None = None
    ) -> TransferOutcome:
        archive: Archive = open_archive(self.node)
        return archive.retrieve(
            RetrieveOrder(STUDY),
            ArrivalFolder(folder or self.folder),
            self.arrivals.append,
            ignore_progress,
            token or CancelToken(),
        )

    def in_the_middle(self, what: Callable[[], object]) -> None:
        """Do it when half of the bytes have passed and one slice at least lies on disk."""

        def wait_and_do() -> None:
            gives_up = time.monotonic() + HANG_S
            while not any(self.folder.rglob("*.dcm")) and time.monotonic() < gives_up:
                time.sleep(0.01)
            what()

        self.link.at(HALF, wait_and_do)

    def whole_files(self, folder: Path | None = None) -> int:
        """How many slices lie there; anything else that lies there fails the test."""
        files = [path for path in (folder or self.folder).rglob("*") if path.is_file()]
        for path in files:
            assert path.suffix == ".dcm", path
            number = int(pydicom.dcmread(path).InstanceNumber)
            assert (pydicom.dcmread(path).pixel_array == number).all()
        return len(files)


@pytest.fixture
def bench(orthanc: Orthanc, protocol: Protocol, tmp_path: Path) -> Iterator[Bench]:
    for number in range(1, COUNT + 1):
        file = tmp_path / "out" / f"{number}.dcm"
        write_slice(file, number)
        orthanc.upload(file)
    is_web = protocol is Protocol.DICOMWEB
    link = Link(orthanc.http_port if is_web else orthanc.dicom_port)
    yield Bench(orthanc, link, protocol, tmp_path / "in")
    link.close()


def write_slice(file: Path, number: int) -> None:
    write_image(
        file,
        np.full((SIDE, SIDE), number, np.uint16),
        StudyInstanceUID=STUDY,
        SeriesInstanceUID=SERIES,
        SOPInstanceUID=f"{SERIES}.{number}",
        InstanceNumber=number,
    )


def is_sentence(error: Exception) -> bool:
    """For a reader: no class names, no addresses of objects; what to do comes last."""
    words = str(error)
    return words.endswith(".") and not any(odd in words for odd in ("Error(", "<", "Errno", "0x"))


def rest_comes(bench: Bench, held: int, folder: Path | None = None) -> None:
    outcome = bench.retrieve(folder=folder)

    assert (outcome.transferred, outcome.already_there) == (COUNT - held, held)
    assert bench.whole_files(folder) == COUNT


def test_that_a_server_killed_in_the_middle_costs_only_the_rest(bench: Bench) -> None:
    def fall() -> None:
        bench.server.kill()
        bench.link.cut()

    bench.in_the_middle(fall)

    with pytest.raises(ArchiveUnreachable) as caught:
        bench.retrieve()
    held = bench.whole_files()

    assert is_sentence(caught.value)
    assert 0 < held < COUNT
    assert len(bench.arrivals) == held
    bench.server.start()
    rest_comes(bench, held)


def test_that_a_cable_pulled_in_the_middle_costs_only_the_rest(bench: Bench) -> None:
    bench.in_the_middle(bench.link.cut)

    with pytest.raises(ArchiveUnreachable) as caught:
        bench.retrieve()
    held = bench.whole_files()

    assert is_sentence(caught.value)
    assert 0 < held < COUNT
    rest_comes(bench, held)


def test_that_a_line_that_falls_silent_is_given_up(bench: Bench) -> None:
    bench.node = replace(bench.node, timeout_s=SILENT_S)
    bench.in_the_middle(bench.link.freeze)

    with pytest.raises(ArchiveUnreachable) as caught:
        bench.retrieve()
    held = bench.whole_files()

    assert is_sentence(caught.value)
    assert 0 < held < COUNT
    bench.link.cut()
    rest_comes(bench, held)


def test_that_a_slow_line_is_not_taken_for_silent(bench: Bench) -> None:
    bench.node = replace(bench.node, timeout_s=4)
    bench.link.bytes_per_s = COUNT * SLICE_BYTES // 8  # eight seconds, never four without a byte

    rest_comes(bench, 0)


def test_that_a_retrieve_left_in_the_middle_keeps_what_is_whole(bench: Bench) -> None:
    token = CancelToken()

    def leave() -> None:
        bench.link.freeze()
        token.cancel()

    bench.in_the_middle(leave)

    with pytest.raises(Cancelled):
        bench.retrieve(token)
    held = bench.whole_files()

    assert held < COUNT
    bench.link.cut()
    rest_comes(bench, held)


def test_that_bytes_spoilt_on_the_way_are_never_kept(bench: Bench) -> None:
    def spoil() -> None:
        bench.link.is_spoiling = True

    bench.in_the_middle(spoil)

    with pytest.raises(ArchiveError) as caught:
        bench.retrieve()
    kept = [path for path in bench.folder.rglob("*") if path.is_file()]

    assert is_sentence(caught.value)
    assert len(kept) < COUNT
    assert all(path.suffix == ".dcm" for path in kept)


def test_that_a_full_disk_is_a_sentence_and_the_rest_comes_when_there_is_room(
    bench: Bench, small_disk: Path
) -> None:
    with pytest.raises(ArrivalsUnwritable) as caught:
        bench.retrieve(folder=small_disk)
    held = bench.whole_files(small_disk)

    assert is_sentence(caught.value)
    assert "No space left" in str(caught.value)
    assert 0 < held < COUNT
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    rest_comes(bench, held, small_disk)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True
    )
    if made.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_that_a_folder_that_may_not_be_written_is_a_sentence(bench: Bench) -> None:
    bench.folder.write_text("a file where the folder should be")

    with pytest.raises(ArrivalsUnwritable) as caught:
        bench.retrieve()

    assert is_sentence(caught.value)


@pytest.fixture
def deaf_peer(protocol: Protocol) -> Iterator[Callable[[bytes], ArchiveNode]]:
    """Start a peer that says the same to everybody, and the node to reach it by."""
    made: list[DeafPeer] = []

    def make(says: bytes) -> ArchiveNode:
        peer = DeafPeer(says)
        made.append(peer)
        url = f"http://127.0.0.1:{peer.port}/dicom-web"
        return ArchiveNode("deaf", protocol, port=peer.port, url=url, timeout_s=20)

    yield make
    for peer in made:
        peer.close()


def ask_everything(node: ArchiveNode, folder: Path) -> list[ArchiveError]:
    """How echo, find and retrieve each end."""
    archive, token = open_archive(node), CancelToken()
    order, into = RetrieveOrder(STUDY), ArrivalFolder(folder)
    asked: list[Callable[[], object]] = [
        lambda: archive.echo(token),
        lambda: list(archive.find(ArchiveQuery(), token)),
        lambda: archive.retrieve(order, into, lambda one: None, ignore_progress, token),
    ]
    errors = []
    for ask in asked:
        with pytest.raises(ArchiveError) as caught:
            ask()
        errors.append(caught.value)
    assert not any(path.is_file() for path in folder.rglob("*"))
    return errors


def test_that_a_refusal_to_talk_at_all_is_a_sentence(
    deaf_peer: Callable[[bytes], ArchiveNode], protocol: Protocol, tmp_path: Path
) -> None:
    refused = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
    node = deaf_peer(refused if protocol is Protocol.DICOMWEB else NOT_RECOGNISED)

    errors = ask_everything(node, tmp_path / "in")

    assert all(isinstance(error, ArchiveRefused) for error in errors)
    assert all(is_sentence(error) for error in errors)


@pytest.mark.parametrize(
    "noise",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(bytes(4096), id="zeros"),
        pytest.param(b"\xff" * 4096, id="ones"),
        pytest.param(b"220 mail.example.org ESMTP\r\n", id="mail"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", id="html"),
        pytest.param(b"\x02\x00\xff\xff\xff\xff" + bytes(64), id="pdu-of-4-GB"),
    ],
)
def test_that_noise_instead_of_an_answer_is_a_sentence(
    deaf_peer: Callable[[bytes], ArchiveNode], noise: bytes, tmp_path: Path
) -> None:
    errors = ask_everything(deaf_peer(noise), tmp_path / "in")

    assert all(is_sentence(error) for error in errors)


def test_that_a_wrong_name_or_login_is_told_as_such(
    make_orthanc: OrthancMaker, protocol: Protocol, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keyring.get_password", lambda service, account: "wrong")
    server = make_orthanc(
        settings={
            "DicomCheckCalledAet": True,
            "AuthenticationEnabled": True,
            "RegisteredUsers": {"reader": "sesame"},
        }
    )
    web = replace(server.web_node, login=Login.BASIC, user="reader")
    dimse = replace(server.dimse_node, ae_title="SOMEBODY")

    errors = ask_everything(web if protocol is Protocol.DICOMWEB else dimse, tmp_path / "in")

    assert all(isinstance(error, ArchiveRefused) for error in errors)
    name = "reader" if protocol is Protocol.DICOMWEB else "SOMEBODY"
    assert all(name in str(error) and is_sentence(error) for error in errors)


def test_that_a_place_where_no_service_is_told_as_such(
    orthanc: Orthanc, protocol: Protocol, tmp_path: Path
) -> None:
    elsewhere = replace(orthanc.web_node, url=f"{orthanc.http_url}/elsewhere")
    crossed = replace(orthanc.dimse_node, port=orthanc.http_port)  # DIMSE spoken to a web server
    node = elsewhere if protocol is Protocol.DICOMWEB else replace(crossed, timeout_s=3)

    errors = ask_everything(node, tmp_path / "in")

    kinds = (ArchiveRefused, ArchiveUnreachable, ArchiveAnswerUnusable)
    assert all(isinstance(error, kinds) and is_sentence(error) for error in errors)
