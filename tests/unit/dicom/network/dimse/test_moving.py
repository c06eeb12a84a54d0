"""C-MOVE: a real PACS sends to our own listener."""

from pathlib import Path

import pytest
from pydicom.data import get_testdata_file

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import (
    ArchiveNode,
    Arrival,
    ListenerSettings,
    Retrieval,
    RetrieveOrder,
)
from medviewer.errors import ArchiveRefused, NetworkError
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.fixtures import OrthancMaker
from tests.peers.free_port import free_port
from tests.peers.orthanc import Orthanc

SMALL_CT = Path(str(get_testdata_file("CT_small.dcm")))
STUDY = "1.3.6.1.4.1.5962.1.2.1.20040119072730.12322"


def moving_node(orthanc: Orthanc) -> ArchiveNode:
    return ArchiveNode(
        "orthanc", port=orthanc.dicom_port, ae_title="ORTHANC", retrieval=Retrieval.MOVE
    )


def test_that_an_archive_sends_to_our_listener(make_orthanc: OrthancMaker, tmp_path: Path) -> None:
    port = free_port()
    orthanc = make_orthanc(modalities={"MEDVIEWER": ("127.0.0.1", port)})
    orthanc.upload(SMALL_CT)
    arrivals: list[Arrival] = []
    archive = open_archive(moving_node(orthanc), ListenerSettings(port=port))

    outcome = archive.retrieve(
        RetrieveOrder(STUDY),
        ArrivalFolder(tmp_path),
        arrivals.append,
        ignore_progress,
        CancelToken(),
    )

    assert outcome.is_whole
    assert [one.study_instance_uid for one in arrivals] == [STUDY]
    assert arrivals[0].path.exists()


def test_that_an_archive_that_does_not_know_us_says_so(
    make_orthanc: OrthancMaker, tmp_path: Path
) -> None:
    orthanc = make_orthanc()
    orthanc.upload(SMALL_CT)
    archive = open_archive(moving_node(orthanc), ListenerSettings(port=0))

    with pytest.raises(ArchiveRefused, match="sent nothing"):
        archive.retrieve(
            RetrieveOrder(STUDY),
            ArrivalFolder(tmp_path),
            lambda arrival: None,
            ignore_progress,
            CancelToken(),
        )


def test_that_a_move_without_a_listener_says_what_to_turn_on(tmp_path: Path) -> None:
    archive = open_archive(ArchiveNode("away", retrieval=Retrieval.MOVE))

    with pytest.raises(NetworkError, match="Turn it on"):
        archive.retrieve(
            RetrieveOrder(STUDY),
            ArrivalFolder(tmp_path),
            lambda arrival: None,
            ignore_progress,
            CancelToken(),
        )
