"""Every kind of object an export writes, through a real PACS and back."""

from pathlib import Path

import pydicom
from pydicom.dataset import Dataset

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import Arrival, RetrieveOrder
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.bundle_objects import BundleObject
from tests.peers.orthanc import Orthanc


def test_that_every_kind_comes_back_element_for_element(
    orthanc: Orthanc, bundle_objects: tuple[BundleObject, ...], tmp_path: Path
) -> None:
    sent = {_uid(one.path): _read(one.path) for one in bundle_objects}
    studies = {one.StudyInstanceUID for one in sent.values()}
    archive, arrivals = open_archive(orthanc.dimse_node), list[Arrival]()

    stored = archive.store([one.path for one in bundle_objects], ignore_progress, CancelToken())
    for study in studies:
        archive.retrieve(
            RetrieveOrder(study),
            ArrivalFolder(tmp_path / "in"),
            arrivals.append,
            ignore_progress,
            CancelToken(),
        )

    assert stored.is_whole, [str(one.reason) for one in stored.problems]
    assert {one.sop_instance_uid: _read(one.path) for one in arrivals} == sent


def _read(path: Path) -> Dataset:
    return Dataset(dict(pydicom.dcmread(path).items()))


def _uid(path: Path) -> str:
    return str(pydicom.dcmread(path, stop_before_pixels=True).SOPInstanceUID)
