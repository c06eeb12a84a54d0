"""Servers that lack a search the standard asks for: what is listed elsewhere, or a sentence."""

import json
from pathlib import Path

import numpy as np
import pytest

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dicomweb.web_archive import WebArchive
from medviewer.domain.archive import RetrieveOrder, TransferOutcome
from medviewer.errors import ArchiveRefused
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.hostile_server import HostileServer, Reply, Request
from tests.phantoms.dicom_files import write_image

STUDY = "1.2.3"
SERIES = (f"{STUDY}.4", f"{STUDY}.5")
ALL_OF_IT = RetrieveOrder(STUDY)


@pytest.fixture
def server(hostile_server: HostileServer, tmp_path: Path) -> HostileServer:
    """Two series of two images; it hands them over and searches for nothing."""
    for series in SERIES:
        images = [image(tmp_path, series, number) for number in (1, 2)]
        hostile_server.answers(f"/studies/{STUDY}/series/{series}", Reply.parts(images))
        for number, content in enumerate(images, start=1):
            path = f"/studies/{STUDY}/series/{series}/instances/{series}.{number}"
            hostile_server.answers(path, Reply.parts([content]))
    return hostile_server


def image(folder: Path, series: str, number: int) -> bytes:
    file = folder / "out" / f"{series}-{number}.dcm"
    write_image(
        file,
        np.full((16, 16), number, np.uint16),
        StudyInstanceUID=STUDY,
        SeriesInstanceUID=series,
        SOPInstanceUID=f"{series}.{number}",
    )
    return file.read_bytes()


def listed(request: Request) -> Reply:
    """Every instance of the study on the first page."""
    found = [
        {
            "0020000E": {"vr": "UI", "Value": [series]},
            "00080018": {"vr": "UI", "Value": [f"{series}.{number}"]},
        }
        for series in SERIES
        for number in (1, 2)
    ]
    is_first = not request.query or "offset=0" in request.query
    return Reply(json.dumps(found if is_first else []).encode())


def retrieve(server: HostileServer, folder: Path, order: RetrieveOrder) -> TransferOutcome:
    into = ArrivalFolder(folder)
    return WebArchive(server.node).retrieve(
        order, into, lambda arrival: None, ignore_progress, CancelToken()
    )


@pytest.mark.parametrize("status", [400, 404, 501])
@pytest.mark.parametrize("place", ["instances", "metadata"])
def test_that_a_study_comes_though_its_series_cannot_be_searched(
    server: HostileServer, tmp_path: Path, place: str, status: int
) -> None:
    server.otherwise(lambda request: Reply(status=status))
    server.answers(f"/studies/{STUDY}/{place}", listed)

    outcome = retrieve(server, tmp_path / "in", ALL_OF_IT)

    assert (outcome.transferred, outcome.expected, outcome.is_whole) == (4, 4, True)


def test_that_only_the_series_asked_for_comes(server: HostileServer, tmp_path: Path) -> None:
    server.answers(f"/studies/{STUDY}/instances", listed)

    outcome = retrieve(server, tmp_path / "in", RetrieveOrder(STUDY, SERIES[:1]))

    assert (outcome.transferred, outcome.is_whole) == (2, True)


def test_that_what_is_here_is_not_asked_for_again(server: HostileServer, tmp_path: Path) -> None:
    server.answers(f"/studies/{STUDY}/instances", listed)
    retrieve(server, tmp_path / "in", RetrieveOrder(STUDY, SERIES[:1]))

    outcome = retrieve(server, tmp_path / "in", ALL_OF_IT)

    assert (outcome.transferred, outcome.already_there, outcome.is_whole) == (2, 2, True)


def test_that_a_server_that_lists_nothing_is_a_sentence(
    server: HostileServer, tmp_path: Path
) -> None:
    with pytest.raises(ArchiveRefused, match="in no other way either"):
        retrieve(server, tmp_path / "in", ALL_OF_IT)


def test_that_a_server_that_is_busy_is_not_asked_in_other_ways(
    server: HostileServer, tmp_path: Path
) -> None:
    server.otherwise(lambda request: Reply(status=503))

    with pytest.raises(ArchiveRefused, match="too busy"):
        retrieve(server, tmp_path / "in", ALL_OF_IT)

    assert len(server.requests) == 1
