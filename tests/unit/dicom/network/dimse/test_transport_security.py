"""TLS to an archive: used where it should be, refused where it cannot be trusted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydicom.data import get_testdata_file

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dimse.storage_listener import StorageListener
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import ArchiveNode, Arrival, ListenerSettings, TransportSecurity
from medviewer.errors import ArchiveUnreachable
from medviewer.progress import CancelToken, ignore_progress
from medviewer.words import Message
from tests.peers import dcmtk

SMALL_CT = Path(str(get_testdata_file("CT_small.dcm")))


class Secured:
    def __init__(self, security: TransportSecurity, folder: Path) -> None:
        self.arrivals: list[Arrival] = []
        self.problems: list[Message] = []
        settings = ListenerSettings(port=0, allowed_ae_titles=("SENDER",), security=security)
        self.listener = StorageListener(
            settings, ArrivalFolder(folder), self.arrivals.append, self.problems.append
        )
        self.listener.start()
        self.node = ArchiveNode(
            "us",
            port=self.listener.port,
            ae_title="MEDVIEWER",
            own_ae_title="SENDER",
            security=security,
            timeout_s=20,
        )


@pytest.fixture
def secured(certificates: TransportSecurity, tmp_path: Path) -> Iterator[Secured]:
    made = Secured(certificates, tmp_path / "in")
    yield made
    made.listener.stop()


def test_that_images_travel_encrypted_between_those_who_know_each_other(secured: Secured) -> None:
    outcome = open_archive(secured.node).store([SMALL_CT], ignore_progress, CancelToken())

    assert outcome.is_whole
    assert len(secured.arrivals) == 1


def test_that_dcmtk_sends_to_us_encrypted(
    secured: Secured, certificates: TransportSecurity
) -> None:
    sent = dcmtk.run(
        *("storescu", "+tls", certificates.key, certificates.certificate),
        *("+cf", certificates.authority, "-aet", "SENDER", "-aec", "MEDVIEWER"),
        *("127.0.0.1", str(secured.listener.port), str(SMALL_CT)),
    )

    assert sent.returncode == 0, sent.stderr
    assert len(secured.arrivals) == 1


def test_that_a_certificate_nobody_vouches_for_is_not_trusted(secured: Secured) -> None:
    stranger = replace(secured.node, security=replace(secured.node.security, authority=""))

    with pytest.raises(ArchiveUnreachable, match="not trusted"):
        open_archive(stranger).echo(CancelToken())


def test_that_a_certificate_of_another_host_is_not_trusted(secured: Secured) -> None:
    with pytest.raises(ArchiveUnreachable, match="not trusted"):
        open_archive(replace(secured.node, host="localhost")).echo(CancelToken())


def test_that_a_sender_without_a_certificate_is_refused_and_told_of(secured: Secured) -> None:
    nameless = replace(secured.node.security, certificate="", key="")

    with pytest.raises(ArchiveUnreachable):
        open_archive(replace(secured.node, security=nameless)).echo(CancelToken())
    secured.listener.stop()  # its threads have said what they had to say

    assert "secure connection" in str(secured.problems[0])


def test_that_a_certificate_that_is_no_file_is_a_sentence(tmp_path: Path) -> None:
    security = TransportSecurity(True, "", str(tmp_path / "none.pem"), str(tmp_path / "none.key"))

    with pytest.raises(ArchiveUnreachable, match="cannot be used"):
        open_archive(ArchiveNode("secure", security=security)).echo(CancelToken())
