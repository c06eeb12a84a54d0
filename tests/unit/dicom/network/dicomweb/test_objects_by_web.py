"""Every kind of object of the export bundle goes to a server by STOW and comes back by WADO as it was."""

from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from pydicom.uid import JPEGLSLossless

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dicomweb.web_archive import WebArchive
from medviewer.domain.archive import ArchiveQuery, Arrival, RetrieveOrder
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.bundle_objects import BundleObject
from tests.peers.orthanc import Orthanc
from tests.phantoms.compressed_files import items, write_compressed


def there_and_back(orthanc: Orthanc, files: list[Path], folder: Path) -> list[bytes]:
    archive, token = WebArchive(orthanc.web_node), CancelToken()
    stored = archive.store(files, ignore_progress, token)
    assert stored.problems == ()
    back: list[Arrival] = []
    for study in archive.find(ArchiveQuery(), token):
        order = RetrieveOrder(study.study_instance_uid)
        archive.retrieve(order, ArrivalFolder(folder), back.append, ignore_progress, token)
    return sorted(arrival.path.read_bytes() for arrival in back)


@pytest.mark.slow  # writing the bundle takes its time; `make network-check` runs it
def test_that_every_kind_of_the_bundle_comes_back_byte_for_byte(
    orthanc: Orthanc, bundle_objects: tuple[BundleObject, ...], tmp_path: Path
) -> None:
    files = [each.path for each in bundle_objects]

    back = there_and_back(orthanc, files, tmp_path)

    assert back == sorted(file.read_bytes() for file in files)


def test_that_a_compressed_image_comes_back_in_its_compression(
    orthanc: Orthanc, tmp_path: Path
) -> None:
    pixels = np.arange(64, dtype=np.uint16).reshape(8, 8)
    coded = items([bytes(imagecodecs.jpegls_encode(pixels))])
    file = write_compressed(tmp_path / "out" / "IM1.dcm", pixels, JPEGLSLossless, coded)

    back = there_and_back(orthanc, [file], tmp_path / "in")

    assert back == [file.read_bytes()]
