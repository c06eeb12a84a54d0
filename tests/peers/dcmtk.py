"""dcmtk's programs as peers: senders, receivers, a worklist, a small archive (dcmqrscp)."""

import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import ArchiveNode
from medviewer.errors import ArchiveRefused, ArchiveUnreachable
from medviewer.progress import CancelToken

STARTS_WITHIN_S = 60  # a hang guard


def program(name: str) -> str:
    """The path of one of dcmtk's programs; a test that needs it skips where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed (apt-get install dcmtk)")
    return found


def run(name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [program(name), *arguments], capture_output=True, text=True, timeout=120, check=False
    )


class Server:
    """One of dcmtk's servers, until `end`."""

    def __init__(self, node: ArchiveNode, folder: Path, command: Sequence[str]) -> None:
        self.node = node
        self.folder = folder
        with (folder / "server.log").open("wb") as log:
            self.process = subprocess.Popen(
                [program(command[0]), *command[1:]], stdout=log, stderr=log, cwd=folder
            )
        self._wait_until_up()

    def end(self) -> None:
        self.process.kill()
        self.process.wait(timeout=60)

    def _wait_until_up(self) -> None:
        gives_up = time.monotonic() + STARTS_WITHIN_S
        while time.monotonic() < gives_up and self.process.poll() is None:
            try:
                open_archive(self.node).echo(CancelToken())
                return
            except ArchiveRefused:
                return  # it is there, if not for everybody
            except ArchiveUnreachable:
                time.sleep(0.05)
        log = (self.folder / "server.log").read_text(errors="replace")[-2000:]
        self.end()
        raise RuntimeError(f"the server did not start:\n{log}")
