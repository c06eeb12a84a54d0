"""A PACS that holds the benchmark's CT: filled once, then started from a copy by each contestant."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks import data
from tests.benchmarks.row import Missing
from tests.peers import orthanc
from tests.peers.orthanc import Orthanc

INDEX = "index"  # Orthanc's database is copied; images, which nobody changes, are linked


def pacs_with_ct(modalities: Mapping[str, tuple[str, int]] | None = None) -> Orthanc:
    """Running; it ends with this process, however that ends.

    Args:
        modalities: AE title -> (host, port) of those it may send to.

    Raises:
        Missing: Orthanc is not installed.
    """
    if not orthanc.is_installed():
        raise Missing(orthanc.WHY_MISSING)
    filled = data.Folder("pacs_ct", _fill).files()[0].parent
    folder = Path(tempfile.mkdtemp(prefix="pacs", dir=data.cache()))
    shutil.copytree(filled / "storage", folder / "storage", copy_function=_copied)
    server = Orthanc(folder, modalities or {})
    server.start()
    _end_with_us(server, folder)
    return server


def _fill(folder: Path) -> None:
    files = data.ct()
    server = Orthanc(folder)
    server.start()
    try:
        for file in files:
            server.upload(file)
    finally:
        server.stop()


def _copied(source: str, target: str) -> None:
    if Path(source).name.startswith(INDEX):
        shutil.copy2(source, target)
    else:
        os.link(source, target)


def _end_with_us(server: Orthanc, folder: Path) -> None:
    """Contestants are killed: what they started would stay."""
    ours, theirs = os.getpid(), server.process_id
    watch = f"while kill -0 {ours}; do sleep 1; done; kill -9 {theirs}; sleep 1; rm -rf '{folder}'"
    subprocess.Popen(["sh", "-c", watch], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
