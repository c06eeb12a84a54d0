"""Our storage SCP, sent to by dcmtk and by ourselves."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.dataset import FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian

from medviewer.dicom.network.arrival_folder import ArrivalFolder, InstanceKey
from medviewer.dicom.network.dimse.storage_listener import StorageListener
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import ArchiveNode, Arrival, ListenerSettings, TransportSecurity
from medviewer.errors import ArchiveRefused, ArrivalsUnwritable, NetworkError
from medviewer.progress import CancelToken, ignore_progress
from medviewer.words import Message, message
from tests.peers import dcmtk

SMALL_CT = Path(str(get_testdata_file("CT_small.dcm")))
COMPRESSED = Path(str(get_testdata_file("JPEG2000.dcm")))
PRIVATE_KIND = UID("1.3.46.670589.11.0.0.12.2")  # of no standard


class Received:
    """A listener on a free port and what it was told."""

    def __init__(self, folder: ArrivalFolder, **settings: object) -> None:
        self.arrivals: list[Arrival] = []
        self.problems: list[Message] = []
        self.folder = folder
        values: dict[str, object] = {"port": 0, "allowed_ae_titles": ("SENDER",), **settings}
        self.listener = StorageListener(
            ListenerSettings(**values),  # type: ignore[arg-type]  # by keyword
            folder,
            self.arrivals.append,
            self.problems.append,
        )
        self.listener.start()

    @property
    def node(self) -> ArchiveNode:
        return ArchiveNode(
            "us", port=self.listener.port, ae_title="MEDVIEWER", own_ae_title="SENDER", timeout_s=20
        )


@pytest.fixture
def receiving(tmp_path: Path) -> Iterator[Callable[..., Received]]:
    made: list[Received] = []

    def make(folder: ArrivalFolder | None = None, **settings: object) -> Received:
        made.append(Received(folder or ArrivalFolder(tmp_path / "in"), **settings))
        return made[-1]

    yield make
    for one in made:
        one.listener.stop()


def test_that_it_answers_an_echo(receiving: Callable[..., Received]) -> None:
    received = receiving()

    open_archive(received.node).echo(CancelToken())  # raises where it does not


def test_that_what_dcmtk_sends_is_kept_byte_for_byte(receiving: Callable[..., Received]) -> None:
    received = receiving()

    sent = dcmtk.run(
        "storescu",
        "-xw",
        "-aet",
        "SENDER",
        "-aec",
        "MEDVIEWER",
        "127.0.0.1",
        str(received.listener.port),
        str(COMPRESSED),
    )

    assert sent.returncode == 0, sent.stderr
    kept = pydicom.dcmread(received.arrivals[0].path)
    assert kept.file_meta.TransferSyntaxUID == "1.2.840.10008.1.2.4.91"
    assert kept.PixelData == pydicom.dcmread(COMPRESSED).PixelData


def test_that_a_stranger_is_refused_and_told_of(receiving: Callable[..., Received]) -> None:
    received = receiving(allowed_ae_titles=())

    with pytest.raises(ArchiveRefused) as refusal:
        open_archive(received.node).echo(CancelToken())

    assert "SENDER" in str(refusal.value)
    assert "SENDER" in str(received.problems[0])


def test_that_who_means_another_is_refused(receiving: Callable[..., Received]) -> None:
    received = receiving(ae_title="ELSEWHERE")

    with pytest.raises(ArchiveRefused, match="AE title"):
        open_archive(received.node).echo(CancelToken())

    assert "ELSEWHERE" in str(received.problems[0])


def test_that_an_object_sent_again_with_other_pixels_does_not_replace_the_first(
    receiving: Callable[..., Received], tmp_path: Path
) -> None:
    received = receiving()
    other = pydicom.dcmread(SMALL_CT)
    other.PixelData = bytes(len(other.PixelData))
    other.save_as(tmp_path / "other.dcm")
    archive = open_archive(received.node)

    archive.store([SMALL_CT], ignore_progress, CancelToken())
    again = archive.store([tmp_path / "other.dcm"], ignore_progress, CancelToken())

    assert again.is_whole
    assert {arrival.path for arrival in received.arrivals} == {received.arrivals[0].path}
    kept = pydicom.dcmread(received.arrivals[0].path)
    assert kept.PixelData == pydicom.dcmread(SMALL_CT).PixelData


def test_that_an_object_of_no_known_kind_is_kept(
    receiving: Callable[..., Received], tmp_path: Path
) -> None:
    received = receiving()
    odd = pydicom.dcmread(SMALL_CT)
    odd.SOPClassUID = odd.file_meta.MediaStorageSOPClassUID = PRIVATE_KIND
    odd.save_as(tmp_path / "odd.dcm")

    outcome = open_archive(received.node).store(
        [tmp_path / "odd.dcm"], ignore_progress, CancelToken()
    )

    assert outcome.is_whole
    assert received.arrivals[0].sop_class_uid == PRIVATE_KIND


def test_that_two_senders_are_served_at_once(receiving: Callable[..., Received]) -> None:
    received = receiving()
    both_sent = threading.Barrier(2, timeout=60)
    outcomes = []

    def send(file: Path) -> None:
        both_sent.wait()
        archive = open_archive(received.node)
        outcomes.append(archive.store([file], ignore_progress, CancelToken()))

    senders = [threading.Thread(target=send, args=(one,)) for one in (SMALL_CT, COMPRESSED)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(60)

    assert [one.is_whole for one in outcomes] == [True, True]
    assert len(received.arrivals) == 2


class FullFolder(ArrivalFolder):
    """A disk without room."""

    def writing(self, key: InstanceKey):  # type: ignore[no-untyped-def]  # raises at once
        del key
        raise ArrivalsUnwritable(message("Archive", "No room."))


def test_that_a_full_disk_is_told_to_sender_and_reader(
    receiving: Callable[..., Received], tmp_path: Path
) -> None:
    received = receiving(FullFolder(tmp_path))

    outcome = open_archive(received.node).store([SMALL_CT], ignore_progress, CancelToken())

    assert not outcome.is_whole
    assert "A700" in str(outcome.problems[0].reason)
    assert [str(one) for one in received.problems] == ["No room."]


def test_that_a_taken_port_is_a_sentence(receiving: Callable[..., Received]) -> None:
    received = receiving()

    with pytest.raises(NetworkError, match="another program listens there already"):
        receiving(port=received.listener.port)


def test_that_a_data_set_that_names_no_series_is_not_kept(
    receiving: Callable[..., Received], tmp_path: Path
) -> None:
    received = receiving()
    nameless = pydicom.Dataset()
    nameless.SOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    nameless.SOPInstanceUID = "1.2.3.4"
    nameless.file_meta = FileMetaDataset()
    nameless.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    nameless.save_as(tmp_path / "nameless.dcm", enforce_file_format=True)

    outcome = open_archive(received.node).store(
        [tmp_path / "nameless.dcm"], ignore_progress, CancelToken()
    )

    assert "C000" in str(outcome.problems[0].reason)
    assert received.arrivals == []
    assert not list(received.folder.root.rglob("*.dcm"))


def test_that_a_sender_without_tls_gets_no_association(
    receiving: Callable[..., Received], certificates: TransportSecurity
) -> None:
    received = receiving(security=certificates)

    with pytest.raises(NetworkError):
        open_archive(received.node).echo(CancelToken())
