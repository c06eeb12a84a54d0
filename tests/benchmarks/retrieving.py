"""600 slices (317 MB) from Orthanc to this disk: MedViewer's WADO beside plain downloads of the same bytes.

The floor is `curl` fetching the files one after another over one kept connection, as Orthanc itself
offers them: the same bytes into as many files, nothing asked before, nothing parsed, nothing checked.
Python's requests doing so would be none: it waits 40 ms for each (delayed acknowledgements). Reported
besides: `curl` of the same multipart answer into a single file, which spares 599 files.
"""

import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
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
    """The multipart answer as it is."""
    _need_curl()
    server = pacs_with_ct()
    address = f"{server.web_node.url}/studies/{_study(server)}"

    def bring(folder: Path) -> None:
        subprocess.run(
            ["curl", "-sf", "-H", AS_STORED, "-o", str(folder / "study"), address], check=True
        )

    return _timed(bring)


def files_by_curl() -> Callable[[], float]:
    """Each file by an address of its own."""
    _need_curl()
    server = pacs_with_ct()
    with urllib.request.urlopen(f"{server.http_url}/instances") as answer:
        names = json.load(answer)

    def bring(folder: Path) -> None:
        targets = [
            f'url = "{server.http_url}/instances/{name}/file"\noutput = "{folder / name}"\n'
            for name in names
        ]
        subprocess.run(["curl", "-sf", "-K", "-"], input="".join(targets).encode(), check=True)
        assert len(list(folder.iterdir())) == data.SLICES

    return _timed(bring)


def _need_curl() -> None:
    if shutil.which("curl") is None:
        raise Missing("curl is not installed")


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
