"""Every kind of object an export writes, through a real PACS and back."""

from pathlib import Path

import pytest

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dimse.outgoing import outgoing
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import ArchiveQuery, Arrival, RetrieveOrder
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.bundle_objects import BundleObject
from tests.peers.orthanc import Orthanc


@pytest.mark.slow  # writing the bundle takes its time; `make network-check` runs it
def test_that_every_kind_comes_back_byte_for_byte(
    orthanc: Orthanc, bundle_objects: tuple[BundleObject, ...], tmp_path: Path
) -> None:
    archive, token, back = open_archive(orthanc.dimse_node), CancelToken(), list[Arrival]()

    stored = archive.store([one.path for one in bundle_objects], ignore_progress, token)
    for study in archive.find(ArchiveQuery(), token):
        order = RetrieveOrder(study.study_instance_uid)
        archive.retrieve(order, ArrivalFolder(tmp_path / "in"), back.append, ignore_progress, token)

    assert stored.problems == ()
    assert sorted(data_set(one.path) for one in back) == sorted(
        data_set(one.path) for one in bundle_objects
    )


def data_set(file: Path) -> tuple[str, bytes]:
    """Its encoding and its bytes; the header before them is the receiver's own."""
    found = outgoing(file)
    return found.transfer_syntax_uid, file.read_bytes()[found.offset :]
