"""After a power cut a file may have its name and not all of its bytes: it is asked for again."""

from pathlib import Path

import pytest

from medviewer.dicom.network.arrival_folder import ArrivalFolder, InstanceKey
from medviewer.dicom.network.opening import open_archive
from medviewer.dicom.network.whole_instance import holds_whole
from medviewer.domain.archive import ArchiveNode, RetrieveOrder, TransferOutcome
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.orthanc import Orthanc
from tests.peers.scripted_archive import SERIES, STUDY, slices

KEY = InstanceKey(STUDY, SERIES, f"{SERIES}.1")


@pytest.mark.parametrize("length", [0, 100, 5000, -1])
def test_that_what_is_not_whole_is_not_held(tmp_path: Path, length: int) -> None:
    (file,) = slices(tmp_path / "source", 1)
    folder = ArrivalFolder(tmp_path / "in")
    with folder.writing(KEY) as stream:
        stream.write(file.read_bytes())
    before = holds_whole(folder, KEY)

    folder.path_of(KEY).write_bytes(file.read_bytes()[:length])

    assert (before, holds_whole(folder, KEY)) == (True, False)


@pytest.mark.parametrize("protocol", ["dimse", "web"])
def test_that_only_what_is_not_whole_is_asked_for_again(
    orthanc: Orthanc, tmp_path: Path, protocol: str
) -> None:
    for file in slices(tmp_path / "source", 3):
        orthanc.upload(file)
    node = orthanc.dimse_node if protocol == "dimse" else orthanc.web_node
    folder = ArrivalFolder(tmp_path / "in")
    retrieve(node, folder)
    whole = folder.path_of(KEY).read_bytes()
    folder.path_of(KEY).write_bytes(b"")

    outcome = retrieve(node, folder)

    assert (outcome.transferred, outcome.already_there, outcome.is_whole) == (1, 2, True)
    assert folder.path_of(KEY).read_bytes() == whole


def retrieve(node: ArchiveNode, folder: ArrivalFolder) -> TransferOutcome:
    return open_archive(node).retrieve(
        RetrieveOrder(STUDY), folder, lambda arrival: None, ignore_progress, CancelToken()
    )
