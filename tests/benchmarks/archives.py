"""600 slices from a PACS and to one, beside dcmtk's getscu, movescu and storescu on the same server's kind.

dcmtk's tools leave Nagle's algorithm on unless TCP_NODELAY says otherwise, and then wait 40 ms for each
image, 30 s in all. `no delay` turns it off: what is compared with is the tool at its best.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pydicom

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import ListenerSettings, Retrieval, RetrieveOrder
from medviewer.progress import CancelToken, ignore_progress
from tests.benchmarks import data
from tests.benchmarks.pacs import pacs_with_ct
from tests.benchmarks.row import Missing
from tests.peers.free_port import free_port
from tests.peers.orthanc import Orthanc

Once = Callable[[], object]
LONGEST_PDU = "131072"  # dcmtk's own limit


def ours_get() -> Once:
    """A whole study by C-GET; what there is is asked first."""
    return _fetching(pacs_with_ct(), None)


def ours_move() -> Once:
    """The same by C-MOVE to our own listener."""
    port = free_port()
    return _fetching(pacs_with_ct({"MEDVIEWER": ("127.0.0.1", port)}), ListenerSettings(port=port))


def ours_store() -> Once:
    """The same sent; the server has it already and takes it again."""
    server, files = pacs_with_ct(), data.ct()

    def once() -> None:
        outcome = open_archive(server.dimse_node).store(files, ignore_progress, CancelToken())
        assert outcome.transferred == len(files), outcome.problems[:1]

    return once


def getscu(delay: str) -> Once:
    """dcmtk's C-GET into a folder."""
    server = pacs_with_ct()
    return _into_folder("getscu", ("-S", *_keys(), "-pdu", LONGEST_PDU), delay, server)


def movescu(delay: str) -> Once:
    """dcmtk's C-MOVE to itself."""
    port = free_port()
    server = pacs_with_ct({"MOVESCU": ("127.0.0.1", port)})
    return _into_folder("movescu", ("-S", *_keys(), "+P", str(port)), delay, server)


def storescu(delay: str) -> Once:
    """dcmtk's C-STORE."""
    folder = str(data.ct()[0].parent)
    return _run("storescu", ("+sd", folder), delay, pacs_with_ct())


def _fetching(server: Orthanc, listener: ListenerSettings | None) -> Once:
    """The whole way: what there is, what is missing, each image in its place."""
    node = server.dimse_node
    if listener is not None:
        node = replace(node, retrieval=Retrieval.MOVE)
    order = RetrieveOrder(_study())

    def bring() -> float:
        with tempfile.TemporaryDirectory(prefix="medviewer-bench-") as folder:
            into, began = ArrivalFolder(Path(folder)), time.perf_counter()
            outcome = open_archive(node, listener).retrieve(
                order, into, lambda arrival: None, ignore_progress, CancelToken()
            )
            taken = time.perf_counter() - began
            assert outcome.transferred == data.SLICES, outcome.problems[:1]
        return taken

    return bring


def _keys() -> tuple[str, ...]:
    return ("-k", "0008,0052=STUDY", "-k", f"0020,000D={_study()}")


def _into_folder(tool: str, options: tuple[str, ...], delay: str, server: Orthanc) -> Once:
    def once() -> float:
        with tempfile.TemporaryDirectory(prefix="medviewer-bench-") as folder:
            bring, began = _run(tool, (*options, "-od", folder), delay, server), time.perf_counter()
            bring()
            taken = time.perf_counter() - began
            assert len(list(Path(folder).iterdir())) == data.SLICES
        return taken

    return once


def _run(tool: str, options: tuple[str, ...], delay: str, server: Orthanc) -> Once:
    program = shutil.which(tool)
    if program is None:
        raise Missing("dcmtk is not installed (apt-get install dcmtk)")
    address = ("-aec", "ORTHANC", "127.0.0.1", str(server.dicom_port))
    # storescu wants its files last, the others know no files
    command = [program, *address, *options] if tool == "storescu" else [program, *options, *address]
    environment = {**os.environ, **({"TCP_NODELAY": "1"} if delay == "no delay" else {})}
    return lambda: subprocess.run(command, check=True, env=environment, capture_output=True)


def _study() -> str:
    return str(pydicom.dcmread(data.ct()[0], stop_before_pixels=True).StudyInstanceUID)
