"""600 slices (317 MB) from Orthanc to this disk: MedViewer's WADO beside plain downloads of the same bytes.

The floor is `curl` of the same multipart answer to one file: one request, nothing parsed, nothing checked.
The files one after another over one kept connection, as Orthanc itself offers them, would be no floor: it
answers each some 40 ms late (delayed acknowledgements), and needed 29.6 s where curl needed 0.65 s.
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import ArchiveQuery, RetrieveOrder
from medviewer.progress import CancelToken, ignore_progress
from tests.benchmarks import data
from tests.benchmarks.pacs import pacs_with_ct
from tests.benchmarks.row import Missing
from tests.peers.orthanc import Orthanc

AS_STORED = 'Accept: multipart/related; type="application/dicom"; transfer-syntax=*'

Bring = Callable[[Path], None]


def by_wado() -> Callable[[], float]:
    """The whole way: what there is, what is missing, each image checked and in its place."""
    server = pacs_with_ct()
    order = RetrieveOrder(_study(server))

    def bring(folder: Path) -> None:
        outcome = open_archive(server.web_node).retrieve(
            order, ArrivalFolder(folder), lambda arrival: None, ignore_progress, CancelToken()
        )
        assert outcome.transferred == data.SLICES, outcome

    return _timed(bring)


def by_curl() -> Callable[[], float]:
    if shutil.which("curl") is None:
        raise Missing("curl is not installed")
    server = pacs_with_ct()
    address = f"{server.web_node.url}/studies/{_study(server)}"

    def bring(folder: Path) -> None:
        subprocess.run(
            ["curl", "-sf", "-H", AS_STORED, "-o", str(folder / "study"), address], check=True
        )

    return _timed(bring)


def _study(server: Orthanc) -> str:
    (match,) = open_archive(server.web_node).find(ArchiveQuery(), CancelToken())
    return match.study_instance_uid


def _timed(bring: Bring) -> Callable[[], float]:
    """Seconds an image; making and removing the folder is nobody's."""

    def once() -> float:
        folder = Path(tempfile.mkdtemp(prefix="arrivals", dir=data.cache()))
        try:
            began = time.perf_counter()
            bring(folder)
            return (time.perf_counter() - began) / data.SLICES
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return once
